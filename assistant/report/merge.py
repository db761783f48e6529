"""The way back: a file that was handed out, edited by someone else and read again, as proposed changes.

Nothing is applied here. A blank in the file never erases; the file's marks for its readers (〔待核〕, 〔待补〕) are
not taken for text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from assistant.report.answer import Answer, Mark, Paragraph
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.report.published import PastReport
from assistant.text.sentences import sentences
from assistant.wording import text as wording


@dataclass(frozen=True)
class Edit:
    """One proposed change, and for a text its sentences before and after ("" where there was or is none)."""

    change: Change
    sentences: tuple[tuple[str, str], ...] = ()


def edits_in(report: PastReport, draft: Draft, *, who: str, when: datetime) -> list[Edit]:
    """What the edited file says differently from the draft, figures first, in form order."""
    return [*_figures(report, draft, who, when), *_texts(report, draft, who, when)]


def _figures(report: PastReport, draft: Draft, who: str, when: datetime) -> Iterable[Edit]:
    snapshot = draft.snapshot()
    for one in snapshot.form.cells:
        value = report.cells.get(one)
        if value is None or value == snapshot.value(one):
            continue
        evidence = report.places.get(one) or report.meta.source or ""
        raw = report.raw.get(one, "")
        after = Answer(value=value, raw=raw, source="imported", who=who, when=when, evidence=evidence)
        yield Edit(Change(target=one, before=draft.answers.get(one), after=after, evidence=evidence))


def _texts(report: PastReport, draft: Draft, who: str, when: datetime) -> Iterable[Edit]:
    for text_id in draft.snapshot().form.texts:
        new = without_notices(report.texts.get(text_id, ""))
        before = draft.texts.get(text_id)
        old = before.text if before else ""
        if not new or _folded(new) == _folded(old):
            continue
        origin = report.meta.source or ""
        marks = _kept(before.marks, old, new) if before else ()
        after = Paragraph(text=new, source="imported", who=who, when=when, marks=marks, origin=origin)
        change = Change(target=text_id, before=before, after=after, evidence=origin)
        yield Edit(change, tuple(sentence_pairs(old, new)))


def without_notices(text: str) -> str:
    """The text without the marks a draft file carries for its readers."""
    for key in ("rendering.unverified", "rendering.missing_text"):
        text = text.replace(wording(key), "")
    return text.strip()


def sentence_pairs(old: str, new: str) -> Iterable[tuple[str, str]]:
    """The sentences that differ, each beside what took its place."""
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(None, [_folded(s) for s in before], [_folded(s) for s in after], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        for k in range(max(i2 - i1, j2 - j1)):
            yield (before[i1 + k] if i1 + k < i2 else "", after[j1 + k] if j1 + k < j2 else "")


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text) if text[start:end].strip()]


def _folded(text: str) -> str:
    """Line breaks and spaces are the file's, not the writer's."""
    return "".join(text.split())


def _kept(marks: Sequence[Mark], old: str, new: str) -> tuple[Mark, ...]:
    """Marks whose words are still there, moved to where they stand now; edited words lose theirs."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    moved = []
    for mark in marks:
        for block in blocks:
            if block.a <= mark.start and mark.end <= block.a + block.size:
                shift = block.b - block.a
                moved.append(mark.model_copy(update={"start": mark.start + shift, "end": mark.end + shift}))
                break
    return tuple(moved)
