"""What drafting hands back: rolled and composed paragraphs with every span that is not vouched for."""

from dataclasses import dataclass

from assistant.report.answer import Mark, Number

Span = tuple[int, int]


@dataclass(frozen=True)
class Replaced:
    """A stretch of the new text that now states this year's value of `cell`.

    `cell` joins several ids with 「+」 when the stretch states their sum. `old` and `new` are values, None: unknown.
    """

    span: Span
    cell: str
    old: Number | None
    new: Number | None


@dataclass(frozen=True)
class Rolled:
    """Last year's paragraph as this year's. All spans are in characters of `text`.

    `unverified` covers each 〔待核〕 with the figure or words it speaks of; `marks` repeats both lists for the
    editor and adds what may be stale: names, documents and meetings of last year.
    """

    text: str
    replaced: tuple[Replaced, ...] = ()
    unverified: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    unknown: tuple[str, ...] = ()
    """Cells and facts the paragraph speaks of whose value for this year is not known yet."""


@dataclass(frozen=True)
class Proposed:
    """A paragraph offered to the clerk.

    `origin` says where the wording comes from; `missing_facts` are the cells, facts and office details whose
    places read 〔待补〕.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    origin: str = ""
    missing_facts: tuple[str, ...] = ()
