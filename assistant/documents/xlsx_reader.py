"""Excel workbooks: each sheet a table with its merged cells; what stands alone in a row is a paragraph."""

import io
import posixpath
import zipfile
import zlib
from datetime import date, datetime, time

import lxml.etree as etree

from assistant.documents.blocks import Block, Document, Paragraph, Place, Table
from assistant.documents.grid import Spot, table_of
from assistant.documents.limits import MAX_COLUMNS, MAX_ROWS, MAX_SPAN_CELLS, parse_xml, read_part, refuse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAX_SHEETS = 60
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
)


def read_xlsx(data: bytes, name: str) -> Document:
    """Blocks of a workbook: the name of each sheet, then its content. Formulas give stored values."""
    blocks: list[Block] = []
    tables = 0
    for sheet, values, merged in _sheets(data, name):
        if not any(text for row in values for text in row):
            continue
        blocks.append(Paragraph(sheet, Place(sheet=sheet)))
        tables += 1
        blocks += _blocks(sheet, values, merged, tables)
    if not blocks:
        refuse("no_text", name)
    return Document(tuple(blocks), "xlsx", name)


Merged = tuple[int, int, int, int]
"""First column, first row, last column, last row, from 1."""


def _sheets(data: bytes, name: str) -> list[tuple[str, list[list[str]], list[Merged]]]:
    from openpyxl import load_workbook

    made = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                if part.startswith("xl/") and part.endswith(".xml"):
                    # Only measures: openpyxl unpacks these whole, whatever the header claims.
                    read_part(archive, part, name)
            paths = _paths(archive, name)
            merges = {title: _merged(archive, path, name) for title, path in paths.items()}
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:_MAX_SHEETS]:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
            values = [[_shown(value) for value in row] for row in rows]
            made.append((sheet.title, values, merges.get(sheet.title, [])))
        book.close()
    except _BROKEN:
        refuse("damaged", name)
    return made


def _paths(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Sheet title → part in the package."""
    relations = parse_xml(read_part(archive, "xl/_rels/workbook.xml.rels", name), name)
    targets = {node.get("Id"): str(node.get("Target", "")) for node in relations}
    root = parse_xml(read_part(archive, "xl/workbook.xml", name), name)
    made = {}
    for sheet in root.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        made[str(sheet.get("name"))] = path
    return made


def _merged(archive: zipfile.ZipFile, path: str, name: str) -> list[Merged]:
    from openpyxl.utils import range_boundaries

    if path not in archive.namelist():
        return []
    root = parse_xml(read_part(archive, path, name), name)
    made = []
    area = 0
    for node in root.iter(f"{_MAIN}mergeCell"):
        left, top, right, bottom = (int(edge or 1) for edge in range_boundaries(str(node.get("ref"))))
        right, bottom = min(right, MAX_COLUMNS), min(bottom, MAX_ROWS)
        area += max(0, right - left + 1) * max(0, bottom - top + 1)
        if area <= MAX_SPAN_CELLS and right >= left and bottom >= top:
            made.append((left, top, right, bottom))
    return made


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 10))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _blocks(sheet: str, values: list[list[str]], merged: list[Merged], number: int) -> list[Block]:
    """Rows with one text over the whole width are paragraphs, the rest between them tables."""
    spans = {(top - 1, left - 1): (bottom - top + 1, right - left + 1) for left, top, right, bottom in merged}
    covered = {
        (row, column)
        for (top, left), (down, wide) in spans.items()
        for row in range(top, top + down)
        for column in range(left, left + wide)
    } - set(spans)
    made: list[Block] = []
    rows: list[int] = []

    def close() -> None:
        while rows and not any(values[rows[-1]]):
            rows.pop()
        if rows:
            made.append(_table(rows, values, spans, covered, sheet, number + len(made)))
            rows.clear()

    below = 0
    for at, row in enumerate(values):
        filled = [column for column, text in enumerate(row) if text]
        reach = max((spans.get((at, c), (1, 1))[0] for c in range(len(row))), default=1)
        alone = (
            len(filled) == 1
            and at >= below
            and reach == 1
            and _stands_alone(row[filled[0]], filled[0], at, spans)
        )
        if alone or (not filled and at >= below):
            close()
            if alone:
                made.append(Paragraph(row[filled[0]], Place(row=at + 1, column=filled[0] + 1, sheet=sheet)))
            continue
        rows.append(at)
        below = max(below, at + reach)
    close()
    return made


def _stands_alone(text: str, column: int, row: int, spans: dict[tuple[int, int], tuple[int, int]]) -> bool:
    return (
        column == 0
        and not text.replace(".", "").isdigit()
        and (spans.get((row, 0), (1, 3))[1] >= 3 or len(text) > 40)
    )


def _table(
    rows: list[int],
    values: list[list[str]],
    spans: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
    sheet: str,
    number: int,
) -> Table:
    first, last = rows[0], rows[-1]
    width = max(
        (c + spans.get((r, c), (1, 1))[1] for r in rows for c, text in enumerate(values[r]) if text),
        default=1,
    )
    spots = [
        Spot(at - first, column, text, *spans.get((at, column), (1, 1)))
        for at in range(first, last + 1)
        for column, text in enumerate((values[at] + [""] * width)[:width])
        if (at, column) not in covered
    ]
    return table_of(spots, last - first + 1, Place(row=first + 1, sheet=sheet, table=number))
