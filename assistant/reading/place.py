"""Figures into columns: by count, by position, and by what makes the sums true when only one way does."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from assistant.reading.figures import figure, is_blank
from assistant.reading.fold import fold, likeness
from assistant.reading.items import Group
from assistant.reading.labels import Label
from assistant.reading.lines import Line


@dataclass(frozen=True)
class Placed:
    """The raw text of each column; None where the file has no cell for it (or it cannot be told which).

    `how`: order (as many figures as columns), position, sums (only this placing makes the sums true), unclear.
    `ways` holds the placings that remain possible when `how` is unclear. `joined` is the column whose figure is
    two neighbouring cells put together for the sums; the figure itself is only proposed.
    """

    cells: tuple[str | None, ...]
    how: str = "order"
    ways: tuple[tuple[str | None, ...], ...] = ()
    joined: int | None = None


@dataclass
class Positions:
    """Where columns stand: by header and by the rows that have a figure in every column."""

    count: int
    header: dict[int, dict[int, int]] = field(default_factory=dict)
    """Per grid block: position in the row → column number."""
    learned: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    def learn(self, groups: Sequence[Group]) -> None:
        """Takes the places of full rows, by block and shape, as the places of all rows of that shape."""
        seen: dict[tuple[int, int], Counter[tuple[int, ...]]] = {}
        for group in groups:
            filled = [i for i, cell in enumerate(group.cells) if cell.strip()]
            if group.row and len(filled) == self.count and None not in group.columns:
                where = tuple(int(group.columns[i] or 0) for i in filled)
                seen.setdefault(_shape(group), Counter())[where] += 1
        self.learned = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}

    def place(self, group: Group) -> Placed:
        """The columns of one group of figures."""
        filled = [i for i, cell in enumerate(group.cells) if cell.strip()]
        if len(filled) == self.count:
            return Placed(tuple(group.cells[i] for i in filled))
        if len(filled) > self.count:
            return Placed((None,) * self.count, "unclear")
        if by_header := self._by_header(group, filled):
            return by_header
        if len(group.cells) == self.count:
            return Placed(tuple(group.cells), "position")
        if by_shape := self._by_shape(group, filled):
            return by_shape
        ways = _windows(group.cells, filled, self.count) or _spread(
            [group.cells[i] for i in filled], self.count
        )
        if len(ways) == 1:
            return Placed(ways[0], "position")
        return Placed((None,) * self.count, "unclear", tuple(ways))

    def _by_header(self, group: Group, filled: list[int]) -> Placed | None:
        header = self.header.get(group.block) if group.block >= 0 else None
        if not header or any(group.columns[i] not in header for i in filled):
            return None
        cells: list[str | None] = [None] * self.count
        for i, cell in enumerate(group.cells):
            if (column := header.get(group.columns[i] if group.columns[i] is not None else -1)) is not None:
                cells[column] = cell
        return Placed(tuple(cells), "position")

    def _by_shape(self, group: Group, filled: list[int]) -> Placed | None:
        where = self.learned.get(_shape(group))
        if not where or not group.row:
            return None
        if None in group.columns or any(group.columns[i] not in where for i in filled):
            return None
        at = dict(zip(group.columns, group.cells, strict=True))
        return Placed(tuple(at.get(place, "") for place in where), "position")


def _shape(group: Group) -> tuple[int, int]:
    """Rows of one grid share their positions; rows of text do when their figures begin at the same one."""
    return (group.block, 0) if group.block >= 0 else (-1, group.columns[0] or 0)


def _windows(cells: Sequence[str], filled: Sequence[int], count: int) -> list[tuple[str | None, ...]]:
    """Stretches of `count` neighbouring cells that hold every figure."""
    if len(cells) < count:
        return []
    starts = range(len(cells) - count + 1)
    return [
        tuple(cells[start : start + count])
        for start in starts
        if all(start <= i < start + count for i in filled)
    ]


def _spread(figures: Sequence[str], count: int) -> list[tuple[str | None, ...]]:
    """Every way to put fewer figures into `count` columns, keeping their order."""
    if not figures:
        return [(None,) * count]
    ways: list[tuple[str | None, ...]] = []
    for chosen in combinations(range(count), len(figures)):
        cells: list[str | None] = [None] * count
        for column, text in zip(chosen, figures, strict=True):
            cells[column] = text
        ways.append(tuple(cells))
    return ways


def header_columns(lines: Sequence[Line], columns: Sequence[Label], first_row: int) -> dict[int, int]:
    """Position → column number, from the header cells of a grid stacked above each position."""
    stacks: dict[int, str] = {}
    for line in lines[:first_row]:
        for position, cell in enumerate(line.cells or ()):
            if cell and not is_blank(cell):
                stacks[position] = stacks.get(position, "") + fold(cell)
    found: dict[int, int] = {}
    for number, column in enumerate(columns):
        scores = {p: _ends(stack, column) for p, stack in stacks.items() if p not in found}
        if (
            scores
            and (best := max(scores, key=lambda p: (scores[p], -p))) is not None
            and scores[best] >= 0.8
        ):
            found[best] = number
    ordered = [found[p] for p in sorted(found)]
    return found if len(found) == len(columns) and ordered == sorted(ordered) else {}


def _ends(stack: str, column: Label) -> float:
    return max(
        1.0 if stack == one else 0.95 if stack.endswith(one) else likeness(one, stack[-len(one) :])
        for one in column.spellings
    )


def amounts(cells: Sequence[str | None]) -> list[int]:
    """Cells as whole numbers for weighing placings; what is empty counts as nothing there (only here)."""
    found = []
    for cell in cells:
        value = figure(cell, "integer").value if cell and not is_blank(cell) else None
        found.append(int(value) if value is not None else 0)
    return found


def row_agrees(cells: Sequence[str | None], total: int = -1) -> bool:
    """The last column is the sum of the others."""
    numbers = amounts(cells)
    return numbers[total] == sum(numbers) - numbers[total]


def joined(cells: Sequence[str], count: int) -> list[tuple[int, tuple[str, ...]]]:
    """Ways to read one figure too many as one number split over two cells: (column, cells)."""
    figures = [cell for cell in cells if cell.strip()]
    if len(figures) != count + 1:
        return []
    ways = []
    for at in range(count):
        left, right = figures[at].strip(), figures[at + 1].strip()
        if left.isdigit() and right.isdigit() and not left.startswith("0"):
            ways.append((at, tuple([*figures[:at], left + right, *figures[at + 2 :]])))
    return ways


def as_labels(columns: Mapping[str, Sequence[str]]) -> list[Label]:
    """Column key → spellings as labels to look for in a header."""
    return [
        Label(key, names[0], tuple(dict.fromkeys(filter(None, map(fold, names)))))
        for key, names in columns.items()
    ]
