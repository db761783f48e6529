"""Figures of the text among themselves: breakdowns, shares, empty slots, measure words (NN)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.checks.finding import Fix, Span, TextChange
from assistant.checks.registry import Found, Outcome, decides
from assistant.checks.view import View
from assistant.checks.words import pattern
from assistant.narrative.types import Breakdown, Part, Quantity
from assistant.text.numbers import format_like
from assistant.wording import say

HUNDRED = Decimal(100)
NEAR = Decimal(10)


@decides("NN-01", "NN-02", "NN-03", "NN-04")
def breakdowns(view: View) -> Iterator[Outcome]:
    """A closed list adds to its total at every level; a rounded one within rounding; an open one is not larger."""
    for one in view.breakdowns:
        if len(one.parts) < 2:
            continue
        found = _judge(one.total, one.parts, one.open)
        if found:
            yield _fault(one, one.total, one.parts, *found)
        for part in one.parts:
            if len(part.parts) > 1 and (inner := _judge(part.quantity, part.parts, False)):
                check = "NN-04" if inner[0] == "NN-01" else inner[0]
                yield _fault(one, part.quantity, part.parts, check, inner[1])


def _judge(total: Quantity, parts: tuple[Part, ...], open_: bool) -> tuple[str, str] | None:
    """The check a list fails and its sentence, or None."""
    quantities = [part.quantity for part in parts]
    added = sum((q.value for q in quantities), Decimal(0))
    if any(q.exactness != "exact" for q in (total, *quantities)):
        return ("NN-02", "text") if added > _most(total) else None
    if added > total.value:
        return "NN-01", "text"
    if added < total.value:
        return ("NN-03", "text") if open_ else ("NN-01", "text")
    return None


def _most(total: Quantity) -> Decimal:
    """The largest number a rounded total can stand for: 8000余 is below 9000, 近8000 below 8000."""
    value = total.value
    step = Decimal(1)
    while value and value % (step * 10) == 0:
        step *= 10
    match total.exactness:
        case "over":
            return value + step - 1
        case "about":
            return value + step / 2
        case _:
            return value


def _fault(one: Breakdown, total: Quantity, parts: tuple[Part, ...], check: str, sentence: str) -> Found:
    added = sum((part.quantity.value for part in parts), Decimal(0))
    span = Span(text_id=one.text_id, start=total.start, end=total.end)
    listed = say("checks.words.plus").join(f"{part.label}{part.quantity.value}" for part in parts)
    fixes: tuple[Fix, ...] = ()
    if check in ("NN-01", "NN-04") and added == int(added):
        after = format_like(int(added), total.style, total.unit)
        label = say("checks.fix.sum_in_text", after=after)
        fixes = (Fix(label=label, text_changes=(TextChange(span=span, after=after),)),)
    words = {
        "total": f"{total.value}{total.unit}",
        "added": added,
        "parts": listed,
        "difference": abs(added - total.value),
    }
    return Found(check, words, sentence, span=span, found=total.value, expected=added, fixes=fixes)


@decides("NN-05")
def percentages(view: View) -> Iterator[Outcome]:
    """A list of shares adds to 100, within a tenth a share."""
    for prose in view.texts.values():
        for start, end in prose.sentences:
            sentence = prose.plain[start:end]
            matches = list(re.finditer(r"(\d{1,3}(?:\.\d+)?)%", sentence))
            if len(matches) < 3 or not re.search(pattern("share_list"), sentence):
                continue
            values = [Decimal(m[1]) for m in matches]
            added = sum(values, Decimal(0))
            digits = min(len(m[1].partition(".")[2]) for m in matches)
            off, step = abs(added - HUNDRED), Decimal(1).scaleb(-digits)
            if off <= max(len(values) * step / 2, len(values) * Decimal("0.1")) or off > NEAR:
                continue
            cut = 0 < HUNDRED - added < len(values) * step
            span = prose.span(start + matches[0].start(), start + matches[-1].end())
            words = {"added": added, "count": len(values)}
            level = "info" if cut else None
            yield Found("NN-05", words, span=span, found=added, expected=100, level=level, doubtful=cut)


@decides("NN-06")
def empty_slots(view: View) -> Iterator[Outcome]:
    """No empty place where a number belongs. Looked for in the text as it stands, blanks and all."""
    for prose in view.texts.values():
        for match in re.finditer(pattern("empty_slot"), prose.text):
            span = Span(text_id=prose.text_id, start=match.start(), end=match.end())
            yield Found("NN-06", {"quote": match[0]}, span=span, found=match[0])


@decides("NN-07")
def measure_words(view: View) -> Iterator[Outcome]:
    """The measure word fits what is counted; items of a breakdown are counted as the breakdown is."""
    inside = [(b.text_id, b.parts[0].quantity.start, b.end) for b in view.breakdowns if b.parts]
    for prose in view.texts.values():
        for kind in ("request", "document", "training", "information"):
            for match in re.finditer(pattern(f"{kind}_unit"), prose.plain):
                span = prose.span(*match.span())
                if any(t == prose.text_id and start <= span.end <= end for t, start, end in inside):
                    continue
                words = {"quote": match[0], "unit": match["unit"], "right": say(f"checks.NN-07.{kind}")}
                yield Found("NN-07", words, span=span, found=match["unit"], expected=words["right"])
        for match in re.finditer(pattern("missing_unit"), prose.plain):
            yield Found("NN-07", {"quote": match[0]}, "missing", span=prose.span(*match.span()), found=match[0])


@decides("NN-08")
def needlessly_rounded(view: View) -> Iterator[Outcome]:
    """余, 约 or 近 although the table has the exact number."""
    for claim in view.claims:
        if claim.quantity.exactness == "exact" or not claim.readings or claim.kind != "count":
            continue
        cells = claim.readings[0].cells
        values = [view.value(one) for one in cells]
        if None in values or not any(one.startswith("t") for one in cells):
            continue
        exact = sum(v or 0 for v in values)
        span = Span(text_id=claim.text_id, start=claim.quantity.start, end=claim.quantity.end)
        stated = view.texts[claim.text_id].text[span.start : span.end]
        yield Found("NN-08", {"stated": stated, "exact": exact}, cells=cells, span=span, found=stated, expected=exact)
