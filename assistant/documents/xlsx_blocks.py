"""The cells of a sheet to blocks: rows with one text over the whole width are paragraphs, the others tables."""

import re
from dataclasses import dataclass

from assistant.documents.blocks import Block, Paragraph, Place, Table
from assistant.documents.grid import Spot, table_of

Merged = tuple[int, int, int, int]
"""First column, first row, last column, last row, from 1."""

_ORDINAL = re.compile(r"^\s*[（(]?[一二三四五六七八九十]{1,2}[)）、]")
_LONG = 40
_SHORT = 20


@dataclass
class Sheet:
    """One sheet: the text of every cell (rows from 0) and its merged areas."""

    name: str
    values: list[list[str]]
    merged: list[Merged]

    def __post_init__(self) -> None:
        self.spans = {
            (top - 1, left - 1): (bottom - top + 1, right - left + 1) for left, top, right, bottom in self.merged
        }
        self.covered = {
            (row, column)
            for (top, left), (down, wide) in self.spans.items()
            for row in range(top, top + down)
            for column in range(left, left + wide)
        } - set(self.spans)

    def blocks(self, tables: int) -> list[Block]:
        """Blocks from top to bottom; tables are numbered on from `tables`."""
        made: list[Block] = []
        rows: list[int] = []

        def close() -> None:
            nonlocal tables
            while rows and not any(self.values[rows[-1]]):
                rows.pop()
            if rows:
                tables += 1
                made.append(self._table(rows[0], rows[-1], tables))
                rows.clear()

        below = 0
        for at, row in enumerate(self.values):
            inside = at < below
            if not inside and not any(row):
                close()
            elif not inside and self._stands_alone(at):
                close()
                made.append(Paragraph(row[0], Place(row=at + 1, column=1, sheet=self.name)))
            else:
                rows.append(at)
                below = max(below, at + max(self._span(at, column)[0] for column in range(len(row))))
        close()
        return made

    def _span(self, row: int, column: int) -> tuple[int, int]:
        return self.spans.get((row, column), (1, 1))

    def _stands_alone(self, at: int) -> bool:
        """A title, a heading or a sentence; not the caption of a block of rows inside a table."""
        row = self.values[at]
        text = row[0]
        if not text or any(row[1:]) or text.replace(".", "").isdigit() or self._span(at, 0)[0] > 1:
            return False
        if len(text) > _LONG or _ORDINAL.match(text):
            return not self._begins_row(at)
        wide = self._span(at, 0)[1]
        if wide == 1:
            return len(row) == 1 or not self._near(at)
        return not (len(text) <= _SHORT and self._near(at) and wide <= self._width(at + 1))

    def _begins_row(self, at: int) -> bool:
        """The label of a row whose figures were left empty: as wide as the labels of its neighbours."""
        near = (other for other in (at - 1, at + 1) if 0 <= other < len(self.values))
        wide = self._span(at, 0)[1]
        return any(any(self.values[other][1:]) and self._span(other, 0)[1] == wide for other in near)

    def _near(self, at: int) -> bool:
        return at + 1 < len(self.values) and any(self.values[at + 1][1:])

    def _width(self, row: int) -> int:
        filled = (c + self._span(row, c)[1] for c, text in enumerate(self.values[row]) if text)
        return max(filled, default=0)

    def _table(self, first: int, last: int, number: int) -> Table:
        width = max(self._width(row) for row in range(first, last + 1)) or 1
        spots = [
            Spot(at - first, column, text, *self._span(at, column))
            for at in range(first, last + 1)
            for column, text in enumerate((self.values[at] + [""] * width)[:width])
            if (at, column) not in self.covered
        ]
        return table_of(spots, last - first + 1, Place(row=first + 1, sheet=self.name, table=number))
