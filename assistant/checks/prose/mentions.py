"""Mentions of the same item that contradict one another (NT-16)."""

from collections import defaultdict
from collections.abc import Iterator

from assistant.checks.finding import Span
from assistant.checks.registry import Found, Outcome, decides
from assistant.checks.view import View
from assistant.checks.words import table
from assistant.narrative.binding import narrows
from assistant.narrative.types import Claim

BALANCE = ("new", "carried_in", "handled_total", "carried_out")


@decides("NT-16")
def contradiction(view: View) -> Iterator[Outcome]:
    """The same item has the same number wherever it is named; what is received and answered balances."""
    by_item: dict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in view.claims:
        own_year = claim.year is None or claim.year == view.year
        exact = claim.quantity.exactness == "exact" and not claim.quantity.percent
        if exact and own_year and claim.topic and claim.kind == "count":
            by_item[claim.topic, claim.readings[0].cells if claim.readings else ()].append(claim)
    for (_, cells), claims in by_item.items():
        told: set[str] = set()
        for place, claim in enumerate(claims):
            other = next((one for one in claims[:place] if _contradicts(one, claim, bool(cells))), None)
            if other and claim.text_id not in told:
                told.add(claim.text_id)
                yield _found(view, claim, other, cells)
    yield from _balance(view)


def _contradicts(one: Claim, other: Claim, bound: bool) -> bool:
    same_unit = bound or one.quantity.unit == other.quantity.unit
    apart = one.text_id != other.text_id and one.quantity.value != other.quantity.value
    return apart and same_unit and _same_scope(one.scope, other.scope)


def _same_scope(one: str, other: str) -> bool:
    """Both of the whole, or both of a part that shares a telling word (审计专栏 and 审计信息专栏)."""
    if not narrows(one) and not narrows(other):
        return True
    pairs = {one[i : i + 2] for i in range(len(one) - 1)} - set(table("generic_words"))
    return narrows(one) and narrows(other) and any(pair in other for pair in pairs)


def _found(view: View, claim: Claim, other: Claim, cells: tuple[str, ...]) -> Found:
    span = Span(text_id=claim.text_id, start=claim.quantity.start, end=claim.quantity.end)
    here, there = (f"{one.quantity.value}{one.quantity.unit}" for one in (claim, other))
    words = {"here": here, "there": there, "place": view.label(other.text_id)}
    value, expected = claim.quantity.value, other.quantity.value
    return Found("NT-16", words, cells=cells, span=span, found=value, expected=expected)


def _balance(view: View) -> Iterator[Outcome]:
    """新收 + 上年结转 = 办结 + 结转下年 in the text; 收到 may hold what was carried in, and should say so."""
    for text_id in view.texts:
        said: dict[str, Claim] = {}
        for claim in view.claims:
            if claim.text_id == text_id and claim.kind == "count" and claim.readings and not narrows(claim.scope):
                row = claim.readings[0].cells[0].split(".")
                if len(claim.readings[0].cells) == 1 and row[0] == "t3" and row[-1] == "total":
                    said.setdefault(row[1], claim)
        if not all(row in said and said[row].quantity.exactness == "exact" for row in BALANCE):
            continue
        new, carried, handled, left = (said[row].quantity.value for row in BALANCE)
        if handled + left == new + carried or (handled + left == new and _says_included(view, said["new"])):
            continue
        words = {"new": new, "carried": carried, "handled": handled, "left": left}
        first = said["new"].quantity
        yield Found(
            "NT-16",
            words,
            "balance",
            cells=tuple(f"t3.{row}.total" for row in BALANCE),
            span=Span(text_id=text_id, start=first.start, end=first.end),
            found=new + carried,
            expected=handled + left,
            level="info" if handled + left == new else None,
            doubtful=handled + left == new,
        )


def _says_included(view: View, claim: Claim) -> bool:
    """The sentence says that what was received holds what was carried in, or nothing was."""
    sentence = view.texts[claim.text_id].text[slice(*claim.sentence)]
    return any(word in sentence for word in ("含", "包括", "收办"))
