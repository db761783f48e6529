"""What the session lends the conversation (`dialogue.desk.Desk`): drafting, past reports, files, the log."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.dialogue.replies import Answered, Figure, FileReply, Passage
from assistant.form import load_form
from assistant.report.answer import Answer
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.session import exports
from assistant.session.parts import Parts
from assistant.wording import say

if TYPE_CHECKING:
    from assistant.drafting.types import Proposed


SHOWN = 3
"""Passages shown at a time."""
QUERY = 120
"""Characters of last year's paragraph that say what wording is looked for."""


class SessionDesk:
    """For one message of one person."""

    def __init__(self, parts: Parts, who: str) -> None:
        self._parts = parts
        self._who = who

    @property
    def profiles(self) -> frozenset[str]:
        """The local rule profiles of the settings."""
        return self._parts.settings.profiles

    def propose(self, text_id: str, draft: Draft, variant: int = 0) -> "Proposed":
        """A paragraph for this part: last year's rolled forward, or composed."""
        from assistant.drafting import propose

        return propose(text_id, draft, variant)

    def compose(self, text_id: str, draft: Draft, points: Sequence[str]) -> "Proposed":
        """A paragraph of section 五 made of the clerk's own points."""
        from assistant.drafting import propose

        return propose(text_id, draft, points=points)

    def references(
        self, text_id: str, draft: Draft, who: Literal["own", "others"] = "others", skip: int = 0
    ) -> list[Passage]:
        """How this part is written elsewhere, best first: in the office's own reports, or in those of others."""
        from vectorstore.passage import Filter

        kept = dict.fromkeys(one.organ for one in self._parts.library.kept())
        own = tuple(one for one in kept if same_office(one, draft.office.organ))
        if who == "own" and not own:
            return []
        wanted = (
            Filter(sections=(text_id,), organs=own) if who == "own" else Filter(sections=(text_id,), not_organs=own)
        )
        past = draft.previous.texts.get(text_id, "") if draft.previous else ""
        query = f"{load_form('2021').label(text_id)} {past[:QUERY]}"
        hits = self._parts.library.search(query, skip + SHOWN, wanted)
        return [passage(hit.passage, round(hit.score, 4)) for hit in hits[skip:]]

    def answer(self, question: str, draft: Draft, context: Sequence[str] = ()) -> Answered:
        """An answer from past reports or the rules."""
        from assistant.archive.answer import answer

        given = answer(
            self._parts.library,
            question,
            organ=draft.office.organ,
            year=draft.meta.year,
            before=context,
        )
        return answered(given)

    def export(self, draft: Draft, extension: str = "docx") -> FileReply:
        """Makes the file in the data folder and says where it is."""
        suffix = extension.removeprefix(".") or "docx"
        name = f"{draft.office.organ}{draft.meta.year}.{suffix}".replace("/", "_")
        folder = self._parts.settings.data / "files"
        made = exports.export(self._parts, Path(folder) / name, draft.snapshot(), draft, self._who)
        key = "session.file_final" if made.final else "session.file_draft"
        return FileReply(text=say(key, name=made.path.name), path=str(made.path))

    def last_changes(self, draft: Draft) -> list[Change]:
        """What 撤销 would take back: what the clerk did, not what came with last year's report."""
        batch = self._parts.drafts.last_batch(draft.id, self._who) if draft.id else None
        if batch is None or all(isinstance(c.after, Answer) and c.after.source == "imported" for c in batch.changes):
            return []
        return list(batch.changes)


def same_office(kept: str, wanted: str) -> bool:
    """Whether two spellings name one office: one may carry the area in front of the other."""
    return bool(kept and wanted) and (kept.endswith(wanted) or wanted.endswith(kept))


def answered(given: Any) -> Answered:
    """An archive answer as a reply."""
    figures = tuple(Figure.model_validate(one, from_attributes=True) for one in given.figures)
    passages = tuple(passage(one, one.score) for one in given.passages)
    return Answered(text=given.text, found=given.found, answer=given.text, figures=figures, passages=passages)


def passage(one: Any, score: float | None) -> Passage:
    """A kept or quoted passage as a reply carries it."""
    named = {key: getattr(one, key) for key in ("organ", "section", "text", "source")}
    return Passage(**named, year=one.year or None, score=score)
