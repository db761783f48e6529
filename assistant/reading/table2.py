"""Table 2: documents, decisions and fees, in the form of 2021 or of 2019."""

from dataclasses import dataclass
from functools import cache

from assistant.form import CellDef, load_form
from assistant.reading.align import align, row_scores
from assistant.reading.figures import is_blank
from assistant.reading.fold import fold
from assistant.reading.found import Found
from assistant.reading.items import Group, groups_of
from assistant.reading.labels import Label, label
from assistant.reading.lines import Line
from assistant.reading.place import Positions, header_columns
from assistant.reading.store import seen, store
from assistant.report.published import LabelSeen

OLDER_WORDS = 2
"""So many labels of the older form make it the older table."""


@dataclass(frozen=True)
class RowShape:
    """A row of table 2 and its cells by column."""

    label: Label
    columns: tuple[Label, ...]
    cells: tuple[CellDef, ...]


@cache
def rows(form_id: str) -> tuple[RowShape, ...]:
    """The rows of that form's table 2, in order."""
    form = load_form(form_id)
    by_place = {
        (cell.row.key, cell.column.key if cell.column else None): cell
        for cell in (*form.cells.values(), *form.extra.values())
        if cell.table == "t2"
    }
    found = []
    for clause in form.tables["t2"].clauses:
        columns = tuple(label(str(c.key), c.label, c.spellings) for c in clause.columns)
        for row in clause.rows:
            cells = tuple(by_place[row.key, column.key] for column in clause.columns)
            found.append(RowShape(label(str(row.key), row.label, row.spellings), columns, cells))
    return tuple(found)


@cache
def _older_words() -> frozenset[str]:
    new = {s for shape in rows("2021") for one in (shape.label, *shape.columns) for s in one.spellings}
    old = {s for shape in rows("2019") for one in (shape.label, *shape.columns) for s in one.spellings}
    return frozenset(one for one in old - new if len(one) > 3)


def read_table2(numbered: list[tuple[int, Line]]) -> Found:
    """Reads the lines of table 2."""
    found = Found()
    if not numbered:
        return found
    text = fold("".join(line.text for _, line in numbered))
    older = sum(word in text for word in _older_words()) >= OLDER_WORDS
    shapes = rows("2019" if older else "2021")
    groups = groups_of(numbered)
    matched = _matched(groups, shapes)
    found.older = older
    found.tables.append("t2")
    for shape in shapes:
        group = matched.get(shape.label.key)
        if group is None:
            found.labels.append(_missing(shape))
            for cell in shape.cells:
                store(found, cell, None, None)
            continue
        found.labels.append(seen("t2", shape.label, group, older=shape.label.spellings[0] in _older_words()))
        same = [matched[s.label.key] for s in shapes if len(s.cells) == len(shape.cells) and s.label.key in matched]
        _store_row(found, shape, group, numbered, same)
    found.labels += _columns_seen(shapes, text, older)
    return found


def _matched(groups: list[Group], shapes: tuple[RowShape, ...]) -> dict[str, Group]:
    if not groups:
        return {}
    scores = row_scores(groups, [shape.label for shape in shapes])

    def fits(g: int, r: int) -> float:
        group, wanted = groups[g], len(shapes[r].cells)
        if scores[g][r] < 0.35:
            return -2.0
        if not group.numbers and not any(cell.strip() for cell in group.cells):
            return -0.4
        return -0.1 * abs(min(group.numbers, 4) - wanted)

    rows_of = align(scores, lambda _: 0.1, fits)
    return {shapes[r].label.key: groups[g] for g, r in enumerate(rows_of) if r is not None}


def _store_row(
    found: Found, shape: RowShape, group: Group, numbered: list[tuple[int, Line]], same: list[Group]
) -> None:
    positions = Positions(len(shape.cells))
    if group.block >= 0:
        above = [line for n, line in numbered if line.block == group.block and n < group.line]
        if header := _header(above, shape):
            positions.header[group.block] = header
    positions.learn(same)
    filled = [cell for cell in group.cells if cell.strip()]
    placed = positions.place(group)
    cells = placed.cells
    if placed.how == "unclear" and len(filled) > len(shape.cells) == 1:
        cells = (filled[0],) if len(set(filled)) == 1 else cells
    if not filled:
        cells = ("",) * len(shape.cells)
    if all(cell is None for cell in cells) and filled:
        found.unclear.append((shape.label.official, " ".join(filled)))
    for cell, text in zip(shape.cells, cells, strict=True):
        store(found, cell, "" if text is None else text, group)


def _header(above: list[Line], shape: RowShape) -> dict[int, int]:
    """Positions from the nearest header row of the same grid."""
    for line in reversed(above):
        texts = [cell for cell in (line.cells or ()) if cell and not is_blank(cell)]
        if len(texts) > 1 and (header := header_columns([line], shape.columns, 1)):
            return header
    return {}


def _missing(shape: RowShape) -> LabelSeen:
    return LabelSeen(table="t2", official=shape.label.official, printed="", match="missing")


def _columns_seen(shapes: tuple[RowShape, ...], text: str, older: bool) -> list[LabelSeen]:
    found: dict[str, LabelSeen] = {}
    for shape in shapes:
        for column in shape.columns:
            official = column.spellings[0]
            if official in text:
                match = "older_form" if official in _older_words() else "exact"
                found[official] = LabelSeen(table="t2", official=column.official, printed=column.official, match=match)
            elif other := next((one for one in column.spellings[1:] if one in text), None):
                found[official] = LabelSeen(table="t2", official=column.official, printed=other, match="variant")
    return list(found.values())
