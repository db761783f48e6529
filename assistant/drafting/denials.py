"""Denials of any application at all, whoever might have filed it (「未接到任何单位和个人的申请」)."""

from decimal import Decimal

from assistant.drafting.words import words
from assistant.narrative.spans import Break, Mention, Number, Operator, spans_in
from assistant.narrative.types import Claim, Quantity, Reading
from assistant.text.sentences import sentences

_STOPS = frozenset("，；。！？\n：")
_TAIL = 4


def general_denials(text: str, text_id: str, known: list[Claim]) -> list[Claim]:
    """Claims that nothing was received, where the applicants named stand for everybody and no claim was read yet."""
    found: list[Claim] = []
    spans = sentences(text)
    clause: list[Mention | Operator] = []
    number = False
    for token in [*spans_in(text), None]:
        if token is None or (isinstance(token, Break) and token.text in _STOPS):
            end = len(text) if token is None else token.start
            if not number and (claim := _denied(text, text_id, clause, end, known, spans)) is not None:
                found.append(claim)
            clause, number = [], False
        elif isinstance(token, (Mention, Operator)):
            clause.append(token)
        elif isinstance(token, Number):
            number = True
    return found


def _denied(
    text: str,
    text_id: str,
    clause: list[Mention | Operator],
    end: int,
    known: list[Claim],
    spans: list[tuple[int, int]],
) -> Claim | None:
    denial = next((t for t in clause if isinstance(t, Operator) and t.kind == "none"), None)
    asked = [t for t in clause if isinstance(t, Mention) and t.id == "topic.application" and not t.weak]
    if denial is None or not asked or any(c.kind == "none" and c.quantity.start == denial.start for c in known):
        return None
    columns = {t.id for t in clause if isinstance(t, Mention) and t.kind == "column"}
    everybody = len(columns) != 1 or any(word in text[clause[0].start : end] for word in words().clauses.anybody)
    tail = text[asked[-1].end : end]
    if not everybody or len(tail) > _TAIL or any(word in tail for word in words().clauses.other_matters):
        return None
    sentence = next((s for s in spans if s[0] <= denial.start < s[1]), (0, len(text)))
    quantity = Quantity(denial.start, denial.end, Decimal(0), style="chinese")
    return Claim(text_id, "none", quantity, sentence, "received", (Reading(("t3.new.total",)),), "NT-09")
