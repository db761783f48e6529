"""What keeps a message from being read too readily: figures still to come, differences, words left unread."""

import re
from collections.abc import Sequence
from typing import Any

from assistant.dialogue.understand.segments import Segment
from assistant.dialogue.understand.types import Known, Understood
from assistant.narrative.spans import Number, spans_in
from assistant.wording import load, say

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
_SLIP = 3
_CONTENT = re.compile(r"[\u4e00-\u9fffA-Za-z<>{}=]+")


def _patterns() -> dict[str, Any]:
    return load("readings")


def without_waiting(message: str) -> str:
    """The message without the clauses that say figures are still to come; they are never zeros."""
    waiting = re.compile("|".join(_patterns()["not_yet"]))
    clauses = _CLAUSE.findall(message)
    kept = [one for one in clauses if not waiting.search(one)]
    return message if len(kept) == len(clauses) else "".join(kept)


def in_yuan(message: str) -> str:
    """「三百块钱」 → 「三百元」."""
    return re.sub("(?<=[0-9一二两三四五六七八九十百千万])块钱?", "元", message)


def corrected(message: str) -> str:
    """「公开40条吧，不对，是45条」 → 「公开45条」."""
    for match in re.finditer(_patterns()["corrected"], message):
        before = [t for t in spans_in(message[: match.start()]) if isinstance(t, Number)]
        after = [t for t in spans_in(message[match.end() :]) if isinstance(t, Number)]
        if len(before) == 1 and after and after[0].outer[0] == 0:
            return message[: before[0].outer[0]] + message[match.end() :]
    return message


def difference(message: str) -> tuple[str, int, bool] | None:
    """The message with the difference as a plain number, its sign, and whether it is from last year's value."""
    patterns = _patterns()
    if sum(isinstance(t, Number) for t in spans_in(message)) != 1:
        return None
    for key, sign in (("past_more", 1), ("past_less", -1), ("now_more", 1), ("now_less", -1)):
        match = re.search(rf"(?:{patterns[key]})(?=[\d一二两三四五六七八九十百])", message)
        if match:
            return message[: match.start()] + message[match.end() :], sign, key.startswith("past")
    return None


def apply_difference(out: Understood, sign: int, past: bool, known: Known) -> Understood:
    """The value the difference comes to, always put to the clerk; nothing when it has no one base."""
    found = [*out.certain.values(), *out.doubtful.values()]
    result = Understood()
    if len(found) != 1:
        return result
    base = known.last_year(found[0].target) if past else known.value(found[0].target)
    if base is None or base + sign * found[0].value < 0:
        return result
    value = base + sign * found[0].value
    result.add(found[0].target, value, found[0].evidence)
    result.doubt(say("understanding.relative", base=base, value=value))
    return result


def residue(message: str) -> str:
    """The words no reader of figures knows: neither numbers nor names of the form nor fillers."""
    rest = list(message)
    for token in spans_in(message):
        start, end = token.outer if isinstance(token, Number) else (token.start, token.end)
        rest[start:end] = " " * (end - start)
    left = "".join(rest)
    for word in sorted([*load("lexicon")["fillers"], *_patterns()["harmless"]], key=len, reverse=True):
        left = left.replace(word, " ")
    return "".join(_CONTENT.findall(left))


def foreign(unread: str, values: Sequence[Segment], asked: Sequence[str], known: Known) -> bool:
    """Whether a message without a name of the form speaks of something else than the open question.

    So it does when it has other words than a slip or two, or counts cases (件) where items (条) or money are asked.
    """
    units = {one.number.quantity.unit for one in values if one.number}
    own = {known.form.unit(target) for target in asked}
    cases_for_items = "件" in units and own == {"条"}
    return cases_for_items or len(unread) > _SLIP or re.search("[A-Za-z<>{}=]", unread) is not None
