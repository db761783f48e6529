"""Figures in prose against the cells they speak of (NT-01…12, NT-18)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.checks.finding import CellChange, Fix, Span, TextChange
from assistant.checks.registry import Found, Outcome, Unknown, catalogue, decides
from assistant.checks.view import View
from assistant.checks.words import pattern
from assistant.narrative.binding import bind
from assistant.narrative.types import Binding, Claim, Reading
from assistant.report.answer import Number
from assistant.text.numbers import format_like
from assistant.wording import say

BOUND = tuple(f"NT-{n:02}" for n in range(1, 13))
CASES = ("review", "suit_direct", "suit_after_review")
OUTCOMES = {"upheld", "corrected", "other", "pending"}


@decides(*BOUND, "NT-18")
def figures(view: View) -> Iterator[Outcome]:
    """Every figure the text states of a cell equals the cell, in one of the accepted readings."""
    for claim in view.claims:
        if claim.check not in BOUND or (claim.year and view.year and claim.year != view.year):
            continue
        if claim.kind not in ("count", "none"):
            continue
        binding = bind(_of_both(view, claim), view.values)
        match binding.state:
            case "unknown":
                yield Unknown(claim.check)
            case "differs":
                yield _differs(view, claim, binding, doubtful=_other_base(view, claim))
            case "uncertain":
                if claim.scope:
                    yield _scope(view, claim, binding)
                yield _differs(view, claim, binding, doubtful=True)
            case _:
                pass


def _of_both(view: View, claim: Claim) -> Claim:
    """An outcome told of 复议 and court together may be the sum over the three kinds of cases."""
    sentence = view.texts[claim.text_id].text[slice(*claim.sentence)]
    if claim.check != "NT-08" or not re.search(pattern("both_instances"), sentence):
        return claim
    outcomes = {cell.rpartition(".")[2] for reading in claim.readings for cell in reading.cells} & OUTCOMES
    sums = tuple(Reading(tuple(f"t4.{kind}.{one}" for kind in CASES), strict=False) for one in sorted(outcomes))
    return replace(claim, readings=(*claim.readings, *sums))


def _differs(view: View, claim: Claim, binding: Binding, doubtful: bool) -> Found:
    reading = binding.reading or claim.readings[0]
    check = claim.check or ""
    quantity = claim.quantity
    expected = binding.expected if binding.expected is not None else "?"
    level = "warn" if doubtful and catalogue()[check].level == "error" else None
    span = Span(text_id=claim.text_id, start=quantity.start, end=quantity.end)
    return Found(
        check,
        {
            "quote": _quote(view, claim),
            "stated": f"{quantity.value}{quantity.unit}",
            "expected": expected,
            "cells": _named(view, reading.cells),
            "scope": claim.scope,
        },
        "doubtful" if doubtful else "text",
        cells=reading.cells,
        span=span,
        found=quantity.value,
        expected=expected,
        fixes=_fixes(view, claim, binding, reading.cells, span) if not doubtful else (),
        level=level,
        doubtful=doubtful,
    )


def _scope(view: View, claim: Claim, binding: Binding) -> Found:
    reading = binding.reading or claim.readings[0]
    span = Span(text_id=claim.text_id, start=claim.quantity.start, end=claim.quantity.end)
    words = {"scope": claim.scope, "quote": _quote(view, claim), "own": view.meta.organ}
    return Found("NT-18", words, cells=reading.cells, span=span, found=claim.quantity.value, doubtful=True)


def _fixes(view: View, claim: Claim, binding: Binding, cells: tuple[str, ...], span: Span) -> tuple[Fix, ...]:
    """The number in the text as the table has it; or the one entered cell as the text has it."""
    found: list[Fix] = []
    if binding.expected is not None and claim.kind == "count":
        after = format_like(_whole(binding.expected), claim.quantity.style, claim.quantity.unit)
        found.append(Fix(label=say("checks.fix.text", after=after), text_changes=(TextChange(span=span, after=after),)))
    known = view.form.cells.get(cells[0]) if len(cells) == 1 else None
    if known and known.entered and claim.quantity.exactness == "exact":
        value = _whole(claim.quantity.value)
        change = say("checks.fix.cell", label=view.label(known.id), before=view.value(known.id), after=value)
        found.append(
            Fix(label=say("checks.fix.other", change=change), changes=(CellChange(cell=known.id, after=value),))
        )
    return tuple(found)


def _other_base(view: View, claim: Claim) -> bool:
    """A count of cases on a narrower base (registered, newly come) may be right beside a larger table."""
    if claim.check != "NT-08" or claim.kind != "count":
        return False
    sentence = view.texts[claim.text_id].text[slice(*claim.sentence)]
    return bool(re.search(pattern("other_base"), sentence))


def _quote(view: View, claim: Claim) -> str:
    text = view.texts[claim.text_id].text
    start = max(claim.sentence[0], claim.quantity.start - 18)
    return re.sub(r"\s", "", text[start : min(claim.sentence[1], claim.quantity.end + 8)])


def _named(view: View, cells: tuple[str, ...]) -> str:
    return say("checks.words.plus").join(f"{view.label(one)}（{view.value(one)}）" for one in cells[:8])


def _whole(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value
