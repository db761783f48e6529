"""What the assistant says, by type. The page renders each by its type; the command line prints `model_dump`."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from assistant.checks.finding import Finding
from assistant.report.answer import Value


class Reply(BaseModel):
    """Every reply has a `kind` and a plain sentence; `used_model` says when a model had a part in it."""

    model_config = ConfigDict(frozen=True)

    text: str
    used_model: bool = False


class ShownChange(BaseModel):
    """A change as staff see it: id, label, values before and after (None: not answered; texts shortened)."""

    model_config = ConfigDict(frozen=True)

    cell: str
    label: str = ""
    before: Value | None = None
    after: Value | None = None


class Passage(BaseModel):
    """Wording quoted from a past report."""

    model_config = ConfigDict(frozen=True)

    organ: str
    year: int | None
    section: str
    text: str
    source: str
    score: float | None = None


class TextSpan(BaseModel):
    model_config = ConfigDict(frozen=True)

    start: int
    end: int


class Ask(Reply):
    """The open question. `why` and `where` say what it is for and where the figure usually comes from."""

    kind: Literal["ask"] = "ask"
    question: str = ""
    asks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    why: str = ""
    where: str = ""
    example: str = ""
    last_year: str = ""


class Confirm(Reply):
    """Proposed changes not yet stored; 「确认」 stores them."""

    kind: Literal["confirm"] = "confirm"
    changes: tuple[ShownChange, ...] = ()
    choices: tuple[str, ...] = ()


class Recorded(Reply):
    """Changes that were stored (also undo and clearing)."""

    kind: Literal["recorded"] = "recorded"
    changes: tuple[ShownChange, ...] = ()


class Found(Reply):
    """At most three findings."""

    kind: Literal["found"] = "found"
    findings: tuple[Finding, ...] = ()


class Reference(Reply):
    """Wording of other reports for one text."""

    kind: Literal["reference"] = "reference"
    text_id: str = ""
    passages: tuple[Passage, ...] = ()


class Drafted(Reply):
    """A proposed paragraph; `text` is the paragraph itself, 「采用」 adopts it."""

    kind: Literal["drafted"] = "drafted"
    text_id: str = ""
    unverified: tuple[TextSpan, ...] = ()
    bound: tuple[dict[str, Any], ...] = ()
    origin: str = ""
    choices: tuple[str, ...] = ()


class Figure(BaseModel):
    """A published figure with its source cell."""

    model_config = ConfigDict(frozen=True)

    organ: str
    year: int | None
    cell: str
    label: str
    value: Value | None


class Answered(Reply):
    """An answer about past reports or about a rule. No number stands in `text` without a figure or passage."""

    kind: Literal["answered"] = "answered"
    found: bool = True
    answer: str = ""
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()


class ProgressReply(Reply):
    """How much is settled and which ids are open."""

    kind: Literal["progress"] = "progress"
    done: int = 0
    total: int = 0
    open: tuple[str, ...] = ()


class FileReply(Reply):
    """A file was made."""

    kind: Literal["file"] = "file"
    path: str = ""


class Notice(Reply):
    """A plain sentence."""

    kind: Literal["notice"] = "notice"


AnyReply = Ask | Confirm | Recorded | Found | Reference | Drafted | Answered | ProgressReply | FileReply | Notice
