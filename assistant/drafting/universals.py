"""「均予以公开」「全部办结」: statements about every case, held against this year's figures."""

from assistant.drafting.clauses import Clause, clauses_in
from assistant.drafting.figures import Page
from assistant.drafting.words import words
from assistant.narrative.spans import AnySpan, Mention, Number, Operator, spans_in
from assistant.text.sentences import sentences

_NEAR = 6
"""Characters that may stand between 均 and the outcome (均在法定期限内答复 stands further, and speaks of time)."""
_SHORT = 14
"""A longer clause behind a count says something of its own."""


def mark_broken_universals(page: Page) -> None:
    """Marks what is said of every case where not all of this year's cases went that way: 「均予以公开」, and a clause
    without figures behind a count (「行政复议 1 件，结果维持」)."""
    for sentence in sentences(page.text):
        counted = False
        for clause in clauses_in(page, sentence):
            tokens = spans_in(page.text[clause.start : clause.end])
            place = None if any(isinstance(t, Number) for t in tokens) else _broken(page, clause, tokens, counted)
            if place is not None:
                page.edits.add(page.unknown_edit(place, clause.end))
            decided = [page.decisions.get(claim.quantity.start) for claim in clause.claims]
            counted = any(one is not None and one.cells[0][:3] in ("t3.", "t4.") for one in decided) or (
                counted and not clause.claims
            )


def _broken(page: Page, clause: Clause, tokens: list[AnySpan], counted: bool) -> int | None:
    """Where the statement begins that no longer holds, or None."""
    every = next((t for t in tokens if isinstance(t, Operator) and _every(t)), None)
    outcome = next((t for t in tokens if isinstance(t, Mention) and _outcome(t)), None)
    if outcome is None or any(isinstance(t, Operator) and t.kind == "none" for t in tokens):
        return None
    if every is not None:
        near = 0 <= outcome.start - every.end <= _NEAR
    else:
        near = counted and clause.end - clause.start <= _SHORT and outcome.start <= _NEAR
    start = clause.start + (every.start if every is not None else 0)
    if near and outcome.kind == "column" and outcome.table == "t3":
        return start if _all_from(page, tokens) is False else None
    return start if near and _holds(page, outcome, start) is False else None


def _every(token: Operator) -> bool:
    return token.kind == "all" and token.text in words().clauses.all_words


def _outcome(token: Mention) -> bool:
    return (token.table == "t3" and token.kind in ("row", "group", "column")) or token.id.startswith("t4.*.")


def _blocks(page: Page, place: int) -> tuple[str, ...]:
    """The kinds of cases the sentence has spoken of since its last semicolon; all of them when none is named."""
    start = max(page.text.rfind(stop, 0, place) for stop in ("；", ";", "。", "\n"))
    named = {t.key for t in page.tokens if isinstance(t, Mention) and t.table == "t4" and start < t.start < place}
    suits = ("suit_direct", "suit_after_review")
    found = [*(["review"] if "review" in named else []), *(one for one in suits if one in named or "suit" in named)]
    return tuple(found) or ("review", *suits)


def _all_from(page: Page, tokens: list[AnySpan]) -> bool | None:
    """Whether the applicants named are all there were, and each of them was there; of the cases carried in where
    none is new."""
    row = "new" if page.new.value("t3.new.total") != 0 else "carried_in"
    whole = page.new.value(f"t3.{row}.total")
    named = [t for t in tokens if isinstance(t, Mention) and t.table == "t3" and t.kind == "column"]
    parts = [page.new.value(f"t3.{row}.{key}") for key in dict.fromkeys(t.key for t in named)]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    return all(known) and sum(known) == whole


def _holds(page: Page, outcome: Mention, place: int) -> bool | None:
    """Whether every case of this year came out so; None when nothing can be said."""
    if outcome.table == "t4":
        blocks = _blocks(page, place)
        values = [(page.new.value(f"t4.{b}.{outcome.key}"), page.new.value(f"t4.{b}.total")) for b in blocks]
        if any(part is None or whole is None for part, whole in values):
            return None
        return all(part == whole for part, whole in values)
    received = [page.new.value(f"t3.{row}.total") for row in ("new", "carried_in")]
    if outcome.key in ("new", "carried_in") or not any(received):
        return None
    whole = page.new.value("t3.handled_total.total")
    if outcome.key == "handled_total":
        left = page.new.value("t3.carried_out.total")
        done = "办结" in outcome.text or "完" in outcome.text
        return None if left is None or whole is None else bool(whole) and not (done and left)
    part = page.new.value(f"t3.{outcome.key}.total")
    return None if part is None or whole is None else part == whole
