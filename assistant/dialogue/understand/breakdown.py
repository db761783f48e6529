"""The number of published items with its 其中 breakdown."""

from collections.abc import Sequence

from assistant.dialogue.understand.types import Known, Understood
from assistant.narrative.claims import breakdowns_in
from assistant.narrative.spans import AnySpan, Mention, Number, Operator, spans_in
from assistant.wording import load, say

TOTAL = "s1.active.published_total"
TEXT = "s1.active"


def published(message: str, known: Known, out: Understood) -> bool:
    """Reads a total with its parts. The sum is checked at once; a difference is put with both numbers."""
    asked = TOTAL in known.state.asked
    tokens = spans_in(message)
    mentions = [t for t in tokens if isinstance(t, Mention)]
    named = any(t.id == TOTAL and not t.weak for t in mentions)
    others = [t for t in mentions if t.id[:3] in ("t2.", "t3.", "t4.") and not t.weak]
    if not (named or asked) or (others and not named):
        return False
    found = [one for one in breakdowns_in(message.rstrip("。") + "。", TEXT) if one.parts]
    if not found:
        return _listed(tokens, message, out) if asked and not others else False
    first = found[0]
    out.add(TOTAL, int(first.total.value), message)
    for part in first.parts:
        out.add(f"{TOTAL}.{part.label}", int(part.quantity.value), message)
    # In a report 其中 may name a part only; here it is cheap to ask, so only 等, 主要 … leave the list open.
    partial = any(isinstance(t, Operator) and t.kind == "open" for t in tokens)
    if first.parts_sum != first.total.value and not (partial and first.parts_sum < first.total.value):
        out.doubt(say("dialogue.breakdown_differs", total=int(first.total.value), parts=int(first.parts_sum)))
        out.choices = (say("dialogue.make_total", value=int(first.parts_sum)),)
    elif first.rounded:
        out.doubt(say("dialogue.rough", value=int(first.total.value)))
    return True


def _listed(tokens: Sequence[AnySpan], message: str, out: Understood) -> bool:
    """「网站320条，公众号180条」: no stated sum. A number that is the sum of the others is the total."""
    other = load("commands")["exact_units"]
    counted = [t.quantity for t in tokens if isinstance(t, Number) and t.quantity.unit not in other]
    values = [int(quantity.value) for quantity in counted if not quantity.percent]
    if len(values) < 2:
        return False
    totals = [one for one in values if 2 * one == sum(values)]
    if totals:
        out.add(TOTAL, totals[0], message)
        return True
    spoken = any(isinstance(t, Operator) and t.kind == "total" for t in tokens)
    out.add(TOTAL, max(values) if spoken else sum(values), message)
    out.doubt(say("dialogue.total_of_parts"))
    return True
