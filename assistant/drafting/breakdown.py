"""Lists of parts, rebuilt: what fell to nothing goes, what is new comes in, order and separators stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.edits import Bound, Edit
from assistant.drafting.families import missing_members
from assistant.drafting.figures import Decision, Page, plain_number
from assistant.drafting.figures import total as worth
from assistant.drafting.loose import HANDLED, complete_number_first, loose_lists
from assistant.drafting.words import words
from assistant.narrative.types import Breakdown, Part
from assistant.report.answer import Number
from assistant.text.normalise import fold
from assistant.text.numbers import format_like

_SHARE = re.compile(r"[（(，,]?占[^，。；、）)（(%％]{0,8}?\d+(?:\.\d+)?[%％][）)]?")
_SEPARATOR = re.compile(r"[、，,；;\s]*(?:以及|和|与|及)?\s*$")


@dataclass(frozen=True)
class _Item:
    """A part in the text: label_start:number_start names it, …:end closes it with its measure word and share."""

    part: Part
    label_start: int
    label_end: int
    number_start: int
    number_end: int
    end: int
    separator: str


def settle_facts(page: Page) -> None:
    """Parts of a total that lives in prose stand for the facts of their labels, whether this year has them or not."""
    for breakdown in page.breakdowns:
        total = page.decisions.get(breakdown.total.start)
        root = _root(page, total) if total is not None else None
        if total is not None and root is not None:
            _settle(page, root, total, breakdown.parts)


def _root(page: Page, total: Decision) -> str | None:
    """The fact whose parts are told, also from within a list of the second level."""
    facts = page.new.form.facts.values()
    named = (fact.id for fact in facts if fact.breakdown and (total.cells[0] + ".").startswith(fact.id + "."))
    return next(named, None) if len(total.cells) == 1 else None


def _settle(page: Page, root: str, total: Decision, parts: tuple[Part, ...]) -> None:
    given = _labels(page, root)
    complete = _complete(given, [_key(part.label) for part in parts], total.new)
    for part in parts:
        fact = given.get(_key(part.label))
        name = fact[0] if fact else f"{root}.{part.label}"
        value = Decimal(fact[1]) if fact else Decimal(0) if complete else None
        page.decisions[part.quantity.start] = Decision((name,), part.quantity.value, value)
        _settle(page, root, page.decisions[part.quantity.start], part.parts)


def _labels(page: Page, total: str) -> dict[str, tuple[str, Number]]:
    """This year's parts by folded label."""
    prefix = f"{total}."
    return {
        _key(fact.removeprefix(prefix)): (fact, value)
        for fact, value in page.new.facts.items()
        if fact.startswith(prefix)
    }


def _key(label: str) -> str:
    folded = fold(label)
    for ending in ("类信息", "信息", "类"):
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            return folded.removesuffix(ending)
    return folded


def _complete(given: dict[str, tuple[str, Number]], keys: list[str], total: Decimal | None) -> bool:
    """The given parts (all of them, or those this list names) make its total, so a part not among them is nothing."""
    named = [value for key, (_, value) in given.items() if key in keys]
    sums = {sum(map(Decimal, named), Decimal(0)), sum((Decimal(v) for _, v in given.values()), Decimal(0))}
    return bool(given) and total in sums


def rebuild(page: Page) -> None:
    """Rewrites each list from which a part goes or to which one comes; other lists keep their shape."""
    for breakdown in page.breakdowns:
        total = page.decisions.get(breakdown.total.start)
        if total is not None and total.new == 0 and total.old and _drop(page, breakdown):
            continue
        if breakdown.total.start > breakdown.parts[0].quantity.start:
            continue
        results = tuple(part for part in breakdown.parts if not _comes_in(page, part))
        if 1 < len(results) < len(breakdown.parts):
            _rebuild_results(page, results)
            continue
        exact = not breakdown.open and not breakdown.rounded and breakdown.parts_sum == breakdown.total.value
        _rebuild(page, breakdown.parts, total if exact else None)
    for parts in loose_lists(page):
        _rebuild_results(page, parts)
    complete_number_first(page)


def _comes_in(page: Page, part: Part) -> bool:
    """上年结转 named among the results is none of them."""
    decision = page.decisions.get(part.quantity.start)
    return decision is not None and decision.cells[0] in ("t3.new.total", "t3.carried_in.total")


def _rebuild_results(page: Page, parts: tuple[Part, ...]) -> None:
    """A list of results whose total is what was handled."""
    whole = Decision(HANDLED, worth(HANDLED, "", page.old), worth(HANDLED, "", page.new))
    if whole.old == sum((part.quantity.value for part in parts), Decimal(0)) and whole.new:
        _rebuild(page, parts, whole)


def _rebuild(page: Page, parts: tuple[Part, ...], total: Decision | None) -> None:
    """One list; `total` is given when its parts made it last year."""
    if any(part.parts for part in parts):
        return
    items = _items(page, parts)
    if items is None or any(item.number_start not in page.decisions for item in items):
        return
    zeros = any(item.part.quantity.value == 0 for item in items)
    kept = [item for item in items if zeros or page.decisions[item.number_start].new != 0]
    added = list(_added(page, total, items)) if total is not None else []
    if (kept or added) and (len(kept) < len(items) or added):
        page.edits.add(_edit(page, items, kept, added))


def _drop(page: Page, breakdown: Breakdown) -> bool:
    """A total that fell to nothing has no parts to tell of."""
    _, start = page.outer(breakdown.total.start, breakdown.total.end)
    last = breakdown.parts[-1].quantity
    _, end = page.outer(last.start, last.end)
    if start >= end:
        return False
    closing = page.text[end : end + 1]
    if closing in ("）", ")"):
        end += 1
    return page.edits.add(Edit(start, end, ""))


def _items(page: Page, parts: tuple[Part, ...]) -> list[_Item] | None:
    """The parts with their places; None when labels and numbers do not alternate (分别为 1、2、3)."""
    found: list[_Item] = []
    floor = 0
    places: list[tuple[Part, int, int, int, int]] = []
    for part in parts:
        start, end = part.quantity.start, part.quantity.end
        _, last = page.outer(start, end)
        label = page.text.rfind(part.label, floor, start) if part.label else -1
        if label < 0 or (places and label < floor):
            return None
        places.append((part, label, label + len(part.label), start, last))
        floor = last
    for index, (part, label, label_end, start, last) in enumerate(places):
        following = places[index + 1][1] if index + 1 < len(places) else _share_end(page.text, last)
        between = page.text[last:following]
        separator = _SEPARATOR.search(between)
        cut = separator.start() if separator and index + 1 < len(places) else len(between)
        if re.search(r"[。！？\n]", between):
            return None
        found.append(_Item(part, label, label_end, start, last, last + cut, between[cut:]))
    return found


def _share_end(text: str, place: int) -> int:
    """Where the share said of the last part ends: 「（占 16%）」, 「，占 16%」."""
    share = _SHARE.match(text, place)
    return share.end() if share else place


def _added(page: Page, total: Decision, items: list[_Item]) -> Iterator[tuple[str, str, Decimal]]:
    """Label, cell and value of what is new this year in a list that was complete last year."""
    cells = [page.decisions[item.number_start].cells for item in items]
    if total.cells[0] in page.new.form.facts:
        labels = {_key(item.part.label) for item in items}
        given = _labels(page, total.cells[0])
        fresh = [(fact, Decimal(value)) for key, (fact, value) in given.items() if key not in labels and value]
        if sum((Decimal(value) for _, value in given.values()), Decimal(0)) <= (total.new or 0):
            yield from ((fact.removeprefix(f"{total.cells[0]}."), fact, value) for fact, value in fresh)
        return
    room = (total.new or Decimal(0)) - sum(
        (page.decisions[item.number_start].new or Decimal(0) for item in items), Decimal(0)
    )
    for label, cell, value in missing_members(cells, page.new):
        if value <= room:
            room -= value
            yield label, cell, value


def _edit(page: Page, items: list[_Item], kept: list[_Item], added: list[tuple[str, str, Decimal]]) -> Edit:
    """The whole list as one edit."""
    separators = [item.separator for item in items[:-1]] or ["、"]
    model = kept[0] if kept else items[0]
    pieces: list[tuple[str, list[Bound], list[tuple[int, int]]]] = [_piece(page, item) for item in kept]
    place = len(pieces) - 1 if kept and kept[-1].part.label.startswith(words().rest_labels) else len(pieces)
    pieces[place:place] = [_new_piece(page, model, *one) for one in added]
    text = ""
    bound: list[Bound] = []
    unverified: list[tuple[int, int]] = []
    for index, (piece, marks, unsure) in enumerate(pieces):
        if index:
            text += (
                separators[-1] if index == len(pieces) - 1 else separators[min(index - 1, max(len(separators) - 2, 0))]
            )
        bound += [Bound(b.start + len(text), b.end + len(text), b.cell, b.old, b.new) for b in marks]
        unverified += [(start + len(text), end + len(text)) for start, end in unsure]
        text += piece
    return Edit(items[0].label_start, items[-1].end, text, tuple(bound), tuple(unverified))


def _piece(page: Page, item: _Item) -> tuple[str, list[Bound], list[tuple[int, int]]]:
    """A kept part with its figure renewed, and its share if the text gives one."""
    from_start = page.text[item.label_start : item.number_start]
    edit = page.figure_edit(item.number_start)
    tail = page.text[item.number_end : item.end]
    if edit is None:
        return page.text[item.label_start : item.end], [], []
    outer_start, _ = page.outer(item.number_start, item.part.quantity.end)
    head = page.text[item.label_start : outer_start] if outer_start < item.number_start else from_start
    share = _share(page, item, tail)
    marks = [Bound(b.start + len(head), b.end + len(head), b.cell, b.old, b.new) for b in edit.bound]
    unsure = [(start + len(head), end + len(head)) for start, end in edit.unverified]
    return head + edit.text + share, marks, unsure


def _share(page: Page, item: _Item, tail: str) -> str:
    """「，占54%」 recomputed; without a total it is marked."""
    claim = next(
        (c for c in page.claims if c.kind == "percent" and c.part is not None and c.part.start == item.number_start),
        None,
    )
    percent = re.search(r"\d+(?:\.\d+)?(?=[%％])", tail)
    if percent is None:
        return tail
    part = page.decisions[item.number_start].new
    whole = page.decisions.get(claim.of.start) if claim and claim.of else None
    if part is None or whole is None or not whole.new:
        return tail[: percent.start()] + words().unverified + tail[percent.start() :]
    decimals = len(percent[0].partition(".")[2])
    share = (part * 100 / whole.new).quantize(Decimal(1).scaleb(-decimals))
    return tail[: percent.start()] + f"{share:f}" + tail[percent.end() :]


def _new_piece(
    page: Page, model: _Item, label: str, cell: str, value: Decimal
) -> tuple[str, list[Bound], list[tuple[int, int]]]:
    """A part nobody had last year, worded like its neighbour."""
    found = page.numbers.get(model.number_start)
    unit = found.unit if found else ""
    style = found.style if found else "digits"
    link = page.text[model.label_end : model.number_start]
    if found is not None and found.exactness != "exact":
        link = ""
    written = format_like(value, style, unit)
    number = written[: len(written) - len(unit)]
    text = label + link + written
    start = len(label + link)
    old = page.old.value(cell)
    return text, [Bound(start, start + len(number), cell, old, plain_number(value))], []
