"""Cell ids: `t2.rules.issued`, `t3.deny.state_secret.total`, `t4.review.upheld` (design: domain.md, cell ids)."""

from collections.abc import Iterable


def join(table: str, row: str | None, column: str | None) -> str:
    """The id of a cell; table 2 rows with one figure have no column key."""
    return ".".join(part for part in (table, row, column) if part)


def split(cell_id: str) -> tuple[str, str, str]:
    """Table, row key and column key of a table 3 or 4 cell: ("t3", "deny.process", "natural")."""
    table, _, rest = cell_id.partition(".")
    row, _, column = rest.rpartition(".")
    return table, row, column


def with_column(cell_id: str, column: str) -> str:
    """The cell of the same row in another column."""
    table, row, _ = split(cell_id)
    return join(table, row, column)


def with_row(cell_id: str, row: str) -> str:
    """The cell of the same column in another row."""
    table, _, column = split(cell_id)
    return join(table, row, column)


def expand(patterns: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Ids matched by `a.b.*` or named outright, in the order of `known` per pattern."""
    ordered = tuple(known)
    found: list[str] = []
    for pattern in patterns:
        if pattern.endswith(".*"):
            found += [one for one in ordered if one.startswith(pattern[:-1])]
        else:
            found.append(pattern)
    return tuple(dict.fromkeys(found))
