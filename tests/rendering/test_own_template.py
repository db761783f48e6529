"""An office's own Word file as the frame: its letterhead and styles stay, the report stands at its 〔正文〕."""

from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt

from assistant.documents import open_document
from assistant.documents.blocks import Table
from assistant.errors import UnusableInput
from assistant.reading import read_file
from assistant.rendering.export import export
from tests.generators.snapshots import make_snapshot


@pytest.fixture
def frame(tmp_path: Path) -> Path:
    word = docx.Document()
    word.sections[0].left_margin = word.sections[0].right_margin = Mm(30)
    word.styles["Heading 1"].font.size = Pt(18)
    word.sections[0].header.paragraphs[0].text = "松溪镇公文用纸"
    word.add_paragraph("〔正文〕")
    path = tmp_path / "模板.docx"
    word.save(str(path))
    return path


def test_report_stands_in_the_frame(frame: Path, tmp_path: Path) -> None:
    snapshot = make_snapshot(12, filled=True, longest=2)
    path = export(snapshot, tmp_path / "年报.docx", final=True, template=frame)
    word = docx.Document(str(path))
    assert word.sections[0].header.paragraphs[0].text == "松溪镇公文用纸"
    headings = [p for p in word.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [p.text[:2] for p in headings] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert headings[0].style.font.size == Pt(18)  # type: ignore[union-attr]
    assert not any("〔正文〕" in p.text for p in word.paragraphs)
    width = word.sections[0].page_width - word.sections[0].left_margin - word.sections[0].right_margin  # type: ignore[operator]
    first = word.tables[0]._tbl.tblPr.find(docx.oxml.ns.qn("w:tblW"))
    assert abs(int(first.get(docx.oxml.ns.qn("w:w"))) - width / 635) < 2
    report = read_file(path)
    assert {one: report.cells[one] for one in snapshot.form.cells} == {
        one: snapshot.value(one) for one in snapshot.form.cells
    }
    assert report.texts == dict(snapshot.texts)


def test_a_draft_in_the_frame_is_stamped(frame: Path, tmp_path: Path) -> None:
    path = export(make_snapshot(12), tmp_path / "年报.docx", template=frame)
    header = docx.Document(str(path)).sections[0].header
    assert [p.text[:2] for p in header.paragraphs] == ["松溪", "草稿"]
    assert any(isinstance(block, Table) for block in open_document(path).blocks)


@pytest.mark.parametrize("content", [b"", b"not a word file", None])
def test_a_useless_frame_is_refused_in_one_sentence(content: bytes | None, tmp_path: Path) -> None:
    frame = tmp_path / "模板.docx"
    if content is None:
        docx.Document().save(str(frame))
    else:
        frame.write_bytes(content)
    with pytest.raises(UnusableInput, match="模板"):
        export(make_snapshot(1), tmp_path / "年报.docx", template=frame)
