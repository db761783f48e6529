"""What the session lends the conversation (`dialogue.desk.Desk`): drafting, past reports, files, the log."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.dialogue.replies import Answered, Figure, FileReply, Passage
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.session import exports
from assistant.session.parts import Parts
from assistant.wording import say

if TYPE_CHECKING:
    from assistant.drafting.types import Proposed


class SessionDesk:
    """For one message of one person."""

    def __init__(self, parts: Parts, who: str) -> None:
        self._parts = parts
        self._who = who

    @property
    def model(self) -> Any:
        """The language model, None when none is configured."""
        return self._parts.model

    def propose(self, text_id: str, draft: Draft, variant: int = 0) -> "Proposed":
        """A paragraph for this part: last year's rolled forward, or composed."""
        from assistant.drafting import propose

        return propose(text_id, draft, variant)

    def references(
        self, text_id: str, draft: Draft, who: Literal["own", "others"] = "others", skip: int = 0
    ) -> list[Passage]:
        """How this part is written elsewhere, best first."""
        raise NotImplementedError

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
        """What 撤销 would take back."""
        batch = self._parts.drafts.last_batch(draft.id, self._who) if draft.id else None
        return list(batch.changes) if batch else []


def answered(given: Any) -> Answered:
    """An archive answer as a reply."""
    return Answered(
        text=given.text,
        found=given.found,
        answer=given.text,
        figures=tuple(
            Figure(organ=f.organ, year=f.year, cell=f.cell, label=f.label, value=f.value) for f in given.figures
        ),
        passages=tuple(passage(one) for one in given.passages),
    )


def passage(one: Any) -> Passage:
    """A quoted passage as a reply carries it."""
    return Passage(
        organ=one.organ, year=one.year, section=one.section, text=one.text, source=one.source, score=one.score
    )
