"""A file the leader edited comes back as proposed changes: in cells and in sentences, never a blank."""

from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from assistant.reading import read_file
from assistant.rendering.export import export
from assistant.report.answer import Answer, Mark, Paragraph
from assistant.report.draft import Draft
from assistant.report.merge import Edit, edits_in
from tests.generators.snapshots import WHEN, draft_of, make_snapshot

LATER = datetime(2026, 1, 20, tzinfo=UTC)


@pytest.fixture
def draft() -> Draft:
    made = draft_of(make_snapshot(40, filled=True, longest=2))
    text = "全年培训2次。印发简报3期。考核结果为优秀。"
    marks = (Mark(start=13, end=14, kind="unverified"), Mark(start=4, end=5, kind="bound", cell="t2.penalty"))
    paragraph = Paragraph(text=text, who="张明", when=WHEN, marks=marks)
    return made.model_copy(update={"texts": {**made.texts, "s1.supervision": paragraph}})


def back(path: Path, draft: Draft) -> list[Edit]:
    return edits_in(read_file(path), draft, who="李强", when=LATER)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".xlsx", ".pdf"])
def test_an_unedited_file_proposes_nothing(suffix: str, draft: Draft, tmp_path: Path) -> None:
    assert back(export(draft.snapshot(), tmp_path / f"d{suffix}"), draft) == []


def test_edits_come_back(draft: Draft, tmp_path: Path) -> None:
    path = export(draft.snapshot(), tmp_path / "d.docx")
    word = docx.Document(str(path))
    cell = next(row.cells[1] for row in word.tables[0].rows if row.cells[0].text == "行政处罚")
    before = draft.snapshot().value("t2.penalty")
    cell.paragraphs[0].runs[0].text = "4321"
    erased = next(row.cells[1] for row in word.tables[0].rows if row.cells[0].text == "行政强制")
    erased.paragraphs[0].runs[0].text = ""
    line = next(p for p in word.paragraphs if p.text.startswith("全年培训2次"))
    line.runs[0].text = line.text.replace("考核结果为优秀。", "年度考核结果为良好。")
    word.save(str(path))

    edits = {edit.change.target: edit for edit in back(path, draft)}
    assert set(edits) == {"t2.penalty", "s1.supervision"}
    penalty = edits["t2.penalty"].change
    assert isinstance(penalty.before, Answer)
    assert isinstance(penalty.after, Answer)
    assert (penalty.before.value, penalty.after.value) == (before, 4321)
    text = edits["s1.supervision"]
    assert text.sentences == (("考核结果为优秀。", "年度考核结果为良好。"),)
    assert isinstance(text.change.after, Paragraph)
    assert "〔待核〕" not in text.change.after.text
    assert [mark.kind for mark in text.change.after.marks] == ["unverified", "bound"]

    after = draft.apply(edit.change for edit in edits.values())
    assert after.snapshot().value("t2.penalty") == 4321
    assert back(path, after) == []
