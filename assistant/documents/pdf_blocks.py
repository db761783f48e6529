"""Pieces of pages to blocks: lines joined to paragraphs, tables over page ends, furniture left out."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.documents.blocks import Block, Paragraph, Place, Table
from assistant.documents.grid import Spot, table_of
from assistant.documents.pdf_page import GridTable, Piece, TextLine

_PAGE_NUMBER = re.compile(
    r"^[\s\-—–―_·.]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,3}\s*页?)?[\s\-—–―_·.]*$"
)
_ORDINAL = re.compile(r"^\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、]|[.．](?!\d))")
_END = re.compile(r"[。！？；：:;]$")
_SNAP = 4.0
_ROW = 7.0
_HEAD_ROWS = 5


def blocks_of(pages: list[list[Piece]]) -> list[Block]:
    """Blocks in reading order; a paragraph or table that runs on stands where it began."""
    pages = _without_furniture(pages)
    blocks: list[Block] = []
    tables = 0
    run: list[tuple[int, GridTable]] = []
    text: list[tuple[int, int, TextLine]] = []

    def close_table() -> None:
        nonlocal tables
        if run:
            tables += 1
            blocks.append(_table(run, tables))
            run.clear()

    def close_text() -> None:
        blocks.extend(_paragraphs(text))
        text.clear()

    for number, page in enumerate(pages, 1):
        for order, piece in enumerate(page):
            if isinstance(piece, TextLine):
                close_table()
                text.append((number, order + 1, piece))
                continue
            close_text()
            if run and not (order == 0 and run[-1][0] == number - 1 and _same_width(run[-1][1], piece)):
                close_table()
            run.append((number, piece))
    close_table()
    close_text()
    return blocks


def _without_furniture(pages: list[list[Piece]]) -> list[list[Piece]]:
    """Page numbers, and what stands first or last on most pages alike."""
    edges = Counter(_mask(line) for page in pages for line in {*_edge(page, 0), *_edge(page, -1)})
    often = max(3, len(pages) // 2 + 1)
    kept: list[list[Piece]] = []
    for page in pages:
        page = list(page)
        for at in (0, -1):
            for _ in range(2):
                if (line := next(iter(_edge(page, at)), None)) is None:
                    break
                if not (_PAGE_NUMBER.match(line) or edges[_mask(line)] >= often):
                    break
                page.pop(at)
        kept.append(page)
    return kept


def _edge(page: list[Piece], at: int) -> tuple[str, ...]:
    piece = page[at] if page else None
    return (piece.text,) if isinstance(piece, TextLine) and len(piece.text) <= 60 else ()


def _mask(text: str) -> str:
    return re.sub(r"\d+|\s+", "", text) or "#"


def _paragraphs(lines: list[tuple[int, int, TextLine]]) -> list[Block]:
    """Lines joined where the first one is full and the next one starts at the margin."""
    if not lines:
        return []
    column = _Column.of(lines)
    made: list[Block] = []
    text, place = lines[0][2].text, _place(lines[0])
    for before, after in pairwise(lines):
        if column.runs_on(before[2], after[2], before[0] == after[0]):
            text = _joined(text, after[2].text)
        else:
            made.append(Paragraph(text, place))
            text, place = after[2].text, _place(after)
    made.append(Paragraph(text, place))
    return made


@dataclass(frozen=True)
class _Column:
    """Where running text begins and ends across the page, and the usual step from line to line."""

    margin: float
    right: float
    step: float

    @classmethod
    def of(cls, lines: list[tuple[int, int, TextLine]]) -> "_Column":
        starts = Counter(round(line.x0) for _, _, line in lines if "\t" not in line.text)
        often = [x for x, count in starts.items() if count >= max(2, len(lines) // 8)]
        ends = sorted(line.x1 for _, _, line in lines)
        steps = [b[2].top - a[2].top for a, b in pairwise(lines) if a[0] == b[0]]
        return cls(
            min(often or starts, default=0.0),
            ends[int(len(ends) * 0.9)] if len(ends) > 4 else ends[-1],
            median(steps) if steps else 0.0,
        )

    def runs_on(self, first: TextLine, second: TextLine, same_page: bool) -> bool:
        """Whether `second` goes on with the paragraph of `first`, the line above."""
        if "\t" in first.text or "\t" in second.text or abs(first.size - second.size) > 1:
            return False
        if first.x1 < self.right - first.size * 2.2 or second.x0 > self.margin + second.size * 0.9:
            return False
        if _ORDINAL.match(second.text) and _END.search(first.text):
            return False
        return not same_page or second.top - first.top <= self.step * 1.6


def _place(line: tuple[int, int, TextLine]) -> Place:
    return Place(page=line[0], line=line[1])


def _joined(text: str, more: str) -> str:
    latin = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha()
    return f"{text}{' ' if latin else ''}{more}"


def _same_width(above: GridTable, below: GridTable) -> bool:
    def sides(table: GridTable) -> tuple[float, float]:
        return min(cell.x0 for cell in table.cells), max(cell.x1 for cell in table.cells)

    return all(abs(a - b) <= _SNAP for a, b in zip(sides(above), sides(below), strict=True))


def _table(run: list[tuple[int, GridTable]], number: int) -> Table:
    """One table out of its parts on following pages."""
    columns = _edges([x for _, part in run for cell in part.cells for x in (cell.x0, cell.x1)], _SNAP)
    spots: list[Spot] = []
    height = 0
    for index, (_, part) in enumerate(run):
        own, count = _spots(part, columns)
        if index:
            own, count = _continued(spots, own, height, count)
        for spot in own:
            spot.row += height
        spots += own
        height += count
    return table_of(spots, height, Place(page=run[0][0], table=number))


def _spots(part: GridTable, columns: list[float]) -> tuple[list[Spot], int]:
    """The cells of one page as positions, and how many rows they make."""
    rows = _edges([y for cell in part.cells for y in (cell.top, cell.bottom)], _ROW)
    spots: list[Spot] = []
    for cell in sorted(part.cells, key=lambda cell: (cell.top, cell.x0)):
        row, column = _at(rows, cell.top), _at(columns, cell.x0)
        down, right = _at(rows, cell.bottom) - row, _at(columns, cell.x1) - column
        if cell.text or (down and right):
            # What is thinner than a line of text is the gap between a cell and its border.
            spots.append(Spot(min(row, len(rows) - 2), column, cell.text, max(1, down), max(1, right)))
    return spots, len(rows) - 1


def _continued(above: list[Spot], below: list[Spot], height: int, count: int) -> tuple[list[Spot], int]:
    """The part after a page end without the repeated header and without the rest of a row begun before it."""
    skip = 0
    while skip < min(_HEAD_ROWS, count - 1) and _texts(above, skip) and _texts(above, skip) == _texts(below, skip):
        skip += 1
    if skip and any(spot.row < skip < spot.row + spot.rowspan for spot in below):
        skip = 0
    if not skip and count > 0 and _completes(above, below, height - 1):
        last = {spot.column: spot for spot in above if spot.row + spot.rowspan == height}
        for spot in below:
            if spot.row == 0 and spot.text:
                target = last[spot.column]
                target.text = f"{target.text}\n{spot.text}".strip("\n")
        below = [spot for spot in below if spot.row or spot.rowspan > 1]
        for spot in below:
            if spot.row == 0:
                spot.text, spot.rowspan = "", spot.rowspan - 1
            else:
                spot.row -= 1
        return below, count - 1
    kept = [spot for spot in below if spot.row >= skip]
    for spot in kept:
        spot.row -= skip
    return kept, count - skip


def _texts(spots: list[Spot], row: int) -> list[tuple[int, str]]:
    return [(spot.column, spot.text) for spot in spots if spot.row == row]


def _completes(above: list[Spot], below: list[Spot], row: int) -> bool:
    """Whether the first row below only goes on with the labels of the row above, or brings its figures."""
    last = {spot.column: spot for spot in above if spot.row + spot.rowspan == row + 1}
    first = {spot.column: spot for spot in below if spot.row == 0}
    if not set(first) <= set(last) or len(first) < 4:
        return False
    written = [column for column, spot in first.items() if spot.text]
    blank = [column for column, spot in first.items() if not spot.text and last[column].text]
    if not written or len(blank) < 3:
        return False
    labels = [column for column in written if last[column].text]
    return all(not _ORDINAL.match(first[c].text) and not first[c].text.strip().isdigit() for c in labels)


def _edges(values: list[float], snap: float) -> list[float]:
    """Distinct positions; those closer than `snap` are one."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > snap:
            made.append(value)
    return made


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
