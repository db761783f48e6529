"""What every writer needs besides the blocks: the imprint, clean text, the grid of a table."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.documents.blocks import Cell, Table

# What XML 1.0 cannot hold, plus the marks that reorder text on screen and could make a number read backwards.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


_SHORT = 8


@dataclass(frozen=True)
class Imprint:
    """What a file says of itself.

    `stamp` is the word printed across a draft, "" for a final file; `stamp_note` the sentence beside it.
    `look`: report for a document laid out by GB/T 9704-2012, sheet for working papers with wide tables.
    """

    title: str
    author: str = ""
    subject: str = ""
    stamp: str = ""
    stamp_note: str = ""
    created: datetime | None = None
    look: Literal["report", "sheet"] = "report"


@dataclass(frozen=True)
class Slot:
    """A grid position and where the cell covering it begins."""

    cell: Cell
    row: int
    column: int

    def starts_at(self, row: int, column: int) -> bool:
        return (self.row, self.column) == (row, column)


def clean(text: str) -> str:
    """Text that any format can hold: no control characters, line breaks as a single newline."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def slots(table: Table) -> list[list[Slot]]:
    """The filled grid of a table, each position knowing where its cell begins."""
    begins: dict[int, tuple[int, int]] = {}
    lines: list[list[Slot]] = []
    for r, line in enumerate(table.grid()):
        placed: list[Slot] = []
        for c, cell in enumerate(line):
            top, left = begins.setdefault(id(cell), (r, c))
            placed.append(Slot(cell, top, left))
        lines.append(placed)
    return lines


def widths(table: Table, columns: int) -> list[float]:
    """Relative column widths that add up to 1."""
    given = [float(w) for w in table.widths] if len(table.widths) == columns else [1.0] * columns
    total = sum(given) or 1.0
    return [w / total for w in given]


def is_centred(table: Table, slot: Slot) -> bool:
    """Figures, captions and columns of short words stand in the middle; columns of text at the left."""
    cell = slot.cell
    if slot.row < table.head_rows and cell.header:
        return len(cell.text) <= 30
    if cell.header:
        return table.key != "t3" or cell.rowspan > 1
    if cell.cell_id is not None:
        return True
    below = (row[slot.column].text for row in table.rows[table.head_rows :] if slot.column < len(row))
    return all(len(text) <= _SHORT for text in below)
