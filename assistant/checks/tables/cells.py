"""Single cells of the tables: blanks, signs for nothing, and what is not a number (CEL)."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from assistant.checks.finding import CellChange, Fix
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.tables.sums import listed
from assistant.checks.view import View
from assistant.form import address
from assistant.text.normalise import normalise
from assistant.text.numbers import parse_number
from assistant.wording import say

_NOTHING = re.compile(r"[-/\\—–―_－／·.。×Xx]+|N/?A|无|空|没有|不适用|暂无|无此项", re.IGNORECASE)
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
FEE = "t2.fees_wan"
MANY, LARGE = 5, 10


@decides("CEL-01", "IMP-04")
def blank(view: View) -> Iterator[Outcome]:
    """No empty cell; a draft's open cells are one finding a table, a published report's one a row."""
    blanks = [one for one in view.expected_cells if view.value(one) is None and not _raw(view, one)]
    unread: list[str] = []
    if view.snapshot.structure and view.meta.format != "2019":  # of a file: blank is what it shows as blank
        unread = [one for one in blanks if one not in view.snapshot.raw]
        blanks = [one for one in blanks if one in view.snapshot.raw]
        yield from _unread(view, unread)
    if view.meta.format == "legacy":
        yield Unknown("CEL-01")
    for table in ("t2", "t3", "t4"):
        cells = [one for one in blanks if _table(one) == table]
        if not cells:
            continue
        known = any(_table(one) == table for one in view.snapshot.stated)
        if view.meta.format == "2019":
            yield _blank(view, cells, "older")
            continue
        if not view.snapshot.published:
            yield _blank(view, _entered(view, cells), "draft")
        elif known:
            columns = _empty_columns(view, cells)
            for column in dict.fromkeys(columns.values()):
                yield _blank(view, [one for one in cells if columns.get(one) == column], "column")
            cells = [one for one in cells if one not in columns]
            for row in dict.fromkeys(_row(one) for one in cells):
                yield _blank(view, [one for one in cells if _row(one) == row], "row")
        elif view.snapshot.structure and table not in view.snapshot.structure.tables:
            yield Unknown("CEL-01")
        else:
            yield _blank(view, cells, "table")
    if view.snapshot.published and blanks:
        yield Unknown("IMP-04")
        if any(view.snapshot.raw.get(one) is not None for one in view.expected_cells if view.value(one) is None):
            yield Found("IMP-04", {"count": sum(view.value(c) is None for c in view.expected_cells)})


def _unread(view: View, unread: list[str]) -> Iterator[Outcome]:
    """Cells not found in a file: not blank, not zero, just not known."""
    if unread:
        yield Unknown("CEL-01")
    for table, cells in ((t, [one for one in unread if _table(one) == t]) for t in ("t2", "t3", "t4")):
        there = any(_table(one) == table for one in view.snapshot.stated)
        if cells and there and view.whole_file:
            yield _blank(view, cells, "unread")


def _empty_columns(view: View, cells: list[str]) -> dict[str, str]:
    """Blank cells of table 3 whose whole column is blank, with the column: it was left out, or not read."""
    whole = {one: one.rpartition(".")[2] for one in view.expected_cells if one.startswith("t3.")}
    blank_ = {one: whole[one] for one in cells if one in whole}
    empty = {c for c in blank_.values() if list(blank_.values()).count(c) == list(whole.values()).count(c)}
    return {one: column for one, column in blank_.items() if column in empty}


def _blank(view: View, cells: list[str], sentence: str) -> Found:
    fixes = []
    for equation in view.form.equations_for(view.meta.format):
        if equation.derives in cells and equation.check:
            parts = [view.value(part) for part in equation.right]
            if None not in parts:
                total = sum((p for p in parts if p is not None), 0)
                change = say("checks.fix.fill", label=view.label(equation.derives), after=total)
                fixes.append(
                    Fix(
                        label=say("checks.fix.total", change=change),
                        changes=(CellChange(cell=equation.derives, after=total),),
                    )
                )
    table = view.form.tables[_table(cells[0])]
    section = view.form.section(table.section).label
    words = {"table": section, "what": _row_name(view, cells[0]), "count": len(cells)}
    if sentence == "column" and (first := view.form.cell(cells[0])) and first.column:
        words["what"] = first.column.name
    return Found(
        "CEL-01",
        words,
        sentence,
        cells=tuple(cells),
        section=int(table.section[1:]),
        fixes=tuple(fixes[:3]),
        level="warn" if sentence in ("older", "unread") else None,
        doubtful=sentence == "unread",
    )


@decides("CEL-02", "CEL-03", "CEL-04", "CEL-05", "CEL-06")
def written(view: View) -> Iterator[Outcome]:
    """What stands in a cell is a count, in the fee cell an amount, and nothing else."""
    for one, value in view.snapshot.stated.items():
        if view.form.cell(one) is None or one.startswith("legacy."):
            continue
        if one == FEE:
            places = -int(exponent) if isinstance(exponent := Decimal(value).as_tuple().exponent, int) else 0
            if value < 0 or places > 4:
                yield _odd(view, "CEL-04", one, str(value))
        elif value < 0 or value != int(value):
            yield _odd(view, "CEL-03", one, str(value))
    if not view.snapshot.published:
        return
    nothing: dict[str, list[str]] = {}
    odd: dict[tuple[str, str], list[str]] = {}
    for one in view.snapshot.raw:
        raw = _raw(view, one)
        if not raw or view.form.cell(one) is None or one.startswith("legacy."):
            continue
        check = _raw_fault(view, one, raw)
        if check == "CEL-02":
            nothing.setdefault(_row(one), []).append(one)
        elif check in ("CEL-05", "CEL-06"):
            odd.setdefault((check, _table(one)), []).append(one)
        elif check:
            yield _odd(view, check, one, raw)
    for (check, _), cells in odd.items():
        yield _loose(view, check, cells)
    for cells in nothing.values():
        words = {"what": _row_name(view, cells[0]), "raw": _raw(view, cells[0]), "count": len(cells)}
        yield Found("CEL-02", words, cells=tuple(cells), found=_raw(view, cells[0]), expected=0)


def _raw_fault(view: View, one: str, raw: str) -> str | None:
    """The check a cell's printed text fails, when it is more or less than a plain number."""
    plain = normalise(raw).text.strip()
    value = view.snapshot.stated.get(one)
    if _NOTHING.fullmatch(plain):
        return "CEL-02"
    if _PLAIN.fullmatch(plain):
        if value is None:
            return "CEL-04" if one == FEE else "CEL-03"
        return "CEL-06" if raw != plain else None
    if value is None and parse_number(plain) is None:
        return "CEL-04" if one == FEE else "CEL-05"
    return "CEL-05"


def _odd(view: View, check: str, one: str, raw: str) -> Found:
    return Found(check, {"what": view.label(one), "raw": raw}, cells=(one,), found=raw)


def _loose(view: View, check: str, cells: list[str]) -> Found:
    """Cells of one table that hold a number and something besides: one finding, one button for all of them."""
    first, raw = cells[0], _raw(view, cells[0])
    numbers = [(one, number) for one in cells if (number := parse_number(_raw(view, one))) is not None]
    fixes: tuple[Fix, ...] = ()
    if numbers:
        change = say("checks.fix.fill", label=view.label(numbers[0][0]), after=numbers[0][1])
        more = say("checks.fix.more", count=len(numbers)) if len(numbers) > 1 else ""
        changes = tuple(CellChange(cell=one, after=number) for one, number in numbers)
        fixes = (Fix(label=say("checks.fix.other", change=change) + more, changes=changes),)
    words = {"what": view.label(first), "raw": raw, "count": len(cells)}
    return Found(check, words, cells=tuple(cells), found=raw, fixes=fixes)


@decides("CEL-07")
def all_zero(view: View) -> Iterator[Outcome]:
    """Everything 0 in all tables: worth one question."""
    values = [view.value(one) for one in view.expected_cells]
    if not values or None in values:
        yield Unknown("CEL-07")
    elif not any(values):
        yield Found("CEL-07", {"count": len(values)}, section=2)


@decides("CEL-08")
def same_everywhere(view: View) -> Iterator[Outcome]:
    """The same number in many unrelated cells; small numbers only when they are nearly all there is."""
    entered = [(c.id, v) for c in view.form.cells.values() if c.entered and (v := view.value(c.id))]
    for value, count in Counter(v for _, v in entered).items():
        cells = tuple(one for one, v in entered if v == value)
        rows = {_row(one) for one in cells}
        large = value >= LARGE and count >= MANY and len(rows) >= MANY
        if large or (count >= MANY + 3 and count * 10 > len(entered) * 8):
            yield Found("CEL-08", {"value": value, "count": count}, cells=cells, found=value)


@decides("T3-04")
def empty_column(view: View) -> Iterator[Outcome]:
    """A column with neither new nor carried-in applications has 0 everywhere."""
    for column in view.form.tables["t3"].data_columns:
        new, carried = (view.value(f"t3.{row}.{column.key}") for row in ("new", "carried_in"))
        if new is None or carried is None:
            yield Unknown("T3-04")
            continue
        if new or carried:
            continue
        ids = [one for one in view.expected_cells if one.startswith("t3.") and one.endswith(f".{column.key}")]
        cells = tuple(one for one in ids if view.value(one))
        if cells:
            words = {"where": column.name, "parts": listed(view, cells)}
            yield Found("T3-04", words, cells=cells, found=view.value(cells[0]), expected=0)


def _raw(view: View, one: str) -> str:
    return view.snapshot.raw.get(one, "").strip()


def _table(one: str) -> str:
    head = one.partition(".")[0]
    return "t2" if head == "legacy" else head


def _row(one: str) -> str:
    """Row of a cell; the single figures of table 2 are rows of their own."""
    return one if one.count(".") == 1 else one.rpartition(".")[0]


def _row_name(view: View, one: str) -> str:
    known = view.form.cell(one)
    if known is None:
        return address.split(one)[1]
    return known.row.name


def _entered(view: View, cells: list[str]) -> list[str]:
    return [one for one in cells if (c := view.form.cells.get(one)) and c.entered] or cells
