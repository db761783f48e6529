"""One paragraph being rolled: its claims, which cells they stand for, and how each figure reads this year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cached_property

from assistant.drafting.denials import general_denials
from assistant.drafting.edits import Bound, Edit, Edits
from assistant.drafting.types import Span
from assistant.drafting.words import words
from assistant.narrative.binding import value_of
from assistant.narrative.claims import breakdowns_in, claims_in
from assistant.narrative.spans import AnySpan, spans_in
from assistant.narrative.types import Breakdown, Claim
from assistant.report.answer import Number
from assistant.report.snapshot import Snapshot
from assistant.text.normalise import Normalised, normalise
from assistant.text.numbers import FoundNumber, find_numbers, format_like
from assistant.text.words import words as number_words

_PER_YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(10**8)}
_FIGURE = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<rest>[余多来]?)(?P<multiple>[十百千]?[百千万亿]?)")
_SIZES = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}


@dataclass(frozen=True)
class Decision:
    """What a stated number stands for: the cells, their sum last year and this year (None: unknown), in the unit
    the text uses. `doubtful`: the topic is sure, yet last year's text and table disagreed."""

    cells: tuple[str, ...]
    old: Decimal | None
    new: Decimal | None
    doubtful: bool = False
    past: bool = False


@dataclass
class Page:
    """A paragraph with its years already moved on, and the edits collected so far."""

    text: str
    text_id: str
    old: Snapshot
    new: Snapshot
    edits: Edits = field(init=False)
    decisions: dict[int, Decision] = field(default_factory=dict)
    """By the start of the stated quantity."""

    told: set[str] = field(default_factory=set)
    """Cells a rewritten statement has brought in beside its own."""

    def __post_init__(self) -> None:
        self.edits = Edits(self.text)

    @cached_property
    def plain(self) -> Normalised:
        return normalise(self.text)

    @cached_property
    def claims(self) -> list[Claim]:
        found = claims_in(self.text, self.text_id, self.new.meta.year)
        return sorted(
            [*found, *general_denials(self.text, self.text_id, found)], key=lambda claim: claim.quantity.start
        )

    @cached_property
    def tokens(self) -> list[AnySpan]:
        return spans_in(self.text)

    @cached_property
    def breakdowns(self) -> list[Breakdown]:
        return breakdowns_in(self.text, self.text_id)

    @cached_property
    def numbers(self) -> dict[int, FoundNumber]:
        """Counted numbers by where they start in the text as given."""
        return {self.plain.offsets[one.start]: one for one in find_numbers(self.plain.text)}

    @cached_property
    def comma(self) -> str:
        """The comma this paragraph is written with."""
        return "," if "," in self.text and "，" not in self.text else "，"

    def outer(self, start: int, end: int) -> Span:
        """A quantity's span with 约, 余 and its measure word."""
        found = self.numbers.get(start)
        return (start, end) if found is None else self.plain.original(found.outer_start, found.outer_end)

    def figure_edit(self, start: int) -> Edit | None:
        """The edit that puts this year's value where the decided quantity stands; None when nothing is decided."""
        decision, found = self.decisions.get(start), self.numbers.get(start)
        if decision is None or found is None:
            return None
        first, last = self.plain.original(found.outer_start, found.outer_end)
        if decision.new is None:
            return self.unknown_edit(first, last)
        head, written, tail = rewritten(found, self.plain.text, decision.new)
        if (
            found.value == decision.new
            and self.plain.text[found.outer_start : found.outer_end] == head + written + tail
        ):
            head, tail = self.text[first:start], self.text[self.plain.original(found.start, found.end)[1] : last]
            written = self.text[start : last - len(tail)]
        bound = Bound(
            len(head),
            len(head) + len(written),
            "+".join(decision.cells),
            plain_number(decision.old),
            plain_number(decision.new),
        )
        return Edit(first, last, head + written + tail, () if decision.past else (bound,))

    def unknown_edit(self, start: int, end: int) -> Edit:
        """〔待核〕 with what stood there last year."""
        text = words().unverified + self.text[start:end]
        return Edit(start, end, text, unverified=((0, len(text)),))


def fits(cells: tuple[str, ...], unit: str) -> bool:
    """Whether a figure in that measure word can be the fact (培训 3 次, not 120 人)."""
    units = words().units.get(cells[0])
    return units is None or unit in units


def total(cells: tuple[str, ...], unit: str, snapshot: Snapshot) -> Decimal | None:
    """Σ of the cells in the unit the text uses; None when any is unknown."""
    values: Mapping[str, Number | None] = snapshot.values
    found = [value_of(cell, values) for cell in cells]
    if any(one is None for one in found):
        return None
    amount = sum((one for one in found if one is not None), Decimal(0))
    cell_unit = snapshot.form.unit(cells[0])
    if cell_unit in _PER_YUAN and unit in _PER_YUAN:
        return amount * _PER_YUAN[cell_unit] / _PER_YUAN[unit]
    return amount


def plain_number(value: Decimal | None) -> Number | None:
    """An int where it is one."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value


def rewritten(found: FoundNumber, plain: str, value: Decimal) -> tuple[str, str, str]:
    """What stands before the figure, the figure, and what follows it, for a new value written in the old manner:
    digits, grouping or numerals, 万, and 余/约 only while it is still true."""
    head, figure, tail = (
        plain[found.outer_start : found.start],
        plain[found.start : found.end],
        plain[found.end : found.outer_end],
    )
    match = _FIGURE.fullmatch(figure)
    size = Decimal(_SIZES.get(match["multiple"], 1)) if match else Decimal(1)
    rest = match["rest"] if match else ""
    inexact = found.exactness != "exact"
    base, exact = (_rounded(found, match["number"] if match else "", size, value)) if inexact else (value, True)
    if exact:
        head, tail, rest = _without_words(head, tail, found.unit)
    if size > 1 and base >= size and base * 1000 % size == 0:
        return head, format_like(base / size, found.style) + rest + (match["multiple"] if match else ""), tail
    if rest and not exact:
        tail = rest + tail
    written = format_like(base, found.style if base else "digits", found.unit)
    return head, written[: len(written) - len(found.unit)], tail


def _rounded(found: FoundNumber, number: str, size: Decimal, value: Decimal) -> tuple[Decimal, bool]:
    """The value as exactly as the old figure was, and whether that is the value itself."""
    decimals = len(number.partition(".")[2])
    step = Decimal(1)
    while found.value and found.value % (step * 10) == 0:
        step *= 10
    if size > 1:
        step = min(step, size / 10**decimals)
    while step > 1 and step > value:
        step /= 10
    if value < 10:
        return value, True
    how = {"over": ROUND_FLOOR, "under": ROUND_CEILING}.get(found.exactness, ROUND_HALF_UP)
    base = (value / step).to_integral_value(how) * step
    return base, base == value


def _without_words(head: str, tail: str, unit: str) -> tuple[str, str, str]:
    """Without 约, 余, 左右: the value is exact now."""
    known = number_words()
    before = sorted((w for group in known.before.values() for w in group), key=len, reverse=True)
    after = sorted((w for group in known.after.values() for w in group), key=len, reverse=True)
    while word := next((w for w in before if head.startswith(w)), None):
        head = head[len(word) :]
    for word in after:
        if tail.startswith(word) and tail[len(word) :].startswith(unit):
            tail = tail[len(word) :]
            break
    for word in after:
        if tail == unit + word:
            tail = unit
            break
    return head, tail, ""
