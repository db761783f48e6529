"""Cells that make up a whole between them, so that a list of some of them can be completed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.form import Form
from assistant.report.snapshot import Snapshot


def missing_members(cells: Sequence[tuple[str, ...]], new: Snapshot) -> Iterator[tuple[str, str, Decimal]]:
    """Label, id and value of the figures of this year that none of `cells` covers although they belong to the same
    whole: results of handling, kinds of applicants, outcomes of a case, kinds of decisions."""
    form = new.form
    named = {cell for group in cells for cell in group}
    for whole in _wholes(form):
        if not named <= _everything(whole, form):
            continue
        covered = {leaf for cell in named for leaf in _leaves(cell, form)}
        yield from _uncovered(whole, covered, new)
        return


def _wholes(form: Form) -> Iterator[list[str]]:
    """Each whole as the ids of its parts, groups before their rows."""
    table = form.tables["t3"]
    results = [row.key for row in table.rows if row.key and row.parent == "handled" and row.key != "handled_total"]
    yield [f"t3.{key}.total" for key in results] + ["t3.carried_out.total"]
    for row in table.data_rows:
        yield [f"t3.{row.key}.{column.key}" for column in table.data_columns if column.key != "total"]
    for group in (row for row in table.rows if row.kind == "group" and row.parent):
        yield [f"t3.{row.key}.total" for row in table.rows if row.parent == group.key]
    for block in form.tables["t4"].data_rows:
        yield [f"t4.{block.key}.{one.key}" for one in form.tables["t4"].data_columns if one.key != "total"]
    yield ["t2.licensing", "t2.penalty", "t2.coercion"]


def _leaves(cell: str, form: Form) -> list[str]:
    """The rows a group's subtotal is made of; any other cell is its own leaf."""
    for equation in form.equations:
        if equation.derives == cell and equation.check is None:
            return list(equation.right)
    return [cell]


def _everything(whole: list[str], form: Form) -> set[str]:
    return {leaf for cell in whole for leaf in (cell, *_leaves(cell, form))}


def _uncovered(whole: list[str], covered: set[str], new: Snapshot) -> Iterator[tuple[str, str, Decimal]]:
    form = new.form
    for cell in whole:
        leaves = _leaves(cell, form)
        if not covered & set(leaves):
            value = new.value(cell)
            if value:
                yield _label(cell, form), cell, Decimal(value)
            continue
        for leaf in leaves:
            value = new.value(leaf)
            if leaf not in covered and value:
                yield _label(leaf, form), leaf, Decimal(value)


def _label(cell: str, form: Form) -> str:
    """The short name of the row, column or outcome that tells the parts of a whole apart."""
    found = form.cell(cell)
    if found is None:
        return form.label(cell)
    if found.table == "t3" and found.column is not None and found.column.key == "total":
        return found.row.name
    return found.column.name if found.column is not None and found.table != "t2" else found.row.name
