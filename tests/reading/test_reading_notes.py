"""What the reader tells: splits proposed and never done, blanks kept, faults of the old report left as they are."""

import json
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.documents.blocks import Document, Paragraph
from assistant.errors import UnusableInput
from assistant.reading import load_draft, read_document, read_file, read_many
from assistant.report.answer import Answer
from assistant.report.document import to_document, to_handover
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.published import PastReport
from tests.generators.flatten import flattened
from tests.generators.reports import Report, make_report

T4 = [f"t4.{block}.{outcome}" for block in ("review", "suit_direct", "suit_after_review")
      for outcome in ("upheld", "corrected", "other", "pending", "total")]  # fmt: skip


def codes(report: PastReport) -> set[str]:
    return {note.code for note in report.notes}


def read_text(text: str) -> PastReport:
    return read_document(Document(tuple(Paragraph(line) for line in text.split("\n")), "txt"))


def case_report(values: list[int]) -> Report:
    report = make_report(3, "2021", blanks=False)
    report.cases, report.remarks = "line", False
    report.cells |= dict(zip(T4, values, strict=True))
    return report


def test_sixteen_figures_are_read_as_one_split_number_only_as_a_proposal() -> None:
    report = case_report([5, 0, 10, 0, 15, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0])
    text = flattened(report, "spaces", 3)
    assert any(line.split()[:5] == ["5", "0", "10", "0", "15"] for line in text.split("\n"))
    lines = [
        line.replace("10", "1 0", 1) if line.split()[:3] == ["5", "0", "10"] else line for line in text.split("\n")
    ]
    read = read_text("\n".join(lines))
    assert read.cells["t4.review.other"] is None
    assert [join.changes for join in read.joins] == [{"t4.review.other": 10}]
    assert read.cells["t4.suit_direct.upheld"] == 1
    assert "IMP-03" in codes(read)


def test_two_cells_that_make_a_total_true_together_are_proposed_and_kept() -> None:
    report = case_report([0, 0, 1, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    read = read_text(flattened(report, "bars", 3))
    assert (read.cells["t4.review.other"], read.cells["t4.review.pending"], read.cells["t4.review.total"]) == (1, 0, 10)
    assert [join.changes for join in read.joins] == [{"t4.review.other": 10}]
    assert {"IMP-03", "IMP-07"} <= codes(read)


@pytest.mark.parametrize("mark", ["", "/", "-", "—", "无"])
def test_blanks_stay_unknown_with_their_text(mark: str) -> None:
    report = make_report(3, "2021", blanks=False)
    report.cases, report.remarks = "line", False
    report.blank = mark
    report.cells |= {"t3.new.natural": None, "t4.review.upheld": None, "t2.licensing": None}
    read = read_text(flattened(report, "bars", 3))
    for cell in ("t3.new.natural", "t4.review.upheld", "t2.licensing"):
        assert read.cells[cell] is None
        assert read.raw[cell] == mark
    assert "IMP-04" in codes(read)


def test_text_under_no_heading_is_kept_and_told() -> None:
    text = flattened(make_report(3, "2021", blanks=False), "bars", 3)
    extra = "注：表中数据含下属单位办理的事项，统计口径与上年相同。"
    lines = text.split("\n")
    at = max(n for n, line in enumerate(lines) if "五、" in line)
    read = read_text("\n".join([*lines[:at], extra, *lines[at:]]))
    assert read.unplaced == (extra,)
    assert any(note.code == "IMP-02" for note in read.notes)


def test_a_period_that_lost_its_digits_is_understood_as_such() -> None:
    text = flattened(make_report(3, "2021", blanks=False), "bars", 3)
    year = read_text(text).meta.year
    torn = text.replace(f"自{year}年1月1日起至{year}年12月31日止", f"自{year}11日起至{year}1231日止")
    read = read_text(torn)
    assert read.meta.period == (f"{year}-01-01", f"{year}-12-31")
    assert "IMP-05" in codes(read)


def test_report_json_is_read_back(tmp_path: Path) -> None:
    report = read_text(flattened(make_report(5, "2021"), "bars", 5))
    path = tmp_path / "last.json"
    path.write_text(json.dumps(to_document(report), ensure_ascii=False), encoding="utf-8")
    again = read_file(path)
    assert again.cells == report.cells
    assert again.texts == report.texts
    assert load_draft(path) is None
    assert [name for name, _ in read_many(path)] == ["last.json"]


@pytest.mark.parametrize("content", ["{", "[1, 2]", '{"cells": 3}'])
def test_other_json_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnusableInput):
        read_file(path)


def test_a_text_about_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "menu.txt"
    path.write_text("今日菜单\n红烧茄子 12元\n米饭 1元\n", encoding="utf-8")
    with pytest.raises(UnusableInput):
        read_file(path)


def test_a_handed_over_draft_is_read_as_report_and_as_draft(tmp_path: Path) -> None:
    now = datetime(2024, 1, 5, 9, 0)
    draft = Draft(
        meta=Meta(organ="青岚县水务局", year=2023),
        answers={"t2.licensing": Answer(value=7, when=now), "t2.fees_wan": Answer(value=Decimal("1.5"), when=now)},
    )
    path = tmp_path / "handover.json"
    path.write_text(json.dumps(to_handover(draft), ensure_ascii=False), encoding="utf-8")
    assert load_draft(path) == draft
    report = read_file(path)
    assert (report.meta.organ, report.cells["t2.licensing"], report.cells["t2.fees_wan"]) == (
        "青岚县水务局",
        7,
        Decimal("1.5"),
    )


def test_an_archive_gives_every_report_and_the_error_of_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "units.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for seed in (1, 2):
            archive.writestr(f"{seed}.txt", flattened(make_report(seed), "bars", seed))
        archive.writestr("menu.txt", "今日菜单\n红烧茄子 12元\n")
    found = dict(read_many(path))
    assert isinstance(found.pop("menu.txt"), UnusableInput)
    assert {name: report.meta.organ for name, report in found.items() if isinstance(report, PastReport)} == {
        f"{seed}.txt": make_report(seed).organ for seed in (1, 2)
    }


def test_a_sentence_that_counts_is_no_heading_even_right_above_its_table() -> None:
    text = flattened(make_report(3, "2021", blanks=False), "bars", 3)
    sentence = "三是全年主动公开政府信息7条。"
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if "二、" in line)
    read = read_text("\n".join([*lines[:at], sentence, *lines[at:]]))
    assert any(sentence in found for found in read.texts.values())


@pytest.mark.parametrize(
    ("words", "personal"),
    [("联系电话：13812345678。", True), ("索引号：18090078150。", False), ("编号AB-13812345678-1。", False)],
)
def test_only_a_mobile_number_by_itself_is_personal(words: str, personal: bool) -> None:
    text = flattened(make_report(3, "2021", blanks=False), "bars", 3)
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if "二、" in line)
    read = read_text("\n".join([*lines[:at], f"本年公开目录已更新，{words}", *lines[at:]]))
    assert ("IMP-08" in codes(read)) == personal


def test_a_file_of_figures_ends_soon() -> None:
    figures = " ".join(str(n % 90) for n in range(50))
    read = read_text("政府信息公开年度报告\n" + "\n".join(f"栏目名称{n} {figures}" for n in range(300)))
    assert all(value is None for value in read.cells.values())


def test_a_figure_too_many_in_a_table_without_totals_makes_its_row_unknown() -> None:
    report = make_report(20 * 11 + 5, blanks=False)
    assert not report.total_column
    lines = flattened(report, "cells_bare", 20).split("\n")
    at = next(n for n, line in enumerate(lines) if "四类过程性信息" in line) + 2
    read = read_text("\n".join([*lines[:at], "  5", *lines[at:]]))
    stated = {cell: value for cell, value in report.cells.items() if read.cells[cell] is not None}
    assert {cell: read.cells[cell] for cell in stated} == stated
    assert read.cells["t3.deny.process.natural"] is None
    assert "IMP-04" in codes(read)
