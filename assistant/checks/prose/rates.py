"""Shares, growth and statements about all (NT-13…15), and mentions that contradict one another (NT-16, 17)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.checks.finding import Span
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern
from assistant.narrative.binding import bind
from assistant.narrative.types import Claim

TENTH = Decimal("0.1")
CASES = ("t4.review", "t4.suit_direct", "t4.suit_after_review")


@decides("NT-13")
def shares(view: View) -> Iterator[Outcome]:
    """A share recomputes from the part and the whole it stands beside, cut off or rounded; else from table 3."""
    for claim in view.claims:
        if claim.kind != "percent" or claim.check != "NT-13" or claim.part is None:
            continue
        binding = bind(claim, view.values)
        if binding.state == "agrees":
            continue
        part, stated = claim.part.value, claim.quantity.value
        whole = claim.of.value if claim.of else None
        if whole is None:
            wholes = _wholes(view, claim)
            if not wholes or any(abs(part * 100 / one - stated) <= TENTH for one in wholes):
                continue
            whole = wholes[0]
        if not whole:
            continue
        span = Span(text_id=claim.text_id, start=claim.quantity.start, end=claim.quantity.end)
        real = f"{part * 100 / whole:.2f}"
        words = {"part": part, "whole": whole, "stated": stated, "real": real}
        doubtful = binding.state != "differs"
        yield Found("NT-13", words, span=span, found=stated, expected=real, doubtful=doubtful)


def _wholes(view: View, claim: Claim) -> list[Decimal]:
    """What a share of applications can be taken of: what was handled, received, or named before it."""
    if not claim.readings or not all(cell.startswith("t3.") for cell in claim.readings[0].cells):
        return []
    part = claim.part.value if claim.part else Decimal(0)
    sums = (("handled_total",), ("new",), ("new", "carried_in"))
    table = [[view.value(f"t3.{row}.total") for row in rows] for rows in sums]
    wholes = [Decimal(sum(v or 0 for v in values)) for values in table if None not in values]
    named = [c.quantity.value for c in view.claims if c.text_id == claim.text_id and c.kind == "count"]
    return [one for one in (*wholes, *named) if one >= part and one]


@decides("NT-14")
def growth(view: View) -> Iterator[Outcome]:
    """同比 recomputes from last year's figure, in percent to a tenth of a point, or in number."""
    claims = [c for c in view.claims if c.kind == "growth"]
    if claims and view.comparable is None:
        yield Unknown("NT-14")
        return
    for claim in claims:
        outcomes = [real for cells in _grown(view, claim) if (real := _change(view, cells, claim)) is not None]
        if not outcomes:
            yield Unknown("NT-14")
            continue
        value = claim.quantity.value
        digits = -int(e) if isinstance(e := value.as_tuple().exponent, int) and e < 0 else 0
        allowed = max(TENTH / 5, Decimal(1).scaleb(-digits) / 2) if claim.quantity.percent else Decimal(0)
        if any(abs(abs(real) - abs(value)) <= allowed for real in outcomes):
            continue
        real = outcomes[0]
        span = Span(text_id=claim.text_id, start=claim.quantity.start, end=claim.quantity.end)
        shown = f"{real:.2f}" if claim.quantity.percent else str(real)
        yield Found("NT-14", {"stated": value, "real": shown}, span=span, found=value, expected=shown)


def _grown(view: View, claim: Claim) -> list[tuple[str, ...]]:
    """The readings that give the count the growth is said of (收办 = 新收 + 上年结转); else all of them."""
    readings = [reading.cells for reading in claim.readings]
    if claim.part is None:
        return readings
    known = [[view.value(one) for one in cells] for cells in readings]
    said = claim.part.value
    fitting = [c for c, v in zip(readings, known, strict=True) if None not in v and sum(n or 0 for n in v) == said]
    return fitting or readings


def _change(view: View, cells: tuple[str, ...], claim: Claim) -> Decimal | None:
    now = [view.value(one) for one in cells]
    old = [view.before(one) for one in cells]
    if not cells or None in now or None in old:
        return None
    new_sum, old_sum = (Decimal(sum(v or 0 for v in values)) for values in (now, old))
    if not claim.quantity.percent:
        return new_sum - old_sum
    return (new_sum - old_sum) * 100 / old_sum if old_sum else None


@decides("NT-15")
def all_done(view: View) -> Iterator[Outcome]:
    """「均已答复」 with nothing handled, 「均获维持」 with cases open or lost: not both."""
    prose = view.texts.get("s1.on_request")
    handled, new, carried = (view.value(f"t3.{row}.total") for row in ("handled_total", "new", "carried_in"))
    if prose and (match := re.search(pattern("all_answered"), prose.plain)):
        if handled is None or new is None:
            yield Unknown("NT-15")
        elif handled == 0 and new + (carried or 0) > 0:
            span = prose.span(*match.span())
            cells = ("t3.handled_total.total",)
            yield Found("NT-15", {"quote": match[0], "new": new}, "answered", cells=cells, span=span, found=match[0])
    for text in view.texts.values():
        for name, outcomes in (("all_upheld", ("corrected", "other", "pending")), ("all_closed", ("pending",))):
            match = re.search(pattern(name), text.plain)
            cells = tuple(f"{block}.{outcome}" for block in CASES for outcome in outcomes)
            shown = tuple(one for one in cells if view.value(one))
            if match and shown and re.search(pattern("cases"), text.sentence_at(match.start())):
                words = {"quote": match[0], "cells": "、".join(f"{view.label(c)} {view.value(c)}" for c in shown)}
                yield Found("NT-15", words, "cases", cells=shown, span=text.span(*match.span()), found=match[0])


@decides("NT-17")
def mentioned(view: View) -> Iterator[Outcome]:
    """Applications in table 3 are spoken of, with their number, under 依申请公开."""
    prose, new = view.texts.get("s1.on_request"), view.value("t3.new.total")
    if prose is None or new is None:
        yield Unknown("NT-17")
    elif new and not prose.numbers and not any(c.text_id == "s1.on_request" for c in view.claims):
        yield Found("NT-17", {"new": new}, cells=("t3.new.total",), found=new, section=1)
