"""What is asked next, and why: the form's questions in order, less everything that is known or follows."""

from dataclasses import dataclass

from assistant.dialogue.understand.types import Known
from assistant.form import Question
from assistant.report.progress import Progress, progress

OUTCOME_QUESTION = "outcomes"


@dataclass(frozen=True)
class Next:
    """The question and the ids it is still after; None when nothing is open."""

    question: Question
    ids: tuple[str, ...]


def next_question(known: Known) -> Next | None:
    """The next open question: the one jumped to, then those not put off, then those put off."""
    now = progress(known.draft, known.form)
    order = [*now.open]
    jumped = known.state.jumped
    if jumped and jumped in known.form.questions:
        question = known.form.questions[jumped]
        named = tuple(one for one in known.state.focus if one in question.asks)
        return Next(question, named or now.open.get(jumped) or question.asks)
    waiting = [one for one in order if one not in known.draft.skipped]
    order = [one for one in order if one not in known.state.reminded or one in waiting]
    for one in waiting or order:
        if later := _later(one, now, known):
            if later in now.open and (later in waiting or not waiting):
                return _next(later, now, known)
            continue
        return _next(one, now, known)
    return _next((waiting or order)[0], now, known) if order else None


def _next(one: str, now: Progress, known: Known) -> Next:
    return Next(known.form.questions[one], now.open[one])


def _later(one: str, now: Progress, known: Known) -> str | None:
    """A question whose other cells only wait to be confirmed as 0 stands behind the outcomes."""
    if one in ("applications", "carried_in", "carried_out") and any_application(known, one):
        return OUTCOME_QUESTION
    return None


def any_application(known: Known, question: str) -> bool:
    """Whether the row has been answered with some application, so that its other columns are presumably 0."""
    row = "carried_out" if question == "carried_out" else "new" if question == "applications" else "carried_in"
    return any((known.value(f"t3.{row}.{c}") or 0) > 0 for c in columns(known))


def columns(known: Known) -> list[str]:
    """Keys of the applicant columns of table 3, without the total."""
    return [c.key for c in known.form.tables["t3"].columns if c.key and c.key != "total"]


def unplaced(known: Known) -> dict[str, int]:
    """Applications per column that have no outcome yet and are not carried out, as far as is known."""
    left: dict[str, int] = {}
    form = known.form
    for column in columns(known):
        supply = sum(int(known.value(f"t3.{row}.{column}") or 0) for row in ("new", "carried_in"))
        used = sum(int(known.value(c) or 0) for c in form.questions[OUTCOME_QUESTION].cells if c.endswith(f".{column}"))
        used += (
            int(known.draft.answers[f"t3.carried_out.{column}"].value)
            if f"t3.carried_out.{column}" in known.draft.answers
            else 0
        )
        if supply != used:
            left[column] = supply - used
    return left
