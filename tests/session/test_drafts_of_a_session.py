"""Beginning, talking, editing: each call has stored what it says before it returns."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.dialogue.replies import Ask, Notice, Recorded
from assistant.errors import NotFound, UnusableInput
from assistant.report.published import PastReport
from assistant.session import Session

ORGAN = "青石镇人民政府"


def values(session: Session, draft: str) -> dict[str, object]:
    return {target: answer.value for target, answer in session.draft(draft).answers.items()}


def test_a_new_draft_starts_with_the_first_question(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    [first] = session.history(draft)
    assert first.you is None
    assert isinstance(first.replies[-1], Ask)
    assert (session.draft(draft).meta.level, session.draft(draft).meta.is_government) == ("town", True)


def test_last_years_report_answers_what_it_can(session: Session, last_year: PastReport) -> None:
    draft = session.create(ORGAN, 2025, last_year)
    stored = session.draft(draft)
    assert stored.answers["t3.carried_in.natural"].value == 2
    assert stored.answers["t3.carried_in.business"].value == 0
    assert stored.answers["t3.carried_in.natural"].source == "imported"
    assert stored.answers["t3.carried_in.natural"].evidence == f"上年结转 = {ORGAN}2024年报告 四、结转下年度"
    assert stored.answers["meta.phone"].value == "0510-80001234"
    assert stored.snapshot().value("t3.carried_in.total") is None
    opening = session.history(draft)[0]
    assert isinstance(opening.replies[0], Recorded)
    assert {change.cell for change in opening.changes} == set(stored.answers)
    assert [one.source for one in session.archive_list()] == ["qs2024.docx"]


def test_a_blank_of_last_year_is_not_carried_over_as_zero(session: Session, last_year: PastReport) -> None:
    draft = session.create(ORGAN, 2025, last_year)
    assert "t3.carried_in.research" not in session.draft(draft).answers


def test_a_report_that_is_not_last_years_answers_nothing(session: Session, last_year: PastReport) -> None:
    draft = session.create(ORGAN, 2026, last_year)
    assert session.draft(draft).answers == {}
    notice = session.history(draft)[0].replies[0]
    assert isinstance(notice, Notice)
    assert "2024" in notice.text
    assert "2025" in notice.text


def test_an_answer_is_stored_before_the_reply(session: Session, another: Callable[[], Session]) -> None:
    draft = session.create(ORGAN, 2025)
    turn = session.say(draft, "t2.penalty=3")
    assert [(c.cell, c.before, c.after) for c in turn.changes] == [("t2.penalty", None, 3)]
    assert values(another(), draft) == {"t2.penalty": 3}
    assert [one.you for one in another().history(draft)] == [None, "t2.penalty=3"]


def test_two_people_are_told_of_each_others_change(session: Session, another: Callable[[], Session]) -> None:
    draft = session.create(ORGAN, 2025)
    other = another()
    other.say(draft, "t2.penalty=3", who="李")
    turn = session.say(draft, "t2.penalty=5")
    notice = turn.replies[0]
    assert isinstance(notice, Notice)
    assert all(word in notice.text for word in ("李", "行政处罚", "3"))
    assert [(c.before, c.after) for c in turn.changes] == [(3, 5)]
    told = session.say(draft, "t2.coercion=1").replies
    assert not any(isinstance(one, Notice) for one in told)


def test_a_change_between_reading_and_storing_is_not_overwritten(
    session: Session, another: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = session.create(ORGAN, 2025)
    other, store = another(), session._parts.drafts
    state = store.state
    calls: list[int] = []

    def slow(draft_id: str) -> dict[str, object]:
        calls.append(1)
        if len(calls) == 1:
            other.say(draft, "t2.penalty=3", who="李")
        return state(draft_id)

    monkeypatch.setattr(store, "state", slow)
    turn = session.say(draft, "t2.penalty=5")
    assert len(calls) == 2
    assert [(c.before, c.after) for c in turn.changes] == [(3, 5)]
    assert "李" in turn.replies[0].text  # type: ignore[attr-defined]
    log = [(entry.who, entry.change.after.value) for entry in session.log(draft)]  # type: ignore[union-attr]
    assert log == [("李", 3), ("王", 5)]


def test_undo_goes_back_step_by_step_and_stays_in_the_log(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    for message in ("t2.penalty=3", "t2.penalty=5 t2.coercion=1"):
        session.say(draft, message)
    turn = session.undo(draft)
    assert {(c.cell, c.before, c.after) for c in turn.changes} == {("t2.penalty", 5, 3), ("t2.coercion", 1, None)}
    session.undo(draft)
    assert values(session, draft) == {}
    assert len(session.log(draft)) == 6
    assert session.undo(draft).changes == ()


def test_resuming_repeats_the_question_without_filling_the_history(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    turn = session.resume(draft)
    assert isinstance(turn.replies[-1], Ask)
    assert len(session.history(draft)) == 1


def test_a_click_opens_the_question_of_a_cell(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    [reply] = session.ask_again(draft, "t2.fees_wan").replies
    assert isinstance(reply, Ask)
    assert reply.asks == ("t2.fees_wan",)


@pytest.mark.parametrize(
    ("typed", "value"), [("12", 12), ("１２", 12), ("十二", 12), (" 1,200 ", 1200), ("0", 0), ("12.0", 12)]
)
def test_a_value_typed_into_the_table(session: Session, typed: str, value: int) -> None:
    draft = session.create(ORGAN, 2025)
    turn = session.edit(draft, {"t2.penalty": typed})
    assert [(c.cell, c.before, c.after) for c in turn.changes] == [("t2.penalty", None, value)]
    assert session.draft(draft).answers["t2.penalty"].raw == typed


@pytest.mark.parametrize(
    ("cell", "typed", "word"),
    [
        ("t2.penalty", "三件多", "不是数字"), ("t2.penalty", "-3", "负数"), ("t2.penalty", "1.5", "整数"),
        ("t2.fees_wan", "1.23456", "小数"), ("t2.penalty", "9" * 15, "不合常理"), ("t9.x", "1", "没有"),
        ("t2.penalty", "", "留空"),
    ],
)  # fmt: skip
def test_what_cannot_be_stored_is_said_and_changes_nothing(session: Session, cell: str, typed: str, word: str) -> None:
    draft = session.create(ORGAN, 2025)
    session.edit(draft, {"t2.penalty": "7"})
    with pytest.raises(UnusableInput, match=word):
        session.edit(draft, {cell: typed})
    assert values(session, draft) == {"t2.penalty": 7}


def test_good_values_are_kept_beside_a_bad_one(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    turn = session.edit(draft, {"t2.penalty": "7", "t2.coercion": "x"})
    assert values(session, draft) == {"t2.penalty": 7}
    assert any("行政强制" in reply.text for reply in turn.replies)  # type: ignore[attr-defined]


def test_clearing_is_a_change_of_its_own(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    session.edit(draft, {"t2.penalty": "7"})
    turn = session.edit(draft, {"t2.penalty": None})
    assert [(c.before, c.after) for c in turn.changes] == [(7, None)]
    assert values(session, draft) == {}


def test_a_paragraph_written_by_hand(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    session.edit_text(draft, "s1.active", " 公开36条。 ")
    assert session.draft(draft).texts["s1.active"].text == "公开36条。"
    assert session.edit_text(draft, "s1.active", "公开36条。").changes == ()
    with pytest.raises(UnusableInput, match="留空"):
        session.edit_text(draft, "s1.active", "  ")
    with pytest.raises(UnusableInput):
        session.edit_text(draft, "s9", "x")
    session.edit_text(draft, "s1.active", None)
    assert session.draft(draft).texts == {}


def test_the_list_counts_and_forgets(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    before = session.drafts()[0].open
    session.say(draft, "t2.penalty=3")
    assert session.drafts()[0].open == before - 1
    session.rename(draft, "青石街道办事处")
    assert session.find("青石街道办事处", 2025) == draft
    session.delete(draft)
    assert session.drafts() == []
    with pytest.raises(NotFound):
        session.say(draft, "t2.penalty=3")


def test_nothing_is_opened_before_it_is_needed(session: Session, folder: Path) -> None:
    assert not folder.exists()
    session.create(ORGAN, 2025)
    assert (folder / "assistant.db").exists()
    assert not (folder / "chroma").exists()
