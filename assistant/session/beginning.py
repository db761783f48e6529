"""A new draft: who reports, and what last year's report already answers."""

from datetime import datetime

from assistant.checks.organ import is_government, level_of
from assistant.form import load_form
from assistant.report.answer import Answer
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.report.meta import Meta, Scope
from assistant.report.published import PastReport
from assistant.wording import say

CARRIED_OUT = "t3.carried_out."
CARRIED_IN = "t3.carried_in."


def blank(organ: str, year: int, previous: PastReport | None, scope: Scope | None = None) -> Draft:
    """The empty draft of an office and year. What the name tells about the office is part of its head."""
    past = previous.meta if previous else Meta()
    meta = Meta(
        organ=organ,
        organ_short=past.organ_short if past.organ == organ else "",
        year=year,
        scope=scope or past.scope,
        internal=past.internal,
    )
    meta = meta.model_copy(update={"level": past.level if past.level != "other" else level_of(meta)})
    meta = meta.model_copy(update={"is_government": past.is_government or is_government(meta)})
    return Draft(meta=meta, previous=previous)


def carried_over(draft: Draft, who: str, when: datetime) -> tuple[Change, ...]:
    """What last year's report answers for good: the cases carried over, per column, and office details.

    Nothing when the report is not last year's. A column it left blank stays open; a blank is not zero.
    """
    past = draft.previous
    if past is None or not follows(past, draft.meta.year):
        return ()
    form = load_form("2021")
    source = {"organ": past.meta.organ or draft.meta.organ, "year": past.meta.year}
    changes = []
    for cell in form.cells.values():
        if not cell.entered or not cell.id.startswith(CARRIED_IN):
            continue
        origin = CARRIED_OUT + cell.id.removeprefix(CARRIED_IN)
        value = past.cells.get(origin)
        if value is not None and value >= 0:
            evidence = say("session.carried_evidence", **source)
            changes.append(_imported(cell.id, value, evidence, who, when))
    for detail in form.meta:
        name = detail.removeprefix("meta.")
        value = getattr(past.meta, name)
        if value and name != "level":
            changes.append(_imported(detail, value, say("session.detail_evidence", **source), who, when))
    return tuple(change for change in changes if draft.get(change.target) is None)


def follows(past: PastReport, year: int | None) -> bool:
    """Whether `past` is the report of the year before."""
    return past.meta.year is not None and year is not None and past.meta.year == year - 1


def _imported(target: str, value: object, evidence: str, who: str, when: datetime) -> Change:
    given = {"value": value, "raw": str(value), "source": "imported", "evidence": evidence}
    answer = Answer.model_validate({**given, "who": who, "when": when})
    return Change(target=target, after=answer, evidence=evidence)
