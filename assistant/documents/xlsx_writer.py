"""Blocks → .xlsx: a sheet per table with the form's merges, figures as numbers, text only ever as text."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.blocks import Document, Heading, PageBreak, Paragraph, Table
from assistant.documents.writing import Imprint, clean, is_centred, slots, widths

_NUMBER = re.compile(r"\d{1,15}(\.\d{1,4})?")
_CELL_LIMIT = 32_000
_LINE = Side(style="thin", color="000000")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY = PatternFill("solid", fgColor="F2F2F2")
_FACE = "仿宋"
_TOTAL_WIDTH = 105.0


@dataclass(frozen=True)
class SumLine:
    """One sum to check in the sheet: Σ `left` = Σ `right` over cell ids; `label` says which sum it is."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class SumSheet:
    """The sheet of sums: its name, its five column heads and the three verdicts as shown to staff."""

    name: str
    heads: tuple[str, str, str, str, str]
    agrees: str
    differs: str
    incomplete: str
    lines: tuple[SumLine, ...]


def write_xlsx(
    document: Document,
    imprint: Imprint,
    names: Mapping[str, str],
    sums: SumSheet | None = None,
    texts: str = "",
) -> bytes:
    """The workbook as bytes. `names` maps table keys to sheet names; `texts` names the sheet of the prose."""
    book = Workbook()
    book.remove(book.worksheets[0])
    found: dict[str, str] = {}
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            sheet = book.create_sheet(names.get(block.key or "", heading)[:31] or None)
            found |= _table_sheet(sheet, block, heading, imprint)
    if sums:
        _sum_sheet(book.create_sheet(sums.name), sums, found)
    if texts:
        _text_sheet(book.create_sheet(texts), document)
    properties = book.properties
    properties.title, properties.creator, properties.subject = imprint.title, imprint.author, imprint.subject
    properties.lastModifiedBy, properties.language, properties.description = (
        imprint.author,
        "zh-CN",
        imprint.stamp,
    )
    if imprint.created:
        properties.created = properties.modified = imprint.created
    book.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """The cell there; none is merged away yet when this is called."""
    return cast(SheetCell, sheet.cell(row, column))


def _put(cell: SheetCell, text: str, number: bool = False) -> None:
    """A figure as a number, everything else as a string: what begins with = is not a formula."""
    if number and _NUMBER.fullmatch(text):
        cell.value = Decimal(text) if "." in text else int(text)
        cell.number_format = "0" + ("." + "0" * len(text.partition(".")[2]) if "." in text else "")
        return
    cell.value = clean(text)
    cell.data_type = "s"
    cell.quotePrefix = True


def _table_sheet(sheet: Worksheet, table: Table, heading: str, imprint: Imprint) -> dict[str, str]:
    """Writes one table below its heading; gives the address of every figure by cell id."""
    grid = slots(table)
    columns = len(grid[0]) if grid else 1
    for c, share in enumerate(widths(table, columns), start=1):
        sheet.column_dimensions[get_column_letter(c)].width = max(6.0, share * _TOTAL_WIDTH)
    _put(_at(sheet, 1, 1), heading)
    _at(sheet, 1, 1).font = Font(name="黑体", size=14)
    if imprint.stamp:
        sheet.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(imprint.stamp_note or imprint.stamp))
        sheet.sheet_properties.tabColor = "C00000"
    top, addresses = 2, {}
    for r, line in enumerate(grid):
        for c, slot in enumerate(line):
            place = _at(sheet, top + r, c + 1)
            place.border = _BOX
            if not slot.starts_at(r, c):
                continue
            cell = slot.cell
            _put(place, cell.text, number=cell.cell_id is not None)
            centred = "center" if is_centred(table, slot) else "left"
            place.alignment = Alignment(horizontal=centred, vertical="center", wrap_text=True)
            place.font = Font(name=_FACE, size=11)
            if cell.header:
                place.fill = _GREY
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_cells(
                    start_row=top + r, start_column=c + 1,
                    end_row=top + r + cell.rowspan - 1, end_column=c + cell.colspan,
                )  # fmt: skip
            if cell.cell_id:
                addresses[cell.cell_id] = f"'{sheet.title}'!{get_column_letter(c + 1)}{top + r}"
    sheet.freeze_panes = _at(sheet, top + table.head_rows, 1) if table.head_rows else None
    _print(sheet, landscape=columns > 10)
    return addresses


def _print(sheet: Worksheet, landscape: bool = False) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _sum_sheet(sheet: Worksheet, sums: SumSheet, addresses: Mapping[str, str]) -> None:
    """Each sum as formulas over the tables; with a blank among the parts no verdict is given."""
    for c, head in enumerate(sums.heads, start=1):
        _put(_at(sheet, 1, c), head)
        _at(sheet, 1, c).fill, _at(sheet, 1, c).border = _GREY, _BOX
    for column, width in zip("ABCDE", (48, 16, 16, 12, 14), strict=True):
        sheet.column_dimensions[column].width = width
    known = [line for line in sums.lines if all(one in addresses for one in (*line.left, *line.right))]
    for r, line in enumerate(known, start=2):
        ids = (*line.left, *line.right)
        _put(_at(sheet, r, 1), line.label)
        _at(sheet, r, 2).value = f"=SUM({_joined(line.left, addresses)})"
        _at(sheet, r, 3).value = f"=SUM({_joined(line.right, addresses)})"
        _at(sheet, r, 4).value = f"=B{r}-C{r}"
        counted = f"COUNT({_joined(ids, addresses)})"
        _at(
            sheet, r, 5
        ).value = f'=IF({counted}<{len(ids)},"{sums.incomplete}",IF(D{r}=0,"{sums.agrees}","{sums.differs}"))'
        for c in range(1, 6):
            _at(sheet, r, c).border = _BOX
    sheet.freeze_panes = "A2"
    _print(sheet)


def _joined(ids: Sequence[str], addresses: Mapping[str, str]) -> str:
    return ",".join(addresses[one] for one in ids)


def _text_sheet(sheet: Worksheet, document: Document) -> None:
    """Headings and paragraphs one under the other; what exceeds a cell goes on in the next."""
    sheet.column_dimensions["A"].width = _TOTAL_WIDTH
    r = 0
    for block in document.blocks:
        if isinstance(block, Table | PageBreak):
            continue
        text = block.text.replace("\n", "") if isinstance(block, Heading) else block.text
        for start in range(0, max(len(text), 1), _CELL_LIMIT):
            r += 1
            _put(_at(sheet, r, 1), text[start : start + _CELL_LIMIT])
            _at(sheet, r, 1).alignment = Alignment(wrap_text=True, vertical="top")
            bold = isinstance(block, Heading)
            _at(sheet, r, 1).font = Font(
                name="黑体" if bold else _FACE, size=14 if bold and block.level == 0 else 12
            )
            if isinstance(block, Paragraph) and block.align == "right":
                _at(sheet, r, 1).alignment = Alignment(horizontal="right")
    _print(sheet)
