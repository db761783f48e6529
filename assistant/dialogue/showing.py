"""Values and questions in words."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from assistant.dialogue.plan import Next
from assistant.dialogue.replies import Ask, ShownChange
from assistant.dialogue.state import Proposal
from assistant.dialogue.understand.types import Known
from assistant.form import Form, Question
from assistant.report.answer import Answer, Paragraph, Value
from assistant.report.changes import Change
from assistant.wording import PROMPTS, load, say

NAMED = 6
"""How many values a sentence names before it says 等."""


@cache
def _questions() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((PROMPTS / "questions").glob("*.yaml")):
        found.update(load(f"questions/{path.stem}"))
    return found


def spoken(value: Value | None) -> str:
    """A value as staff read it; a long text shortened."""
    if value is None:
        return say("dialogue.unanswered")
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"


def plain(one: Answer | Paragraph | None) -> Value | None:
    """The value of an answer, the words of a paragraph."""
    return None if one is None else one.text if isinstance(one, Paragraph) else one.value


def shown(changes: Iterable[Change], form: Form) -> tuple[ShownChange, ...]:
    """Changes as before → after."""
    return tuple(
        ShownChange(cell=c.target, label=form.label(c.target), before=plain(c.before), after=plain(c.after))
        for c in changes
    )


def proposed(proposals: Iterable[Proposal], known: Known) -> tuple[ShownChange, ...]:
    """Proposals as before → after."""
    return tuple(
        ShownChange(
            cell=p.target,
            label=known.form.label(p.target),
            before=plain(known.draft.get(p.target)),
            after=p.value,
        )
        for p in proposals
    )


def summary(changes: Sequence[ShownChange], form: Form) -> str:
    """「自然人·新收 2件、…」: the values that are not zero, or the labels of the zeros."""
    some = [c for c in changes if c.after != 0 or c.before is not None]
    parts = [_one(c, form) for c in (some or changes)[:NAMED]]
    text = say("dialogue.separator").join(parts)
    return text + (say("dialogue.and_more") if len(some or changes) > NAMED else "")


def _one(change: ShownChange, form: Form) -> str:
    unit = form.unit(change.cell) if change.after is not None else ""
    if change.before is not None:
        values = {"before": spoken(change.before), "after": spoken(change.after)}
        return say("dialogue.changed_pair", label=change.label, unit=unit, **values)
    return say("dialogue.pair", label=change.label, value=spoken(change.after), unit=unit)


def labels(ids: Iterable[str], form: Form) -> str:
    """The names of ids, a few of them."""
    names = list(dict.fromkeys(form.label(one) for one in ids))
    return say("dialogue.separator").join(names[:NAMED]) + (say("dialogue.and_more") if len(names) > NAMED else "")


def ask(following: Next, known: Known, *, text: str = "", choices: tuple[str, ...] = ()) -> Ask:
    """The question in words, with why it is asked, where the figure comes from and last year's figures."""
    question, form = following.question, known.form
    words = _questions().get(question.id) or _questions()["facts"]
    facts = question.text is not None and question.text not in following.ids
    if facts or (question.text and following.ids and following.ids[0] in form.facts):
        words = _questions()["facts"]
        text = text or words["text"].format(labels=labels([i for i in following.ids if i in form.facts], form))
    partly = not question.text and 0 < len(following.ids) < len(question.asks) and len(following.ids) <= NAMED
    said = text or words["text"]
    if partly and not text:
        said = say("dialogue.rest_of", text=said, labels=labels(following.ids, form))
    offered = choices or tuple(words.get("choices", ()))
    if not choices and last_year(following.ids, known) and not question.text:
        offered = (*offered, say("dialogue.choice_same"))
    if not choices and not question.text:
        offered = (*offered, say("dialogue.choice_skip"))
    return Ask(
        text=said,
        question=question.id,
        asks=following.ids,
        choices=offered,
        why=words.get("why", ""),
        where=words.get("where", ""),
        example=words.get("example", ""),
        last_year=last_year(following.ids, known),
    )


def last_year(ids: Sequence[str], known: Known) -> str:
    """Last year's figures of what is asked; "" when there are none."""
    values = [(one, known.last_year(one)) for one in ids]
    given = [(one, value) for one, value in values if value is not None]
    if not given:
        return ""
    some = [(one, value) for one, value in given if value]
    if not some:
        return say("dialogue.last_year_zero")
    form = known.form
    parts = [
        say("dialogue.pair", label=form.label(one), value=spoken(value), unit=form.unit(one))
        for one, value in some[:NAMED]
    ]
    return say("dialogue.last_year", what=say("dialogue.separator").join(parts))


def example_of(question: str) -> str:
    """How the open question can be answered."""
    return str((_questions().get(question) or {}).get("example", ""))


def topic(question: Question, form: Form) -> str:
    """A question's subject in a word or two."""
    words = _questions().get(question.id) or {}
    if "topic" in words:
        return str(words["topic"])
    return form.label(question.text or question.asks[0])


def reasons(question_id: str) -> tuple[str, str]:
    """Why a question is asked and where its figure comes from."""
    words = _questions().get(question_id) or _questions()["facts"]
    return str(words.get("why", "")), str(words.get("where", ""))
