"""What the checks look at: a snapshot, last year's, and the prose prepared once."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from assistant.checks.finding import Span
from assistant.form import Form, load_form
from assistant.narrative.claims import breakdowns_in, claims_in
from assistant.narrative.facts import facts_in
from assistant.narrative.types import Breakdown, Claim
from assistant.report.answer import Number
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot
from assistant.text.normalise import Normalised, fold, normalise
from assistant.text.numbers import FoundNumber, find_numbers
from assistant.text.sentences import sentences


@dataclass(frozen=True)
class Prose:
    """One text: `plain` is its normalised spelling, in which all matching is done; spans lead back to the original."""

    text_id: str
    text: str

    @cached_property
    def _normal(self) -> Normalised:
        return normalise(self.text)

    @cached_property
    def plain(self) -> str:
        return self._normal.text

    @cached_property
    def joined(self) -> str:
        """Without line ends, where wrapped lines would part a word."""
        return self.plain.replace("\n", "")

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Spans in `plain`."""
        return tuple(sentences(self.plain))

    @cached_property
    def numbers(self) -> tuple[FoundNumber, ...]:
        """The quantities in the original text."""
        return tuple(find_numbers(self.text))

    def span(self, start: int, end: int) -> Span:
        """The place in the original text of plain[start:end]."""
        first, last = self._normal.original(start, end)
        return Span(text_id=self.text_id, start=first, end=last)

    def sentence_at(self, place: int) -> str:
        """The sentence a place of `plain` stands in."""
        start, end = next((s for s in self.sentences if s[0] <= place < s[1]), (0, len(self.plain)))
        return self.plain[start:end]


@lru_cache(maxsize=512)
def prose_of(text_id: str, text: str) -> Prose:
    """The prepared text; the same text is prepared once."""
    return Prose(text_id, text)


@lru_cache(maxsize=512)
def _claims(text: str, text_id: str, year: int | None) -> tuple[Claim, ...]:
    return tuple(claims_in(text, text_id, year))


@lru_cache(maxsize=512)
def _breakdowns(text: str, text_id: str) -> tuple[Breakdown, ...]:
    return tuple(breakdowns_in(text, text_id))


@lru_cache(maxsize=512)
def _facts(text: str, text_id: str, year: int | None) -> Mapping[str, Number]:
    return facts_in({text_id: text}, year)


@dataclass(frozen=True)
class View:
    """A report as the checks see it."""

    snapshot: Snapshot
    previous: Snapshot | None = None
    others: tuple[Snapshot, ...] = ()
    profiles: Collection[str] = field(default_factory=frozenset)
    today: date | None = None

    @property
    def form(self) -> Form:
        return self.snapshot.form

    @property
    def meta(self) -> Meta:
        return self.snapshot.meta

    @cached_property
    def year(self) -> int | None:
        """The year reported on. A published title may name the wrong one: period and prose together overrule it."""
        stated, period = self.meta.year, self.meta.period
        if not self.snapshot.published or period is None:
            return stated
        years = {one[:4] for one in period}
        named = Counter(re.findall(r"(?<!\d)20\d\d(?=年)", self.all_text)).most_common(1)
        agreed = len(years) == 1 and named and {named[0][0]} == years and named[0][1] > 2
        return int(named[0][0]) if agreed else stated

    @cached_property
    def texts(self) -> dict[str, Prose]:
        """Texts that are not blank, in form order."""
        ids = [*self.form.texts, *(t for t in self.snapshot.texts if t not in self.form.texts)]
        given = {one: self.snapshot.texts.get(one, "") for one in ids}
        return {one: prose_of(one, text) for one, text in given.items() if text.strip()}

    def section_text(self, section: str) -> str:
        """All prose of a section (s1, s5, s6) in its plain spelling."""
        return "\n".join(p.plain for one, p in self.texts.items() if one.split(".")[0] == section)

    @cached_property
    def all_text(self) -> str:
        return "\n".join(prose.plain for prose in self.texts.values())

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(c for one, p in self.texts.items() for c in _claims(p.text, one, self.year))

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        return tuple(b for one, p in self.texts.items() for b in _breakdowns(p.text, one))

    @cached_property
    def facts(self) -> Mapping[str, Number]:
        """Figures that live in prose: as stored, else as stated in their own text, else in any other."""
        found: dict[str, Number] = {}
        stated = {one: _facts(prose.text, one, self.year) for one, prose in self.texts.items()}
        for fact in self.form.facts.values():
            home = next((one for one in (fact.text, *stated) if fact.id in stated.get(one, {})), None)
            if home:
                mine = (fact.id, fact.id + ".")
                found |= {k: v for k, v in stated[home].items() if k == mine[0] or k.startswith(mine[1])}
        return found | dict(self.snapshot.facts)

    def value(self, one: str) -> Number | None:
        """A figure. Of a published report only what is printed counts, but for subtotals the form does not print."""
        if one in self.snapshot.stated:
            return self.snapshot.stated[one]
        if self.snapshot.published and one in self.form.cells:
            return None
        found = self.snapshot.value(one)
        return self.facts.get(one) if found is None and not one.startswith("t") else found

    @cached_property
    def values(self) -> dict[str, Number | None]:
        """`value` of every cell, subtotal and legacy cell, and every fact."""
        ids = (*self.form.cells, *self.form.extra, *self.facts)
        return {one: self.value(one) for one in ids}

    @cached_property
    def expected_cells(self) -> tuple[str, ...]:
        """The cells a report of this format has to fill."""
        match self.meta.format:
            case "legacy":
                return ()
            case "2019":
                form = load_form("2019")
                return (*form.cells, *(one for one in form.extra if one.startswith("legacy.")))
            case "mixed":
                split = tuple(c.id for c in self.form.cells.values() if c.row.parent == "other")
                single = tuple(one for one in self.form.extra if one.startswith("t3.other.unsplit."))
                return (*(one for one in self.form.cells if one not in split), *single)
            case _:
                return tuple(self.form.cells)

    @cached_property
    def comparable(self) -> Snapshot | None:
        """Last year's report when it is of the same body, the year before, and the same scope (XY-03)."""
        return None if self.previous is None or self.mismatch else self.previous

    @cached_property
    def mismatch(self) -> str | None:
        """Why `previous` cannot be compared: organ, year or scope; None when it can."""
        if self.previous is None:
            return None
        one, two = self.meta, self.previous.meta
        if one.organ and two.organ and not same_organ(one.organ, two.organ):
            return "organ"
        if self.year and two.year and two.year != self.year - 1:
            return "year"
        return "scope" if one.scope != two.scope else None

    def before(self, one: str) -> Number | None:
        """Last year's figure as published, when the two reports can be compared."""
        return None if self.last_year is None else self.last_year.value(one)

    @cached_property
    def last_year(self) -> "View | None":
        """Last year's report as the checks see it, when the two can be compared."""
        return None if self.comparable is None else View(self.comparable)

    def label(self, one: str) -> str:
        return self.form.label(one)

    @cached_property
    def whole_file(self) -> bool:
        """Whether a file was read to its end: something of its last parts was seen in it."""
        seen = self.snapshot.structure
        if seen is None:
            return False
        late = {heading.target for heading in seen.headings}
        return "t4" in seen.tables or bool({"s5", "s6", "s5.problems", "s5.measures"} & late)


@lru_cache(maxsize=1024)
def _bare(organ: str) -> str:
    return re.sub("(人民政府|办事处|委员会)$", "", fold(organ))


def same_organ(one: str, two: str) -> bool:
    """Whether two names can be of one organ: equal, or one the other without the area before it."""
    a, b = _bare(one), _bare(two)
    return a.endswith(b) or b.endswith(a)
