"""This year's report beside last year's: every figure, every paragraph, and what a leader will ask."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.leader import Question, questions
from assistant.drafting.sameness import Sameness, sameness
from assistant.drafting.wordiff import Piece, word_difference
from assistant.report.answer import Number
from assistant.report.snapshot import Snapshot


@dataclass(frozen=True)
class FigureChange:
    """One cell, subtotal or fact in both years. `change` and `percent` are None where a side is unknown or the base
    is zero; `percent` is signed, in percent."""

    cell: str
    label: str
    unit: str
    old: Number | None
    new: Number | None
    change: Number | None = None
    percent: Decimal | None = None


@dataclass(frozen=True)
class TextChange:
    """One paragraph in both years, as pieces kept, removed and added, and how much is the same."""

    text_id: str
    label: str
    pieces: tuple[Piece, ...]
    sameness: Sameness


@dataclass(frozen=True)
class Comparison:
    """`figures` in form order, `texts` in report order, `questions` biggest change first."""

    figures: tuple[FigureChange, ...]
    texts: tuple[TextChange, ...]
    questions: tuple[Question, ...]

    @property
    def changed(self) -> tuple[FigureChange, ...]:
        """Figures that are not the same in both years, one side unknown included."""
        return tuple(figure for figure in self.figures if figure.old != figure.new)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Last year's report (`old`) against this year's (`new`)."""
    form = new.form
    ids = dict.fromkeys((*form.cells, *form.extra, *form.facts, *new.facts, *old.facts))
    figures = [_figure(one, old, new) for one in ids]
    shown = tuple(f for f in figures if f.cell in form.cells or f.old is not None or f.new is not None)
    texts = [
        TextChange(
            text_id,
            definition.label,
            word_difference(old.texts.get(text_id, ""), new.texts.get(text_id, "")),
            sameness(old.texts.get(text_id, ""), new.texts.get(text_id, "")),
        )
        for text_id, definition in form.texts.items()
        if old.texts.get(text_id) or new.texts.get(text_id)
    ]
    return Comparison(shown, tuple(texts), questions(old, new))


def _figure(one: str, old: Snapshot, new: Snapshot) -> FigureChange:
    before, after, form = old.value(one), new.value(one), new.form
    change = None if before is None or after is None else after - before
    percent = None
    if change is not None and before:
        percent = (Decimal(change) * 100 / Decimal(before)).quantize(Decimal("0.1"))
    return FigureChange(one, form.label(one), form.unit(one), before, after, change, percent)
