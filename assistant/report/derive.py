"""What follows from the answers: totals, subtotals, and the carry-over that closes the identity."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.form import Equation
from assistant.report.answer import Number


@dataclass(frozen=True)
class Derived:
    """A computed value and the cells that decided it. `settled` is False for a proposal the clerk must confirm."""

    value: Number
    inputs: tuple[str, ...]
    settled: bool = True


def derive(values: Mapping[str, Number | None], equations: Iterable[Equation]) -> dict[str, Derived]:
    """Derived value of every cell an equation can compute from known cells; unknown inputs give nothing.

    A stated total never enters another total's derivation as long as its own parts are known, so a wrong typed
    total stays one finding. A proposed cell (结转下年度) that comes out as 0 is settled; any other value is only a
    proposal, because an outcome may have been forgotten.
    """
    known: dict[str, Number] = {k: v for k, v in values.items() if v is not None}
    found: dict[str, Derived] = {}
    deriving = [eq for eq in equations if eq.derives]
    progress = True
    while progress:
        progress = False
        for equation in deriving:
            target = equation.derives
            if target is None or target in found or any(part not in known for part in equation.right):
                continue
            found[target] = Derived(sum((known[part] for part in equation.right), 0), equation.right)
            known[target] = found[target].value
            progress = True
        for equation in (eq for eq in equations if eq.proposes and not progress):
            target = equation.proposes
            others = [cell for cell in equation.right if cell != target]
            if target is None or target in known or any(cell not in known for cell in (*equation.left, *others)):
                continue
            value = sum((known[c] for c in equation.left), 0) - sum((known[c] for c in others), 0)
            found[target] = Derived(value, (*equation.left, *others), settled=value == 0)
            if value == 0:
                known[target] = value
            progress = progress or value == 0
    return found
