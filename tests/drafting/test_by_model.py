"""A model writes around the facts: it never sees a number, and one it makes up drops the paragraph."""

from datetime import datetime

import pytest

from assistant.drafting.by_model import Writing, fill, slots
from assistant.drafting.proofread import Suggestion, Suggestions, proofread
from assistant.errors import ModelUnavailable
from assistant.llm.scripted import ScriptedModel
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot

NOW = datetime(2025, 1, 8, 9, 0)
SNAPSHOT = Snapshot(
    meta=Meta(organ="澄湖区柳岸街道办事处", year=2024),
    stated={"t3.new.natural": 7, "t2.penalty": 12},
    facts={"s1.supervision.trainings": 3},
)
CELLS = ("s1.supervision.trainings", "t2.penalty", "t2.licensing")


def write(answers: list[str], **more: object) -> tuple[Writing, ScriptedModel]:
    model = ScriptedModel(answers)
    return Writing(model, "s1.supervision", SNAPSHOT, CELLS, **more), model  # type: ignore[arg-type]


def test_facts_are_locked_and_filled_and_tied_to_their_cells() -> None:
    writing, model = write(["全年组织培训{{1}}次，办结行政处罚{{2}}件。"], current="全年组织培训3次。")
    assert "".join(writing)
    assert writing.result is not None
    assert writing.result.text == "全年组织培训3次，办结行政处罚12件。"
    assert [(m.cell, writing.result.text[m.start : m.end]) for m in writing.result.marks] == [
        ("s1.supervision.trainings", "3"),
        ("t2.penalty", "12"),
    ]
    assert "培训{{1}}次" in model.asked[0].user
    assert "12" not in model.asked[0].user


@pytest.mark.parametrize(
    "invented", ["全年组织培训5次。", "全年组织培训三次。", "2024年5月6日召开推进会。", "印发《关于推进公开的通知》。"]
)
def test_what_was_not_given_is_asked_for_again_and_then_refused(invented: str) -> None:
    writing, model = write([invented, invented])
    with pytest.raises(ModelUnavailable):
        list(writing)
    assert writing.result is None
    assert len(model.asked) == 2


def test_a_second_try_may_succeed() -> None:
    writing, _ = write(["全年组织培训九次。", "全年组织培训{{1}}次。"])
    list(writing)
    assert writing.result is not None
    assert writing.result.text == "全年组织培训3次。"


def test_a_slot_nobody_gave_stays_open() -> None:
    text, marks = fill("培训{{1}}次，解读{{9}}篇。", slots(SNAPSHOT, CELLS))
    assert text == "培训3次，解读〔待补〕篇。"
    assert [mark.kind for mark in marks] == ["bound", "unverified"]


def test_suggestions_must_quote_the_text_and_leave_figures_alone() -> None:
    given = [
        Suggestion(level="必改", quote="做出答复", better="作出答复"),
        Suggestion(level="建议", quote="培训3次", better="培训4次"),
        Suggestion(level="建议", quote="不在文中", better="也不在"),
    ]
    found = proofread(ScriptedModel([Suggestions(items=given)]), "s1.supervision", "全年培训3次，均已做出答复。")
    assert [one.quote for one in found] == ["做出答复"]
