"""Paragraphs follow their figures: when a cell changes, sentences bound to it state the new value."""

from collections.abc import Sequence
from datetime import datetime

from assistant.dialogue.replies import Notice
from assistant.form import load_form
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.wording import say


def follow(
    before: Draft, after: Draft, changes: Sequence[Change], who: str, when: datetime
) -> tuple[Draft, tuple[Change, ...], tuple[Notice, ...]]:
    """The draft with its adopted paragraphs renewed, the changes that made it so, and what to say about it.

    A paragraph among `changes` was just written or taken back: it is left as it is.
    """
    from assistant.drafting import sync

    form = load_form("2021")
    touched = {change.target for change in changes}
    if not touched - form.texts.keys():
        return after, (), ()
    old, new = before.snapshot(), after.snapshot()
    extra: list[Change] = []
    said: list[Notice] = []
    for text_id, paragraph in after.texts.items():
        if text_id in touched or not any(mark.kind == "bound" for mark in paragraph.marks):
            continue
        synced = sync(paragraph, old, new)
        if synced.paragraph == paragraph:
            continue
        renewed = synced.paragraph.model_copy(update={"who": who, "when": when})
        extra.append(Change(target=text_id, before=paragraph, after=renewed))
        key = "session.text_to_check" if synced.flagged else "session.text_followed"
        quoted = [renewed.text[start:end] for start, end in synced.flagged]
        listed = say("session.list_separator").join(quoted[:3])
        said.append(Notice(text=say(key, label=form.label(text_id), words=listed)))
    return after.apply(extra), tuple(extra), tuple(said)
