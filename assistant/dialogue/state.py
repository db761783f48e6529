"""What the conversation remembers between two messages; stored with it as JSON."""

from pydantic import BaseModel, ConfigDict, Field

from assistant.report.answer import Mark, Source, StoredValue


class Proposal(BaseModel):
    """A value for a cell, fact or office detail that may be stored."""

    model_config = ConfigDict(frozen=True)

    target: str
    value: StoredValue
    evidence: str = ""
    source: Source = "typed"


class Pending(BaseModel):
    """Proposals waiting for 「确认」. `key` names the offer, so that it is not made again once declined."""

    model_config = ConfigDict(frozen=True)

    proposals: tuple[Proposal, ...]
    text: str
    key: str = ""
    choices: tuple[str, ...] = ()


class Offered(BaseModel):
    """A paragraph shown and not yet adopted."""

    model_config = ConfigDict(frozen=True)

    text_id: str
    text: str
    marks: tuple[Mark, ...] = ()
    origin: str = ""
    variant: int = 0
    editing: bool = False
    """The next message is the clerk's own wording."""


class Waiting(BaseModel):
    """A number given without the row, column or outcome it belongs to.

    `targets` are the cells it may belong to; `value` is theirs together.
    """

    model_config = ConfigDict(frozen=True)

    targets: tuple[str, ...]
    value: int
    text: str
    choices: tuple[str, ...] = ()


class State(BaseModel):
    """Between two messages. `question` is the open one, `jumped` one the clerk asked to go to."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str | None = None
    asked: tuple[str, ...] = ()
    jumped: str | None = None
    focus: tuple[str, ...] = ()
    """Of the question jumped to, the cells of the row the clerk named."""
    reminded: tuple[str, ...] = ()
    """Put-off questions asked again at the end; they are not asked a third time by themselves."""
    pending: Pending | None = None
    offered: Offered | None = None
    beside: Offered | None = None
    """A second paragraph shown with it, adopted with it."""
    waiting: Waiting | None = None
    totals: dict[str, int] = Field(default_factory=dict)
    """Stated sums whose split is not known yet, by row or block (`t3.new`, `t4.review`)."""
    all_to: str | None = None
    """An outcome said of all applications before their applicants were known (`t3.granted`)."""
    last: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    references: int = 0
    topics: tuple[str, ...] = ()
    """Earlier questions about the past, for 「那前年呢？」."""
