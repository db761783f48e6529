"""Clauses of a paragraph, and what each of them states."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.figures import Page
from assistant.drafting.types import Span
from assistant.drafting.words import words
from assistant.narrative.spans import Mention, Number, Operator, spans_in
from assistant.narrative.types import Claim

_STOPS = frozenset("，,；;。！？\n：")


@dataclass(frozen=True)
class Clause:
    """text[start:end] between two stops (brackets stay whole), without the stops."""

    start: int
    end: int
    claims: tuple[Claim, ...]


def clauses_in(page: Page, sentence: Span) -> list[Clause]:
    """The clauses of a sentence in order."""
    found: list[Clause] = []
    start, depth = sentence[0], 0
    for place in range(sentence[0], sentence[1] + 1):
        char = page.text[place] if place < sentence[1] else "。"
        depth += (char in "（(") - (char in "）)" and depth > 0)
        stops = char in _STOPS or (char == "." and not page.text[place + 1 : place + 2].isalnum())
        if (stops and depth == 0 and not _inside_number(page.text, place)) or place == sentence[1]:
            if page.text[start:place].strip():
                found.append(Clause(start, place, _claims(page, start, place)))
            start = place + 1
    return found


def _inside_number(text: str, place: int) -> bool:
    return (
        text[place : place + 1] == "," and text[place - 1 : place].isdigit() and text[place + 1 : place + 4].isdigit()
    )


def _claims(page: Page, start: int, end: int) -> tuple[Claim, ...]:
    return tuple(claim for claim in page.claims if start <= claim.quantity.start < end)


def lead(page: Page, clause: Clause, claims: tuple[Claim, ...]) -> str:
    """What stands before the statement itself: 「2024年，我局」 of 「2024年，我局共收到申请3件」."""
    text = page.text[clause.start : clause.end]
    first = min(claim.quantity.start for claim in claims) - clause.start
    places = [first]
    tokens = spans_in(text)
    if tokens and isinstance(tokens[0], Mention) and tokens[0].start == 0:
        # 「政府信息公开申请我镇2024年度一件未收」: who and when stand behind the object.
        following = next((t.start for t in tokens[1:] if isinstance(t, (Mention, Operator, Number))), first)
        return _without_adverbs(text[tokens[0].end : following])
    for token in tokens:
        if isinstance(token, (Mention, Operator)) and token.start < first:
            places.append(token.start)
        if isinstance(token, Number) and token.start < first:
            places.append(token.outer[0])
    return _without_adverbs(text[: min(places)])


def _without_adverbs(text: str) -> str:
    kept = text.rstrip()
    adverbs = sorted(words().clauses.adverbs, key=len, reverse=True)
    while word := next((w for w in adverbs if kept.endswith(w)), None):
        kept = kept[: -len(word)].rstrip()
    return "" if kept.endswith(words().clauses.of) else kept


def depends(page: Page, clause: Clause) -> bool:
    """Whether a clause without figures only makes sense while the one before it had cases to tell of."""
    text = page.text[clause.start : clause.end]
    if any(claim.kind == "none" for claim in clause.claims):
        return False
    if any(isinstance(t, Mention) and _opens_another_matter(t) for t in spans_in(text)):
        return False
    return text.strip().startswith(words().clauses.dependents)


def _opens_another_matter(token: Mention) -> bool:
    """Documents, cases, published information; the outcome of a case (还没有审结) opens nothing."""
    return token.table in ("t2", "t4", "s1", "s6") and not token.weak and token.kind != "column"


def sentences_with(page: Page, claims: list[Claim]) -> Iterator[Span]:
    """Each sentence in which one of the claims stands, once."""
    yield from dict.fromkeys(claim.sentence for claim in claims)
