"""What the stores take and give: plain frozen records, no database rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.report.changes import Change


@dataclass(frozen=True)
class Summary:
    """A draft in the list of drafts; `open` ids of `total` are still unanswered."""

    id: str
    organ: str
    year: int
    done: int
    total: int
    created: datetime
    updated: datetime
    updated_by: str
    revision: int

    @property
    def open(self) -> int:
        return self.total - self.done


@dataclass(frozen=True)
class Message:
    """One message and its answers, as JSON values in the form of the chat lines."""

    you: str | None
    replies: tuple[Mapping[str, Any], ...]
    changes: tuple[Mapping[str, Any], ...] = ()
    who: str = ""
    when: datetime | None = None


@dataclass(frozen=True)
class Batch:
    """Changes stored together: an answer, an import, a grid edit. `undoes` names the batch taken back."""

    changes: tuple[Change, ...]
    undoes: str | None = None
    id: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the change log."""

    change: Change
    revision: int
    batch: str
    undoes: str | None
    who: str
    when: datetime
    source: str


@dataclass(frozen=True)
class Talk:
    """What is saved besides the draft: messages exchanged, and the state of the conversation after them."""

    messages: tuple[Message, ...] = ()
    state: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class FinalVersion:
    """A version handed out as final."""

    revision: int
    who: str
    when: datetime
    sha256: str
    document: Mapping[str, Any] = field(default_factory=dict)
