"""The copy the leader edited comes back as changes to take or leave."""

from pathlib import Path

import docx

from assistant.report.published import PastReport
from assistant.session import Session


def test_an_edited_word_file_gives_its_changes_and_nothing_else(
    session: Session, last_year: PastReport, tmp_path: Path
) -> None:
    draft = session.create(last_year.meta.organ, 2025, previous=last_year)
    session.edit(draft, {"t2.penalty": "12", "t2.licensing": "0"})
    session.edit_text(draft, "s1.supervision", "街道每季度检查公开栏。全年培训两次。")
    file = session.export(draft, tmp_path / "report.docx").path
    assert session.edits_in(draft, file) == []

    edited = docx.Document(str(file))
    for paragraph in edited.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("全年培训两次", "全年培训三次")
    cells = [cell for table in edited.tables for row in table.rows for cell in row.cells if cell.text.strip() == "12"]
    cells[0].paragraphs[0].runs[0].text = "15"
    edited.save(str(file))

    found = session.edits_in(draft, file)
    assert [edit.change.target for edit in found] == ["t2.penalty", "s1.supervision"]
    turn = session.take_edits(draft, found[:1])
    assert turn.draft.answers["t2.penalty"].value == 15
    assert "两次" in turn.draft.texts["s1.supervision"].text
