"""Sums that prose spells out: a total and the list of its parts, on as many levels as the text gives.

A list ends where its parts make the total, at a full stop, at 另有 or 此外, or where its bracket closes. Several
numbers may stand before a list (收到, 答复, 结转); the one its parts make is its total, else the nearest outside
brackets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.narrative.frames import Paragraph
from assistant.narrative.items import Item, items_of
from assistant.narrative.types import Breakdown, Part, Quantity

_SHORTFALL = Decimal("0.15")
"""A list of three and more parts that misses its total by less is taken to be meant complete."""
_INFORMATION = frozenset(
    ["条", "篇", "件", "份", "个", "次", "期", "部", "条次", "则", "幅", "项", "类", "张", "组", "场", ""]
)
_LOOKBACK, _FAR_BACK = 6, 24
_CASES = ("review", "suit_direct+suit_after_review", "suit_direct", "suit_after_review")


@dataclass
class _Run:
    """Parts collected from a place in the text, and the item after them."""

    parts: list[Part]
    following: int
    open: bool = False

    @property
    def total(self) -> Decimal:
        return sum((part.quantity.value for part in self.parts), Decimal(0))


def breakdowns_of(whole: Paragraph, text_id: str) -> list[Breakdown]:
    """The breakdowns of a text, in order; nested ones stand inside the parts of the outer one."""
    items = items_of(whole, text_id)
    found: list[Breakdown] = []
    place = 1
    listed = 0
    while place < len(items):
        if items[place].closing and (summed := _summed_up(items, place, listed, text_id)) is not None:
            found.append(summed)
            listed = place = place + 1
            continue
        made = _starting_at(items, place, text_id)
        if made is None:
            place += 1
            continue
        breakdown, place = made
        listed = place
        found.append(breakdown)
        again = _second_list(items, place, breakdown, text_id)
        if again is not None:
            second, place = again
            listed = place
            found.append(second)
    return found


def _starting_at(items: list[Item], place: int, text_id: str) -> tuple[Breakdown, int] | None:
    item, before = items[place], items[place - 1]
    if before.growth and not item.introduced:
        return None
    if item.paragraph_end or not item.named:
        return None
    if item.introduced and (made := _introduced(items, place, text_id)) is not None:
        return made
    if item.bracket_after(before):
        run = _collect(items, place, item.depth, before.value)
        return _made(before, run, item, text_id, items) if len(run.parts) > 1 else None
    if item.outcome:
        return _outcomes(items, place, text_id)
    if item.stop:
        return None
    run = _collect(items, place, item.depth, before.value)
    fits = len(run.parts) > 1 and run.total == before.value and _one_unit(before.quantity, run.parts, strictly=False)
    return _made(before, run, item, text_id, items) if fits else None


def _summed_up(items: list[Item], place: int, listed: int, text_id: str) -> Breakdown | None:
    """「甲 3 条、乙 2 条，合计 5 条」: the items of the sentence before a closing total that no list has taken."""
    total, first = items[place], place
    while first > listed and not items[first].stop and items[first].depth == total.depth:
        first -= 1
        if items[first].growth or not items[first].named or items[first].depth != total.depth:
            first += 1
            break
    parts = [part for item in items[first:place] for part in _parts(item)]
    if len(parts) < 2:
        return None
    for start in range(len(parts) - 1):
        run = _Run(parts[start:], place + 1)
        if run.total == total.value and _one_unit(total.quantity, run.parts, strictly=False):
            return _made(total, run, items[first], text_id, items)[0]  # type: ignore[index]
    if total.sums_up and total.quantity.unit and {p.quantity.unit for p in parts} == {total.quantity.unit}:
        made = _made(total, _Run(parts, place + 1), items[first], text_id, items, exhaustive=True)
        return made[0] if made and not any(item.topic for item in items[first:place]) else None
    return None


def _introduced(items: list[Item], place: int, text_id: str) -> tuple[Breakdown, int] | None:
    """A list after 其中, 分别为, a colon: the total is the number its parts make, else the nearest outside brackets."""
    item = items[place]
    candidates = [one for one in reversed(items[max(0, place - _FAR_BACK) : place]) if _may_be_total(one, item, items)]
    # 办结29件，结转3件。其中予以公开…: results are parts of what was handled or received, however near 结转 stands.
    handled = [one for one in candidates if one.whole] if item.outcome else []
    best: tuple[Item, _Run] | None = None
    for one in candidates:
        run = _collect(items, place, item.depth, one.value)
        if len(run.parts) > 1 and run.total == one.value:
            return _made(one, run, item, text_id, items)
        fitting = one in handled if handled else one.depth == item.depth or one is candidates[-1]
        nearest = best is None and fitting
        if nearest and len(run.parts) > 1 and one.quantity.unit == run.parts[0].quantity.unit:
            best = (one, run)
    return _made(*best, item, text_id, items) if best else None


def _may_be_total(one: Item, item: Item, items: list[Item]) -> bool:
    """Totals stand in the same paragraph, at most one full stop away."""
    if one.growth:
        return False
    between = items[one.index + 1 : item.index + 1]
    return not any(i.paragraph_end for i in between) and sum(i.stop for i in between) <= 1 and one.depth <= item.depth


def _outcomes(items: list[Item], place: int, text_id: str) -> tuple[Breakdown, int] | None:
    """予以公开 …，不予公开 …：the results of handling, after the number that was handled or received."""
    run = _collect(items, place, items[place].depth, None)
    taken = 0
    while taken < len(run.parts) and taken + place < len(items) and items[place + taken].outcome:
        taken += 1
    run.parts = run.parts[:taken]
    run.following = place + taken
    totals = [
        one for one in reversed(items[max(0, place - _LOOKBACK) : place]) if one.whole and not _far(items, one, place)
    ]
    if taken < 3 or not totals:
        return None
    for one in totals:
        if one.value == run.total:
            return _made(one, run, items[place], text_id, items)
    groups = {items[place + n].group for n in range(taken)}
    done = next((one for one in totals if one.whole == "handled_total"), totals[0])
    run.open = len(groups) < 5 and run.total < done.value
    return _made(done, run, items[place], text_id, items, exhaustive=not run.open)


def _far(items: list[Item], one: Item, place: int) -> bool:
    return any(item.paragraph_end for item in items[one.index + 1 : place + 1])


def _second_list(items: list[Item], place: int, first: Breakdown, text_id: str) -> tuple[Breakdown, int] | None:
    """The same total split another way in the same sentence: by applicant, then by result."""
    if place >= len(items) or items[place].stop or items[place].introduced or first.parts_sum != first.total.value:
        return None
    run = _collect(items, place, items[place].depth, first.total.value)
    outcomes = len(run.parts) > 2 and all(item.outcome for item in items[place : place + 3])
    if len(run.parts) < 2 or not (run.total == first.total.value or outcomes):
        return None
    total = next(item for item in items if item.quantity is first.total)
    return _made(total, run, items[place], text_id, items, exhaustive=outcomes)


def _collect(items: list[Item], start: int, depth: int, total: Decimal | None, inner: bool = False) -> _Run:
    """Parts from `start` on, until they make `total` or the list ends."""
    run = _Run([], start)
    semicolons, soft = False, None
    while run.following < len(items):
        item = items[run.following]
        if run.parts:
            if item.stop or item.depth < depth or (inner and item.semicolon):
                break
            if item.depth > depth or (item.introduced and item.depth == depth):
                _take_children(items, run, item)
                continue
            if item.also:
                run.open = True
                break
            if item.closing:
                break
            semicolons = semicolons or (item.semicolon and len(run.parts) == 1)
            if item.semicolon and not semicolons:
                soft = soft or (len(run.parts), run.following)
        if item.growth or not item.named:
            break
        run.parts += _parts(item)
        run.open = run.open or item.etc
        run.following += 1
        if total is not None and len(run.parts) > 1 and run.total == total:
            _finish(items, run, depth)
            return run
    if soft is not None:
        # A semicolon after items parted by commas ends the list, unless what follows completes the total.
        return _Run(run.parts[: soft[0]], soft[1], run.open)
    return run


def _finish(items: list[Item], run: _Run, depth: int) -> None:
    """Takes in what belongs to the last part."""
    while run.following < len(items):
        item = items[run.following]
        if item.stop or not (item.depth > depth and item.bracket_after(items[run.following - 1])):
            return
        _take_children(items, run, item)


def _take_children(items: list[Item], run: _Run, item: Item) -> None:
    """Items in brackets or after a second 其中 split the part before them; a single one is only a remark."""
    parent = run.parts[-1]
    bracket = item.depth > items[run.following - 1].depth
    children = _collect(items, run.following, item.depth, parent.quantity.value, inner=not bracket)
    run.following = max(children.following, run.following + 1)
    if len(children.parts) < 2 or not _one_unit(parent.quantity, children.parts, strictly=False):
        return
    exhaustive = item.exhaustive or bracket
    if children.total == parent.quantity.value or not _is_open(parent.quantity, children, exhaustive):
        run.parts[-1] = Part(parent.label, parent.quantity, tuple(children.parts))


def _parts(item: Item) -> list[Part]:
    if item.each and len(item.labels) > 1:
        return [Part(label, item.quantity) for label in item.labels]
    return [Part(item.label, item.quantity)]


def _made(
    total: Item, run: _Run, first: Item, text_id: str, items: list[Item], exhaustive: bool = False
) -> tuple[Breakdown, int] | None:
    if total.value != run.total and _mixes_cases(total, run, items):
        return None
    unit = total.quantity.unit
    whole_sum = run.total
    if whole_sum != total.value and not _one_unit(total.quantity, run.parts, strictly=True):
        same = [part for part in run.parts if part.quantity.unit == unit]
        if len(same) < 2:
            return None
        run = _Run(same, run.following, open=True)
    spoken = exhaustive or first.exhaustive
    breakdown = Breakdown(
        text_id=text_id,
        total=total.quantity,
        parts=tuple(run.parts),
        start=min(total.quantity.start, run.parts[0].quantity.start),
        end=max(total.quantity.end, *(part.quantity.end for part in run.parts)),
        open=_is_open(total.quantity, run, spoken),
        unit=unit,
    )
    return breakdown, run.following


def _mixes_cases(total: Item, run: _Run, items: list[Item]) -> bool:
    """复议 and 诉讼 split in one list after two totals: no single total is meant."""
    topics = {item.topic.split(".")[0] for item in items if any(item.quantity is p.quantity for p in run.parts)}
    return len(topics & set(_CASES)) > 1 and total.topic.split(".")[0] in _CASES


def _is_open(total: Quantity, run: _Run, exhaustive: bool) -> bool:
    """Whether the list leaves something unsaid. Parts that exceed their total are wrong however the list is meant."""
    if run.total >= total.value:
        return False
    if run.open:
        return True
    if exhaustive or any(part.label.startswith(("其他", "其它", "其余")) for part in run.parts):
        return False
    return len(run.parts) < 3 or total.value - run.total > total.value * _SHORTFALL


def _one_unit(total: Quantity, parts: Sequence[Part], strictly: bool) -> bool:
    units = {part.quantity.unit for part in parts} | {total.unit}
    return len(units - {""}) <= 1 or (not strictly and units <= _INFORMATION)
