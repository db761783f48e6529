"""One number read as two: neighbouring cells whose digits belong together, when that repairs a wrong sum."""

from assistant.form import load_form
from assistant.report.answer import Number
from assistant.report.published import Join
from assistant.wording import say


def neighbour_joins(values: dict[str, Number | None], report_format: str) -> list[Join]:
    """Joins that make a wrong row sum right, one way only. Nothing is changed; they are proposed."""
    form = load_form("2021")
    joins: list[Join] = []
    for equation in form.equations_for(report_format):
        row = [*equation.right, *equation.left]
        if equation.check is None or len(equation.left) != 1 or not _one_row(row):
            continue
        numbers = [values.get(cell) for cell in row]
        if any(not isinstance(n, int) for n in numbers):
            continue
        known = [int(n) for n in numbers if n is not None]
        if sum(known[:-1]) == known[-1]:
            continue
        ways = []
        for at in range(len(row) - 2):
            if known[at] and 0 <= known[at + 1] <= 9:
                together = int(f"{known[at]}{known[at + 1]}")
                rest = sum(known[:-1]) - known[at] - known[at + 1]
                if rest + together == known[-1]:
                    ways.append((at, together))
        if len(ways) == 1:
            at, together = ways[0]
            changes = {row[at]: together} | ({row[at + 1]: 0} if known[at + 1] else {})
            before = f"{known[at]}、{known[at + 1]}"
            text = say("reading.join_row", label=form.label(row[at]), before=before, value=together)
            joins.append(Join(cells=(row[at], row[at + 1]), changes=changes, text=text))
    return joins


def _one_row(cells: list[str]) -> bool:
    return len({cell.rpartition(".")[0] for cell in cells}) == 1
