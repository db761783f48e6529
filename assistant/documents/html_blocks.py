"""Elements of a page to blocks."""

import re
from dataclasses import dataclass, field

import lxml.etree as etree
from lxml import html

from assistant.documents.blocks import Block, Heading, Paragraph, Place, Table
from assistant.documents.grid import Spot, table_of
from assistant.documents.limits import MAX_COLUMNS, MAX_ROWS, MAX_SPAN_CELLS, clip

_BLOCK_TAGS = """
    address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form
    header h1 h2 h3 h4 h5 h6 hr html legend li main menu ol p pre section summary ul tr td th tbody thead tfoot
    caption
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{level}": level - 1 for level in range(1, 7)}
_BREAK = "\v"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_FOLD = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})")
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.I)


@dataclass
class Walker:
    """Collects blocks; text gathers until a block element begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    tables: int = 0
    lines: int = 0

    def walk(self, node: html.HtmlElement) -> None:
        """The blocks of an element and its content (not its tail)."""
        self._enter(node, None, "left")
        self._flush(None, "left")

    def _enter(self, node: html.HtmlElement, level: int | None, align: str) -> None:
        if not isinstance(node.tag, str):
            return
        if node.tag == "br":
            self.pending.append(_BREAK)
            return
        if node.tag == "table":
            self._flush(level, align)
            self._table(node, align)
            return
        block = node.tag in _BLOCKS
        if block:
            self._flush(level, align)
            level = _HEADINGS.get(node.tag, level)
            align = _align(node, align)
        kept = node.tag in ("pre", "xmp", "listing")
        self.pending.append(_kept(node.text, kept))
        for child in node:
            self._enter(child, level, align)
            self.pending.append(_kept(child.tail, kept))
        if block:
            self._flush(level, align)

    def _flush(self, level: int | None, align: str) -> None:
        text = _tidy("".join(self.pending))
        self.pending.clear()
        if not text:
            return
        self.lines += 1
        place = Place(line=self.lines)
        if level is None:
            self.blocks.append(Paragraph(text, place, align=align))
        else:
            self.blocks.append(Heading(text, level, place))

    def _table(self, node: html.HtmlElement, align: str) -> None:
        rows = _rows(node)
        cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
        inner = sum(1 for _ in node.iter("td", "th")) - len(cells)
        caption = node.find("caption")
        if caption is not None:
            self._enter(caption, None, "centre")
        if len(cells) <= 1 or inner > len(cells):
            for cell in cells or [child for child in node if child.tag != "caption"]:
                self._enter(cell, None, align)
            return
        self.tables += 1
        spots, heads = _spots(rows)
        self.blocks.append(table_of(spots, len(rows), Place(table=self.tables), heads))


def _rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """Rows of this table, not of tables inside it."""
    rows: list[html.HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows += [row for row in child if row.tag == "tr"]
    return rows[:MAX_ROWS]


def _spots(rows: list[html.HtmlElement]) -> tuple[list[Spot], int]:
    """Cells at their places: a cell goes to the first column that spans from above leave free."""
    spots: list[Spot] = []
    reach: dict[int, int] = {}
    heads = 0
    area = 0
    for at, row in enumerate(rows):
        column = 0
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        parent = row.getparent()
        head = heads == at and parent is not None and parent.tag == "thead"
        heads += head
        for cell in cells:
            while reach.get(column, 0) > at:
                column += 1
            if column >= MAX_COLUMNS:
                break
            wide = clip(cell.get("colspan"), 1, MAX_COLUMNS - column)
            down = len(rows) - at if cell.get("rowspan") == "0" else clip(cell.get("rowspan"), 1, len(rows) - at)
            area += wide * down
            if area > MAX_SPAN_CELLS:
                wide = down = 1
            spots.append(Spot(at, column, cell_text(cell), down, wide, head or cell.tag == "th"))
            for covered in range(column, column + wide):
                reach[covered] = at + down
            column += wide
    return spots, heads


def cell_text(cell: html.HtmlElement) -> str:
    """The lines of a cell; a small table inside it becomes lines with tabs."""
    walker = Walker()
    walker.pending.append(cell.text or "")
    for child in cell:
        walker._enter(child, None, "left")
        walker.pending.append(child.tail or "")
    walker._flush(None, "left")
    lines: list[str] = []
    for block in walker.blocks:
        if isinstance(block, Table):
            lines += ["\t".join(inner.text for inner in row).strip() for row in block.rows]
        elif isinstance(block, Paragraph | Heading):
            lines.append(block.text)
    return "\n".join(line for line in lines if line)


def _tidy(text: str) -> str:
    """White space as a browser shows it, line breaks of the source inside Chinese text taken out."""
    text = _FOLD.sub("", text.replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", ""))
    parts = (_SPACE.sub(" ", part).strip(" \u3000") for part in text.split(_BREAK))
    return "\n".join(part for part in parts if part)


def _kept(text: str | None, kept: bool) -> str:
    """Text as it adds to a line; in preformatted text the line breaks of the source count."""
    return (text or "").replace("\v", " ").replace("\n", _BREAK if kept else "\n")


def _align(node: etree._Element, inherited: str) -> str:
    if node.tag == "center" or (node.get("align") or "").lower() in ("center", "middle"):
        return "centre"
    if (node.get("align") or "").lower() == "right":
        return "right"
    if found := _ALIGN.search(node.get("style") or ""):
        return "centre" if found[1].lower() == "center" else "right"
    return inherited
