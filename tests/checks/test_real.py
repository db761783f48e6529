"""Real reports: their faults are found, and what only looks wrong stays quiet."""

import json
from functools import cache
from pathlib import Path

import pytest

from assistant import checks
from assistant.reading import read_file
from assistant.report.document import from_document
from assistant.report.snapshot import Snapshot, of_past
from tests.generators import office as make


@cache
def _read(path: Path) -> Snapshot:
    return of_past(read_file(path))


def _errors(result: checks.Result) -> list[str]:
    return [make.brief(one) for one in result.findings if one.level == "error"]


@pytest.mark.parametrize("name", ["suqian_2023", "suqian_2024"])
def test_where_everything_agrees_there_is_no_error(real: Path, name: str) -> None:
    figures = of_past(from_document(json.loads((real / f"{name}.truth.json").read_text(encoding="utf-8"))))
    assert _errors(checks.run(figures)) == []
    assert _errors(checks.run(_read(real / f"{name}.txt"))) == []


def test_carried_over_from_year_to_year(real: Path) -> None:
    new, old = (
        of_past(from_document(json.loads((real / f"suqian_{year}.truth.json").read_text(encoding="utf-8"))))
        for year in (2024, 2023)
    )
    result = checks.run(new, old)
    assert _errors(result) == []
    assert {result.states[one] for one in ("XY-01", "XY-02", "T2-04", "T2-06")} == {"pass"}
    wrong = make.changed(new, {"cells": {"t3.carried_in.total": 112}, "no_file": True})
    assert "XY-01" in {f.check for f in checks.run(wrong, old).findings}


def test_wrong_totals_of_table_four(real: Path) -> None:
    found = {f.check: f for f in checks.run(_read(real / "hongze_2023.pdf")).findings if f.level == "error"}
    assert (found["T4-01"].found, found["T4-01"].expected) == (0, 11)
    assert (found["T4-03"].found, found["T4-03"].expected) == (0, 5)
    assert "STR-07" in found


def test_another_scope_is_asked_not_blamed(real: Path) -> None:
    found = [f for f in checks.run(_read(real / "hongze_2024.pdf")).findings if f.check == "NT-01"]
    assert [(f.level, f.state, f.found) for f in found] == [("warn", "uncertain", 17)]


def test_a_street_offices_faults(real: Path) -> None:
    result = checks.run(_read(real / "jinxiang_2023.txt"))
    blank = next(f for f in result.findings if f.check == "CEL-01")
    assert len(blank.cells) == 5
    assert all(cell.startswith("t4.review.") for cell in blank.cells)
    assert {"NN-07", "STR-06"} <= {f.check for f in result.findings}
    assert not {"NN-01", "T3-01", "T3-02", "T3-03"} & {f.check for f in result.findings}


def _excerpts(real: Path, folder: Path, *ids: str) -> dict[str, checks.Result]:
    found = {}
    for line in (real / "excerpts.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["id"] in ids:
            path = folder / f"{entry['id']}.txt"
            path.write_text(entry["text"], encoding="utf-8")
            found[entry["id"]] = checks.run(of_past(read_file(path)))
    return found


def test_breakdowns_that_do_not_add_up(real: Path, tmp_path: Path) -> None:
    for one, result in _excerpts(real, tmp_path, "P088", "P128", "P101").items():
        assert {"NN-01", "NN-04"} & {f.check for f in result.findings}, one


def test_what_only_looks_wrong_is_at_most_a_hint(real: Path, tmp_path: Path) -> None:
    quiet = ("P048", "P116", "P118", "P036", "P053", "P103", "P141", "P106", "P058")
    for one, result in _excerpts(real, tmp_path, *quiet).items():
        loud = [f for f in result.findings if f.check.startswith(("NN", "NT")) and f.level != "info"]
        assert [make.brief(f) for f in loud] == [], one
