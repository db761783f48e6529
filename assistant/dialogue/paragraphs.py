"""The narrative parts: a paragraph is shown, its open figures asked for, then adopted, edited or replaced."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.dialogue.commands import exact_command
from assistant.dialogue.desk import Composes, Desk
from assistant.dialogue.replies import Ask, Drafted, TextSpan
from assistant.dialogue.state import Offered
from assistant.dialogue.understand.types import Known
from assistant.errors import NotFound
from assistant.narrative.spans import Mention, Number, Operator, spans_in
from assistant.report.answer import Mark, Paragraph
from assistant.report.changes import Change
from assistant.text.normalise import fold
from assistant.text.numbers import format_like
from assistant.text.sentences import sentences
from assistant.wording import say

_NOTE = re.compile(r"〔待核〕|〔待补〕")
_POINTS = re.compile(
    r"[；;。\n]+|(?:^|(?<=[，,；;。\n]))\s*(?:[一二三四五六]是|第[一二三四五六][，,、]|[（(]?\d+[）)、.．])"
)
SHORTEST = 5
SHORT_WORDS = 6
"""Fewer characters than that are no paragraph of the clerk's own."""
SHORT_FIGURES = 30
SHORT_LABEL = 2
FEW = 2
"""More open figures than that are worth another wording."""


def propose(text_id: str, known: Known, desk: Desk, variant: int = 0) -> Offered | None:
    """A paragraph for a part; None when there is no wording for it."""
    try:
        made = desk.propose(text_id, known.draft, variant)
    except NotFound:
        return None
    if not made.text.strip():
        return None
    return Offered(text_id=text_id, text=made.text, marks=tuple(made.marks), origin=made.origin, variant=variant)


def standing(text_id: str, paragraph: Paragraph) -> Offered:
    """An adopted paragraph that still holds open spots, as it stands in the draft."""
    marks = list(paragraph.marks)
    for note in _NOTE.finditer(paragraph.text):
        if not any(m.kind == "unverified" and m.start <= note.start() and note.end() <= m.end for m in marks):
            marks.append(Mark(start=note.start(), end=note.end(), kind="unverified"))
    return Offered(text_id=text_id, text=paragraph.text, marks=tuple(marks), origin=paragraph.origin)


def without_doubts(offered: Offered) -> Offered | None:
    """The paragraph without the sentences its open spots stand in; None when nothing would be left."""
    for mark in reversed(unverified(offered)):
        after = offered.text[mark.end : mark.end + 1]
        if not _may_stay(offered, mark) and after in "，；":  # a clause of its own goes without its sentence
            clause = Mark(start=mark.start, end=mark.end + 1, kind="unverified")
            kept = tuple(one for one in offered.marks if one != mark)
            offered = _replaced(offered.model_copy(update={"marks": kept}), clause, "")
    doubts = unverified(offered)
    for start, end in reversed(sentences(offered.text)):
        if any(start < m.end and m.start < end for m in doubts):
            offered = _replaced(offered, Mark(start=start, end=end, kind="unverified"), "")
    return offered if offered.text.strip() else None


def unverified(offered: Offered) -> list[Mark]:
    """Spans nobody vouches for, in order."""
    return sorted((m for m in offered.marks if m.kind == "unverified"), key=lambda m: m.start)


def drafted(offered: Offered) -> Drafted:
    """The paragraph as a reply."""
    return Drafted(
        text=offered.text,
        text_id=offered.text_id,
        unverified=tuple(TextSpan(start=m.start, end=m.end) for m in unverified(offered)),
        bound=tuple(m.model_dump(mode="json") for m in offered.marks if m.kind == "bound"),
        origin=offered.origin,
        choices=choices(),
    )


def choices() -> tuple[str, ...]:
    """What can be said to a shown paragraph."""
    return tuple(say(f"dialogue.choice_{one}") for one in ("adopt", "edit", "variant", "own", "all"))


def ask_about(offered: Offered, question: Ask) -> Ask:
    """The open question for a shown paragraph: its first open figure, else whether it may stand."""
    marks = unverified(offered)
    if not marks:
        return question.model_copy(update={"choices": choices(), "asks": (offered.text_id,)})
    words = _around(offered, marks[0])
    counted = any(isinstance(t, Number) for t in spans_in(words))
    key = "ask_number" if counted else "ask_words" if _may_stay(offered, marks[0]) else "ask_contrary"
    text = say(f"dialogue.{key}", words=words)
    if len(marks) > FEW:
        text += say("dialogue.many_open", count=len(marks))
    same = (say("dialogue.choice_same"),) if any(_may_stay(offered, one) for one in marks) else ()
    offers = (*same, say("dialogue.choice_drop"), say("dialogue.choice_skip"), *choices())
    return question.model_copy(update={"text": text, "choices": offers, "asks": (offered.text_id,)})


def _around(offered: Offered, mark: Mark) -> str:
    """The clause a mark stands in, up to the mark's end and no further than the mark before it."""
    start = max(offered.text.rfind(sign, 0, mark.start) for sign in "，。；、：\n")
    return _NOTE.sub("", offered.text[start + 1 : mark.end])


def fill(offered: Offered, message: str) -> Offered | None:
    """The paragraph with figures the clerk gave for its open spans, or with the span vouched for; None: neither."""
    marks = unverified(offered)
    tokens = spans_in(message)
    same = any(isinstance(t, Operator) and t.kind == "same" for t in tokens) or exact_command(message) == "confirm"
    if not marks:
        return offered if same else None
    if same:
        for mark in (one for one in reversed(marks) if _may_stay(offered, one)):
            offered = _replaced(offered, mark, _NOTE.sub("", offered.text[mark.start : mark.end]))
        return offered
    numbers = [t for t in tokens if isinstance(t, Number)]
    if not numbers or (any(isinstance(t, Number) for t in tokens) and len(message) > 30):
        return None
    for number in numbers:
        labelled = _labelled(offered, message, number)
        for mark in [labelled] if labelled else unverified(offered):
            words = offered.text[mark.start : mark.end]
            old = [t for t in spans_in(_NOTE.sub("", words)) if isinstance(t, Number)]
            if len(old) > 1:
                continue
            unit = number.quantity.unit
            if old and unit and old[0].quantity.unit and unit != old[0].quantity.unit:
                continue
            offered = _replaced(offered, mark, _renewed(_NOTE.sub("", words), old, number))
            break
    return offered


def words_of(offered: Offered, mark: Mark) -> str:
    """The words of an open spot without its note."""
    return _NOTE.sub("", offered.text[mark.start : mark.end])


def _may_stay(offered: Offered, mark: Mark) -> bool:
    """A figure or a denial may be what it was last year. Other words are open because this year's figures say
    otherwise (均为自然人提出), and nobody can vouch for them."""
    tokens = spans_in(words_of(offered, mark))
    return any(isinstance(t, Number) or (isinstance(t, Operator) and t.kind == "none") for t in tokens)


def _labelled(offered: Offered, message: str, number: Number) -> Mark | None:
    """The open figure whose words the clerk names before the number (「公示公告80条」)."""
    begin = max(message.rfind(sign, 0, number.start) for sign in "，,、；;。") + 1
    label = fold(message[begin : number.start]).strip("是有为")
    if len(label) < SHORT_LABEL:
        return None
    found = [m for m in unverified(offered) if label in fold(_around(offered, m))]
    return found[0] if len(found) == 1 else None


def _renewed(words: str, old: Sequence[Number], number: Number) -> str:
    value = number.quantity.value
    if not old:
        return words + format_like(value)
    quantity = old[0].quantity
    written = (
        format_like(value, quantity.style, quantity.unit) if not quantity.unit else format_like(value, quantity.style)
    )
    return words[: quantity.start] + written + words[quantity.end :]


def _replaced(offered: Offered, mark: Mark, words: str) -> Offered:
    """The text with a span replaced and its open mark gone; later marks move along."""
    grown = len(words) - (mark.end - mark.start)
    marks: list[Mark] = []
    for one in offered.marks:
        if one.start == mark.start and one.end == mark.end and one.kind == "unverified":
            continue
        if one.start >= mark.end:
            one = one.model_copy(update={"start": one.start + grown, "end": one.end + grown})
        elif one.end >= mark.end:
            one = one.model_copy(update={"end": one.end + grown})
        elif one.end > mark.start:
            continue
        marks.append(one)
    text = offered.text[: mark.start] + words + offered.text[mark.end :]
    return offered.model_copy(update={"text": text, "marks": tuple(marks)})


@dataclass(frozen=True)
class Writer:
    """Who adopts paragraphs, and when."""

    who: str
    now: datetime

    def adopt(self, offered: Offered, known: Known) -> Change:
        """The shown paragraph as this year's. Accepting it vouches for its old sentences, not for open figures."""
        kept = tuple(m for m in offered.marks if m.kind in ("bound", "unverified"))
        source = "rolled" if known.draft.previous and not offered.variant else "composed"
        after = Paragraph(
            text=offered.text, source=source, who=self.who, when=self.now, marks=kept, origin=offered.origin
        )
        return Change(target=offered.text_id, before=known.draft.texts.get(offered.text_id), after=after)

    def own(self, text_id: str, text: str, known: Known, desk: Desk) -> Change:
        """The clerk's own wording; for section 五 loose points become a paragraph."""
        words, marks, origin = text.strip(), (), ""
        points = points_of(words)
        if text_id in ("s5.problems", "s5.measures") and len(words) < 80:
            if isinstance(desk, Composes):
                made = desk.compose(text_id, known.draft, points)
                words, marks, origin = made.text, tuple(made.marks), made.origin
            elif not words.endswith("。"):
                words = "；".join(points) + "。"
        after = Paragraph(text=words, source="typed", who=self.who, when=self.now, marks=marks, origin=origin)
        before = known.draft.texts.get(text_id)
        return Change(target=text_id, before=before, after=after, evidence=text.strip())


def points_of(text: str) -> list[str]:
    """「一是…；二是…」 as its points."""
    return [one.strip(" ，,、") for one in _POINTS.split(text) if one and one.strip(" ，,、")]


def names_figures(message: str) -> bool:
    """「处罚改成20」: names a cell and a number, too short for a paragraph."""
    if len(message) > SHORT_FIGURES or message.endswith("。"):
        return False
    tokens = spans_in(message)
    return any(isinstance(t, Number) for t in tokens) and any(isinstance(t, Mention) for t in tokens)


def is_own_words(message: str, offered: Offered | None, question_text: str | None) -> bool:
    """Whether a message is the clerk's own paragraph for the open part rather than figures or a command."""
    plain = message.strip()
    if offered is not None and offered.editing:
        return len(plain) >= SHORT_WORDS and not names_figures(plain)
    if question_text in ("s5.problems", "s5.measures"):
        return len(plain) >= SHORTEST and not plain.endswith(("?", "？"))
    return bool(question_text) and len(plain) >= 30 and plain.endswith("。")
