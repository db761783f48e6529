"""Excel workbooks: each sheet a table with its merged cells; what stands alone in a row is a paragraph."""

import io
import posixpath
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time

import lxml.etree as etree

from assistant.documents.blocks import Block, Document, Paragraph, Place, Table
from assistant.documents.limits import (
    MAX_COLUMNS,
    MAX_PART_BYTES,
    MAX_ROWS,
    MAX_SPAN_CELLS,
    parse_xml,
    read_part,
    refuse,
)
from assistant.documents.xlsx_blocks import Merged, Sheet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAX_SHEETS = 60
_MAX_STYLES = 3 * 2**20
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
        found = Sheet(sheet, values, merged).blocks(tables)
        tables += sum(isinstance(block, Table) for block in found)
        blocks += found
    if not blocks:
        refuse("no_text", name)
    return Document(tuple(blocks), "xlsx", name)


def _sheets(data: bytes, name: str) -> list[tuple[str, list[list[str]], list[Merged]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                if part.startswith("xl/") and part.endswith(".xml"):
                    # Only measures: openpyxl unpacks these whole, whatever the header claims.
                    read_part(archive, part, name, _MAX_STYLES if part == "xl/styles.xml" else MAX_PART_BYTES)
            paths = _paths(archive, name)
            merges = {title: _merged(archive, path, name) for title, path in paths.items()}
        with warnings.catch_warnings():
            # What openpyxl cannot keep (print areas, validations) is of no interest to who only reads.
            warnings.simplefilter("ignore", category=UserWarning)
            made = [(title, values, merges.get(title, [])) for title, values in _visible(data)]
    except _BROKEN:
        refuse("damaged", name)
    return made


def _visible(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets[:_MAX_SHEETS]:
        if sheet.sheet_state == "visible":
            # The size a sheet claims can be wrong both ways.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
            yield sheet.title, [[_shown(value) for value in row] for row in rows]
    book.close()


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
