"""Blocks → .docx, laid out as an official document. The inverse of the Word reader."""

import io
import math
from collections.abc import Sequence
from itertools import pairwise

import docx
from docx.document import Document as WordDocument
from lxml.etree import _Element

from assistant.documents import docx_page as page
from assistant.documents import docx_styles as styles
from assistant.documents.blocks import Block, Cell, Document, Heading, Paragraph, Table
from assistant.documents.docx_template import open_template, put_in
from assistant.documents.docx_xml import el, fonts, run
from assistant.documents.writing import Imprint, Slot, is_centred, slots, widths

_STYLE = {0: "Title", 1: "Heading1", 2: "Heading2", 3: "Heading3", 4: "Heading4"}
_HALF_WIDTH = 0.5


def write_docx(document: Document, imprint: Imprint, template: bytes | None = None) -> bytes:
    """The Word file as bytes; with `template` inside an office's own frame (docs/templates.md)."""
    word = _framed(document, imprint, template) if template is not None else _plain(document, imprint)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _plain(document: Document, imprint: Imprint) -> WordDocument:
    word = docx.Document()
    styles.prepare(word, imprint)
    page.set_page(word.sections[0], imprint)
    body = word.element.body
    for element in list(body):
        if element is not body.sectPr:
            body.remove(element)
    for element in _elements(document.blocks, imprint, page.type_area(word.sections[0])):
        body.sectPr.addprevious(element)
    return word


def _framed(document: Document, imprint: Imprint, template: bytes) -> WordDocument:
    word, place = open_template(template)
    put_in(word, place, _elements(document.blocks, imprint, page.type_area(word.sections[-1])), imprint)
    styles.set_properties(word, imprint)
    if imprint.stamp:
        page.stamp_headers(word.sections[0], imprint)
    return word


def _elements(blocks: Sequence[Block], imprint: Imprint, width: int) -> list[_Element]:
    made: list[_Element] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            made.append(_paragraph(block.text, _style(_STYLE.get(block.level, "Heading4"))))
        elif isinstance(block, Paragraph):
            made += _signing_space(blocks, index)
            made.append(_text(block, blocks, index))
        elif isinstance(block, Table):
            made.append(_table(block, imprint, width))
            # Two tables in a row would grow together, and a body may not end with a table.
            if index + 1 == len(blocks) or isinstance(blocks[index + 1], Table):
                made.append(_paragraph("", _style("TableText")))
        else:
            made.append(el("p", el("r", el("br", type="page"))))
    return made


def _paragraph(text: str, properties: _Element, *look: _Element) -> _Element:
    paragraph = el("p", properties)
    if text:
        paragraph.append(run(text, *look))
    return paragraph


def _style(name: str) -> _Element:
    return el("pPr", el("pStyle", val=name))


def _text(block: Paragraph, blocks: Sequence[Block], index: int) -> _Element:
    if block.align == "left":
        return el("p", run(block.text)) if not block.runs else el("p", *(run(one.text) for one in block.runs))
    if block.align == "centre":
        return _paragraph(block.text, el("pPr", el("ind", firstLineChars=0, firstLine=0), el("jc", val="center")))
    # 成文日期 stands four characters in from the right, the name of the organ centred above it.
    indent = 4.0
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(following, Paragraph) and following.align == "right":
        indent = max(0.0, indent + (_ems(following.text) - _ems(block.text)) / 2)
    points = styles.BODY_POINTS
    properties = el("pPr")
    if isinstance(following, Paragraph) and following.align == "right":
        properties.append(el("keepNext"))
    properties.append(el("ind", right=round(indent * points * 20), firstLineChars=0, firstLine=0))
    properties.append(el("jc", val="right"))
    return _paragraph(block.text, properties)


def _ems(text: str) -> float:
    """Width in characters; ASCII counts half."""
    return sum(_HALF_WIDTH if char.isascii() else 1.0 for char in text)


def _signing_space(blocks: Sequence[Block], index: int) -> list[_Element]:
    """Two empty lines before the signature, kept with it."""
    before, block = blocks[index - 1] if index else None, blocks[index]
    if getattr(block, "align", "") != "right" or getattr(before, "align", "") == "right":
        return []
    return [_paragraph("", el("pPr", el("keepNext"))) for _ in range(2)]


def _table(table: Table, imprint: Imprint, total: int) -> _Element:
    grid = slots(table)
    columns = len(grid[0]) if grid else 0
    shares = widths(table, columns)
    edges = [round(total * sum(shares[:index])) for index in range(columns + 1)]
    sizes = [right - left for left, right in pairwise(edges)]
    points = _points(table, columns, sizes, imprint)
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
    borders = el("tblBorders", *(el(side, **line) for side in ("top", "left", "bottom", "right", "insideH", "insideV")))
    properties = el(
        "tblPr",
        el("tblW", w=total, type="dxa"),
        el("jc", val="center"),
        borders,
        el("tblLayout", type="fixed"),
    )
    made = el("tbl", properties, el("tblGrid", *(el("gridCol", w=size) for size in sizes)))
    for r, cells in enumerate(grid):
        made.append(_row(table, cells, r, sizes, points, last=r + 1 == len(grid), together=imprint.look == "report"))
    return made


def _points(table: Table, columns: int, sizes: list[int], imprint: Imprint) -> float:
    """Type size of a table by its columns; smaller only where the longest figure would not fit."""
    if imprint.look == "sheet":
        return 9.0
    points = 12.0 if columns <= 4 else 10.5 if table.key == "t4" else 9.0
    for line in slots(table):
        for column, slot in enumerate(line):
            if slot.cell.cell_id and slot.column == column:
                room = sum(sizes[column : column + slot.cell.colspan]) / 20 - 3.0
                points = min(points, room / max(_ems(slot.cell.text), 0.5))
    return max(6.0, math.floor(points * 2) / 2)


def _row(
    table: Table, line: list[Slot], r: int, sizes: list[int], points: float, last: bool, together: bool
) -> _Element:
    properties = el("trPr", el("cantSplit"))
    if table.key and points >= 10.0:
        properties.append(el("trHeight", val=round(points * 40), hRule="atLeast"))
    if r < table.head_rows:
        properties.append(el("tblHeader"))
    made = el("tr", properties)
    c = 0
    while c < len(line):
        slot = line[c]
        width = sum(sizes[c : c + slot.cell.colspan])
        made.append(_cell(table, slot, r, width, points, keep=together and not last))
        c += slot.cell.colspan
    return made


def _cell(table: Table, slot: Slot, r: int, width: int, points: float, keep: bool) -> _Element:
    cell: Cell = slot.cell
    properties = el("tcPr", el("tcW", w=width, type="dxa"))
    if cell.colspan > 1:
        properties.append(el("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(el("vMerge", val="restart") if slot.row == r else el("vMerge"))
    # Air at the sides breaks 「结果维持」 after two characters; figures need all the width.
    air = 20 if cell.cell_id else 60
    properties.append(el("tcMar", el("left", w=air, type="dxa"), el("right", w=air, type="dxa")))
    properties.append(el("vAlign", val="center"))
    paragraph = el("pPr", el("pStyle", val="TableText"))
    if keep:
        paragraph.append(el("keepNext"))
    if is_centred(table, slot):
        paragraph.append(el("jc", val="center"))
    text = cell.text if slot.row == r else ""
    black = slot.row < table.head_rows or _is_caption(table, slot)
    if not text:
        # An empty cell is as high as its paragraph mark.
        paragraph.append(el("rPr", *_type(points, black)))
    return el("tc", properties, _paragraph(text, paragraph, *_type(points, black)))


def _type(points: float, black: bool) -> tuple[_Element, ...]:
    half = round(points * 2)
    return (*([fonts(styles.BLACK)] if black else []), el("sz", val=half), el("szCs", val=half))


def _is_caption(table: Table, slot: Slot) -> bool:
    """A row of one header cell across a table without repeated head, as over each clause of table 2."""
    return slot.cell.header and table.head_rows == 0 and len(table.rows[slot.row]) == 1
