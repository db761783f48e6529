"""The report document: what goes out comes back, for published reports and for drafts."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UnusableInput
from assistant.form import load_form
from assistant.report.answer import Answer
from assistant.report.document import draft_in, from_document, to_document, to_handover
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.published import Note, PastReport
from assistant.report.snapshot import of_past

FORM = load_form("2021")
NOON = datetime(2025, 1, 6, 12)
INTEGERS = [one for one, cell in FORM.cells.items() if cell.number == "integer"]
DECIMALS = st.decimals(0, 10**7, places=4)


def numbers(value: Any) -> Answer:
    return Answer(value=value, when=NOON)


@st.composite
def reports(draw: st.DrawFn) -> PastReport:
    cells = dict.fromkeys(FORM.cells)
    cells |= draw(st.dictionaries(st.sampled_from(INTEGERS), st.integers(0, 10**9)))
    cells["t2.fees_wan"] = draw(st.none() | DECIMALS)
    raw = {one: "/" for one, value in cells.items() if value is None and draw(st.booleans())}
    texts = draw(st.dictionaries(st.sampled_from(list(FORM.texts)), st.text("收到申请三件，。12", min_size=1)))
    meta = Meta(organ="青石镇人民政府", year=draw(st.integers(2008, 2040)), period=("2024-01-01", "2024-12-31"))
    return PastReport(
        meta=meta, cells=cells, raw=raw, texts=texts, notes=(Note(code="IMP-04", place="表二", text="空"),),
        facts={"s1.active.published_total": 36, "s6.fee.received_yuan": Decimal("12.50")},
    )  # fmt: skip


@given(reports())
@settings(max_examples=25, derandomize=True, deadline=None)
def test_what_goes_out_comes_back(report: PastReport) -> None:
    assert from_document(json.loads(json.dumps(to_document(report)))) == report


@given(reports())
@settings(max_examples=10, derandomize=True, deadline=None)
def test_every_cell_is_there_and_decimals_are_strings(report: PastReport) -> None:
    cells = to_document(report)["cells"]
    assert list(cells) == list(FORM.cells)
    assert isinstance(cells["t2.fees_wan"], str | None)
    assert all(isinstance(cells[one], int | None) for one in INTEGERS)


def test_published_totals_are_what_the_file_says() -> None:
    past = PastReport(cells={"t3.new.natural": 3, "t3.new.total": 5, "t4.review.upheld": None})
    cells = to_document(past)["cells"]
    assert (cells["t3.new.total"], cells["t4.review.total"]) == (5, None)


def test_a_draft_shows_derived_totals_but_a_typed_total_wins() -> None:
    columns = [c.key for c in FORM.tables["t3"].columns if c.key != "total"]
    answers = {f"t3.{row}.{column}": numbers(1) for row in ("new", "carried_in") for column in columns}
    answers["t3.carried_in.total"] = numbers(9)
    cells = to_document(Draft(meta=Meta(organ="甲局", year=2025), answers=answers).snapshot())["cells"]
    assert (cells["t3.new.total"], cells["t3.carried_in.total"], cells["t3.granted.total"]) == (6, 9, None)


def test_the_handover_holds_the_draft_itself() -> None:
    answers = {"t2.fees_wan": numbers(Decimal("12.5")), "meta.phone": numbers("0510-80001234")}
    draft = Draft(id="x", meta=Meta(organ="甲局", year=2025), answers=answers)
    document = json.loads(json.dumps(to_handover(draft)))
    assert document["schema"] == "nianbao-handover/1"
    assert document["title"] == "甲局2025年政府信息公开工作年度报告"
    assert draft_in(document) == draft
    assert of_past(from_document(document)).value("t2.fees_wan") == Decimal("12.5")


@pytest.mark.parametrize(
    ("written", "value", "raw"),
    [
        ("１２", 12, None), ("1,234", 1234, None), (3.0, 3, None), ("3件", None, "3件"), (True, None, "True"),
        ("", None, ""), (None, None, None), (1.5, Decimal("1.5"), None), ("-3", -3, None), ([1], None, "[1]"),
    ],
)  # fmt: skip
def test_values_written_by_other_programs(written: Any, value: Any, raw: str | None) -> None:
    report = from_document({"cells": {"t2.penalty": written}})
    assert (report.cells["t2.penalty"], report.raw.get("t2.penalty")) == (value, raw)


@pytest.mark.parametrize("document", [[], {}, "x", None, {"cells": []}, {"meta": {}}])
def test_other_json_is_refused_in_one_sentence(document: Any) -> None:
    with pytest.raises(UnusableInput, match="cells"):
        from_document(document)


def test_ill_formed_details_are_left_out() -> None:
    report = from_document({
        "cells": {"t9.x": 1}, "meta": {"organ": ["a"], "year": "二〇二三", "scope": "all", "phone": "1"},
        "texts": {"s1.active": 3, "s9": "走失的文字"}, "facts": {"s9.x": 1}, "notes": ["x"],
    })  # fmt: skip
    assert (report.meta, report.texts, report.facts) == (Meta(phone="1"), {}, {})
    assert report.unplaced == ("走失的文字",)
    assert [note.code for note in report.notes] == ["IMP-02"]


def test_a_damaged_draft_is_refused() -> None:
    with pytest.raises(UnusableInput):
        draft_in({"draft": {"answers": 3}})
    assert draft_in({"cells": {}}) is None
