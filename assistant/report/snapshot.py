"""The one shape that checks, rendering and comparison read, made from a draft or from a published report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assistant.form import Form, load_form
from assistant.report.answer import Mark, Number
from assistant.report.derive import Derived, derive
from assistant.report.meta import Meta
from assistant.report.published import Note, PastReport, Structure


@dataclass(frozen=True)
class Snapshot:
    """A report at one moment.

    `stated` holds what was typed or printed, by cell id (absent: no number). `facts` figures that live in prose.
    `title` is None when there is none to judge; `structure` is None unless a file was read.
    """

    meta: Meta
    stated: Mapping[str, Number] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Number] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    title: str | None = None
    notes: tuple[Note, ...] = ()
    structure: Structure | None = None
    published: bool = False
    """True for a report as published: its missing cells are faults, not open questions."""

    @property
    def form(self) -> Form:
        """The current form; figures of older forms keep their legacy ids."""
        return load_form("2021")

    @cached_property
    def derived(self) -> dict[str, Derived]:
        """Totals, subtotals and proposals that follow from what is stated."""
        return derive(self.stated, self.form.equations_for(self.meta.format))

    def value(self, cell_id: str) -> Number | None:
        """The stated value, else the settled derived one, else None (unknown is never zero)."""
        if cell_id in self.stated:
            return self.stated[cell_id]
        if (derived := self.derived.get(cell_id)) and derived.settled:
            return derived.value
        return self.facts.get(cell_id)

    @cached_property
    def values(self) -> dict[str, Number | None]:
        """`value` of each cell of the form, each subtotal or legacy cell that has one, and each numeric fact."""
        ids = dict.fromkeys((*self.form.cells, *self.form.extra, *self.facts))
        found = {one: self.value(one) for one in ids}
        return {one: v for one, v in found.items() if v is not None or one in self.form.cells}


def of_past(report: PastReport) -> Snapshot:
    """The snapshot of a published report."""
    return Snapshot(
        meta=report.meta,
        stated={k: v for k, v in report.cells.items() if v is not None},
        raw=report.raw,
        facts=report.facts,
        texts=report.texts,
        title=report.meta.title,
        notes=report.notes,
        structure=report.structure,
        published=True,
    )
