"""Blocks → .xlsx: a sheet per table with the form's merges, figures as numbers, text only ever as text."""

import io
import re
from decimal import Decimal
from itertools import zip_longest
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.blocks import Document, Heading, PageBreak, Paragraph, Table
from assistant.documents.writing import Imprint, clean, is_centred, slots, widths
from assistant.documents.xlsx_sums import BOX, GREY, Placed, SumSheet, with_values, write_sums

_NUMBER = re.compile(r"\d{1,15}(\.\d{1,4})?")
_CELL_LIMIT = 32_000
_FACE = "仿宋"
_TOTAL_WIDTH = 105.0


def write_xlsx(
    document: Document,
    imprint: Imprint,
    sums: SumSheet,
    texts: str,
) -> bytes:
    """The workbook as bytes: the prose on a sheet named `texts`, each table on a sheet named by its heading, sums."""
    book = Workbook()
    book.remove(book.worksheets[0])
    placed: dict[str, Placed] = {}
    _text_sheet(book.create_sheet(texts), document, imprint)
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            sheet = book.create_sheet(heading[:31])
            placed |= _table_sheet(sheet, block, heading, imprint)
    results = write_sums(book.create_sheet(sums.name), sums, placed)
    _print(book.worksheets[-1])
    book.active = 1
    properties = book.properties
    properties.title, properties.creator, properties.subject = imprint.title, imprint.author, imprint.subject
    properties.lastModifiedBy, properties.language = imprint.author, "zh-CN"
    properties.description = imprint.stamp
    if imprint.created:
        properties.created = properties.modified = imprint.created
    book.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    book.save(buffer)
    return with_values(buffer.getvalue(), len(book.worksheets), results)


def _at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """The cell there; none is merged away yet when this is called."""
    return cast(SheetCell, sheet.cell(row, column))


def _number(text: str) -> int | Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text) if "." in text else int(text)


def _put(cell: SheetCell, text: str, number: bool = False) -> None:
    """A figure as a number, everything else as a string: what begins with = is not a formula."""
    if number and (value := _number(text)) is not None:
        cell.value = value
        cell.number_format = "0" + ("." + "0" * len(text.partition(".")[2]) if "." in text else "")
        return
    cell.value = clean(text)
    cell.data_type = "s"
    cell.quotePrefix = True


def _table_sheet(sheet: Worksheet, table: Table, heading: str, imprint: Imprint) -> dict[str, Placed]:
    """Writes one table below its heading; tells where every figure stands, by cell id."""
    grid = slots(table)
    columns = len(grid[0]) if grid else 1
    for c, share in enumerate(widths(table, columns), start=1):
        sheet.column_dimensions[get_column_letter(c)].width = max(6.0, share * _TOTAL_WIDTH)
    _put(_at(sheet, 1, 1), heading)
    _at(sheet, 1, 1).font = Font(name="黑体", size=14)
    if imprint.stamp:
        sheet.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(imprint.stamp_note or imprint.stamp))
        sheet.sheet_properties.tabColor = "C00000"
    top, placed = 2, {}
    for r, line in enumerate(grid):
        for c, slot in enumerate(line):
            place = _at(sheet, top + r, c + 1)
            place.border = BOX
            if not slot.starts_at(r, c):
                continue
            cell = slot.cell
            _put(place, cell.text, number=cell.cell_id is not None)
            centred = "center" if is_centred(table, slot) else "left"
            place.alignment = Alignment(horizontal=centred, vertical="center", wrap_text=True)
            place.font = Font(name=_FACE, size=11)
            if cell.header:
                place.fill = GREY
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_cells(
                    start_row=top + r, start_column=c + 1,
                    end_row=top + r + cell.rowspan - 1, end_column=c + cell.colspan,
                )  # fmt: skip
            if cell.cell_id:
                address = f"'{sheet.title}'!{get_column_letter(c + 1)}{top + r}"
                placed[cell.cell_id] = Placed(address, _number(cell.text))
    sheet.freeze_panes = _at(sheet, top + table.head_rows, 1) if table.head_rows else None
    _print(sheet, landscape=columns > 10)
    return placed


def _print(sheet: Worksheet, landscape: bool = False) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _text_sheet(sheet: Worksheet, document: Document, imprint: Imprint) -> None:
    """Headings and paragraphs one under the other; what exceeds a cell goes on in the next."""
    sheet.column_dimensions["A"].width = _TOTAL_WIDTH
    r = 0
    if imprint.stamp:
        r = 1
        _put(_at(sheet, 1, 1), imprint.stamp_note or imprint.stamp)
        _at(sheet, 1, 1).font = Font(name="黑体", size=12, color="C00000")
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        # A heading over a table stands on the sheet of that table.
        if isinstance(block, Table | PageBreak) or isinstance(following, Table):
            continue
        text = block.text.replace("\n", "") if isinstance(block, Heading) else block.text
        for start in range(0, max(len(text), 1), _CELL_LIMIT):
            r += 1
            _put(_at(sheet, r, 1), text[start : start + _CELL_LIMIT])
            _at(sheet, r, 1).alignment = Alignment(wrap_text=True, vertical="top")
            bold = isinstance(block, Heading)
            _at(sheet, r, 1).font = Font(name="黑体" if bold else _FACE, size=14 if bold and block.level == 0 else 12)
            if isinstance(block, Paragraph) and block.align == "right":
                _at(sheet, r, 1).alignment = Alignment(horizontal="right")
    _print(sheet)
