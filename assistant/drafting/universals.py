"""「均予以公开」「全部办结」: statements about every case, held against this year's figures."""

from assistant.drafting.clauses import clauses_in
from assistant.drafting.figures import Page
from assistant.drafting.words import words
from assistant.narrative.spans import Mention, Number, Operator, spans_in
from assistant.text.sentences import sentences

_NEAR = 6
"""Characters that may stand between 均 and the outcome (均在法定期限内答复 stands further, and speaks of time)."""


def mark_broken_universals(page: Page) -> None:
    """Marks the word for 「all」 where not all of this year's cases went that way, or nobody knows."""
    for sentence in sentences(page.text):
        for clause in clauses_in(page, sentence):
            text = page.text[clause.start : clause.end]
            tokens = spans_in(text)
            every = next((t for t in tokens if isinstance(t, Operator) and _every(t)), None)
            if every is None or any(isinstance(t, Number) for t in tokens):
                continue
            outcome = next((t for t in tokens if isinstance(t, Mention) and _outcome(t)), None)
            if outcome is None or not 0 <= outcome.start - every.end <= _NEAR:
                continue
            if _holds(page, outcome) is not False:
                continue
            start, end = clause.start + every.start, clause.end
            page.edits.add(page.unknown_edit(start, end))


def _every(token: Operator) -> bool:
    return token.kind == "all" and token.text in words().clauses.all_words


def _outcome(token: Mention) -> bool:
    return (token.table == "t3" and token.kind in ("row", "group")) or token.id.startswith("t4.*.")


def _holds(page: Page, outcome: Mention) -> bool | None:
    """Whether every case of this year came out so; None when nothing can be said."""
    if outcome.table == "t4":
        blocks = ("review", "suit_direct", "suit_after_review")
        values = [(page.new.value(f"t4.{b}.{outcome.key}"), page.new.value(f"t4.{b}.total")) for b in blocks]
        if any(part is None or whole is None for part, whole in values):
            return None
        return all(part == whole for part, whole in values)
    if outcome.key in ("new", "carried_in"):
        return None
    whole = page.new.value("t3.handled_total.total")
    if outcome.key == "handled_total":
        left = page.new.value("t3.carried_out.total")
        done = "办结" in outcome.text or "完" in outcome.text
        return None if left is None or whole is None else bool(whole) and not (done and left)
    part = page.new.value(f"t3.{outcome.key}.total")
    return None if part is None or whole is None else part == whole
