"""Quantities stated in words: what is counted, how many, how exactly, where it stands, and which cells it may mean."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Exactness = Literal["exact", "over", "about", "under"]
"""over: 余/多/超 (value ≤ true) · under: 近/不到 · about: 约."""


@dataclass(frozen=True)
class Quantity:
    """A number in text, in characters of the original text (never of the normalised one).

    `value` is already multiplied out (「1.2万」 → 12000). `unit` is the measure word as written (件, 条, 万元 → 元
    is never converted: unit 万元 keeps value 12.5). `style` keeps how it was written, for rewriting in kind.
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    exactness: Exactness = "exact"
    style: Literal["digits", "chinese", "grouped"] = "digits"
    percent: bool = False


@dataclass(frozen=True)
class Reading:
    """One way to understand a claim: the stated value equals Σ of these cells. `strict` readings are the first choice;
    the others are accepted alternatives (domain.md §3.6), e.g. 收到 = 新收 + 上年结转."""

    cells: tuple[str, ...]
    strict: bool = True


@dataclass(frozen=True)
class Claim:
    """A quantity stated about something in a sentence.

    count: N of something · none: 「未收到」「未发生」 (value 0, span of the words) · percent: share or rate ·
    growth: 同比 (value signed, in percent or absolute; `percent` on the quantity tells).
    `readings` is empty when nothing in the form is meant. `check` is the NT id that judges it.
    `scope` is a narrower or wider scope word standing near it (全市, 区政府办 …), or "".
    `topic` is the lexicon key of what is counted ("new", "granted", "training", …) or "".
    """

    text_id: str
    kind: Literal["count", "none", "percent", "growth"]
    quantity: Quantity
    sentence: tuple[int, int]
    topic: str = ""
    readings: tuple[Reading, ...] = ()
    check: str | None = None
    scope: str = ""
    year: int | None = None
    """The year the sentence speaks of, when it is not the report's own (「2022年新增435条」)."""
    part: Quantity | None = None
    """percent, growth: the count stated beside it (「258件，占33.9%」 → 258)."""
    of: Quantity | None = None
    """percent: the stated total it is a share of."""


@dataclass(frozen=True)
class Part:
    """One item of a breakdown: its label as written, its quantity, and the items it is split into itself."""

    label: str
    quantity: Quantity
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Breakdown:
    """「共 N 条，其中 a、b、c」. `open` when the list says 等, 主要 or breaks off; rounded when any number is."""

    text_id: str
    total: Quantity
    parts: tuple[Part, ...]
    start: int
    end: int
    open: bool = False
    unit: str = ""

    @property
    def rounded(self) -> bool:
        return any(q.exactness != "exact" for q in (self.total, *(part.quantity for part in self.parts)))

    @property
    def parts_sum(self) -> Decimal:
        return sum((part.quantity.value for part in self.parts), Decimal(0))


@dataclass(frozen=True)
class Binding:
    """A claim held against the cells.

    agrees: some accepted reading matches · differs: every reading is known and none matches · uncertain: readings
    disagree or the scope differs · unknown: cells missing, or nothing in the form is meant.
    """

    claim: Claim
    state: Literal["agrees", "differs", "uncertain", "unknown"]
    reading: Reading | None = None
    expected: Decimal | None = None
