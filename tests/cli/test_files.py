"""import, check, rollforward: shapes of the JSON, exit statuses, and input that cannot be used."""

import json
import os
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.form import load_form

FINDING = {"check", "level", "section", "cells", "span", "found", "expected", "text", "fixes"}


def chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def refused(outcome: Any) -> bool:
    """One clear sentence on stderr, at most four lines, no traceback, nothing on stdout."""
    lines = outcome.err.splitlines()
    return outcome.status == 2 and outcome.out == "" and 1 <= len(lines) <= 4 and chinese(outcome.err)


def test_import_prints_the_report_document(run: Any, sample: Path) -> None:
    outcome = run("import", sample, "--json")
    document = outcome.json
    assert outcome.status == 0
    assert list(document["cells"])[:200] == list(load_form("2021").cells)
    assert document["meta"]["year"] == 2025
    assert document["meta"]["source"] == sample.name
    assert document["cells"]["t2.penalty"] == 9
    assert document["cells"]["t2.fees_wan"] == "0"
    assert set(document["texts"]) <= set(load_form("2021").texts)


def test_what_was_printed_can_be_imported_again(run: Any, sample: Path, tmp_path: Path) -> None:
    first = run("import", sample, "--json")
    (tmp_path / "again.json").write_text(first.out, encoding="utf-8")
    second = run("import", tmp_path / "again.json", "--json").json
    assert second["meta"].pop("source") == "again.json"
    document = first.json
    del document["meta"]["source"]
    assert second == document


def test_import_for_people_names_what_was_read(run: Any, sample: Path) -> None:
    outcome = run("import", sample)
    assert "行政处罚：9件" in outcome.out


def test_stdout_is_utf8_whatever_the_locale(spawn: Any, sample: Path) -> None:
    outcome = spawn("import", sample, "--json")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.json["meta"]["organ"].endswith("柳岸街道办事处")


def test_check_finds_a_wrong_total_and_exits_1(run: Any, report: Callable[..., Path]) -> None:
    outcome = run("check", report(t3__new__total=7), "--json")
    assert outcome.status == 1
    assert set(outcome.json) == {"findings", "summary"}
    assert set(outcome.json["summary"]) == {"error", "warn", "info", "passed", "not_assessable"}
    wrong = [one for one in outcome.json["findings"] if "t3.new.total" in one["cells"] and one["level"] == "error"]
    assert wrong
    assert set(wrong[0]) >= FINDING
    assert all(set(change) == {"cell", "after"} for fix in wrong[0]["fixes"] for change in fix["changes"])


def test_check_of_a_clean_report_exits_0(run: Any, report: Callable[..., Path]) -> None:
    outcome = run("check", report(), "--json")
    assert (outcome.status, outcome.json["summary"]["error"]) == (0, 0)


def test_check_compares_with_last_year(run: Any, report: Callable[..., Path], tmp_path: Path) -> None:
    last = json.loads(report().read_text(encoding="utf-8"))
    last["meta"]["year"], last["cells"]["t3.carried_out.natural"] = 2024, 5
    path = tmp_path / "last.json"
    path.write_text(json.dumps(last, ensure_ascii=False), encoding="utf-8")
    outcome = run("check", report(), "--previous", path, "--json")
    assert any("t3.carried_in.natural" in one["cells"] for one in outcome.json["findings"] if one["level"] == "error")


def test_many_files_and_a_summary(run: Any, report: Callable[..., Path], tmp_path: Path) -> None:
    summary = tmp_path / "汇总.xlsx"
    good, bad = report("a.json"), report("b.json", t3__new__total=7)
    outcome = run("check", good, bad, tmp_path / "没有.docx", "--to", summary, "--json")
    assert outcome.status == 1
    assert [one["file"] for one in outcome.json["files"]] == ["a.json", "b.json", "没有.docx"]
    assert outcome.json["files"][1]["summary"]["error"] >= 1
    rows = list(load_workbook(summary).worksheets[0].values)
    assert [row[0] for row in rows[1:]] == ["a.json", "b.json", "没有.docx"]
    assert rows[1][3] == 0
    assert rows[2][3] == outcome.json["files"][1]["summary"]["error"]


def test_the_reports_of_a_zip_are_checked_each(run: Any, sample: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("甲.md", sample.read_text(encoding="utf-8"))
        archive.writestr("乙.md", sample.read_text(encoding="utf-8"))
    outcome = run("check", tmp_path / "all.zip", "--json")
    assert len(outcome.json["files"]) == 2


def test_rollforward_replaces_and_marks(run: Any, report: Callable[..., Path], tmp_path: Path) -> None:
    cells = tmp_path / "cells.json"
    cells.write_text(json.dumps({"t3.new.natural": 4, "t3.new.total": 4, "t3.granted.total": 3}), encoding="utf-8")
    outcome = run("rollforward", report(), "--cells", cells, "--year", 2026, "--json")
    assert outcome.status == 0
    rolled = outcome.json["texts"]["s1.on_request"]
    assert set(rolled) == {"text", "replaced", "unverified"}
    assert "2026年" in rolled["text"]
    for one in rolled["replaced"]:
        assert set(one) == {"span", "cell", "old", "new"}
        assert 0 <= one["span"]["start"] < one["span"]["end"] <= len(rolled["text"])
    assert any(one["new"] == 4 for one in rolled["replaced"])


@pytest.mark.parametrize("text", ["[1]", "{", '{"t3.new.total": "三件"}', '{"t3": {"new": 1}}', ""])
def test_cells_that_cannot_be_used(run: Any, sample: Path, tmp_path: Path, text: str) -> None:
    cells = tmp_path / "cells.json"
    cells.write_text(text, encoding="utf-8")
    assert refused(run("rollforward", sample, "--cells", cells, "--json"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.docx", b""), ("坏.docx", b"PK\x03\x04broken"), ("坏.pdf", b"%PDF-1.7 broken"),
        ("信.txt", "今天天气很好。".encode()),
        ("别的.json", b'{"a": 1}'), ("坏.json", b'{"cells": '), ("深.json", b"[" * 5000), ("零.bin", b"\x00" * 64),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used(run: Any, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert refused(run("import", tmp_path / name, "--json"))
    assert refused(run("check", tmp_path / name, "--json"))


def test_folders_devices_and_pipes_do_not_hang(run: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    outcomes: list[Any] = []
    for path in (tmp_path, Path("/dev/null"), tmp_path / "pipe.json", tmp_path / "没有.pdf"):
        worker = threading.Thread(target=lambda path=path: outcomes.append(run("import", path, "--json")), daemon=True)
        worker.start()
        worker.join(20)
        assert not worker.is_alive(), path
    assert all(map(refused, outcomes))
    assert refused(run("rollforward", tmp_path / "没有.pdf", "--cells", tmp_path / "pipe.json"))


@pytest.mark.parametrize(
    "args",
    [
        (), ("chek",), ("check",), ("import", "--nope"), ("import", "a", "b"), ("show", "--year", "abc"), ("ask", " "),
        ("search", "x", "--section", "s9"), ("search", "x", "--limit", "0"), ("export", "--to", "a.docx"), ("archive",),
        ("archive", "remove", "nichts"), ("show", "--organ", "甲", "--year", "2025"), ("rollforward", "x"),
        ("chat", "--organ", " ", "--year", "2025"), ("chat", "--organ", "甲", "--year", "25"), ("serve", "--port", "0"),
    ],
)  # fmt: skip
def test_wrong_calls_end_in_one_sentence(run: Any, args: tuple[str, ...]) -> None:
    assert refused(run(*args))


def test_a_data_folder_that_cannot_be_used(spawn: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    outcome = spawn("archive", "list", "--data", tmp_path / "file" / "deep")
    assert refused(outcome)
    assert "Traceback" not in outcome.err


def test_a_wrong_setting_is_named(spawn: Any, sample: Path) -> None:
    outcome = spawn("import", sample, ASSISTANT_MAX_UPLOAD_MB="viel")
    assert refused(outcome)
    assert "ASSISTANT_MAX_UPLOAD_MB" in outcome.err


def test_help_is_in_chinese(run: Any) -> None:
    for args in (("--help",), ("chat", "--help"), ("archive", "--help")):
        outcome = run(*args)
        assert outcome.status == 0
        assert "用法：" in outcome.out
        assert not any(word in outcome.out for word in ("Usage", "Options", "Show this message"))
