"""Section 六: the fee statement, the year's tasks, notes that are due (S6)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern
from assistant.text.normalise import fold
from assistant.text.similarity import longest_common_run

FEE_SINCE = 2020
RUN = 30


@decides("S6-01", "S6-02", "S6-03", "S6-04")
def fee(view: View) -> Iterator[Outcome]:
    """六 says whether 信息处理费 was charged; if so notices, amounts asked and received, in 元, adding up."""
    text = view.section_text("s6")
    whole = text or (view.section_text("s5") if not view.snapshot.published else "")
    if not text or (view.year and view.year < FEE_SINCE):
        yield from (Unknown(one) for one in ("S6-01", "S6-02", "S6-03", "S6-04"))
        return
    joined = re.sub(r"\s", "", whole)
    if not re.search(pattern("fee_said"), joined):
        yield Found("S6-01", {"quote": joined[:20]}, found=joined[:20], section=6)
        yield Unknown("S6-02")
    if match := re.search(pattern("old_fee"), joined):
        yield Found("S6-04", {"quote": match[0]}, found=match[0], section=6)
    yield from _amounts(view, joined)


def _amounts(view: View, text: str) -> Iterator[Outcome]:
    amounts = [(Decimal(m[1].replace(",", "")), m) for m in re.finditer(pattern("fee_amount"), text)]
    charged = [value for value, _ in amounts if value > 0]
    if re.search(pattern("no_fee"), text) and not charged:
        return
    if re.search(pattern("fee_charged"), text) and not amounts:
        yield Found("S6-02", {}, "no_amount", section=6)
    if charged and not re.search(pattern("fee_notices"), text):
        yield Found("S6-02", {"amount": charged[0]}, "no_notices", found=charged[0], section=6)
    if re.search(pattern("fee_in_wan"), text):
        yield Found("S6-02", {}, "unit", section=6)
    if len(charged) > 2 and "其中" in text and sum(charged[1:]) != charged[0]:
        words = {"total": charged[0], "added": sum(charged[1:])}
        yield Found("S6-02", words, "sum", found=charged[0], expected=sum(charged[1:]), section=6)
    for value in charged:
        if value % 10:
            yield Found("S6-03", {"amount": value}, found=value, section=6)


@decides("S6-05", "S6-06")
def local_items(view: View) -> Iterator[Outcome]:
    """Local: the superior's 要点 of this year; 建议提案 and 创新."""
    text = view.section_text("s6")
    if not text:
        yield Unknown("S6-05")
        yield Unknown("S6-06")
        return
    if not re.search(pattern("key_points"), text):
        yield Found("S6-05", {}, "missing", section=6)
    for match in re.finditer(pattern("key_points_year"), text):
        if view.year and int(match[1]) != view.year:
            yield Found(
                "S6-05", {"quote": match[0], "year": view.year}, found=int(match[1]), expected=view.year, section=6
            )
    if not re.search(pattern("proposals"), view.all_text):
        yield Found("S6-06", {}, section=6)


@lru_cache(maxsize=64)
def _common(one: str, other: str) -> str:
    return longest_common_run(one, other)


@decides("S6-07")
def told_twice(view: View) -> Iterator[Outcome]:
    """六 does not repeat word for word what 一 already told."""
    one, six = view.section_text("s1"), view.section_text("s6")
    if not one or not six:
        yield Unknown("S6-07")
    elif len(run := _common(one, six)) >= RUN:
        yield Found("S6-07", {"quote": run[:30], "length": len(run)}, found=len(run), section=6)


@decides("S6-08")
def notes_due(view: View) -> Iterator[Outcome]:
    """「无」 in 六 while a figure that does not follow from last year's waits for a note."""
    text = fold(view.section_text("s6"))
    if not text or view.comparable is None:
        yield Unknown("S6-08")
        return
    if not re.fullmatch(pattern("nothing_to_say"), text):
        return
    due = []
    for row in ("t2.rules", "t2.normative"):
        now = [view.value(f"{row}.{column}") for column in ("in_force", "issued", "repealed")]
        old = view.before(f"{row}.in_force")
        if old is not None and None not in now and now[0] != old + (now[1] or 0) - (now[2] or 0):
            due.append(f"{row}.in_force")
    if view.value("t3.carried_in.total") != view.before("t3.carried_out.total"):
        due.append("t3.carried_in.total")
    known = [one for one in due if view.value(one) is not None]
    if known:
        words = {"what": "、".join(view.label(one) for one in known)}
        yield Found("S6-08", words, cells=tuple(known), section=6)
