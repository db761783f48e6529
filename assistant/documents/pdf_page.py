"""One page of a PDF as pieces from top to bottom: visual lines outside ruled tables, and ruled tables.

All measures are points from the top left of the page.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from pdfplumber.page import Page

_THIN = 3.0
_MAX_EDGES = 6000
_TOP_OF_LINE = 0.5


@dataclass(frozen=True)
class TextLine:
    """A visual line; wide gaps are tabs, so that a row of a table without rules stays one row."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True)
class GridCell:
    """A ruled cell with the text whose middle lies inside it."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str


@dataclass(frozen=True)
class GridTable:
    """Ruled cells that hang together."""

    cells: tuple[GridCell, ...]
    top: float
    bottom: float


Piece = TextLine | GridTable


def pieces_of(page: Page) -> list[Piece]:
    """Lines and tables of a page in reading order."""
    chars = [char for char in page.chars if char["text"].strip() or char["text"] == " "]
    chars = _without_doubles(chars)
    boxes = _boxes(page)
    tables: list[GridTable] = []
    for box in boxes:
        left, top = min(cell[0] for cell in box), min(cell[1] for cell in box)
        right, bottom = max(cell[2] for cell in box), max(cell[3] for cell in box)
        inside = [char for char in chars if _within(char, (left, top, right, bottom))]
        if inside:
            taken = {id(char) for char in inside}
            chars = [char for char in chars if id(char) not in taken]
            tables.append(GridTable(tuple(_filled(box, inside)), top, bottom))
    pieces: list[Piece] = [*lines_of(chars), *tables]
    return sorted(pieces, key=lambda piece: (piece.top, getattr(piece, "x0", 0.0)))


def _without_doubles(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bold is sometimes made by printing a character twice, a fraction of a point apart."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for char in chars:
        key = (char["text"], round(char["x0"]), round(char["top"]))
        if char["text"] == " " or key not in seen:
            kept.append(char)
        seen.add(key)
    return kept


def _boxes(page: Page) -> list[list[tuple[float, float, float, float]]]:
    """Groups of ruled cells. Fields of colour are no rules, only their thin ones are."""
    if len(page.rects) + len(page.lines) + len(page.curves) > _MAX_EDGES:
        return []

    def is_rule(thing: dict[str, Any]) -> bool:
        if thing["object_type"] == "char":
            return False
        filled = thing["object_type"] == "rect" and not thing.get("stroke")
        return not filled or min(thing["width"], thing["height"]) <= _THIN

    ruled = page.filter(is_rule)
    settings: dict[str, Any] = {"snap_tolerance": 2.5, "join_tolerance": 4, "intersection_tolerance": 4}
    upright = [edge for edge in ruled.edges if edge["orientation"] == "v"]
    if upright:
        # A table cut by the end of a page has no rule there: it ends where its upright rules end.
        ends = [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)]
        settings["explicit_horizontal_lines"] = ends
    found = ruled.find_tables(settings)
    return [table.cells for table in found if len(table.cells) > 1]


def _within(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle, height = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= middle <= box[2] and box[1] <= height <= box[3]


def _filled(box: list[tuple[float, float, float, float]], chars: list[dict[str, Any]]) -> Iterable[GridCell]:
    for x0, top, x1, bottom in box:
        own = [char for char in chars if _within(char, (x0, top, x1, bottom))]
        text = "\n".join(line.text.replace("\t", " ") for line in lines_of(own))
        yield GridCell(x0, x1, top, bottom, text)


def lines_of(chars: Sequence[dict[str, Any]]) -> list[TextLine]:
    """Characters put into visual lines by how far they overlap in height."""
    lines: list[list[dict[str, Any]]] = []
    bottom = middle = 0.0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"]) / 2):
        height = char["bottom"] - char["top"]
        centre = (char["top"] + char["bottom"]) / 2
        if lines and centre - middle < max(height, bottom) * _TOP_OF_LINE:
            lines[-1].append(char)
        else:
            lines.append([char])
        middle, bottom = centre if len(lines[-1]) == 1 else (middle * 0.7 + centre * 0.3), height
    return [line for line in map(_line, lines) if line.text]


def _line(chars: list[dict[str, Any]]) -> TextLine:
    chars = sorted(chars, key=lambda char: char["x0"])
    size = median(char["size"] for char in chars) or 1.0
    parts: list[str] = []
    before: dict[str, Any] | None = None
    spaced = False
    gaps = [after["x0"] - char["x1"] for char, after in pairwise(chars)]
    usual = median(gaps) if len(gaps) > 3 else 0.0
    # Wider than a character is no spread text but a row of single figures.
    usual = usual if usual < size else 0.0
    for char in chars:
        if not char["text"].strip():
            spaced = True
            continue
        if before is not None:
            parts.append(_gap(before, char, size, spaced, usual))
        parts.append(char["text"])
        before, spaced = char, False
    printed = [char for char in chars if char["text"].strip()] or chars
    return TextLine(
        "".join(parts).strip(),
        printed[0]["x0"],
        max(char["x1"] for char in printed),
        min(char["top"] for char in printed),
        max(char["bottom"] for char in printed),
        size,
    )


def _gap(before: dict[str, Any], char: dict[str, Any], size: float, spaced: bool, usual: float) -> str:
    """What stands between two characters: nothing, a space or, where a column ends, a tab.

    Chinese text set to full width is spread evenly, by the `usual` gap of its line; that is no column.
    A gap that no space character fills was made by placing what follows, as in a table.
    """
    gap = char["x0"] - before["x1"]
    if gap > size * (1.6 if spaced else 0.75) and gap > usual * 2.5:
        return "\t"
    wide = _is_wide(before["text"]) and _is_wide(char["text"])
    if gap > size * (0.9 if wide else 0.3) or (spaced and not wide):
        return " "
    return ""


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[0]) in "WF" if text else False
