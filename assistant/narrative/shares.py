"""Percentages of what, and growth since the year before."""

from dataclasses import replace
from decimal import Decimal

from assistant.narrative.frames import Frame, Paragraph, frames
from assistant.narrative.meanings import meanings
from assistant.narrative.spans import Mention, Operator
from assistant.narrative.types import Breakdown, Claim, Quantity

_WHOLE = ("handled_total", "received", "new")
_ADJACENT = 3
"""Characters (了, 约) that may stand between 增长 and its number."""


def growth_and_shares(
    whole: Paragraph, text_id: str, counts: list[Claim], sums: list[Breakdown], year: int | None
) -> list[Claim]:
    """Claims for 占 N%, N 率 100%, 同比增长 N% and 较上年增加 N 件, each tied to the count it speaks of."""
    found: list[Claim] = []
    for frame in frames(whole, text_id):
        sign = growth(frame)
        if sign is not None:
            found.append(_grown(frame, text_id, counts, sign, whole.text))
        elif frame.number.quantity.percent:
            found.append(_share(frame, text_id, counts, sums, whole.text))
    return [replace(claim, year=None) if year is None else claim for claim in found]


def growth(frame: Frame) -> int | None:
    """+1 or -1 when the number says how much something grew or fell since the year before; else None."""
    last = frame.left[-1] if frame.left else None
    if not isinstance(last, Operator) or frame.number.outer[0] - last.end > _ADJACENT:
        return None
    return {"growth_up": 1, "growth_down": -1}.get(last.kind)


def _grown(frame: Frame, text_id: str, counts: list[Claim], sign: int, text: str) -> Claim:
    quantity = replace(frame.number.quantity, value=frame.number.quantity.value * sign)
    own = meanings(frame, text) if any(isinstance(token, Mention) for token in frame.left) else []
    if own and own[0].readings:
        before = next(
            (c for c in reversed(counts) if c.topic == own[0].topic and c.quantity.start < quantity.start),
            None,
        )
        part = before.quantity if before else None
        return Claim(text_id, "growth", quantity, frame.sentence, own[0].topic, own[0].readings, "NT-14", part=part)
    near = _count_before(frame, counts, skip_lists=True)
    if near is None:
        return Claim(text_id, "growth", quantity, frame.sentence)
    check = "NT-14" if near.readings else None
    return Claim(
        text_id,
        "growth",
        quantity,
        frame.sentence,
        near.topic,
        near.readings,
        check,
        near.scope,
        near.year,
        near.quantity,
    )


def _share(frame: Frame, text_id: str, counts: list[Claim], sums: list[Breakdown], text: str) -> Claim:
    rate = next((token for token in frame.left if isinstance(token, Operator) and token.kind == "rate"), None)
    if rate is not None:
        answers = rate.text[:2] in ("办结", "答复", "按时", "回复") and frame.subject != "other"
        topic = "answer_rate" if answers else "rate"
        return Claim(
            text_id,
            "percent",
            frame.number.quantity,
            frame.sentence,
            topic,
            (),
            "NT-15" if topic == "answer_rate" else None,
        )
    shares = any(isinstance(token, Operator) and token.kind == "share" for token in frame.left)
    near = _count_before(frame, counts) if shares else None
    if near is None:
        return Claim(text_id, "percent", frame.number.quantity, frame.sentence)
    return Claim(
        text_id=text_id,
        kind="percent",
        quantity=frame.number.quantity,
        sentence=frame.sentence,
        topic=near.topic,
        readings=near.readings,
        check="NT-13",
        scope=near.scope,
        part=near.quantity,
        of=_whole(near.quantity, counts, sums, frame.number.quantity.value),
    )


def _count_before(frame: Frame, counts: list[Claim], skip_lists: bool = False) -> Claim | None:
    """The last count before the figure in its sentence; for growth, the one said first (a list may lie between)."""
    before = [c for c in counts if c.sentence == frame.sentence and c.quantity.start < frame.number.start]
    if not before:
        return None
    if skip_lists:
        bound = [c for c in before if c.readings]
        return bound[-1] if bound else before[-1]
    return before[-1]


def _whole(part: Quantity, counts: list[Claim], sums: list[Breakdown], stated: Decimal) -> Quantity | None:
    """The total a share is taken of: a count before it that makes the share, else that of its list, else none."""
    listed = [one.total for one in sums if any(p.quantity.start == part.start for p in one.parts)]
    larger = [c.quantity for c in reversed(counts) if c.quantity.start < part.start and c.quantity.value >= part.value]
    for total in (*listed, *larger):
        if total.value and abs(part.value * 100 / total.value - stated) <= Decimal("0.1"):
            return total
    if listed:
        return listed[0]
    outcome = any(c.quantity is part and c.check in ("NT-05", "NT-06") for c in counts)
    whole = (c.quantity for c in reversed(counts) if c.topic in _WHOLE and c.quantity.start < part.start)
    return next(whole, None) if outcome else None
