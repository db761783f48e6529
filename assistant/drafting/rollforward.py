"""Last year's paragraph as this year's: years, bound figures, lists, growth, turned statements, and marks on the rest.

The order matters: statements that turn round take whole clauses, lists take their items, growth takes its phrase,
single figures take what is left, and everything still untouched is marked 〔待核〕. At the end the new paragraph is
read again; what still contradicts this year's figures is marked, never kept in silence.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from assistant.drafting.breakdown import rebuild, settle_facts
from assistant.drafting.deciding import decide_all
from assistant.drafting.edits import Edit, reopened
from assistant.drafting.figures import Page
from assistant.drafting.flips import mark_unread_denials, turn_round
from assistant.drafting.percents import recompute_growth, recompute_shares, restate_bases
from assistant.drafting.stale import mark_names, mark_the_rest
from assistant.drafting.types import Rolled, Span
from assistant.drafting.universals import mark_broken_universals
from assistant.drafting.words import words
from assistant.drafting.years import shift_years
from assistant.narrative.binding import bind
from assistant.narrative.claims import claims_in
from assistant.narrative.facts import facts_in
from assistant.report.answer import Number
from assistant.report.published import PastReport
from assistant.report.snapshot import Snapshot, of_past
from assistant.text.numbers import parse_number


def roll_forward(text: str, text_id: str, old: Snapshot, new: Snapshot) -> Rolled:
    """`text` of last year's report `old` with this year's figures from `new`.

    Spans of the result are characters of its own text. A figure bound to a cell or fact reads this year's value in
    last year's style; one bound to nothing, or whose value is not known yet, keeps last year's behind 〔待核〕.
    """
    shifted = shift_years(text, old.meta.year, new.meta.year)
    page = Page(shifted.text, text_id, old, new)
    if text_id == "preamble":
        mark_names(page, shifted.titles)
        return page.edits.apply()
    decide_all(page)
    settle_facts(page)
    turn_round(page)
    rebuild(page)
    recompute_growth(page)
    recompute_shares(page)
    restate_bases(page)
    for start in page.decisions:
        edit = page.figure_edit(start)
        if edit is not None and page.edits.add(edit) and page.decisions[start].doubtful:
            page.edits.stale(edit.start, edit.end)
    mark_broken_universals(page)
    mark_unread_denials(page)
    mark_names(page, shifted.titles)
    mark_the_rest(page)
    unknown = dict.fromkeys(cell for one in page.decisions.values() if one.new is None for cell in one.cells)
    return replace(_verified(page.edits.apply(), text_id, new), unknown=tuple(unknown))


def _verified(rolled: Rolled, text_id: str, new: Snapshot) -> Rolled:
    """The same, with every statement marked that still contradicts this year's figures."""
    wrong: dict[Span, None] = {}
    for claim in claims_in(rolled.text, text_id, new.meta.year):
        span = (claim.quantity.start, claim.quantity.end)
        covered = any(start <= span[0] < end for start, end in rolled.unverified)
        if not covered and bind(claim, new.values).state == "differs" and not _states(rolled, span):
            wrong[span] = None
    if not wrong:
        return rolled
    marked = [
        Edit(
            start,
            end,
            words().unverified + rolled.text[start:end],
            unverified=((0, end - start + len(words().unverified)),),
        )
        for start, end in wrong
    ]
    return reopened(rolled, marked).apply()


def _states(rolled: Rolled, span: Span) -> bool:
    """Whether this very figure was put there from this year's cells."""
    return any(one.span[0] <= span[0] < one.span[1] for one in rolled.replaced)


def rollforward_document(past: PastReport, cells: Mapping[str, object], year: int) -> dict[str, Any]:
    """The *rollforward* document of interfaces.md: every text of `past` rolled with `cells` (cells and facts by id;
    what is missing is unknown)."""
    old = last_year(past, year)
    form = old.form
    known = {one: number for one, value in cells.items() if (number := _number(value)) is not None}
    new = Snapshot(
        meta=past.meta.model_copy(update={"year": year, "period": None, "title": None, "format": "2021"}),
        stated={one: value for one, value in known.items() if form.cell(one)},
        facts={one: value for one, value in known.items() if not form.cell(one)},
    )
    rolled = {text_id: roll_forward(text, text_id, old, new) for text_id, text in past.texts.items() if text.strip()}
    return {"texts": {text_id: as_document(one) for text_id, one in rolled.items()}}


def _number(value: object) -> Number | None:
    """A figure as JSON may hold it: integer, decimal, or a number written as text."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    return parse_number(str(value)) if isinstance(value, (str, float)) else None


def last_year(past: PastReport, year: int | None) -> Snapshot:
    """The report to roll forward from; one that does not say its year is taken for the one before `year`."""
    snapshot = with_facts(of_past(past))
    if snapshot.meta.year is None and year is not None:
        return replace(snapshot, meta=snapshot.meta.model_copy(update={"year": year - 1}))
    return snapshot


def with_facts(snapshot: Snapshot) -> Snapshot:
    """The snapshot with the figures its prose states, where it does not carry them already."""
    stated = facts_in(snapshot.texts, snapshot.meta.year)
    return replace(snapshot, facts={**stated, **snapshot.facts})


def as_document(rolled: Rolled) -> dict[str, Any]:
    """One rolled text in machine form; decimals as strings."""
    return {
        "text": rolled.text,
        "replaced": [
            {
                "span": {"start": one.span[0], "end": one.span[1]},
                "cell": one.cell,
                "old": _plain(one.old),
                "new": _plain(one.new),
            }
            for one in rolled.replaced
        ],
        "unverified": [{"start": start, "end": end} for start, end in rolled.unverified],
    }


def _plain(value: Number | None) -> int | str | None:
    return value if value is None or isinstance(value, int) else f"{value:f}"
