"""What a language model may do: read and look up, never make a number; nothing of an internal report reaches it."""

from collections.abc import Callable

import pytest

from assistant.dialogue.desk import Composes, ReadsWithModel
from assistant.dialogue.understand.by_model import Reading, Understood
from assistant.errors import ModelUnavailable
from assistant.llm.scripted import ScriptedModel
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.published import PastReport
from assistant.session import Session
from assistant.session.desk import SessionDesk
from assistant.session.model_desk import ModelDesk, desk_for

SAID = "今年罚了十二家，强制一件也没有"
OFFICE = Draft(meta=Meta(organ="青石镇人民政府", year=2025), model_allowed=True)


@pytest.fixture
def desk_of(session: Session) -> Callable[..., SessionDesk]:
    """The desk over a model that answers what it is given."""

    def build(*answers: object, draft: Draft = OFFICE) -> SessionDesk:
        session._parts.model = ScriptedModel(answers)  # type: ignore[arg-type]
        return desk_for(session._parts, draft, "王")

    return build


def test_without_a_model_the_desk_does_not_pretend(session: Session) -> None:
    desk = desk_for(session._parts, OFFICE, "王")
    assert not isinstance(desk, ReadsWithModel)
    assert isinstance(desk, Composes)


def test_an_internal_report_never_reaches_a_model(desk_of: Callable[..., SessionDesk]) -> None:
    internal = Draft(meta=Meta(organ="青石镇人民政府", year=2025, internal=True), model_allowed=True)
    assert not isinstance(desk_of(draft=internal), ModelDesk)


def test_without_consent_nothing_reaches_a_model(desk_of: Callable[..., SessionDesk]) -> None:
    assert not isinstance(desk_of(draft=OFFICE.model_copy(update={"model_allowed": False})), ModelDesk)


@pytest.mark.parametrize(
    ("cell", "value", "words", "kept"),
    [
        ("t2.penalty", 12, "罚了十二家", True), ("t2.penalty", 13, "罚了十二家", False),
        ("t2.penalty", 12, "处罚十二件", False), ("t2.licensing", 12, "罚了十二家", False),
    ],
)  # fmt: skip
def test_only_values_that_stand_in_the_message_are_taken(
    desk_of: Callable[..., SessionDesk], cell: str, value: int, words: str, kept: bool
) -> None:
    desk = desk_of(Understood(facts=[Reading(cell=cell, value=value, words=words)]))
    assert isinstance(desk, ReadsWithModel)
    read = desk.understand_with_model(SAID, "行政处罚多少件？", ["t2.penalty", "t2.coercion"])
    assert list(read) == ([(cell, value)] if kept else [])


def test_a_model_that_fails_leaves_it_to_the_rules(
    session: Session, desk_of: Callable[..., SessionDesk], last_year: PastReport
) -> None:
    session._parts.library.add(last_year)
    desk = desk_of(ModelUnavailable("x"), ModelUnavailable("x"))
    assert isinstance(desk, ModelDesk)
    assert desk.understand_with_model(SAID, "", ["t2.penalty"]) == ()
    answered = desk.answer("去年行政处罚多少件？", OFFICE)
    assert (answered.found, answered.used_model) == (True, False)
    assert [figure.cell for figure in answered.figures] == ["t2.penalty"]


def test_a_model_may_answer_with_what_it_looked_up(
    session: Session, desk_of: Callable[..., SessionDesk], last_year: PastReport
) -> None:
    session._parts.library.add(last_year)
    answered = desk_of("look_up:2024年行政处罚多少件？\n没有处罚，为0件。").answer("去年罚了吗？", OFFICE)
    assert answered.used_model
    invented = desk_of("look_up:2024年行政处罚多少件？\n共88件。").answer("2024年行政处罚多少件？", OFFICE)
    assert not invented.used_model
    assert "88" not in invented.text
