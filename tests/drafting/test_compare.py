"""Two years side by side."""

import re

from drafting_cases import snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting import compare, sameness
from assistant.drafting.leader import headlines
from assistant.drafting.wordiff import word_difference
from assistant.form import load_form

OLD = {
    "t2.licensing": 550,
    "t2.normative.in_force": 5,
    "t3.new.natural": 10,
    "t3.new.business": 2,
    "t3.granted.natural": 12,
    "t3.carried_out.natural": 3,
    "s1.active.published_total": 300,
    "s1.active.published_total.公示公告": 100,
}
NEW = {
    "t2.licensing": 9487,
    "t2.normative.issued": 3,
    "t2.normative.in_force": 8,
    "t3.new.natural": 11,
    "t3.new.business": 22,
    "t3.carried_in.natural": 3,
    "t3.granted.natural": 36,
    "s1.active.published_total": 900,
    "s1.active.published_total.公示公告": 650,
}


def test_every_figure_is_shown_with_change_and_percent() -> None:
    shown = {figure.cell: figure for figure in compare(snapshot(2023, OLD), snapshot(2024, NEW)).figures}
    assert set(load_form("2021").cells) <= set(shown)
    assert (shown["t3.new.total"].old, shown["t3.new.total"].new, shown["t3.new.total"].change) == (12, 33, 21)
    assert str(shown["t3.new.total"].percent) == "175.0"
    assert shown["t2.normative.issued"].percent is None
    assert shown["s6.fee.received_yuan"].change is None if "s6.fee.received_yuan" in shown else True


def test_the_leader_hears_the_biggest_changes_with_their_reasons() -> None:
    asked = compare(snapshot(2023, OLD), snapshot(2024, NEW)).questions
    assert len(asked) == 5
    assert asked[0].cell == "t2.licensing"
    reasons = {question.cell: question.reason for question in asked}
    assert reasons["t2.licensing"] is None
    assert "商业企业" in (reasons["t3.new.total"] or "")
    assert "公示公告" in (reasons["s1.active.published_total"] or "")


def test_carried_in_cases_are_explained_by_last_year() -> None:
    asked = compare(
        snapshot(2023, {"t3.carried_out.natural": 3}), snapshot(2024, {"t3.carried_in.natural": 3})
    ).questions
    assert "3" in next(q.reason or "" for q in asked if q.cell == "t3.carried_in.total")


def test_nothing_changed_nothing_asked() -> None:
    same = compare(snapshot(2023, OLD), snapshot(2024, OLD))
    assert same.questions == ()
    assert same.changed == ()


def test_headlines_name_cells_of_the_form() -> None:
    form = load_form("2021")
    for one in headlines():
        for cell in (one.cell, *one.parts, *one.flow, *([one.last_year] if one.last_year else [])):
            assert form.cell(cell) or cell in form.facts, cell


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.text(alphabet="收到申请件12３，。0", max_size=30), st.text(alphabet="收到申请件12３，。0", max_size=30))
def test_the_pieces_of_a_difference_make_both_texts(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert "".join(p.text for p in pieces if p.kind != "added") == old
    assert "".join(p.text for p in pieces if p.kind != "removed") == new


def test_a_number_is_never_cut_in_two() -> None:
    pieces = word_difference("收到申请123件，均已答复。", "收到申请129件，均已答复。")
    assert [p.text for p in pieces if p.kind == "removed"] == ["123"]
    assert [p.text for p in pieces if p.kind == "added"] == ["129"]


def test_sameness_tells_what_was_copied_and_what_says_nothing() -> None:
    old = "我局高度重视政府信息公开工作，加强组织领导，压实工作责任。2023年公开信息12条。"
    new = "我局高度重视政府信息公开工作，加强组织领导，压实工作责任。2024年公开信息30条，开设专栏1个。"
    found = sameness(old, new)
    assert 0.7 < found.similarity < 1
    assert any("加强组织领导" in new[slice(*span)] for span in found.identical)
    assert [new[slice(*span)] for span in found.generic] == [re.split("(?<=。)", new)[0]]
    assert sameness("", "").similarity == 0
