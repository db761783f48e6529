"""Table 3: applications, 25 rows in the form of 2021 or 23 in that of 2019, by seven columns."""

from collections.abc import Sequence
from functools import cache
from itertools import product

from assistant.form import CellDef, Row, load_form
from assistant.reading.align import align, row_scores
from assistant.reading.figures import is_blank
from assistant.reading.fold import fold
from assistant.reading.found import Found
from assistant.reading.items import Group, groups_of
from assistant.reading.labels import Label, label
from assistant.reading.lines import Line
from assistant.reading.place import Placed, Positions, amounts, header_columns, joined, row_agrees
from assistant.reading.store import seen, store
from assistant.reading.sums import Rows, agreeing
from assistant.report.published import Join, LabelSeen
from assistant.wording import say

COLUMNS = 7
WAYS = 3000
"""So many combined placings are weighed at most; beyond that nothing is certain enough to be worth the time."""


@cache
def rows() -> tuple[tuple[Row, Label], ...]:
    """Data and group rows with their labels, in printed order; the older single row stands for the group's own."""
    table = load_form("2021").tables["t3"]
    return tuple(
        (row, label(str(row.key), row.label, row.spellings))
        for row in table.rows
        if row.key not in ("handled", "other.unsplit")
    )


@cache
def columns() -> tuple[Label, ...]:
    """The seven columns."""
    return tuple(label(str(c.key), c.label, c.spellings) for c in load_form("2021").tables["t3"].columns)


@cache
def cell_of() -> dict[tuple[str, str], CellDef]:
    """Row key and column key → cell, the older form's single row included."""
    found: dict[tuple[str, str], CellDef] = {}
    for form in (load_form("2019"), load_form("2021")):
        for cell in (*form.cells.values(), *form.extra.values()):
            if cell.table == "t3" and cell.column:
                found.setdefault((str(cell.row.key), str(cell.column.key)), cell)
    return found


def read_table3(numbered: list[tuple[int, Line]]) -> Found:
    """Reads the lines of table 3."""
    found = Found()
    if not numbered:
        return found
    found.tables.append("t3")
    whole = groups_of(numbered)
    groups = _whole_rows(whole)
    matched = _matched(groups)
    if "other" in matched and not any(key.startswith("other.") for key in matched):
        matched["other.unsplit"] = matched.pop("other")
        found.single_row_other = True
    found.split_other = any(key in matched for key in ("other.no_correction", "other.fee_unpaid", "other.misc"))
    keys = [key for key in matched if key not in ("deny", "unable", "refuse", "other")]
    rows_found = [matched[key] for key in keys]
    start = next((n for n, group in enumerate(whole) if group.numbers), 0)
    head = fold("".join(group.before for group in whole[: start + 1]))
    width = COLUMNS - 1 if _total_missing(rows_found, head) else COLUMNS
    placed = _placed(found, {key: matched[key] for key in keys}, numbered, width)
    _store(found, placed, matched)
    _labels(found, matched, numbered)
    return found


def _whole_rows(groups: list[Group]) -> list[Group]:
    """Rows that a line end cut in two put together, and runs of several unlabelled rows cut apart."""
    made: list[Group] = []
    for group in groups:
        last = made[-1] if made else None
        if last and not group.before and 0 < last.numbers < COLUMNS == last.numbers + group.numbers and last.block < 0:
            last.cells += group.cells
            last.columns += group.columns
            last.after = group.after
            continue
        size = len(group.cells)
        if size > COLUMNS and size % COLUMNS == 0 and len(group.lines) in (1, size) and group.numbers == size:
            made += [_part(group, start) for start in range(0, size, COLUMNS)]
        else:
            made.append(group)
    return made


def _part(group: Group, start: int) -> Group:
    end = start + COLUMNS
    last = end >= len(group.cells)
    first = start == 0
    return Group(
        group.cells[start:end], group.columns[start:end], group.line, group.place,
        group.own if first else "", group.before if first else "", group.after if last else "",
        group.row, group.block, set(group.lines),
    )  # fmt: skip


def _matched(groups: list[Group]) -> dict[str, Group]:
    """Row key → its figures. When the labels alone give rows whose sums are wrong, the match that takes a group's
    label as that of its first row (its own label was lost) is taken if it makes the sums true."""
    if not groups:
        return {}
    scores = row_scores(groups, [one for _, one in rows()])
    first = _aligned(groups, scores, 0.0)
    if _true(first):
        return first
    second = _aligned(groups, scores, GROUP_LOST)
    return second if second != first and _true(second) else first


GROUP_LOST = 1.5


def _aligned(groups: list[Group], scores: list[list[float]], group_cost: float) -> dict[str, Group]:
    kinds = [row.kind for row, _ in rows()]
    numbers = [group.numbers for group in groups]
    whole = [COLUMNS in (len(group.cells), sum(bool(cell.strip()) for cell in group.cells)) for group in groups]

    def fits(g: int, r: int) -> float:
        group = groups[g]
        if not numbers[g] and not any(cell.strip() for cell in group.cells):
            return -0.15 if scores[g][r] >= 0.6 else -2.0
        if kinds[r] == "group":
            return -2.0 if scores[g][r] < 0.3 else -group_cost
        if scores[g][r] < 0.3 and not whole[g]:
            return -2.0
        return -0.5 if numbers[g] == 1 and not group.row and len(group.cells) == 1 else 0.0

    found = align(scores, lambda r: 0.0 if kinds[r] == "group" else 0.2, fits)
    return {str(rows()[r][0].key): groups[g] for g, r in enumerate(found) if r is not None}


def _true(matched: dict[str, Group]) -> bool:
    """Sums over the rows that have a figure in every column hold (nothing is said of rows that have not)."""
    groups = {k: g for k, g in matched.items() if k not in ("deny", "unable", "refuse")}
    if "other" in groups:
        groups["other.unsplit" if not any(k.startswith("other.") for k in groups) else "_"] = groups.pop("other")
    whole = {k: amounts([c for c in g.cells if c.strip()]) for k, g in groups.items() if k != "_"}
    return any(len(values) != COLUMNS for values in whole.values()) or agreeing(whole)


def _total_missing(groups: Sequence[Group], head: str) -> bool:
    """The 总计 column is not printed: the header names the others but not this one, and few rows have seven figures."""
    named = columns()[0].spellings[0] in head and columns()[-2].spellings[0] in head
    total = any(one in head for one in columns()[-1].spellings)
    filled = [sum(bool(cell.strip()) for cell in group.cells) for group in groups]
    return named and not total and 2 * sum(count >= COLUMNS for count in filled) < len(filled)


def _placed(found: Found, groups: dict[str, Group], numbered: list[tuple[int, Line]], width: int) -> dict[str, Placed]:
    positions = Positions(width)
    positions.header = _headers(numbered, list(groups.values()), width)
    positions.learn(list(groups.values()))
    placed = {key: positions.place(group) for key, group in groups.items()}
    for key, group in groups.items():
        if placed[key].how == "unclear" and width == COLUMNS:
            ways = [(at, way) for at, way in joined(group.cells, width) if row_agrees(way)]
            if len(ways) == 1:
                placed[key] = Placed(ways[0][1], "joined", joined=ways[0][0])
    if width == COLUMNS:
        _settle(found, placed)
        return placed
    return {key: Placed((*one.cells, None), one.how) for key, one in placed.items()}


def _headers(numbered: list[tuple[int, Line]], groups: list[Group], width: int) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    last: dict[int, int] = {}
    for block in dict.fromkeys(group.block for group in groups if group.block >= 0):
        first = min(group.line for group in groups if group.block == block)
        above = [line for n, line in numbered if line.block == block and n < first]
        header = header_columns(above, columns()[:width], len(above))
        if header:
            last = header
        found[block] = header or last
    return {block: header for block, header in found.items() if header}


def _settle(found: Found, placed: dict[str, Placed]) -> None:
    """Rows with several possible placings get the one that makes every sum true, when there is exactly one."""
    open_ = {}
    for key, one in placed.items():
        if one.how == "unclear" and one.ways:
            ways = [way for way in one.ways if row_agrees(way)]
            if ways:
                open_[key] = ways
    size = 1
    for ways in open_.values():
        size *= len(ways)
    if not open_ or size > WAYS:
        return
    fixed: Rows = {key: amounts(one.cells) for key, one in placed.items() if key not in open_}
    right = []
    for choice in product(*open_.values()):
        if agreeing(fixed | {key: amounts(way) for key, way in zip(open_, choice, strict=True)}):
            right.append(choice)
    if len(right) != 1:
        return
    for key, way in zip(open_, right[0], strict=True):
        placed[key] = Placed(way, "sums")
        found.by_sums.append(next(one.official for row, one in rows() if key in (row.key, "other.unsplit")))


def _store(found: Found, placed: dict[str, Placed], groups: dict[str, Group]) -> None:
    for (row, column), cell in cell_of().items():
        if row in ("deny", "unable", "refuse", "other"):
            continue
        if row == "other.unsplit" and not found.single_row_other:
            continue
        one = placed.get(row)
        at = [str(c.key) for c in columns()].index(column)
        if one is None:
            store(found, cell, None, None)
            continue
        text = one.cells[at]
        if one.joined == at and text:
            _propose(found, cell, text, groups[row])
            continue
        store(found, cell, "" if text is None and one.how != "unclear" else text, groups[row])
    for key, one in placed.items():
        if one.how == "unclear" and groups[key].numbers:
            name = next((c.official for r, c in rows() if r.key == key), key)
            found.unclear.append((name, " ".join(cell for cell in groups[key].cells if not is_blank(cell))))


def _propose(found: Found, cell: CellDef, text: str, group: Group) -> None:
    found.values[cell.id] = None
    found.raw[cell.id] = f"{text[:1]} {text[1:]}"
    found.places[cell.id] = group.place
    found.joins.append(
        Join(
            cells=(cell.id,),
            changes={cell.id: int(text)},
            text=say("reading.join", label=cell.label, value=text),
        )
    )


def _labels(found: Found, matched: dict[str, Group], numbered: list[tuple[int, Line]]) -> None:
    for row, one in rows():
        key = str(row.key)
        if row.kind == "group":
            continue
        if key.startswith("other.") and found.single_row_other:
            found.labels.append(LabelSeen(table="t3", official=one.official, printed="", match="missing"))
        elif key in matched:
            found.labels.append(seen("t3", one, matched[key]))
        else:
            found.labels.append(LabelSeen(table="t3", official=one.official, printed="", match="missing"))
    head = fold("".join(line.text for _, line in numbered[:12]))
    for column in columns():
        there = all(part in head for part in (column.spellings[0][:2], column.spellings[0][2:]))
        match = "exact" if there else "variant" if any(s in head for s in column.spellings[1:]) else "missing"
        found.labels.append(
            LabelSeen(table="t3", official=column.official, printed=column.official if there else "", match=match)
        )
