"""Plain lists → .xlsx: a sheet per list, a head row that stays in sight, numbers as numbers, text only as text."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from assistant.documents.writing import clean

_CELL_LIMIT = 32_000
_HEAD = PatternFill("solid", fgColor="F2F2F2")


def write_listing(sheets: Mapping[str, Sequence[Sequence[str | int]]], widths: Mapping[str, Sequence[float]]) -> bytes:
    """The workbook as bytes. The first row of each sheet is its head; `widths` are in characters."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for column, width in enumerate(widths[name], start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(row, start=1):
                cell = sheet.cell(r, c)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if isinstance(value, int):
                    cell.value = value
                else:
                    cell.value = clean(value)[:_CELL_LIMIT]
                    # What begins with = is not a formula.
                    cell.data_type = "s"
                if r == 1:
                    cell.font, cell.fill = Font(bold=True), _HEAD
        sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
