"""The declared sums of the form (T3-01…03, T4-01…03), one interpreter for all."""

from collections.abc import Iterator

from assistant.checks import repair
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.form import Equation
from assistant.report.answer import Number
from assistant.wording import say


@decides("T3-01", "T3-02", "T3-03", "T4-01", "T4-02", "T4-03")
def sums(view: View) -> Iterator[Outcome]:
    """Σ left = Σ right, for every equation the form declares for this report's format."""
    if view.meta.format == "legacy":
        yield from (Unknown(one) for one in ("T3-01", "T3-02", "T3-03", "T4-01", "T4-02", "T4-03"))
        return
    for equation in view.form.equations_for(view.meta.format):
        if equation.check is None:
            continue
        left, right = _total(view, equation.left), _total(view, equation.right)
        if left is None or right is None:
            yield Unknown(equation.check)
        elif left != right:
            yield _fault(view, equation, left, right)


def _fault(view: View, equation: Equation, left: Number, right: Number) -> Found:
    check = equation.check or ""
    first = view.form.cell(equation.left[0])
    column = first is not None and equation.where == (first.column.key if first.column else None)
    name = ""
    if first is not None:
        name = first.column.name if column and first.column else first.row.name
    return Found(
        check,
        {
            "where": name,
            "left": left,
            "right": right,
            "parts": listed(view, equation.right),
            "sides": f"{listed(view, equation.left)} = {left}",
            "difference": abs(left - right),
        },
        cells=(*equation.left, *equation.right),
        found=left,
        expected=right,
        fixes=tuple(repair.repairs_of(view, equation)),
    )


def listed(view: View, cells: tuple[str, ...]) -> str:
    """「予以公开 3 + 部分公开 1」, zeros left out unless all are zero."""
    known = [(cell, view.value(cell)) for cell in cells]
    shown = [(cell, value) for cell, value in known if value] or known[:1]
    plus = say("checks.words.plus")
    rows = {c.split(".")[-1] for c in cells}
    return plus.join(f"{_name(view, cell, len(rows) == 1)} {value}" for cell, value in shown)


def _name(view: View, cell: str, same_column: bool) -> str:
    known = view.form.cell(cell)
    if known is None or known.column is None:
        return view.label(cell)
    return known.row.name if same_column else known.column.name


def _total(view: View, cells: tuple[str, ...]) -> Number | None:
    values = [view.value(cell) for cell in cells]
    return None if None in values else sum((v for v in values if v is not None), 0)
