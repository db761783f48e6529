"""Word refuses or repairs a file whose properties stand in the wrong order; no reader of ours would notice."""

import io
import zipfile

import pytest
from lxml import etree

from assistant.documents.docx_writer import write_docx
from assistant.documents.writing import Imprint
from assistant.rendering.report import report_document
from tests.generators.snapshots import make_snapshot

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing jc "
    "textDirection textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike outline noProof snapToGrid vanish color spacing w kern position sz "
    "szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr bidiVisual tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "pPr rPr tblPr trPr tcPr",
    "tcMar": "top left start bottom right end",
    "tblCellMar": "top left start bottom right end",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
}


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))}


@pytest.mark.parametrize(("look", "stamp"), [("report", ""), ("report", "草稿"), ("sheet", "")])
def test_children_stand_in_the_order_of_the_schema(look: str, stamp: str) -> None:
    document = report_document(make_snapshot(11))
    data = write_docx(document, Imprint("题", stamp=stamp, look=look))  # type: ignore[arg-type]
    seen = set()
    for name, root in parts(data).items():
        for node in root.iter(*(W + tag for tag in ORDER)):
            tag = etree.QName(node).localname
            order = ORDER[tag].split()
            places = [order.index(etree.QName(child).localname) for child in node if isinstance(child.tag, str)]
            if tag == "sectPr":
                places = [max(place, 1) for place in places]
            assert places == sorted(places), f"{name}: {tag} {[etree.QName(c).localname for c in node]}"
            seen.add(tag)
    assert {"pPr", "rPr", "tblPr", "tcPr", "sectPr", "style"} <= seen


def test_every_row_fills_the_grid_and_every_cell_ends_with_a_paragraph() -> None:
    data = write_docx(report_document(make_snapshot(3)), Imprint("题"))
    for table in parts(data)["word/document.xml"].iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iter(f"{W}tr"):
            spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in row.iter(f"{W}tc")]
            assert sum(1 if span is None else int(str(span.get(f"{W}val"))) for span in spans) == columns
            assert all(cell[-1].tag == f"{W}p" for cell in row.iter(f"{W}tc"))


def test_layout_follows_the_standard() -> None:
    """GB/T 9704-2012: A4, margins 37/35/28/26 mm, 3 号 仿宋 in lines of 28.95 pt, own faces and no theme faces."""
    files = parts(write_docx(report_document(make_snapshot(7)), Imprint("题", author="松溪镇人民政府")))
    margin = files["word/document.xml"].find(f".//{W}pgMar")
    assert margin is not None
    millimetres = [round(int(str(margin.get(W + side))) / 1440 * 25.4) for side in ("top", "bottom", "left", "right")]
    assert millimetres == [37, 35, 28, 26]
    styles = etree.tostring(files["word/styles.xml"], encoding="unicode")
    assert "Theme" not in styles
    for face in ("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"):
        assert f'w:eastAsia="{face}"' in styles
    normal = files["word/styles.xml"].find(f"{W}style[@{W}styleId='Normal']")
    assert normal is not None
    spacing, indent = normal.find(f"{W}pPr/{W}spacing"), normal.find(f"{W}pPr/{W}ind")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("579", "exact")  # type: ignore[union-attr]
    assert indent.get(f"{W}firstLineChars") == "200"  # type: ignore[union-attr]
    core = etree.tostring(files["docProps/core.xml"], encoding="unicode")
    assert "松溪镇人民政府" in core
    assert "python-docx" not in core


def test_heads_repeat_and_rows_stay_whole() -> None:
    body = parts(write_docx(report_document(make_snapshot(7)), Imprint("题")))["word/document.xml"]
    heads = [len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) for table in body.iter(f"{W}tbl")]
    assert heads == [0, 3, 3]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in body.iter(f"{W}tr"))
