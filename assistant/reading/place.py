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
    ragged: set[int] = field(default_factory=set)

    def learn(self, groups: Sequence[Group]) -> None:
        """Takes the places of full rows as the places of all rows of that shape.

        A grid with figures in more positions than columns was filled up from the left: its header tells nothing.
        """
        rows = [group for group in groups if group.row and None not in group.columns]
        for block in {group.block for group in rows if group.block >= 0}:
            inside = [group for group in rows if group.block == block]
            used = {column for group in inside for column in _filled(group)}
            header = set(self.header.get(block, ()))
            if len(used) > self.count or (header and used - header):
                self.ragged.add(block)
        seen: dict[tuple[int, int], Counter[tuple[int, ...]]] = {}
        span: dict[tuple[int, int], list[tuple[int, ...]]] = {}
        for group in rows:
            span.setdefault(self._shape(group), []).append(_filled(group))
            whole = _filled(group) if len(_filled(group)) == self.count else tuple(c or 0 for c in group.columns)
            if len(whole) == self.count:
                seen.setdefault(self._shape(group), Counter())[whole] += 1 + len(_filled(group))
        self.learned = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}
        for key, filled in span.items():
            used = sorted({column for columns in filled for column in columns})
            if key not in self.learned and len(filled) > 2 and used and used[-1] - used[0] + 1 == self.count:
                self.learned[key] = tuple(range(used[0], used[-1] + 1))
        self._same_offset({self._shape(group) for group in rows})

    def _same_offset(self, shapes: set[tuple[int, int]]) -> None:
        """Rows filled up from the left: every shape has its figures at the same distance from its label."""
        for block in {block for block, _ in shapes if block < 0 or block in self.ragged}:
            known = {key: where for key, where in self.learned.items() if key[0] == block}
            offsets = {tuple(c - key[1] for c in where) for key, where in known.items()}
            if len(offsets) == 1:
                offset = offsets.pop()
                for key in shapes - known.keys():
                    if key[0] == block:
                        self.learned[key] = tuple(c + key[1] for c in offset)

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
        ways = _windows(group.cells, filled, self.count) or _spread([group.cells[i] for i in filled], self.count)
        if len(ways) == 1:
            return Placed(ways[0], "position")
        return Placed((None,) * self.count, "unclear", tuple(ways))

    def _by_header(self, group: Group, filled: list[int]) -> Placed | None:
        header = self.header.get(group.block) if group.block >= 0 and group.block not in self.ragged else None
        if not header or any(group.columns[i] not in header for i in filled):
            return None
        cells: list[str | None] = [None] * self.count
        for position, cell in zip(group.columns, group.cells, strict=True):
            if position in header:
                cells[header[position]] = cell
        return Placed(tuple(cells), "position")

    def _by_shape(self, group: Group, filled: list[int]) -> Placed | None:
        where = self.learned.get(self._shape(group))
        if not where or not group.row:
            return None
        if None in group.columns or any(group.columns[i] not in where for i in filled):
            return None
        at = dict(zip(group.columns, group.cells, strict=True))
        return Placed(tuple(at.get(place, "") for place in where), "position")

    def _shape(self, group: Group) -> tuple[int, int]:
        """Rows of one grid share their positions; other rows do when their figures begin at the same one."""
        if group.block >= 0 and group.block not in self.ragged:
            return group.block, 0
        return group.block, group.columns[0] or 0


def _filled(group: Group) -> tuple[int, ...]:
    """Positions that hold something."""
    return tuple(c or 0 for c, cell in zip(group.columns, group.cells, strict=True) if cell.strip())


def _windows(cells: Sequence[str], filled: Sequence[int], count: int) -> list[tuple[str | None, ...]]:
    """Stretches of `count` neighbouring cells that hold every figure."""
    if len(cells) < count:
        return []
    starts = range(len(cells) - count + 1)
    return [tuple(cells[start : start + count]) for start in starts if all(start <= i < start + count for i in filled)]


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
        if scores and (best := max(scores, key=lambda p: (scores[p], -p))) is not None and scores[best] >= 0.8:
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
            ways.append((at, (*figures[:at], left + right, *figures[at + 2 :])))
    return ways


def as_labels(columns: Mapping[str, Sequence[str]]) -> list[Label]:
    """Column key → spellings as labels to look for in a header."""
    return [
        Label(key, names[0], tuple(dict.fromkeys(filter(None, map(fold, names))))) for key, names in columns.items()
    ]
