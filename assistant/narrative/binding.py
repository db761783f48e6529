"""Holds a claim against the cells. Precision first: `differs` only where no accepted reading can be true."""

from collections.abc import Mapping
from decimal import Decimal

from assistant.form.loader import load_form
from assistant.narrative.lexicon import lexicon
from assistant.narrative.types import Binding, Claim, Quantity, Reading

Number = int | Decimal | float
_IN_WAN = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "亿元": Decimal(10_000)}
_MONEY = {
    "t2.fees_wan": Decimal(1),
    "s6.fee.received_yuan": Decimal("0.0001"),
    "s6.fee.asked_yuan": Decimal("0.0001"),
}
"""What one unit of these cells is in 万元."""


def bind(claim: Claim, values: Mapping[str, Number | None]) -> Binding:
    """`values`: cell, subtotal and fact ids → numbers; totals and subtotals are summed when not given."""
    if claim.kind == "growth" or not claim.readings:
        return _bind_share(claim) if claim.kind == "percent" else Binding(claim, "unknown")
    if claim.kind == "percent":
        return _bind_share(claim)
    sums = [(reading, _sum(reading, values)) for reading in claim.readings]
    for reading, found in sums:
        if found is not None and _agrees(claim.quantity, found, reading):
            return Binding(claim, "agrees", reading, found)
    first, expected = sums[0]
    if any(found is None for _, found in sums):
        return Binding(claim, "unknown", first, expected)
    sure = any(reading.strict for reading, _ in sums) and not narrows(claim.scope) and claim.year is None
    return Binding(claim, "differs" if sure else "uncertain", first, expected)


def narrows(scope: str) -> bool:
    """Whether a claim of this scope may speak of less or more than the report's own figures."""
    entry = lexicon().entries.get(scope)
    return bool(scope) and not (entry is not None and entry.family == "scope" and entry.key in ("wide", "own"))


def value_of(cell_id: str, values: Mapping[str, Number | None]) -> Decimal | None:
    """A cell's number; a total or subtotal not given is summed from its cells when they are all known."""
    if (known := values.get(cell_id)) is not None:
        return Decimal(str(known))
    for equation in load_form("2021").equations_of.get(cell_id, ()):
        if equation.derives == cell_id:
            parts = [values.get(part) for part in equation.right]
            if all(part is not None for part in parts):
                return sum((Decimal(str(part)) for part in parts), Decimal(0))
    return None


def _sum(reading: Reading, values: Mapping[str, Number | None]) -> Decimal | None:
    found = [value_of(cell, values) for cell in reading.cells]
    return None if any(one is None for one in found) else sum((one for one in found if one is not None), Decimal(0))


def _agrees(quantity: Quantity, true: Decimal, reading: Reading) -> bool:
    stated, step = quantity.value, _step(quantity.value)
    if quantity.unit in _IN_WAN and (per_unit := _MONEY.get(reading.cells[0])):
        true = true * per_unit / _IN_WAN[quantity.unit]
        exponent = stated.as_tuple().exponent
        ulp = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        if quantity.exactness == "exact":
            return abs(stated - true) < ulp / 2 or stated == true
    if quantity.exactness == "over":
        return stated <= true <= stated + step
    if quantity.exactness == "under":
        return stated - step <= true <= stated
    if quantity.exactness == "about":
        return abs(stated - true) <= step
    return stated == true


def _step(value: Decimal) -> Decimal:
    """The last place a rounded number speaks of: 140 → 10, 180000 → 10000; never less than 1."""
    digits = int(value)
    step = 1
    while digits and digits % (step * 10) == 0:
        step *= 10
    return Decimal(step)


def _bind_share(claim: Claim) -> Binding:
    """A share against the two counts stated beside it; cut off is as good as rounded."""
    if claim.kind != "percent" or claim.part is None or claim.of is None or not claim.of.value:
        return Binding(claim, "unknown")
    true = claim.part.value * 100 / claim.of.value
    exponent = claim.quantity.value.as_tuple().exponent
    ulp = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    near = abs(true - claim.quantity.value) <= max(Decimal("0.1"), ulp * Decimal("0.99"))
    inexact = "exact" not in (claim.part.exactness, claim.of.exactness) or claim.quantity.exactness != "exact"
    return Binding(claim, "agrees" if near else "uncertain" if inexact else "differs", None, round(true, 2))
