"""A number as a value of a cell or fact: units, wholeness, size. What cannot be right is refused with one sentence."""

from decimal import Decimal

from assistant.dialogue.understand.types import Known
from assistant.narrative.spans import Number
from assistant.report.answer import Number as Value
from assistant.wording import load, say

LARGEST = Decimal(10) ** 9
_WAN = Decimal(10_000)
_THOUSANDS = {"千元": 1000, "百元": 100}


class Refused(Exception):
    """The number cannot stand in the cell; the text is the sentence for the clerk."""


def negative(message: str, number: Number) -> bool:
    """Whether a minus sign or 负 stands before the number (「12-3」 is no minus, 「是-3件」 is one)."""
    before = message[: number.start].rstrip()
    if before.endswith("负"):
        return True
    return before[-1:] in ("-", "－", "−") and not before[-2:-1].isdigit()


def measured(known: Known, target: str, message: str, number: Number) -> tuple[Value, bool]:
    """The value of `number` in the unit of `target`, and whether it was converted from another unit.

    Raises Refused for a negative, a fraction of a piece, or a size no office reaches.
    """
    form, quantity = known.form, number.quantity
    label, typed = form.label(target), message[number.outer[0] : number.outer[1]].strip()
    value, converted = quantity.value, False
    if negative(message, number):
        raise Refused(say("dialogue.negative", label=label, typed=f"-{typed}"))
    unit = form.unit(target)
    if unit == "万元":
        if quantity.unit.endswith("元") and not quantity.unit.startswith("万"):
            value, converted = value / _WAN, "万" not in typed
        elif quantity.unit != "万元" and "万" in typed:
            value = value / _WAN
    elif unit == "元" and quantity.unit == "万元":
        value, converted = value * _WAN, True
    if quantity.unit in _THOUSANDS:
        value, converted = value * _THOUSANDS[quantity.unit], True
    if value > LARGEST:
        raise Refused(say("dialogue.too_large", label=label, typed=typed))
    if value == value.to_integral_value():
        return int(value), converted
    defined = form.cell(target) or form.facts.get(target)
    if defined is None or defined.number != "decimal":
        raise Refused(say("dialogue.not_whole", label=label, typed=typed))
    if value != round(value, 4):
        raise Refused(say("dialogue.too_fine", label=label, typed=typed))
    return value.normalize(), converted


def fits_unit(known: Known, target: str, unit: str) -> bool:
    """Whether a measure word may stand for the unit of a cell or fact (条, 件, 份 are one; 元 and 万元 are money)."""
    money = ("元", "万元")
    own = known.form.unit(target)
    if not unit or not own:
        return True
    if own in money or unit in money:
        return own in money and unit in money
    if own in load("commands")["exact_units"] or unit in load("commands")["exact_units"]:
        return own == unit
    return True


def rough(number: Number, unit: str) -> bool:
    """Whether the clerk gave a number only roughly. Sums of money are properly given in 万."""
    if number.quantity.exactness == "exact":
        return False
    plain = number.text.removesuffix("元")
    return not (unit in ("元", "万元") and plain.endswith("万") and plain[:1].isdigit())
