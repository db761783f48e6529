"""Files given in the chat: last year's report is offered for use, others go to the archive.

A report waiting for the clerk's word lies beside the state of the conversation until the next message.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from assistant.dialogue.replies import Confirm, Notice, Recorded
from assistant.errors import UnusableInput
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.report.published import PastReport
from assistant.session import beginning
from assistant.session.commit import Work, shown
from assistant.session.parts import Parts
from assistant.wording import say

WAITING = "offered_report"


def take_files(parts: Parts, draft: Draft, files: Sequence[Path]) -> tuple[tuple[BaseModel, ...], PastReport | None]:
    """What to say about the files, and the report that waits for a yes, if one is last year's."""
    replies: list[BaseModel] = []
    waiting: PastReport | None = None
    for path in files:
        try:
            past = read(parts, path)
        except UnusableInput as error:
            replies.append(Notice(text=str(error)))
            continue
        if beginning.follows(past, draft.meta.year) and waiting is None:
            waiting = past
        elif past.meta.year == draft.meta.year and past.meta.organ in ("", draft.meta.organ):
            replies.append(Notice(text=say("session.same_year", source=path.name, year=past.meta.year)))
        else:
            parts.library.add(past, parts.clock())
            replies.append(Notice(text=say("session.kept_in_archive", source=path.name, **named(past))))
    if waiting is not None:
        replies.append(_offer(draft, waiting, parts))
    return tuple(replies), waiting


def read(parts: Parts, path: Path) -> PastReport:
    """A past report from a file of any supported format. Raises UnusableInput."""
    from assistant.reading import read_file

    if not path.exists():
        raise UnusableInput(say("session.file_missing", name=path.name))
    return read_file(path, max_mb=parts.settings.max_upload_mb)


def named(past: PastReport) -> dict[str, str]:
    """Office and year for a sentence."""
    year = say("session.year", year=past.meta.year) if past.meta.year else say("session.unknown_year")
    return {"organ": past.meta.organ, "year": year}


def use(draft: Draft, past: PastReport, who: str, when: datetime) -> tuple[Draft, tuple[Change, ...]]:
    """The draft with `past` as last year's report and what follows from it; answers given are not touched."""
    begun = draft.model_copy(update={"previous": past})
    changes = beginning.carried_over(begun, who, when)
    return begun.apply(changes), changes


def answered(parts: Parts, draft: Draft, state: Mapping[str, Any], text: str, who: str) -> Work | Notice | None:
    """What a message means for the waiting report: Work when it is accepted, a Notice when it is not."""
    waiting = state.get(WAITING)
    if not waiting:
        return None
    if text.strip() == say("session.decline"):
        return Notice(text=say("session.offered_declined"))
    if text.strip() != say("session.confirm"):
        return Notice(text=say("session.offered_dropped"))
    past = PastReport.model_validate(waiting)
    changed, changes = use(draft, past, who, parts.clock())
    reply = Recorded(text=say("session.offered_used", **named(past)), changes=shown(changes))
    return Work(changed, (reply,), changes, you=text)


def _offer(draft: Draft, past: PastReport, parts: Parts) -> Confirm:
    _, changes = use(draft, past, "", parts.clock())
    stated = sum(value is not None for value in past.cells.values())
    figures = {
        "stated": stated,
        "blank": len(past.cells) - stated,
        "texts": sum(map(bool, past.texts.values())),
    }
    text = say("session.offered", **named(past)) + say("session.offered_reading", **figures)
    choices = (say("session.confirm"), say("session.decline"))
    return Confirm(text=text, changes=shown(changes), choices=choices)
