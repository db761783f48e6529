"""Growth and shares, recomputed from the figures they speak of."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Literal

from assistant.drafting.edits import Bound, Edit
from assistant.drafting.figures import Page, plain_number, total
from assistant.drafting.words import words
from assistant.narrative.types import Claim
from assistant.report.answer import Number
from assistant.report.snapshot import Snapshot
from assistant.text.numbers import format_like, parse_number

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AMOUNT_WRITTEN = re.compile(r"(?<!\d)\d[\d,]*(?:\.\d+)?(?!\d*年)|[一二两三四五六七八九十百千万零]+")
_HANDLED = tuple(f"t3.{row}.total" for row in ("handled_total", "new", "carried_in"))


_AMOUNT = r"(?P<approx>约|近|超过|超)?(?P<number>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千万零]+)(?P<rest>余|多)?"
_UNIT = r"(?P<unit>[%％]|个百分点|[一-鿿]{1,2}?(?=[，。；、（）,;]|$))"


@cache
def _growth() -> re.Pattern[str]:
    """较上年增长 12.5%, 同比减少 3 件, 与上年持平; 「比 2023 年」 counts too."""
    known = words().growth
    base, word = "|".join(known.bases), "|".join((*known.up, *known.down))
    return re.compile(
        rf"(?P<base>{base})[，,]?(?P<word>{word})了?{_AMOUNT}{_UNIT}"
        rf"|(?P<flat_base>{base}|与上年度?|与去年|和上年|和去年)(?:基本)?(?P<flat>持平|相当|一致)"
    )


@cache
def _continued() -> re.Pattern[str]:
    """「较上年增加 103 条，增长 16.3%」: the second way of saying the same change."""
    known = words().growth
    return re.compile(rf"[，、,（(]?(?P<word>{'|'.join((*known.up, *known.down))})(?:幅度?)?[了为]?{_AMOUNT}{_UNIT}")


@dataclass(frozen=True)
class _Change:
    old: Decimal
    new: Decimal
    unit: str
    cells: tuple[str, ...]


def recompute_growth(page: Page) -> None:
    """Every growth statement about a bound figure states this year's growth in the right word."""
    plain = page.plain.text
    for match in _growth().finditer(plain):
        change = _change(page, _spoken_of(page, page.plain.offsets[match.start()]))
        _restate(page, match, match["base"] or words().growth.after_flat, change)
        second = _continued().match(plain, match.end()) if not match["flat"] else None
        if second is None:
            continue
        if change is not None and change.old == change.new:
            page.edits.add(Edit(*page.plain.original(second.start(), second.end()), ""))
        else:
            _restate(page, second, "", change, second.start("word"))


def _restate(page: Page, match: re.Match[str], base: str, change: _Change | None, start: int | None = None) -> None:
    """One statement of growth, rewritten; one about something unknown is marked."""
    first, last = page.plain.original(match.start() if start is None else start, match.end())
    groups = match.groupdict()
    if groups.get("flat"):
        if change is not None and change.old != change.new:
            text = _phrase(change, base, None, bool(change.old), 1, "digits")
            page.edits.add(_derived(first, last, text, change.cells, None, len(base)))
        elif change is not None:
            page.edits.keep(first, last)
        return
    if change is None or groups["unit"] in (words().percents.points, *words().growth.multiples):
        page.edits.add(page.unknown_edit(first, last))
        return
    style = "digits" if groups["number"][0].isascii() else "chinese"
    decimals = len(groups["number"].partition(".")[2])
    if groups["unit"] == words().growth.tenth:
        text = _in_tenths(change, base, groups["word"])
    else:
        text = _phrase(change, base, groups["word"], groups["unit"] in "%％", decimals, style)
    page.edits.add(_derived(first, last, text, change.cells, parse_number(groups["number"]), len(base)))


def _derived(start: int, end: int, text: str, cells: tuple[str, ...], old: Number | None, skip: int = 0) -> Edit:
    """The edit whose first amount behind `skip` was worked out from `cells`; without an amount it states nothing."""
    number = next((m for m in _AMOUNT_WRITTEN.finditer(text, skip) if parse_number(m[0]) is not None), None)
    if number is None:
        return Edit(start, end, text)
    joined = "+".join(dict.fromkeys(cells))
    bound = Bound(number.start(), number.end(), joined, old, parse_number(number[0]))
    return Edit(start, end, text, (bound,))


def _in_tenths(change: _Change, base: str, word: str | None) -> str:
    """「约三成」; what is no whole tenth of the base, or more than it, is said in percent."""
    known = words().growth
    if not change.old or change.old == change.new:
        return _phrase(change, base, word, False, 0, "digits")
    tenths = (abs(change.new - change.old) * 10 / change.old).quantize(Decimal(1), ROUND_HALF_UP)
    if not 1 <= tenths <= 9:
        return _phrase(change, base, word, True, 1, "digits")
    direction = _direction(word or known.up[0], change.new > change.old)
    return f"{base}{direction}{known.about}{format_like(tenths, 'chinese')}{known.tenth}"


def restate_bases(page: Page) -> None:
    """「比 2023 年的 5 件有所增加」: last year's figure of what the sentence speaks of."""
    for match in _base().finditer(page.plain.text):
        start, end = page.plain.original(match.start("number"), match.end("number"))
        change = _change(page, _spoken_of(page, start))
        if change is not None and change.unit == match["unit"]:
            written = format_like(change.old)
            stated = parse_number(match["number"])
            bound = Bound(0, len(written), "+".join(change.cells), stated, plain_number(change.old))
            page.edits.add(Edit(start, end, written, (bound,)))
            if (second := _continued().match(page.plain.text, match.end())) is not None:
                _restate(page, second, "", change, second.start("word"))


@cache
def _base() -> re.Pattern[str]:
    bases = "|".join(words().growth.bases)
    return re.compile(rf"(?:{bases})的?(?P<number>\d[\d,]*)(?P<unit>[一-鿿])(?![一-鿿]?百分点)")


def _phrase(
    change: _Change, base: str, word: str | None, percent: bool, decimals: int, style: Literal["digits", "chinese"]
) -> str:
    """The whole statement: base, direction, amount."""
    known = words().growth
    if change.old == change.new:
        return known.same
    rising = change.new > change.old
    amount = abs(change.new - change.old)
    if percent and change.old:
        return f"{base}{_direction(word or known.up[0], rising)}{_share(amount * 100 / change.old, decimals)}"
    direction = _direction(known.plain_up if percent or word is None else word, rising)
    tail = known.from_zero.format(unit=change.unit) if not change.old else ""
    return f"{base}{direction}{format_like(amount, style, change.unit)}{tail}"


def _direction(word: str, rising: bool) -> str:
    """The old word when it points the right way, else its opposite."""
    known = words().growth
    if (word in known.up) == rising:
        return word
    return known.opposites[word]


def _share(share: Decimal, decimals: int) -> str:
    step = Decimal(1).scaleb(-decimals)
    rounded = share.quantize(step, ROUND_HALF_UP)
    while not rounded and share and decimals < 2:
        decimals += 1
        rounded = share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:f}%"


def _spoken_of(page: Page, place: int) -> Claim | None:
    """The count the statement speaks of: what the narrative reader tied it to, else the last bound count before."""
    inside = next((c for c in page.claims if c.kind == "growth" and place <= c.quantity.start < place + 24), None)
    if inside is not None and inside.part is not None:
        part = inside.part.start
        return next((c for c in page.claims if c.kind == "count" and c.quantity.start == part), None)
    if inside is not None and inside.readings and inside.readings[0].strict:
        return inside
    sentence = next((c.sentence for c in page.claims if c.sentence[0] <= place < c.sentence[1]), None)
    before = [c for c in page.claims if c.kind == "count" and c.sentence == sentence and c.quantity.start < place]
    bound = [c for c in before if c.quantity.start in page.decisions]
    return (bound or before or [None])[-1]


def _change(page: Page, claim: Claim | None) -> _Change | None:
    if claim is not None and claim.kind == "growth" and claim.readings:
        cells = claim.readings[0].cells
        old, new = total(cells, "", page.old), total(cells, "", page.new)
        return None if old is None or new is None else _Change(old, new, page.new.form.unit(cells[0]), cells)
    if claim is None or (decision := page.decisions.get(claim.quantity.start)) is None:
        return None
    if decision.old is None or decision.new is None:
        return None
    return _Change(decision.old, decision.new, claim.quantity.unit, decision.cells)


def recompute_shares(page: Page) -> None:
    """占 N% from the two counts it relates; 办结率 from what came in and what was handled."""
    for claim in page.claims:
        if claim.kind != "percent":
            continue
        quantity = claim.quantity
        if claim.topic == "answer_rate":
            _answer_rate(page, claim)
            continue
        if claim.part is None or claim.of is None:
            continue
        part, whole = page.decisions.get(claim.part.start), page.decisions.get(claim.of.start)
        if part is None or whole is None or part.new is None or not whole.new:
            continue
        text = page.text[quantity.start : quantity.end]
        number = _NUMBER.search(text)
        if number is None:
            continue
        written = _share(part.new * 100 / whole.new, len(number[0].partition(".")[2]))
        whole_text = text[: number.start()] + written + text[number.end() :].lstrip("%％")
        cells = (*part.cells, *whole.cells)
        page.edits.add(_derived(quantity.start, quantity.end, whole_text, cells, plain_number(quantity.value)))


def _answer_rate(page: Page, claim: Claim) -> None:
    """100 % stays while nothing was carried on; any other rate, or cases left open, must be looked at."""
    start, end = claim.quantity.start, claim.quantity.end
    was, now = _handled_share(page.old), _handled_share(page.new)
    if now is None or not page.new.value("t3.handled_total.total"):
        return
    if claim.quantity.value == 100 and now == 100:
        page.edits.keep(start, end)
    elif was is not None and page.text[:start].rstrip("为达到是").endswith(words().percents.handled):
        decimals = len(page.text[start:end].partition(".")[2].rstrip("%％"))
        if abs(was - claim.quantity.value) < Decimal(1).scaleb(-decimals):
            text = _share(now, decimals if now == int(now) else max(decimals, 1))
            page.edits.add(_derived(start, end, text, _HANDLED, plain_number(claim.quantity.value)))


def _handled_share(snapshot: Snapshot) -> Decimal | None:
    """办结率: what was handled of what came in and was carried in, in percent."""
    handled, new, old = (snapshot.value(cell) for cell in _HANDLED)
    if handled is None or new is None or old is None or not new + old:
        return None
    return Decimal(handled) * 100 / Decimal(new + old)
