"""Paragraphs without a past: only what is known, each wording read back by the project's own reader."""

import re

import pytest
from drafting_cases import ORGAN, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting import compose, guard
from assistant.drafting.wording import wording
from assistant.errors import NotFound
from assistant.form import load_form
from assistant.narrative.binding import bind
from assistant.narrative.claims import claims_in
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot

TEXTS = tuple(load_form("2021").texts)
FACTS = {
    "s1.active.published_total": 320,
    "s1.active.published_total.公示公告": 200,
    "s1.active.published_total.会议公开": 120,
    "s1.platform.platforms": 3,
    "s1.supervision.trainings": 2,
    "s1.supervision.accountability": 0,
    "s6.fee.notices": 2,
    "s6.fee.received_yuan": 240,
}
small = st.integers(0, 9)
rules = settings(derandomize=True, max_examples=40, deadline=None)


@pytest.mark.parametrize("text_id", TEXTS)
@pytest.mark.parametrize("variant", range(4))
def test_every_text_is_a_whole_paragraph_with_nothing_known(text_id: str, variant: int) -> None:
    made = compose(text_id, Snapshot(meta=Meta(organ=ORGAN, year=2024)), variant)
    assert made.text.endswith("。")
    assert not re.search(r"[{}]|[，。；、][，。；、]", made.text)
    for mark in made.marks:
        assert mark.kind == "unchanged" or made.text[mark.start : mark.end] == "〔待补〕"
    if made.missing_facts:
        assert "〔待补〕" in made.text


@rules
@given(new=small, more=small, carried=small, left=small, variant=st.integers(0, 5))
def test_what_is_composed_agrees_with_the_figures(new: int, more: int, carried: int, left: int, variant: int) -> None:
    left = min(left, new + carried)
    figures = {"t3.new.natural": new, "t3.new.business": more, "t3.carried_in.natural": carried}
    figures |= {"t3.carried_out.natural": left, "t3.granted.natural": new + carried - left, "t3.partial.business": more}
    whole = snapshot(2024, {**figures, **FACTS, "t2.normative.in_force": left, "t4.review.upheld": more})
    for text_id in ("s1.active", "s1.on_request", "s1.management", "s1.platform", "s1.supervision", "s6.fee"):
        made = compose(text_id, whole, variant)
        assert "〔待补〕" not in made.text
        assert made.missing_facts == ()
        for claim in claims_in(made.text, text_id, 2024):
            assert bind(claim, whole.values).state != "differs", made.text
        for mark in made.marks:
            assert made.text[mark.start : mark.end] == mark.new
        assert [offence for offence in guard(made.text, whole) if offence.kind == "number"] == []


def test_neighbours_do_not_all_write_the_same() -> None:
    organs = [f"平安县{name}镇人民政府" for name in ("河东", "河西", "大营", "柳林", "石桥", "双河")]
    made = {compose("s1.platform", Snapshot(meta=Meta(organ=o, year=2024))).text for o in organs}
    assert len(made) > 1
    again = compose("s1.platform", Snapshot(meta=Meta(organ=organs[0], year=2024))).text
    assert again == compose("s1.platform", Snapshot(meta=Meta(organ=organs[0], year=2024))).text


@pytest.mark.parametrize(
    ("organ", "we"),
    [
        ("平安县城关街道办事处", "本街道"),
        ("平安县大河镇人民政府", "我镇"),
        ("平安县财政局", "我局"),
        ("平安县人民政府办公室", "我办"),
        ("平安县人民政府", "我县"),
        ("平安县档案馆", "本机关"),
    ],
)
def test_the_office_speaks_of_itself_properly(organ: str, we: str) -> None:
    assert wording().office.voice(organ).we == we


def test_nothing_received_is_said_in_words() -> None:
    made = compose("s1.on_request", snapshot(2024))
    assert re.search("未收到", made.text)
    assert not re.search(r"0件|〔待补〕", made.text)
    assert "0元" not in compose("s6.fee", snapshot(2024, {"s6.fee.notices": 0, "s6.fee.received_yuan": 0})).text


def test_only_the_facts_needed_are_asked_for() -> None:
    asked = compose("s1.active", snapshot(2024)).missing_facts
    assert asked == ("s1.active.published_total",)
    assert compose("s1.management", snapshot(2024)).missing_facts == ()


def test_the_clerks_points_make_section_five() -> None:
    made = compose("s5.problems", snapshot(2024), points=["栏目更新慢。", "解读形式少"])
    assert "一是栏目更新慢；二是解读形式少。" in made.text
    assert not [mark for mark in made.marks if mark.kind == "unchanged"]
    problem, measure = compose("s5.problems", snapshot(2024)), compose("s5.measures", snapshot(2024))
    assert "2025年" in measure.text
    assert [mark.kind for mark in problem.marks] == ["unchanged"]


def test_problems_and_measures_stay_paired_in_every_variant() -> None:
    pairs = wording().problems.pairs
    for variant in range(8):
        problems = compose("s5.problems", snapshot(2024), variant).text
        measures = compose("s5.measures", snapshot(2024), variant).text
        assert [p.problem in problems for p in pairs] == [p.measure in measures for p in pairs]


def test_an_unknown_text_is_refused() -> None:
    with pytest.raises(NotFound):
        compose("s9.nothing", snapshot(2024))
