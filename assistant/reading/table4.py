"""Table 4: reviews and suits, 15 figures in one line, in three rows, or upright."""

import re
from dataclasses import dataclass, replace
from functools import cache

from assistant.form import CellDef, load_form
from assistant.reading.figures import is_blank
from assistant.reading.fold import fold, likeness, plain
from assistant.reading.found import Found
from assistant.reading.items import Group, groups_of
from assistant.reading.labels import Label, label
from assistant.reading.lines import Line
from assistant.reading.place import amounts, joined
from assistant.reading.store import store
from assistant.report.published import Join, LabelSeen
from assistant.wording import say

WIDTH = 5
CELLS = 15


@dataclass(frozen=True)
class Candidate:
    """One reading of the table: the raw text per cell (None: not there), and the figures it comes from."""

    texts: tuple[str | None, ...]
    group: Group

    @property
    def count(self) -> int:
        return sum(text is not None for text in self.texts)


@cache
def outcomes() -> tuple[Label, ...]:
    """The five outcomes."""
    return tuple(label(str(o.key), o.label, o.spellings) for o in load_form("2021").tables["t4"].outcomes)


@cache
def blocks() -> tuple[Label, ...]:
    """The three blocks."""
    return tuple(label(str(b.key), b.label, b.spellings) for b in load_form("2021").tables["t4"].blocks)


@cache
def cells() -> tuple[CellDef, ...]:
    """The 15 cells in printed order."""
    return tuple(cell for cell in load_form("2021").cells.values() if cell.table == "t4")


def read_table4(numbered: list[tuple[int, Line]], year: int | None) -> Found:
    """Reads the lines of table 4. `year` is the report's, to tell two tables side by side in one file apart."""
    found = Found()
    if not numbered:
        return found
    found.tables.append("t4")
    groups = [
        group for group in groups_of(numbered) if any(cell.strip() for cell in group.cells) or len(group.cells) >= CELLS
    ]
    candidates = [one for one in (_three_rows(groups), _upright(groups)) if one]
    for group in groups:
        one = _in_grid(group, numbered) or _in_line(found, _padded(group, numbered))
        if one:
            candidates.append(one)
    chosen = _choose(candidates, year)
    if len({one.texts for one in candidates if one.count >= WIDTH}) > 1:
        found.doubled.append("t4")
    for at, cell in enumerate(cells()):
        if found.joins and any(cell.id in join.cells for join in found.joins):
            continue
        store(found, cell, chosen.texts[at] if chosen else None, chosen.group if chosen else None)
    if chosen is None:
        found.unclear += [
            ("t4", " ".join(c for c in group.cells if not is_blank(c))) for group in groups if group.numbers > 1
        ]
    found.labels = _labels(numbered)
    return found


def _choose(candidates: list[Candidate], year: int | None) -> Candidate | None:
    """The fullest reading; between equals the one introduced by the report's own year, else the first."""
    if not candidates:
        return None
    own = [one for one in candidates if year and re.search(rf"{year}\s*年", plain(one.group.before))]
    fullest = max(one.count for one in own or candidates)
    return next(one for one in own or candidates if one.count == fullest)


def _in_line(found: Found, group: Group) -> Candidate | None:
    """All figures in one line: fifteen of them, fifteen places, or as many as the header names outcomes."""
    filled = [cell for cell in group.cells if cell.strip()]
    if len(filled) == CELLS:
        return Candidate(tuple(filled), group)
    if len(group.cells) == CELLS:
        return Candidate(tuple(group.cells), group)
    if len(filled) == CELLS + 1:
        return _split_number(found, group)
    if len(group.cells) > CELLS and len(filled) < CELLS:
        starts = [
            s
            for s in range(len(group.cells) - CELLS + 1)
            if not any(c.strip() for c in (*group.cells[:s], *group.cells[s + CELLS :]))
        ]
        if len(starts) == 1:
            return Candidate(tuple(group.cells[starts[0] : starts[0] + CELLS]), group)
        return None
    return _by_named_outcomes(group, filled)


def _padded(group: Group, numbered: list[tuple[int, Line]]) -> Group:
    """A row from the first position on whose empty cells at the end were cut off with the line."""
    wide = any(line.cells is not None and len(line.cells) >= CELLS - 1 for _, line in numbered)
    if not (wide and group.row) or group.columns[0] != 0 or len(group.cells) >= CELLS or len(group.lines) > 1:
        return group
    missing = CELLS - len(group.cells)
    return replace(group, cells=[*group.cells, *[""] * missing], columns=[*group.columns, *[None] * missing])


def _by_named_outcomes(group: Group, filled: list[str]) -> Candidate | None:
    """A table cut through by a page: the header above names exactly the columns that are there."""
    named = re.findall("|".join(one.spellings[0] for one in outcomes()), fold(group.before))
    keys = [one.spellings[0] for one in outcomes()]
    if len(named) != len(filled) or not 2 <= len(filled) <= CELLS:
        return None
    sequence = keys * 3
    starts = [s for s in range(CELLS - len(named) + 1) if sequence[s : s + len(named)] == named]
    # A cut keeps one edge of the table: the part begins with the first column or ends with the last.
    starts = [s for s in starts if s == 0 or s + len(named) == CELLS]
    if len(starts) != 1:
        return None
    texts: list[str | None] = [None] * CELLS
    texts[starts[0] : starts[0] + len(filled)] = filled
    return Candidate(tuple(texts), group)


def _split_number(found: Found, group: Group) -> Candidate | None:
    """Sixteen figures: two neighbours may be one number, if that makes all three totals right. Only proposed."""
    ways = [(at, way) for at, way in joined(group.cells, CELLS) if _totals_right(way)]
    if len(ways) != 1:
        return None
    at, way = ways[0]
    cell = cells()[at]
    found.values[cell.id] = None
    found.raw[cell.id] = f"{way[at][:1]} {way[at][1:]}"
    found.places[cell.id] = group.place
    text = say("reading.join", label=cell.label, value=way[at])
    found.joins.append(Join(cells=(cell.id,), changes={cell.id: int(way[at])}, text=text))
    return Candidate(way, group)


def _totals_right(texts: tuple[str, ...]) -> bool:
    numbers = amounts(texts)
    return all(sum(numbers[s : s + 4]) == numbers[s + 4] for s in range(0, CELLS, WIDTH))


def _in_grid(group: Group, numbered: list[tuple[int, Line]]) -> Candidate | None:
    """Figures of a real table with fewer filled cells than columns: by the header stacked above each position."""
    filled = [cell for cell in group.cells if cell.strip()]
    if group.block < 0 or len(filled) == CELLS or len(group.cells) == CELLS or len(group.cells) < CELLS:
        return None
    stacks: dict[int, str] = {}
    for n, line in numbered:
        if line.block == group.block and n < group.line:
            for position, cell in enumerate(line.cells or ()):
                if cell and not is_blank(cell):
                    stacks[position] = stacks.get(position, "") + fold(cell)
    named = [p for p, stack in sorted(stacks.items()) if any(stack.endswith(one.spellings[0]) for one in outcomes())]
    if len(named) != CELLS:
        return None
    at = {group.columns[i]: cell for i, cell in enumerate(group.cells)}
    if any(cell.strip() and column not in named for column, cell in at.items()):
        return None
    return Candidate(tuple(at.get(p, "") for p in named), group)


def _three_rows(groups: list[Group]) -> Candidate | None:
    """One row per block, each with five figures and the block's label in front."""
    texts: list[str | None] = [None] * CELLS
    first: Group | None = None
    for group in groups:
        filled = [cell for cell in group.cells if cell.strip()]
        five = filled if len(filled) == WIDTH else group.cells if len(group.cells) == WIDTH else None
        if five is None:
            continue
        at = _block_named(group.own or group.before)
        if at is not None and texts[at * WIDTH] is None:
            texts[at * WIDTH : at * WIDTH + WIDTH] = list(five)
            first = first or group
    return Candidate(tuple(texts), first) if first else None


def _block_named(words: str) -> int | None:
    """The block whose label stands last in the words."""
    folded = fold(words)
    ends = {
        at: max(folded.rfind(s) + len(s) if s in folded else -1 for s in one.spellings)
        for at, one in enumerate(blocks())
    }
    if ends[1] == ends[2] >= 0:
        ends[1] = -1
    best = max(ends, key=lambda at: ends[at])
    return best if ends[best] >= 0 else None


def _upright(groups: list[Group]) -> Candidate | None:
    """Outcomes down, blocks across: five rows of three figures."""
    texts: list[str | None] = [None] * CELLS
    used: Group | None = None
    rows = 0
    for group in groups:
        filled = [cell for cell in group.cells if cell.strip()]
        three = filled if len(filled) == 3 else group.cells if len(group.cells) == 3 else None
        folded = fold(group.own or group.before)
        at = next(
            (
                i
                for i, one in enumerate(outcomes())
                if any(likeness(s, folded) > 0.8 or folded.endswith(s) for s in one.spellings)
            ),
            None,
        )
        if three is None or at is None:
            continue
        for block, text in enumerate(three):
            texts[block * WIDTH + at] = text
        used, rows = used or group, rows + 1
    return Candidate(tuple(texts), used) if used and rows >= 4 else None


def _labels(numbered: list[tuple[int, Line]]) -> list[LabelSeen]:
    head = fold("".join(line.text for _, line in numbered))
    found: list[LabelSeen] = []
    for one in (*blocks(), *outcomes()):
        official = one.spellings[0]
        loose = all(part in head for part in (official[:2], official[2:4]))
        match = (
            "exact"
            if official in head or loose
            else "variant"
            if any(s in head for s in one.spellings[1:])
            else "missing"
        )
        found.append(
            LabelSeen(
                table="t4",
                official=one.official,
                printed=one.official if match == "exact" else "",
                match=match,
            )
        )
    return found
