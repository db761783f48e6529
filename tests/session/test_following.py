"""Paragraphs follow the figures they state, and go back with them."""

from datetime import datetime

import pytest

from assistant.dialogue.replies import Ask, Notice
from assistant.errors import UnusableInput
from assistant.report.answer import Mark, Paragraph
from assistant.report.changes import Change
from assistant.session import Session
from assistant.session.commit import Work

TEXT = "2025年作出行政处罚3件。"


@pytest.fixture
def draft(session: Session) -> str:
    """A draft whose paragraph states 行政处罚 3件."""
    made = session.create("青石镇人民政府", 2025)
    session.edit(made, {"t2.penalty": "3"})
    start = TEXT.index("3件")
    mark = Mark(start=start, end=start + 1, kind="bound", cell="t2.penalty", new="3")
    paragraph = Paragraph(text=TEXT, source="rolled", when=datetime(2026, 1, 6), marks=(mark,))
    change = Change(target="s1.active", after=paragraph)
    session._committer.run(made, lambda d, s: Work(d.apply([change]), changes=(change,), state=s), "王")
    return made


def test_a_bound_figure_follows_its_cell(session: Session, draft: str) -> None:
    turn = session.edit(draft, {"t2.penalty": "15"})
    assert session.draft(draft).texts["s1.active"].text == "2025年作出行政处罚15件。"
    assert [change.cell for change in turn.changes] == ["t2.penalty", "s1.active"]
    kinds = [type(reply) for reply in turn.replies]
    assert kinds[-1] is Ask
    assert Notice in kinds


def test_undo_takes_both_back(session: Session, draft: str) -> None:
    session.edit(draft, {"t2.penalty": "15"})
    session.undo(draft)
    assert session.draft(draft).texts["s1.active"].text == TEXT
    assert session.draft(draft).answers["t2.penalty"].value == 3


def test_words_that_no_longer_fit_are_marked_and_said(session: Session, draft: str) -> None:
    turn = session.edit(draft, {"t2.penalty": None})
    paragraph = session.draft(draft).texts["s1.active"]
    assert paragraph.text == TEXT
    assert [mark.kind for mark in paragraph.marks] == ["unverified"]
    assert any("待核" in reply.text for reply in turn.replies if isinstance(reply, Notice))


def test_other_cells_leave_it_alone(session: Session, draft: str) -> None:
    turn = session.edit(draft, {"t2.coercion": "1"})
    assert [change.cell for change in turn.changes] == ["t2.coercion"]


def test_an_endless_message_is_refused(session: Session, draft: str) -> None:
    with pytest.raises(UnusableInput, match="太长"):
        session.say(draft, "甲" * 30_000)
