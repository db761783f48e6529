"""What keeps a message from being read too readily: figures still to come, differences, words left unread."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.dialogue.understand.segments import Segment
from assistant.dialogue.understand.types import Known, Understood
from assistant.narrative.spans import Mention, Number, spans_in
from assistant.wording import load, say

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
_SLIP = 3
_LARGE_FEE = 1000
"""In 万元. Ten million yuan a year without a unit said is asked about."""
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
    given = found[0].value
    if isinstance(given, str):
        return result
    base = known.last_year(found[0].target) if past else known.value(found[0].target)
    if base is None or base + sign * given < 0:
        return result
    value = base + sign * given
    result.add(found[0].target, value, found[0].evidence)
    result.doubt(say("understanding.relative", base=base, value=value))
    return result


def residue(message: str) -> str:
    """The words no reader of figures knows: neither numbers nor names of the form nor fillers."""
    rest = list(message)
    for token in spans_in(message):
        start, end = token.outer if isinstance(token, Number) else (token.start, token.end)
        rest[start:end] = " " * (end - start)
    left = re.sub(_patterns()["pointing"], " ", "".join(rest))
    for word in sorted([*load("lexicon")["fillers"], *_patterns()["harmless"]], key=len, reverse=True):
        left = left.replace(word, " ")
    return "".join(_CONTENT.findall(left))


def weigh(out: Understood, message: str, known: Known) -> Understood:
    """The last look at a reading: what rests on part of the message only is put to the clerk instead of recorded.

    A number that went nowhere, more than a slip of unread words, or zeros beside unread words make it doubtful.
    """
    if not out.certain or all(one.startswith("meta.") for one in out.certain):
        return out
    numbers = [t for t in spans_in(message) if isinstance(t, Number)]
    if any(known.form.unit(one) == "条" for one in out.certain) and {t.quantity.unit for t in numbers} == {"件"}:
        return Understood()
    heads = tuple(f"{fact}." for fact in known.form.facts)
    unread = message
    for target in out.certain:
        if target.startswith(heads):  # the parts of a breakdown are named as the clerk likes
            unread = unread.replace(target.rpartition(".")[2], " ")
    unread = residue(unread)
    stray = _stray(out, message, known)
    zeros = any(one.value == 0 for one in out.certain.values()) and bool(unread)
    if reason := _unsure(out, message, numbers):
        out.doubt(say(f"understanding.{reason}"))
    elif stray:
        out.doubt(say("understanding.stray_number", numbers=say("dialogue.separator").join(stray)))
    elif len(unread) > _SLIP or (zeros and len(unread) > 1):
        out.doubt(say("understanding.unread_words", words=unread[:20]))
    return out


def _unsure(out: Understood, message: str, numbers: Sequence[Number]) -> str | None:
    """Readings that look whole and are not: another table named, a sum still to be split, an amount without unit."""
    told = {*out.certain, *out.doubtful, *out.totals, *(out.waiting.targets if out.waiting else ())}
    named = {
        t.table
        for t in spans_in(message)
        if isinstance(t, Mention) and not t.weak and t.kind in ("row", "group", "cell")
    }
    apart = out.waiting is not None and any(one[:2] != out.waiting.targets[0][:2] for one in out.certain)
    if apart or (named & {"t2", "t3", "t4"}) - {one[:2] for one in told}:
        return "other_table"
    if out.totals and any(one.split(".")[1] in ("other", "granted", "partial") for one in out.certain):
        return "sum_open"
    if re.search(_patterns()["relative_one"], message):
        return "relative_one"
    fee = out.certain.get("t2.fees_wan")
    bare = not any(t.quantity.unit for t in numbers) and not re.search("[元块万]", message)
    if fee is not None and bare and not isinstance(fee.value, str) and fee.value >= _LARGE_FEE:
        return "fee_unit"
    return None


def _stray(out: Understood, message: str, known: Known) -> list[str]:
    """Counted numbers of the message that are neither a value read from it nor a sum of such values."""
    read = {**out.certain, **out.doubtful}
    used: set[Decimal] = {Decimal(one.value) for one in read.values() if not isinstance(one.value, str)}
    used |= {value * 10_000 for value in used} | {Decimal(total) for total in out.totals.values()}
    if out.waiting:
        used.add(Decimal(out.waiting.value))
    groups: dict[str, Decimal] = {}
    for target, one in read.items():
        if isinstance(one.value, str):
            continue
        parts = target.split(".")
        for group in {target[:2], ".".join(parts[:2]), ".".join(parts[:-1]), f"{target[:2]}.*.{parts[-1]}"}:
            groups[group] = groups.get(group, Decimal(0)) + Decimal(one.value)
    used |= set(groups.values())
    if "t3" in groups:
        supply = [known.value(f"t3.{row}.total") or 0 for row in ("new", "carried_in")]
        used |= {Decimal(sum(supply)), *(Decimal(one) for one in supply)}
        used.add(sum((groups.get(f"t3.{row}", Decimal(0)) for row in ("new", "carried_in")), Decimal(0)))
    if out.waiting:
        used |= {value + out.waiting.value for value in groups.values()}
    told = [t for t in _counted(message) if t.quantity.exactness == "exact"]
    if "t2.fees_wan" in read:  # 12万3千元 is one amount in two numbers
        told = [t for t in told if not t.quantity.unit.endswith("元")]
    stray = [t for t in told if t.quantity.value not in used]
    both = [sum((t.quantity.value for t in some), Decimal(0)) for some in (stray, told)]
    return [] if used & set(both) else [t.text for t in stray]


def _counted(message: str) -> list[Number]:
    """Numbers that state a value of this year: no percentages, no last year's, none taken back with 不是."""
    skipped = re.compile(_patterns()["not_a_value"])
    return [
        token
        for token in spans_in(message)
        if isinstance(token, Number)
        and not token.quantity.percent
        and not skipped.search(message[max(0, token.outer[0] - 8) : token.outer[0]])
    ]


def foreign(unread: str, values: Sequence[Segment], asked: Sequence[str], known: Known) -> bool:
    """Whether a message without a name of the form speaks of something else than the open question.

    So it does when it has other words than a slip or two, or counts cases (件) where items (条) or money are asked.
    """
    units = {one.number.quantity.unit for one in values if one.number}
    own = {known.form.unit(target) for target in asked}
    cases_for_items = "件" in units and own == {"条"}
    return cases_for_items or len(unread) > _SLIP or re.search("[A-Za-z<>{}=]", unread) is not None
