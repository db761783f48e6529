"""Word files: the body in order with merged cells, automatic numbers, text boxes and accepted changes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.etree as etree

from assistant.documents.blocks import Block, Document, Heading, Paragraph, Place, Table
from assistant.documents.docx_numbers import Numbering, W, numbering_of
from assistant.documents.docx_text import Looks, children, paragraph_text, text_boxes
from assistant.documents.grid import Spot, table_of
from assistant.documents.limits import MAX_BLOCKS, MAX_COLUMNS, MAX_ROWS, clip, parse_xml, read_part, refuse

_PAST_TITLE = 9


def read_docx(data: bytes, name: str) -> Document:
    """Blocks of a .docx/.docm. `warnings` may hold comments, tracked_changes, highlight."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError):
        refuse("damaged", name)
    with archive:
        main = _main_part(archive, name)
        folder = main.rpartition("/")[0]
        try:
            root = parse_xml(read_part(archive, main, name), name)
        except KeyError:
            refuse("damaged", name)
        looks = Looks.of(_optional(archive, f"{folder}/styles.xml", name))
        numbers = _optional(archive, f"{folder}/numbering.xml", name)
    body = root.find(f"{W}body")
    if body is None:
        refuse("damaged", name)
    if sum(1 for _ in body.iter(f"{W}p", f"{W}tc", f"{W}r")) > 4 * MAX_BLOCKS:
        refuse("too_large_inside", name)
    reader = _Reader(looks, numbering_of(numbers) if numbers is not None else Numbering())
    try:
        reader.walk(body)
    except RecursionError:
        refuse("too_complex", name)
    if not any(isinstance(block, Table) or getattr(block, "text", "") for block in reader.blocks):
        refuse("no_text", name)
    return Document(tuple(reader.blocks), "docx", name, warnings=_warnings(root))


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    """Other programs call the main part otherwise; the package says where it is."""
    if (rels := _optional(archive, "_rels/.rels", name)) is not None:
        for relation in rels:
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _optional(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    try:
        return parse_xml(read_part(archive, part, name), name)
    except KeyError:
        return None


def _warnings(root: etree._Element) -> tuple[str, ...]:
    found = []
    if next(root.iter(f"{W}commentReference", f"{W}commentRangeStart"), None) is not None:
        found.append("comments")
    if next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"), None) is not None:
        found.append("tracked_changes")
    if any(mark.get(f"{W}val") not in ("none", "white") for mark in root.iter(f"{W}highlight")):
        found.append("highlight")
    return tuple(found)


@dataclass
class _Reader:
    looks: Looks
    numbers: Numbering
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0
    lines: int = 0

    def walk(self, node: etree._Element) -> None:
        """The blocks under a body, a cell that is only layout, or a text box."""
        for child in children(node):
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)

    def paragraph(self, node: etree._Element) -> None:
        text = self.text(node)
        if text:
            self.lines += 1
            level = self.looks.outline(node)
            place = Place(line=self.lines)
            if level is None or level >= _PAST_TITLE:
                self.blocks.append(Paragraph(text, place, align=self.looks.align(node)))
            else:
                self.blocks.append(Heading(text, level, place))
        for box in text_boxes(node):
            self.walk(box)

    def text(self, node: etree._Element) -> str:
        """The text of a paragraph with the number Word puts before it."""
        text = paragraph_text(node).strip(" \n\xa0\u3000")
        num_id, level = self.looks.numbered(node)
        # An empty numbered paragraph shows its number and is counted, but says nothing.
        prefix = self.numbers.prefix(num_id, level) if num_id else ""
        return f"{prefix}{text}" if text.strip() else ""

    def table(self, node: etree._Element) -> None:
        rows = [row for row in children(node) if row.tag == f"{W}tr" and not _deleted(row)][:MAX_ROWS]
        cells = [cell for row in rows for cell in children(row) if cell.tag == f"{W}tc"]
        inner = sum(1 for cell in cells for _ in cell.iter(f"{W}tc")) - len(cells)
        if len(cells) == 1 or inner > len(cells):
            for cell in cells:
                self.walk(cell)
            return
        self.tables += 1
        spots: list[Spot] = []
        latest: dict[int, Spot] = {}
        heads = 0
        for at, row in enumerate(rows):
            head = row.find(f"{W}trPr/{W}tblHeader") is not None and heads == at
            heads += head
            self._row(row, at, head, spots, latest)
        self.blocks.append(table_of(spots, len(rows), Place(table=self.tables), heads))

    def _row(self, row: etree._Element, at: int, head: bool, spots: list[Spot], latest: dict[int, Spot]) -> None:
        before = row.find(f"{W}trPr/{W}gridBefore")
        column = clip(before.get(f"{W}val"), 0, MAX_COLUMNS) if before is not None else 0
        for cell in children(row):
            if cell.tag != f"{W}tc" or column >= MAX_COLUMNS:
                continue
            properties = cell.find(f"{W}tcPr")
            width = clip(_value(properties, "gridSpan", "1"), 1, MAX_COLUMNS - column)
            text = "\n".join(self._cell_lines(cell))
            above = latest.get(column)
            if _continues(properties, "hMerge") and spots and spots[-1].row == at:
                spots[-1].colspan += width
            elif _continues(properties, "vMerge") and above and above.row + above.rowspan == at:
                # Word shows nothing of what a covered cell holds.
                above.rowspan += 1
            else:
                spots.append(Spot(at, column, text, 1, width, head))
                latest[column] = spots[-1]
            column += width

    def _cell_lines(self, cell: etree._Element) -> Iterator[str]:
        for child in children(cell):
            if child.tag == f"{W}p":
                if text := self.text(child):
                    yield text
                for box in text_boxes(child):
                    yield from self._cell_lines(box)
            elif child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    texts = ("".join(self._cell_lines(inner)) for inner in row.iterchildren(f"{W}tc"))
                    if line := "\t".join(texts).strip():
                        yield line


def _deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _value(properties: etree._Element | None, tag: str, default: str) -> str | None:
    found = properties.find(f"{W}{tag}") if properties is not None else None
    return default if found is None else found.get(f"{W}val")


def _continues(properties: etree._Element | None, tag: str) -> bool:
    return _value(properties, tag, "restart") in (None, "continue")
