"""A repair the clerk clicked, as changes. Only what the finding proposed is done."""

from datetime import datetime

from assistant.checks.finding import Fix, TextChange
from assistant.report.answer import Answer, Mark, Paragraph
from assistant.report.changes import Change
from assistant.report.draft import Draft


def changes_of(fix: Fix, draft: Draft, who: str, when: datetime) -> tuple[Change, ...]:
    """The changes of a fix on this draft; what is so already is left out."""
    changes: list[Change] = []
    for one in fix.changes:
        before = draft.answers.get(one.cell)
        if (before.value if before else None) == one.after:
            continue
        after = None
        if one.after is not None:
            given = {"value": one.after, "raw": str(one.after), "source": "confirmed", "evidence": fix.label}
            after = Answer.model_validate({**given, "who": who, "when": when})
        changes.append(Change(target=one.cell, before=before, after=after, evidence=fix.label))
    for text_id in dict.fromkeys(one.span.text_id for one in fix.text_changes):
        before = draft.texts.get(text_id)
        if before is not None:
            edits = [one for one in fix.text_changes if one.span.text_id == text_id]
            after = _edited(before, edits, who, when)
            changes.append(Change(target=text_id, before=before, after=after, evidence=fix.label))
    return tuple(changes)


def _edited(paragraph: Paragraph, edits: list[TextChange], who: str, when: datetime) -> Paragraph:
    """The paragraph with each span replaced, last first so that earlier places stay right."""
    text, marks = paragraph.text, list(paragraph.marks)
    for edit in sorted(edits, key=lambda one: one.span.start, reverse=True):
        start, end = edit.span.start, edit.span.end
        text = text[:start] + edit.after + text[end:]
        marks = [moved for mark in marks if (moved := _moved(mark, start, end, len(edit.after)))]
    return paragraph.model_copy(update={"text": text, "marks": tuple(marks), "who": who, "when": when})


def _moved(mark: Mark, start: int, end: int, length: int) -> Mark | None:
    """A mark after a replacement; one that touched the replaced stretch has done its work."""
    if mark.end <= start:
        return mark
    if mark.start >= end:
        shift = length - (end - start)
        return mark.model_copy(update={"start": mark.start + shift, "end": mark.end + shift})
    return None
