"""Growth and shares, recomputed from the figures they speak of."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from assistant.drafting.edits import Edit
from assistant.drafting.figures import Page
from assistant.drafting.words import words
from assistant.narrative.types import Claim
from assistant.report.snapshot import Snapshot
from assistant.text.numbers import format_like

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@cache
def _growth() -> re.Pattern[str]:
    """较上年增长 12.5%, 同比减少 3 件, 与上年持平; 「比 2023 年」 counts too."""
    known = words().growth
    base = "|".join(known.bases)
    up, down = "|".join(known.up), "|".join(known.down)
    return re.compile(
        rf"(?P<base>{base})[，,]?(?P<way>(?P<word>{up}|{down})了?)(?P<approx>约|近|超过|超)?"
        rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<rest>余|多)?(?P<unit>%|个百分点|[一-鿿]{{1,2}}?(?=[，。；、（）,;]|$))"
        rf"|(?P<flat_base>{base}|与上年度?|与去年|和上年|和去年)?(?:基本)?(?P<flat>持平|相当|一致)"
    )


@dataclass(frozen=True)
class _Change:
    old: Decimal
    new: Decimal
    unit: str


def recompute_growth(page: Page) -> None:
    """Every growth statement about a bound figure states this year's growth in the right word."""
    plain = page.plain.text
    for match in _growth().finditer(plain):
        start, end = page.plain.original(match.start(), match.end())
        claim = _spoken_of(page, start)
        change = _change(page, claim)
        if match["flat"]:
            if change is None or change.old == change.new or not match["flat_base"]:
                continue
            base, percent, decimals = words().growth.after_flat, bool(change.old), 1
        else:
            base, percent = match["base"], match["unit"] == "%"
            decimals = len(match["number"].partition(".")[2])
            if change is None or match["unit"] == words().percents.points:
                page.edits.add(page.unknown_edit(start, end))
                continue
        if change is None:
            continue
        text = _phrase(change, base, match["word"], percent, decimals)
        page.edits.add(Edit(start, end, text))


def _phrase(change: _Change, base: str, word: str | None, percent: bool, decimals: int) -> str:
    """The whole statement: base, direction, amount."""
    known = words().growth
    if change.old == change.new:
        return known.same
    rising = change.new > change.old
    amount = abs(change.new - change.old)
    if percent and change.old:
        share = amount * 100 / change.old
        written = _share(share, decimals)
        direction = _direction(word or known.up[0], rising)
        return f"{base}{direction}{written}"
    direction = _direction(known.plain_up if percent or word is None else word, rising)
    written = format_like(amount)
    tail = known.from_zero.format(unit=change.unit) if not change.old else ""
    return f"{base}{direction}{written}{change.unit}{tail}"


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
    sentence = next((c.sentence for c in page.claims if c.sentence[0] <= place < c.sentence[1]), None)
    before = [c for c in page.claims if c.kind == "count" and c.sentence == sentence and c.quantity.start < place]
    bound = [c for c in before if c.quantity.start in page.decisions]
    return (bound or before or [None])[-1]


def _change(page: Page, claim: Claim | None) -> _Change | None:
    if claim is None or (decision := page.decisions.get(claim.quantity.start)) is None:
        return None
    if decision.old is None or decision.new is None:
        return None
    return _Change(decision.old, decision.new, claim.quantity.unit)


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
        page.edits.add(
            Edit(quantity.start, quantity.end, text[: number.start()] + written + text[number.end() :].lstrip("%％"))
        )


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
            page.edits.add(Edit(start, end, _share(now, decimals if now == int(now) else max(decimals, 1))))


def _handled_share(snapshot: Snapshot) -> Decimal | None:
    """办结率: what was handled of what came in and was carried in, in percent."""
    handled, new, old = (snapshot.value(f"t3.{row}.total") for row in ("handled_total", "new", "carried_in"))
    if handled is None or new is None or old is None or not new + old:
        return None
    return Decimal(handled) * 100 / Decimal(new + old)
