"""What is settled and what is still open, in the order of the form's questions."""

from dataclasses import dataclass

from assistant.form import Form, Question
from assistant.report.answer import Paragraph
from assistant.report.draft import Draft
from assistant.report.snapshot import Snapshot

NOTES = ("〔待核〕", "〔待补〕")


@dataclass(frozen=True)
class Progress:
    """`open` ids nobody has answered, by question id; `total` and `done` count cells, facts and texts asked for."""

    open: dict[str, tuple[str, ...]]
    done: int
    total: int

    @property
    def open_ids(self) -> list[str]:
        return [one for ids in self.open.values() for one in ids]

    @property
    def complete(self) -> bool:
        return not self.open


def needed(question: Question, draft: Draft, snapshot: Snapshot) -> tuple[str, ...]:
    """The ids a question is after in this draft; empty when an earlier answer made it pointless."""
    if question.text:
        if question.optional and not _wanted(question.text, draft):
            return ()
        past = draft.previous.texts.get(question.text) if draft.previous else None
        return (*(() if past else question.facts_without_past), question.text)
    return (*question.cells, *question.facts)


def progress(draft: Draft, form: Form) -> Progress:
    """Open ids of every question. A cell is settled by an answer or by a settled derivation."""
    snapshot = draft.snapshot()
    open_: dict[str, tuple[str, ...]] = {}
    done = total = 0
    for question in form.questions.values():
        ids = needed(question, draft, snapshot)
        missing = tuple(one for one in ids if not _settled(one, draft, snapshot))
        total += len(ids)
        done += len(ids) - len(missing)
        if missing:
            open_[question.id] = missing
    return Progress(open_, done, total)


def doubtful(paragraph: Paragraph) -> bool:
    """Whether a paragraph still holds 〔待核〕 or 〔待补〕 spots nobody vouches for."""
    return any(mark.kind == "unverified" for mark in paragraph.marks) or any(n in paragraph.text for n in NOTES)


def _wanted(text_id: str, draft: Draft) -> bool:
    """An optional part is asked for when last year's report had it, unless the office declined it."""
    had = bool(draft.previous and draft.previous.texts.get(text_id, "").strip())
    return had and text_id not in draft.declined


def _settled(one: str, draft: Draft, snapshot: Snapshot) -> bool:
    if one in draft.texts:
        return bool(draft.texts[one].text.strip())
    if one in draft.answers:
        return True
    if one.startswith("meta."):
        return getattr(draft.office, one[5:], None) not in (None, "", "other")
    return one not in snapshot.form.texts and snapshot.value(one) is not None
