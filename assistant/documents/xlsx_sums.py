"""The sheet of sums: formulas over the tables, with the values they have now for programs that do not calculate."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lxml.etree import SubElement, fromstring, tostring
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINE = Side(style="thin", color="000000")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
GREY = PatternFill("solid", fgColor="F2F2F2")


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


@dataclass(frozen=True)
class Placed:
    """Where a figure stands in the workbook, and its number (None: blank or no number)."""

    address: str
    value: int | Decimal | None


def write_sums(sheet: Worksheet, sums: SumSheet, placed: Mapping[str, Placed]) -> dict[str, str]:
    """Fills the sheet; gives the present value of each formula by address. A blank part leaves no verdict."""
    values: dict[str, str] = {}
    for c, head in enumerate(sums.heads, start=1):
        sheet.cell(1, c, head).fill = GREY
    for column, width in zip("ABCDE", (52, 14, 14, 10, 12), strict=True):
        sheet.column_dimensions[column].width = width
    known = [line for line in sums.lines if all(one in placed for one in (*line.left, *line.right))]
    for r, line in enumerate(known, start=2):
        ids = (*line.left, *line.right)
        verdict = f'IF(D{r}=0,"{sums.agrees}","{sums.differs}")'
        formulas = (
            f"SUM({_joined(line.left, placed)})",
            f"SUM({_joined(line.right, placed)})",
            f"B{r}-C{r}",
            f'IF(COUNT({_joined(ids, placed)})<{len(ids)},"{sums.incomplete}",{verdict})',
        )
        sheet.cell(r, 1, line.label)
        for column, formula, value in zip("BCDE", formulas, _values(sums, line, placed), strict=True):
            sheet[f"{column}{r}"] = f"={formula}"
            values[f"{column}{r}"] = value
    for row in sheet.iter_rows():
        for cell in row:
            cell.border = BOX
    sheet.freeze_panes = "A2"
    return values


def _joined(ids: Sequence[str], placed: Mapping[str, Placed]) -> str:
    return ",".join(placed[one].address for one in ids)


def _values(sums: SumSheet, line: SumLine, placed: Mapping[str, Placed]) -> tuple[str, str, str, str]:
    numbers = [[placed[one].value for one in side] for side in (line.left, line.right)]
    left, right = (sum((n for n in side if n is not None), Decimal(0)) for side in numbers)
    complete = all(n is not None for side in numbers for n in side)
    verdict = (sums.agrees if left == right else sums.differs) if complete else sums.incomplete
    return f"{left:f}", f"{right:f}", f"{left - right:f}", verdict


def with_values(workbook: bytes, sheet_number: int, values: Mapping[str, str]) -> bytes:
    """The workbook with these results stored beside the formulas of its n-th sheet (openpyxl cannot write both)."""
    part = f"xl/worksheets/sheet{sheet_number}.xml"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, _stored(data, values) if entry.filename == part else data)
    return made.getvalue()


def _stored(sheet: bytes, values: Mapping[str, str]) -> bytes:
    root = fromstring(sheet)
    for cell in root.iter(f"{_MAIN}c"):
        text = values.get(str(cell.get("r")))
        if text is None:
            continue
        value = cell.find(f"{_MAIN}v")
        if value is None:
            value = SubElement(cell, f"{_MAIN}v")
        value.text = text
        if not text.lstrip("-").replace(".", "", 1).isdigit():
            cell.set("t", "str")
        elif "t" in cell.attrib:
            del cell.attrib["t"]
    return tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
