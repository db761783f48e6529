"""Paragraphs written without a past one: only from figures, facts and office details that are known."""

import re
import zlib
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.drafting.types import Proposed
from assistant.drafting.wording import Condition, Part, wording
from assistant.drafting.words import words
from assistant.errors import NotFound
from assistant.report.answer import Mark, Number
from assistant.report.snapshot import Snapshot
from assistant.text.numbers import format_like, to_chinese
from assistant.wording import say

_SLOT = re.compile(r"\{([^{}]+)\}")


def compose(text_id: str, snapshot: Snapshot, variant: int = 0, points: Sequence[str] = ()) -> Proposed:
    """A well-formed paragraph for `text_id`; what is not known reads 〔待补〕 and is named in `missing_facts`.

    `variant` counts on through the wordings; the first one depends on the office, so that neighbours differ.
    `points` are the clerk's own problems or measures for section 五. Raises NotFound for an unknown text.
    """
    if text_id in ("s5.problems", "s5.measures"):
        return _problems(text_id, snapshot, variant, points)
    parts = wording().texts.get(text_id)
    if parts is None:
        raise NotFound(text_id)
    writer = Writer(snapshot)
    start = zlib.crc32(f"{snapshot.meta.organ}{text_id}".encode()) + variant
    for number, part in enumerate(parts.parts):
        if all(writer.holds(one, condition) for one, condition in part.when.items()):
            writer.write(_chosen(part, start + number * (start % 7)))
    return writer.proposed(say("drafting.origin_composed"))


def _chosen(part: Part, place: int) -> str:
    return part.say[place % len(part.say)]


class Writer:
    """Fills templates, remembering where each figure went and what was missing."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.text = ""
        self.marks: list[Mark] = []
        self.missing: dict[str, None] = {}

    def proposed(self, origin: str) -> Proposed:
        return Proposed(self.text, tuple(self.marks), origin, tuple(self.missing))

    def write(self, template: str) -> None:
        """Appends the template with its slots filled."""
        place = 0
        for slot in _SLOT.finditer(template):
            self.text += template[place : slot.start()]
            self._fill(slot[1])
            place = slot.end()
        self.text += template[place:]

    def value(self, name: str) -> Number | None:
        """A cell, a fact, or a declared sum of them; None when any of it is unknown."""
        if name == "government":
            organ = self.snapshot.meta.organ
            return int(self.snapshot.meta.is_government or organ.endswith(wording().office.government))
        if name.startswith("parts:"):
            return len(_parts(self.snapshot, name.removeprefix("parts:")))
        ids = wording().sums.get(name, (name,))
        values = [self.snapshot.value(one) for one in ids]
        known = [value for value in values if value is not None]
        return sum(known, 0) if len(known) == len(values) else None

    def holds(self, name: str, condition: Condition) -> bool:
        value = self.value(name)
        return {
            "zero": value == 0,
            "some": value is not None and value != 0,
            "unknown": value is None,
            "known": value is not None,
            "not_zero": value != 0,
        }[condition]

    def _fill(self, name: str) -> None:
        if name.startswith("list:"):
            self._list(name.removeprefix("list:"))
        elif (detail := wording().optional.get(name)) is not None:
            if self._detail(detail.of):
                self.write(detail.say)
        elif (plain := self._plain(name)) is not None:
            self.text += plain
        elif name in ("assessment", "evaluation", "contact") or name.startswith("meta.") or name == "organ":
            self._blank(name)
        else:
            self._figure(name)

    def _plain(self, name: str) -> str | None:
        meta = self.snapshot.meta
        voice = wording().office.voice(meta.organ)
        area = meta.scope == "aggregate"
        known = {
            "organ": meta.organ or None,
            "year": None if meta.year is None else str(meta.year),
            "next_year": None if meta.year is None else str(meta.year + 1),
            "we": voice.area if area else voice.we,
            "contact": meta.unit or meta.organ or None,
        }
        return known[name] if name in known else self._detail(name)

    def _detail(self, name: str) -> str | None:
        if not name.startswith("meta."):
            return None
        value = getattr(self.snapshot.meta, name.removeprefix("meta."), None)
        return str(value) if value else None

    def _figure(self, name: str) -> None:
        value = self.value(name)
        ids = wording().sums.get(name, (name,))
        if value is None:
            for one in ids:
                if self.snapshot.value(one) is None:
                    self.missing[one] = None
            self._blank()
            return
        written = format_like(value)
        self.marks.append(_bound(len(self.text), written, "+".join(ids)))
        self.text += written

    def _blank(self, name: str = "") -> None:
        if name.startswith("meta."):
            self.missing[name] = None
        word = words().unknown
        self.marks.append(Mark(start=len(self.text), end=len(self.text) + len(word), kind="unverified"))
        self.text += word

    def _list(self, name: str) -> None:
        """「予以公开2件、部分公开1件」, or the parts of a total as the clerk named them."""
        declared = wording().lists.get(name)
        items: Iterable[tuple[str, str]]
        if declared:
            items, unit = declared.ids.items(), declared.unit
        else:
            items = ((f"{name}.{label}", label) for label in _parts(self.snapshot, name))
            unit = self.snapshot.form.unit(name)
        first = True
        for cell, label in items:
            if self.snapshot.value(cell) == 0:
                continue
            self.text += ("" if first else "、") + label
            self._figure(cell)
            self.text += unit
            first = False
        if not declared and self._open(name):
            self.text += "等"

    def _open(self, name: str) -> bool:
        total = self.snapshot.value(name)
        parts = [self.snapshot.value(f"{name}.{label}") or 0 for label in _parts(self.snapshot, name)]
        return total is not None and len(parts) > 1 and sum(map(Decimal, parts)) < total


def _parts(snapshot: Snapshot, name: str) -> list[str]:
    """Labels of the known parts of a total that are not zero; none when they come to more than the total."""
    prefix = f"{name}."
    labels = [fact.removeprefix(prefix) for fact, value in snapshot.facts.items() if fact.startswith(prefix) and value]
    total = snapshot.value(name)
    if total is not None and sum((Decimal(snapshot.facts[prefix + label]) for label in labels), Decimal(0)) > total:
        return []
    return labels


def _bound(start: int, written: str, cell: str) -> Mark:
    return Mark(start=start, end=start + len(written), kind="bound", cell=cell, new=written)


def _problems(text_id: str, snapshot: Snapshot, variant: int, points: Sequence[str]) -> Proposed:
    """Section 五: the clerk's own points, else two pairs of problem and measure, marked until accepted."""
    key = "problems" if text_id == "s5.problems" else "measures"
    offered = wording().problems
    writer = Writer(snapshot)
    start = zlib.crc32(snapshot.meta.organ.encode()) + variant
    frame = offered.frame[key][start % len(offered.frame[key])]
    given = [point.strip().rstrip("。；;，") for point in points if point.strip()]
    chosen = given or [
        pair.problem if key == "problems" else pair.measure
        for pair in (offered.pairs[(start + step) % len(offered.pairs)] for step in (0, 2))
    ]
    head, _, tail = frame.partition("{points}")
    writer.write(head)
    place = len(writer.text)
    counted = len(chosen) > 1
    writer.text += "；".join((f"{to_chinese(n)}是" if counted else "") + one for n, one in enumerate(chosen, 1))
    if not given:
        writer.marks.append(Mark(start=place, end=len(writer.text), kind="unchanged"))
    writer.text += "。" + tail
    return writer.proposed(say("drafting.origin_given" if given else "drafting.origin_offered"))
