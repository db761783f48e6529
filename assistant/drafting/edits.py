"""Edits of one text: collected against the old wording, applied at once, with every span carried to the new text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from assistant.drafting.types import Replaced, Rolled, Span
from assistant.report.answer import Mark, Number

Kind = Literal["plain", "bound", "unverified", "stale"]


@dataclass(frozen=True)
class Bound:
    """A value stated inside the replacement text of an edit; start:end are characters of that text."""

    start: int
    end: int
    cell: str
    old: Number | None
    new: Number | None


@dataclass(frozen=True)
class Edit:
    """old[start:end] becomes `text`. `bound` and `unverified` name the stretches of `text` to report."""

    start: int
    end: int
    text: str
    bound: tuple[Bound, ...] = ()
    unverified: tuple[Span, ...] = ()


class Edits:
    """Non-overlapping edits of one text; what was claimed first stays."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits: list[Edit] = []
        self._carried: list[Mark] = []

    def free(self, start: int, end: int) -> bool:
        """Whether no edit touches old[start:end]."""
        return all(end <= edit.start or edit.end <= start for edit in self._edits)

    def add(self, edit: Edit) -> bool:
        """Takes the edit unless its place is taken; tells whether it was taken."""
        if not self.free(edit.start, edit.end):
            return False
        self._edits.append(edit)
        return True

    def keep(self, start: int, end: int, bound: Bound | None = None) -> bool:
        """Settles a stretch as right as it stands, so that nobody marks it."""
        return self.add(Edit(start, end, self.text[start:end], (bound,) if bound else ()))

    def stale(self, start: int, end: int) -> None:
        """Marks a stretch of the old text as one that may belong to last year."""
        self.carry(Mark(start=start, end=end, kind="stale"))

    def carry(self, mark: Mark) -> None:
        """Takes a mark of the old text along to the new one."""
        self._carried.append(mark)

    def apply(self) -> Rolled:
        """The new text and where everything stands in it."""
        pieces: list[str] = []
        replaced: list[Replaced] = []
        unverified: list[Span] = []
        moved: list[tuple[int, int, int, int]] = []
        place = length = 0
        for edit in sorted(self._edits, key=lambda one: (one.start, one.end)):
            pieces += [self.text[place : edit.start], edit.text]
            at = length + edit.start - place
            replaced += [Replaced((at + b.start, at + b.end), b.cell, b.old, b.new) for b in edit.bound]
            unverified += [(at + start, at + end) for start, end in edit.unverified]
            moved.append((edit.start, edit.end, at, at + len(edit.text)))
            length, place = at + len(edit.text), edit.end
        pieces.append(self.text[place:])
        text = "".join(pieces)
        carried = []
        for mark in dict.fromkeys(self._carried):
            start, end = _carry((mark.start, mark.end), moved)
            carried += [mark.model_copy(update={"start": start, "end": end})] if end > start else []
        return with_marks(Rolled(text, tuple(replaced), tuple(unverified)), carried)


def _carry(span: Span, moved: list[tuple[int, int, int, int]]) -> Span:
    """A span of the old text in the new one; an edited end falls on the edge of the edit."""

    def at(place: int, end: bool) -> int:
        shift = 0
        for old_start, old_end, new_start, new_end in moved:
            if old_start < place < old_end or (place in (old_start, old_end) and old_start != old_end):
                if place == old_start:
                    return new_start
                return new_end if end or place == old_end else new_start
            if old_end <= place:
                shift = new_end - old_end
        return place + shift

    return at(span[0], end=False), at(span[1], end=True)


def with_marks(rolled: Rolled, others: Iterable[Mark] = ()) -> Rolled:
    """The same with its marks made from its spans, and `others` among them."""
    marks = [
        Mark(
            start=one.span[0],
            end=one.span[1],
            kind="bound",
            cell=one.cell,
            old="" if one.old is None else str(one.old),
            new="" if one.new is None else str(one.new),
        )
        for one in rolled.replaced
    ]
    marks += [Mark(start=start, end=end, kind="unverified") for start, end in rolled.unverified]
    return replace(rolled, marks=tuple(sorted((*marks, *others), key=lambda mark: (mark.start, mark.end))))


def reopened(rolled: Rolled, first: Iterable[Edit]) -> Edits:
    """Further edits of a rolled text: `first` take precedence, all else it knows about its spans is kept."""
    edits = Edits(rolled.text)
    for edit in first:
        edits.add(edit)
    for one in rolled.replaced:
        edits.keep(*one.span, Bound(0, one.span[1] - one.span[0], one.cell, one.old, one.new))
    for start, end in rolled.unverified:
        edits.add(Edit(start, end, rolled.text[start:end], unverified=((0, end - start),)))
    for mark in rolled.marks:
        if mark.kind not in ("bound", "unverified"):
            edits.carry(mark)
    return edits
