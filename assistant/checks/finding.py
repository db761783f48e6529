"""What a check says: never raised, always yielded, with both places, both values and the next step."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.report.answer import Number

Severity = Literal["error", "warn", "info"]
State = Literal["pass", "fail", "uncertain", "not_assessable"]


class Span(BaseModel):
    """A place in prose, in characters of the text."""

    model_config = ConfigDict(frozen=True)

    text_id: str
    start: int
    end: int


class CellChange(BaseModel):
    """A proposed new value for a cell or fact (None clears it); `text` instead replaces the finding's span."""

    model_config = ConfigDict(frozen=True)

    cell: str
    after: Number | None = None


class TextChange(BaseModel):
    """A proposed replacement of a stretch of prose."""

    model_config = ConfigDict(frozen=True)

    span: Span
    after: str


class Fix(BaseModel):
    """One button: its label, and the cell or text changes it would make. Never applied by itself."""

    model_config = ConfigDict(frozen=True)

    label: str
    changes: tuple[CellChange, ...] = ()
    text_changes: tuple[TextChange, ...] = ()


class Finding(BaseModel):
    """One fault, or one thing to look at. `found` and `expected` are the two values that disagree."""

    model_config = ConfigDict(frozen=True)

    check: str
    level: Severity
    state: State = "fail"
    section: int | None = None
    """1–6; None for the title, the preamble and the report as a whole."""
    cells: tuple[str, ...] = ()
    span: Span | None = None
    found: Number | str | None = None
    expected: Number | str | None = None
    text: str
    fixes: tuple[Fix, ...] = ()
    explainable: bool = False
    waived: str | None = None
    """The written reason, when someone explained it away."""

    @property
    def key(self) -> str:
        """Check, places and values: a waiver holds only while this stays the same."""
        span = f"{self.span.text_id}" if self.span else ""
        return f"{self.check}|{','.join(self.cells)}|{span}|{self.found}|{self.expected}"
