"""Quantities that prose states: how many of what, and which sums it spells out."""

from dataclasses import replace

from assistant.narrative.breakdowns import breakdowns_of
from assistant.narrative.frames import Frame, Paragraph, frames, paragraph
from assistant.narrative.meanings import Meaning, meanings
from assistant.narrative.negations import negations
from assistant.narrative.shares import growth, growth_and_shares
from assistant.narrative.spans import Mention, Scope
from assistant.narrative.types import Breakdown, Claim, Reading

_RESIDUE = 2
"""Unknown Han characters beside a number from which on it is taken to speak of something narrower."""


def claims_in(text: str, text_id: str, year: int | None = None) -> list[Claim]:
    """Every quantity the text states, in order; `year` is the report's own, to mark sentences about another one."""
    whole = paragraph(text)
    counted: list[tuple[Frame, Claim]] = []
    for frame in frames(whole, text_id):
        if frame.number.quantity.percent or growth(frame) is not None:
            continue
        counted += [(frame, _claim(text_id, frame, meaning, year)) for meaning in _meanings(frame, text)]
    claims = _with_branches(counted)
    claims += growth_and_shares(whole, text_id, claims, breakdowns_of(whole, text_id), year)
    claims += negations(whole, text_id, year)
    return sorted(claims, key=lambda claim: claim.quantity.start)


def breakdowns_in(text: str, text_id: str) -> list[Breakdown]:
    """Every sum the text spells out: 「共 N 条，其中 …」, brackets, lists, on each level a breakdown of its own."""
    return breakdowns_of(paragraph(text), text_id)


def _meanings(frame: Frame, text: str) -> list[Meaning]:
    return meanings(frame, text) or [Meaning("")]


def _claim(text_id: str, frame: Frame, meaning: Meaning, year: int | None) -> Claim:
    other = frame.year if frame.year and year and frame.year != year else None
    return Claim(
        text_id=text_id,
        kind="count",
        quantity=frame.number.quantity,
        sentence=frame.sentence,
        topic=meaning.topic,
        readings=meaning.readings,
        check=meaning.check if meaning.readings else None,
        scope=_scope(frame),
        year=other,
    )


def _scope(frame: Frame) -> str:
    """A scope word other than the organ itself, or the words that narrow the statement."""
    if frame.scope and frame.scope.kind in ("narrow", "part"):
        return frame.scope.text
    if len(frame.region) >= _RESIDUE:
        return frame.region
    if not any(isinstance(token, Mention) for token in frame.left):
        beside = [t.text for t in frame.right if isinstance(t, Scope) and t.kind in ("narrow", "part")]
        if beside or len(frame.behind) >= _RESIDUE:
            return beside[0] if beside else frame.behind
    return frame.scope.text if frame.scope and frame.scope.kind == "wide" else ""


def _with_branches(counted: list[tuple[Frame, Claim]]) -> list[Claim]:
    """「19件，其中11件办结，8件申请人主动撤销」: beside 撤回 in one sentence 办结 is a branch, not the total."""
    branching = {claim.sentence for _, claim in counted if claim.topic == "other.misc"}
    claims = []
    for _, claim in counted:
        if claim.topic == "handled_total" and claim.sentence in branching:
            loose = tuple(Reading(reading.cells, strict=False) for reading in claim.readings)
            claim = replace(claim, readings=loose)
        claims.append(claim)
    return claims


__all__ = ["Paragraph", "breakdowns_in", "claims_in"]
