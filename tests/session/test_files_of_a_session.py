"""Files out and in: final or stamped, what a file given in the chat is used for, explained findings."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.checks.finding import CellChange, Finding, Fix
from assistant.dialogue.replies import Confirm, Notice, Recorded
from assistant.errors import NotFound, UnusableInput
from assistant.form import load_form
from assistant.report.document import to_document
from assistant.report.published import PastReport
from assistant.session import Session
from assistant.wording import PROMPTS

ORGAN = "澄湖区柳岸街道办事处"
SAMPLE = PROMPTS / "sample" / "street_2025.md"


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[PastReport], Path]:
    """A report JSON file of a report."""

    def write(report: PastReport) -> Path:
        path = tmp_path / (report.meta.source or "r").replace(".docx", ".json")
        path.write_text(json.dumps(to_document(report), ensure_ascii=False), encoding="utf-8")
        return path

    return write


def zeros(session: Session, draft: str) -> None:
    session.edit(draft, {one: "0" for one, cell in load_form("2021").cells.items() if cell.entered})


def test_an_unfinished_report_is_stamped(session: Session, tmp_path: Path) -> None:
    draft = session.create(ORGAN, 2025)
    made = session.export(draft, tmp_path / "年报.docx")
    assert not made.final
    assert made.path.stat().st_size > 1000
    assert session._parts.drafts.finals(draft) == []


def test_the_handover_file_is_the_draft(session: Session, tmp_path: Path) -> None:
    draft = session.create(ORGAN, 2025)
    session.say(draft, "t2.penalty=3")
    session.export(draft, tmp_path / "交接.json")
    handed = session.read_draft(tmp_path / "交接.json")
    assert handed is not None
    assert handed.answers == session.draft(draft).answers
    assert session.read(tmp_path / "交接.json").cells["t2.penalty"] == 3
    assert not session.export_file(tmp_path / "交接.json", tmp_path / "又.md").final


def test_the_check_sheet_and_the_bundle(session: Session, tmp_path: Path) -> None:
    draft = session.create(ORGAN, 2025)
    for name in ("年报.check.docx", "年报.zip"):
        assert session.export(draft, tmp_path / name).path.exists()


def test_an_unknown_extension_is_refused(session: Session, tmp_path: Path) -> None:
    draft = session.create(ORGAN, 2025)
    with pytest.raises(UnusableInput, match="docx"):
        session.export(draft, tmp_path / "年报.rtf")


def test_last_years_report_given_in_the_chat_waits_for_a_yes(
    session: Session, last_year: PastReport, file_of: Callable[[PastReport], Path]
) -> None:
    draft = session.create(last_year.meta.organ, 2025)
    offer = session.say(draft, "", [file_of(last_year)])
    [confirm] = offer.replies
    assert isinstance(confirm, Confirm)
    assert "确认" in confirm.choices
    assert {change.cell for change in confirm.changes} >= {"t3.carried_in.natural", "meta.phone"}
    assert (offer.changes, session.draft(draft).answers) == ((), {})
    turn = session.say(draft, "确认")
    assert isinstance(turn.replies[0], Recorded)
    assert session.draft(draft).answers["t3.carried_in.natural"].value == 2
    assert session.draft(draft).previous is not None


@pytest.mark.parametrize("word", ["不用了", "t2.penalty=3"])
def test_another_answer_leaves_the_file_unused(
    session: Session, last_year: PastReport, file_of: Callable[[PastReport], Path], word: str
) -> None:
    draft = session.create(last_year.meta.organ, 2025)
    session.say(draft, "", [file_of(last_year)])
    turn = session.say(draft, word)
    assert any(isinstance(one, Notice) and "没有使用" in one.text for one in turn.replies)
    assert session.draft(draft).previous is None
    assert session.say(draft, "确认").changes == ()


def test_a_message_beside_a_file_is_not_lost(
    session: Session, last_year: PastReport, file_of: Callable[[PastReport], Path]
) -> None:
    draft = session.create(last_year.meta.organ, 2025)
    turn = session.say(draft, "t2.penalty=3", [file_of(last_year)])
    assert [change.cell for change in turn.changes] == ["t2.penalty"]
    assert isinstance(turn.replies[-1], Confirm)
    session.say(draft, "确认")
    assert session.draft(draft).previous is not None


def test_other_files_are_kept_for_reference_or_refused(session: Session, last_year: PastReport, tmp_path: Path) -> None:
    draft = session.create(last_year.meta.organ, 2023)
    (tmp_path / "信.txt").write_text("今天天气很好。", encoding="utf-8")
    turn = session.say(draft, "", [SAMPLE, tmp_path / "信.txt", tmp_path / "没有.pdf"])
    texts = [one.text for one in turn.replies if isinstance(one, Notice)]
    assert len(texts) == 3
    assert SAMPLE.name in texts[0]
    assert [one.source for one in session.archive_list()] == [SAMPLE.name]
    assert session.draft(draft).answers == {}


def test_a_finding_is_explained_until_its_values_change(session: Session, last_year: PastReport) -> None:
    draft = session.create(last_year.meta.organ, 2025, last_year)
    session.edit(draft, {"t3.carried_in.natural": "5"})
    found = next(f for f in session.check(draft).findings if f.explainable and "t3.carried_in.natural" in f.cells)
    with pytest.raises(UnusableInput, match="理由"):
        session.waive(draft, found.key, "  ")
    session.waive(draft, found.key, "机构合并，转入3件。")
    assert next(f for f in session.check(draft).findings if f.key == found.key).waived == "机构合并，转入3件。"
    assert session.log(draft)[-1].change.evidence == found.text
    session.edit(draft, {"t3.carried_in.natural": "6"})
    assert not any(f.waived for f in session.check(draft).findings)
    with pytest.raises(NotFound):
        session.waive(draft, found.key, "又一次")


def test_undo_leaves_explanations_alone(session: Session, last_year: PastReport) -> None:
    draft = session.create(last_year.meta.organ, 2025, last_year)
    session.edit(draft, {"t3.carried_in.natural": "5"})
    found = next(f for f in session.check(draft).findings if f.explainable and "t3.carried_in.natural" in f.cells)
    session.waive(draft, found.key, "机构合并")
    assert [change.cell for change in session.undo(draft).changes] == ["t3.carried_in.natural"]


def test_a_repair_is_applied_only_while_its_finding_stands(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    zeros(session, draft)
    session.edit(draft, {"t4.review.upheld": "3", "t4.review.total": "2"})
    found = next(f for f in session.check(draft).findings if f.fixes and "t4.review.total" in f.cells)
    turn = session.mend(draft, found, found.fixes[0])
    assert turn.changes
    with pytest.raises(UnusableInput):
        session.mend(draft, found, found.fixes[0])
    invented = Finding(check="T4-01", level="error", text="x")
    with pytest.raises(UnusableInput):
        session.mend(draft, invented, Fix(label="y", changes=(CellChange(cell="t2.penalty", after=9),)))


def test_checks_are_run_once_per_revision(session: Session) -> None:
    draft = session.create(ORGAN, 2025)
    assert session.check(draft) is session.check(draft)
    before = session.check(draft)
    session.edit(draft, {"t2.penalty": "1"})
    assert session.check(draft) is not before


def test_what_is_configured_is_shown(session: Session) -> None:
    facts = session.about()
    assert facts["archive"] == 0
    assert str(facts["database"]).startswith("sqlite")
