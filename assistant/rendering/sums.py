"""The sums of the form for the sheet that recomputes them: declared in the form, formulas in the workbook."""

from assistant.documents.xlsx_sums import SumLine, SumSheet
from assistant.form import Equation, Form
from assistant.report.snapshot import Snapshot
from assistant.wording import say
from assistant.wording import text as wording

_NAMED = 2


def sum_sheet(snapshot: Snapshot) -> SumSheet:
    """Every sum the form declares, as the report's own form counts them."""
    form = snapshot.form
    equations = [one for one in form.equations_for(snapshot.meta.format) if one.check]
    heads = tuple(wording(f"rendering.sums.{key}") for key in ("what", "left", "right", "difference", "verdict"))
    return SumSheet(
        name=wording("rendering.sheet.sums"),
        heads=heads,  # type: ignore[arg-type]
        agrees=wording("rendering.sums.agrees"),
        differs=wording("rendering.sums.differs"),
        incomplete=wording("rendering.sums.incomplete"),
        lines=tuple(SumLine(_label(form, one), one.left, one.right) for one in equations),
    )


def _label(form: Form, equation: Equation) -> str:
    """「表三 自然人：新收＋上年结转＝办理结果总计＋结转下年度」."""
    first = form.cell(equation.left[0])
    if first is None:
        return equation.where
    by_row = {form.cell(one).row.key for one in (*equation.left, *equation.right) if form.cell(one)}  # type: ignore[union-attr]
    same_row = len(by_row) == 1
    where = first.row.name if same_row else first.column.name if first.column else ""
    return say(
        "rendering.sums.line",
        table=wording(f"rendering.sheet.{first.table}"),
        where=where,
        left=_side(form, equation.left, same_row),
        right=_side(form, equation.right, same_row),
    )


def _side(form: Form, ids: tuple[str, ...], same_row: bool) -> str:
    if len(ids) > _NAMED:
        return say("rendering.sums.many", count=len(ids))
    cells = [cell for one in ids if (cell := form.cell(one))]
    names = [cell.column.name if same_row and cell.column else cell.row.name for cell in cells]
    return "＋".join(names)
