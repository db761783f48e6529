"""Quantities that prose states: how many of what, and which sums it spells out."""

from dataclasses import replace

from assistant.narrative.breakdowns import breakdowns_of
from assistant.narrative.frames import Frame, frames, paragraph
from assistant.narrative.meaning import Meaning
from assistant.narrative.meanings import meanings
from assistant.narrative.negations import negations
from assistant.narrative.shares import growth, growth_and_shares
from assistant.narrative.spans import Mention, Scope
from assistant.narrative.types import Breakdown, Claim, Reading

_RESIDUE = 2
"""Unknown Han characters beside a number from which on it is taken to speak of something narrower."""


def claims_in(text: str, text_id: str, year: int | None = None) -> list[Claim]:
    """Every quantity the text states, in order, also those that mean nothing in the form (no readings).

    `year` is the report's own; sentences about another year are marked with it.
    """
    whole = paragraph(text)
    counted: list[tuple[Frame, Claim]] = []
    for frame in frames(whole, text_id):
        if frame.number.quantity.percent or growth(frame) is not None:
            continue
        counted += [(frame, _claim(text_id, frame, meaning, year)) for meaning in _meanings(frame, text)]
    claims = _settled(counted)
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


def _settled(counted: list[tuple[Frame, Claim]]) -> list[Claim]:
    """Takes the certainty from statements that others in the same text show to be of something narrower."""
    branching = {claim.sentence for _, claim in counted if claim.topic == "other.misc"}
    claims: list[Claim] = []
    for frame, claim in counted:
        same = [(f, c) for f, c in counted if claim.readings and c.topic == claim.topic and c is not claim]
        before = [c for _, c in same if c.quantity.start < claim.quantity.start]
        branch = claim.topic == "handled_total" and claim.sentence in branching
        beside = _beside(claim, same)
        again = (claim.check == "NT-08" and any(c in before for c in beside)) or any(
            c.quantity.value > claim.quantity.value for c in beside
        )
        bases = {_base(f) for f, _ in [*same, (frame, claim)]}
        member = frame.organ and any(c.quantity.value > claim.quantity.value for c in before)
        if branch or again or member or {"wide", "own"} <= bases:
            loose = tuple(Reading(reading.cells, strict=False) for reading in claim.readings)
            claim = replace(claim, readings=loose)
        claims.append(claim)
    return claims


def _beside(claim: Claim, same: list[tuple[Frame, Claim]]) -> list[Claim]:
    """Claims about the same thing and year in the sentence of this one."""
    return [c for _, c in same if c.sentence == claim.sentence and c.year == claim.year]


def _base(frame: Frame) -> str:
    return frame.scope.kind if frame.scope else ""
