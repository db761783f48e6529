"""Which cells each stated number stands for. A number nobody can place is left to be marked."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.drafting.figures import Decision, Page, fits, total
from assistant.drafting.words import words
from assistant.narrative.binding import bind, narrows
from assistant.narrative.spans import Mention, Operator
from assistant.narrative.types import Breakdown, Claim, Part
from assistant.report.snapshot import Snapshot

_TOUCHING = 2
_STOPS = frozenset("，。；、\n")


def decide_all(page: Page) -> None:
    """Fills `page.decisions`: by what the reader says, by the name before the number, by the list it stands in, and
    by the sum it makes of the numbers before it."""
    for claim in page.claims:
        if claim.kind != "count" or claim.quantity.percent:
            continue
        found = decide(claim, page.old, page.new) or _by_name(page, claim)
        known = page.decisions.get(claim.quantity.start)
        if found is not None and (known is None or (known.doubtful and not found.doubtful)):
            page.decisions[claim.quantity.start] = found
    for breakdown in page.breakdowns:
        _by_neighbours(page, breakdown)
    for claim in page.claims:
        if claim.kind == "count" and claim.quantity.start not in page.decisions:
            _by_sum(page, claim)
        if claim.kind == "count" and claim.quantity.start not in page.decisions:
            _by_what_follows(page, claim)
            _by_growth(page, claim)


def decide(claim: Claim, old: Snapshot, new: Snapshot) -> Decision | None:
    """The cells a count stands for, or None when it is bound to nothing (another topic, base or year)."""
    if not claim.readings or not fits(claim.readings[0].cells, claim.quantity.unit):
        return None
    first = claim.readings[0]
    if claim.year is not None:
        year = new.meta.year
        if year is None or claim.year != year - 1 or not first.strict or narrows(claim.scope):
            return None
        before = total(first.cells, claim.quantity.unit, old)
        return None if before is None else Decision(first.cells, claim.quantity.value, before, past=True)
    binding = bind(claim, old.values)
    if binding.state == "agrees" and binding.reading is not None:
        return _decision(binding.reading.cells, claim.quantity.unit, old, new)
    if binding.state == "uncertain" or not first.strict or narrows(claim.scope):
        return None
    if binding.state == "differs" and first.cells[0] in old.form.facts:
        return None
    found = _decision(first.cells, claim.quantity.unit, old, new)
    return replace(found, doubtful=binding.state == "differs")


def _decision(cells: tuple[str, ...], unit: str, old: Snapshot, new: Snapshot) -> Decision:
    return Decision(cells, total(cells, unit, old), total(cells, unit, new))


def _by_name(page: Page, claim: Claim) -> Decision | None:
    """What stands right before a number the reader was not sure of: a decision told of among published information
    is bound when last year's figure was that very cell's, a fact when its name touches the number."""
    before = [t for t in page.tokens if isinstance(t, Mention) and t.end <= claim.quantity.start]
    if claim.readings or not before or before[-1].weak:
        return None
    named, unit = before[-1], claim.quantity.unit
    gap = page.text[named.end : page.outer(claim.quantity.start, claim.quantity.end)[0]]
    if set(gap) & _STOPS or named.id == "s1.active.published_total":
        return None
    value = total((named.id,), unit, page.old)
    sure = claim.topic == "published_decisions" and named.kind == "cell" and value == claim.quantity.value
    if named.kind == "fact" and len(gap) <= _TOUCHING and value in (None, claim.quantity.value):
        sure = fits((named.id,), unit)
    return _decision((named.id,), unit, page.old, page.new) if sure else None


def _by_neighbours(page: Page, breakdown: Breakdown) -> None:
    """An item whose name is too short to be sure (企业, 其他) takes row and column from the items beside it, when last
    year's figure bears it out."""
    placed = [page.decisions[p.quantity.start] for p in breakdown.parts if p.quantity.start in page.decisions]
    single = [one.cells[0] for one in placed if len(one.cells) == 1 and one.cells[0].startswith(("t3.", "t4."))]
    if not single:
        return
    for part in breakdown.parts:
        if part.quantity.start in page.decisions:
            continue
        for cell in _candidates(page, part, single):
            if total((cell,), part.quantity.unit, page.old) == part.quantity.value:
                page.decisions[part.quantity.start] = _decision((cell,), part.quantity.unit, page.old, page.new)
                break


def _candidates(page: Page, part: Part, single: list[str]) -> list[str]:
    """Cells in the neighbours' row (or column) that the item's own words name."""
    start = page.text.rfind(part.label, 0, part.quantity.start) if part.label else -1
    named = [t for t in page.tokens if isinstance(t, Mention) and start <= t.start < part.quantity.end and start >= 0]
    found: list[str] = []
    for mention in named:
        for one in (mention.id, *mention.also):
            table, _, rest = one.partition(".")
            for sibling in single:
                row, _, column = sibling.rpartition(".")
                if rest.startswith("*.") and row.startswith(table + "."):
                    found.append(f"{row}.{rest[2:]}")
                elif rest.endswith(".*") and row.startswith(table + "."):
                    found.append(f"{table}.{rest[:-2]}.{column}")
    form = page.new.form
    return [cell for cell in dict.fromkeys(found) if form.cell(cell)]


def _by_sum(page: Page, claim: Claim) -> None:
    """「…15 件，上年结转 1 件，共 16 件」: the sum of the counts said just before it. When the reader took one
    of them for the published total, this is the total and that one only its part."""
    spoken = [t for t in page.tokens if isinstance(t, Operator) and t.kind == "total" and t.end <= claim.quantity.start]
    outer = page.outer(claim.quantity.start, claim.quantity.end)[0]
    if not spoken or outer - spoken[-1].end > _TOUCHING:
        return
    before = [
        c.quantity
        for c in page.claims
        if c.kind == "count"
        and c.sentence == claim.sentence
        and c.quantity.start < claim.quantity.start
        and c.quantity.unit == claim.quantity.unit
    ]
    for size in range(2, len(before) + 1):
        taken = before[-size:]
        if sum((one.value for one in taken), Decimal(0)) == claim.quantity.value:
            _settle_sum(page, claim, [one.start for one in taken])
            return


def _settle_sum(page: Page, claim: Claim, starts: list[int]) -> None:
    placed = [page.decisions[start] for start in starts if start in page.decisions]
    published = [one for one in placed if page.new.form.facts.get(one.cells[0])]
    if len(published) == 1:
        for start in starts:
            page.decisions.pop(start, None)
        page.decisions[claim.quantity.start] = replace(published[0], old=claim.quantity.value)
    elif len(placed) == len(starts):
        cells = tuple(cell for one in placed for cell in one.cells)
        page.decisions[claim.quantity.start] = _decision(cells, claim.quantity.unit, page.old, page.new)


def _by_growth(page: Page, claim: Claim) -> None:
    """「新收申请同比增长 50%，达到 6 件」: the count a growth said before it leads up to."""
    if claim.readings or claim.quantity.start in page.decisions:
        return
    grown = [c for c in page.claims if c.kind == "growth" and c.readings and c.sentence == claim.sentence]
    before = [c for c in grown if c.quantity.start < claim.quantity.start]
    if before:
        cells = before[-1].readings[0].cells
        if total(cells, claim.quantity.unit, page.old) == claim.quantity.value:
            page.decisions[claim.quantity.start] = _decision(cells, claim.quantity.unit, page.old, page.new)


def _by_what_follows(page: Page, claim: Claim) -> None:
    """「1 件结转至下一年度」: the row named right behind the number, when last year's figure bears it out."""
    end = page.outer(claim.quantity.start, claim.quantity.end)[1]
    carried = "t3.carried_out.total"
    if re.match(words().clauses.carried_on, page.text[end:]):
        if total((carried,), claim.quantity.unit, page.old) == claim.quantity.value:
            page.decisions[claim.quantity.start] = _decision((carried,), claim.quantity.unit, page.old, page.new)
        return
    named = next((t for t in page.tokens if t.start >= end), None)
    if (
        not isinstance(named, Mention)
        or named.table != "t3"
        or named.start - end > _TOUCHING
        or not claim.quantity.value
    ):
        return
    if named.kind not in ("row", "group") or named.key in ("new", "handled"):
        return
    cells = (f"t3.{named.key}.total",)
    if total(cells, claim.quantity.unit, page.old) == claim.quantity.value:
        page.decisions[claim.quantity.start] = _decision(cells, claim.quantity.unit, page.old, page.new)
