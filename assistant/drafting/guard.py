"""Nothing in a text that was not given: figures, dates and document names (TPL-06 of the check catalogue)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.drafting.wording import wording
from assistant.drafting.words import words
from assistant.drafting.years import title_spans
from assistant.report.snapshot import Snapshot
from assistant.text.nonquantity import NotCounted, not_counted
from assistant.text.normalise import fold, normalise
from assistant.text.numbers import FoundNumber, find_numbers

_HARMLESS = ("ordinal", "duration", "range", "version", "time")


@dataclass(frozen=True)
class Offence:
    """A stretch of the text that rests on nothing that was given."""

    start: int
    end: int
    kind: Literal["number", "date", "document"]
    text: str


def guard(text: str, allowed: Snapshot, sources: Iterable[str] = ()) -> list[Offence]:
    """Stretches that are neither a known figure of `allowed` (cells, subtotals, facts, office details, years next to
    the report's own) nor in one of the `sources` it was allowed to draw on."""
    plain = normalise(text)
    given = [normalise(source).text for source in (*sources, *_details(allowed))]
    numbers = {Decimal(value) for value in allowed.values.values() if value is not None}
    numbers |= {Decimal(one.value) for value in allowed.stated.values() for one in find_numbers(str(value))}
    for parts in wording().sums.values():
        values = [allowed.value(part) for part in parts]
        if all(value is not None for value in values):
            numbers.add(sum((Decimal(value or 0) for value in values), Decimal(0)))
    numbers |= {found.value for source in given for found in find_numbers(source)}
    names = fold("".join(given))
    found: list[Offence] = []

    def offend(start: int, end: int, kind: Literal["number", "date", "document"]) -> None:
        first, last = plain.original(start, end)
        found.append(Offence(first, last, kind, text[first:last]))

    titles = title_spans(plain.text)
    for start, end in titles:
        if fold(plain.text[start:end]) not in names and not _of_the_form(plain.text[start:end], allowed):
            offend(start, end, "document")
    inside = [range(start, end) for start, end in titles]
    for one in not_counted(plain.text):
        if not any(one.start in span for span in inside) and _unknown(one, plain.text, allowed, names):
            offend(one.start, one.end, "document" if one.kind == "document" else "date")
    for number in find_numbers(plain.text):
        if not any(number.start in span for span in inside) and not _known(number, numbers):
            offend(number.start, number.end, "number")
    return sorted(found, key=lambda offence: offence.start)


def _details(allowed: Snapshot) -> list[str]:
    return [str(value) for value in allowed.meta.model_dump().values() if isinstance(value, str)]


def _of_the_form(title: str, allowed: Snapshot) -> bool:
    """The regulation and the notices every report cites."""
    cited = (allowed.form.regulation, allowed.form.citation)
    return len(title) > 2 and any(title.strip("《》") in one for one in cited)


def _known(number: FoundNumber, numbers: set[Decimal]) -> bool:
    if number.exactness == "exact":
        return number.value in numbers
    size = Decimal(10) ** max(number.value.adjusted(), 0)
    return any(abs(value - number.value) < size for value in numbers)


def _unknown(one: NotCounted, plain: str, allowed: Snapshot, names: str) -> bool:
    written = plain[one.start : one.end]
    if fold(re.sub(r"^[一-鿿：:]+(?=[\dA-Za-z])", "", written)) in names:
        return False
    if one.kind in _HARMLESS:
        return written.startswith("第") and written.endswith(words().stale.counted_ordinals)
    year = allowed.meta.year
    if one.kind == "year" and year is not None and one.year in (year - 1, year, year + 1):
        return False
    if one.kind == "document":
        return fold(written) not in fold(allowed.form.citation + allowed.form.regulation_order)
    if one.kind == "date" and year is not None:
        return fold(written.replace(str(year), "").lstrip("年")) not in ("1月1日", "12月31日", "12月底")
    return True
