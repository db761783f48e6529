"""Which placings of figures make the sums of table 3 and 4 true."""

from collections.abc import Mapping, Sequence
from functools import cache

from assistant.form import load_form

Rows = dict[str, list[int]]
"""Row key → one number per column, in the order of the form; what is empty counts as 0 here and only here."""


@cache
def _parts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = load_form("2021").tables["t3"].rows
    handled = tuple(str(row.key) for row in rows if row.kind != "group" and row.parent and row.key != "handled_total")
    return (("handled_total", handled),)


def agreeing(rows: Mapping[str, Sequence[int]]) -> bool:
    """Every column sum of table 3 that can be formed from these rows holds."""
    for total, parts in _parts():
        if total in rows:
            there = [rows[part] for part in parts if part in rows]
            if any(sum(column) != rows[total][at] for at, column in enumerate(zip(*there, strict=True))):
                return False
    wanted = ("new", "carried_in", "handled_total", "carried_out")
    if all(key in rows for key in wanted):
        new, before, handled, after = (rows[key] for key in wanted)
        return all(a + b == c + d for a, b, c, d in zip(new, before, handled, after, strict=True))
    return True
