"""What a session is put together from. Costly parts are opened at first need: small commands start fast."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel

from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.archive.library import Library
    from assistant.session.desk import SessionDesk
    from assistant.storage import ArchiveStore, Database, DraftStore


@dataclass(frozen=True)
class Spoken:
    """What the dialogue makes of one message. `undo`: the changes take back the last batch."""

    replies: tuple[BaseModel, ...]
    draft: Draft
    state: Mapping[str, Any]
    changes: tuple[Change, ...] = ()
    undo: bool = False


class Dialogue(Protocol):
    """The conversation as the session drives it; states travel as JSON values."""

    def start(self, draft: Draft, state: Mapping[str, Any], desk: "SessionDesk", target: str = "") -> Spoken:
        """The question that is open, or the one that asks for `target`."""
        ...

    def take_turn(
        self, draft: Draft, state: Mapping[str, Any], text: str, desk: "SessionDesk", who: str, now: datetime
    ) -> Spoken:
        """One message of the clerk."""
        ...


@dataclass
class Parts:
    """`who` signs what this process changes; `clock` gives local time without a zone."""

    settings: Settings
    dialogue: Dialogue
    open_database: Callable[[], "Database"]
    open_library: Callable[["ArchiveStore"], "Library"]
    who: str = ""
    clock: Callable[[], datetime] = datetime.now
    model: Any = None

    @cached_property
    def database(self) -> "Database":
        return self.open_database()

    @cached_property
    def drafts(self) -> "DraftStore":
        from assistant.storage import DraftStore  # SQLAlchemy is not needed to read or check a file

        return DraftStore(self.database)

    @cached_property
    def library(self) -> "Library":
        from assistant.storage import ArchiveStore

        return self.open_library(ArchiveStore(self.database))
