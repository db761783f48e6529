"""A published report as it was read from a file: figures as printed, never corrected."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.report.answer import Number
from assistant.report.meta import Meta


class Note(BaseModel):
    """Something the reader noticed; `code` is an IMP id of the check catalogue."""

    model_config = ConfigDict(frozen=True)

    code: str
    place: str
    text: str


class Heading(BaseModel):
    """A heading as printed. `target` is the section key or text id its words name, or None."""

    model_config = ConfigDict(frozen=True)

    text: str
    ordinal: str = ""
    level: int = 0
    target: str | None = None
    official: bool = False
    """The words equal the official title (否则 a variant or unknown)."""


class LabelSeen(BaseModel):
    """A table label as printed and how it relates to the form's own."""

    model_config = ConfigDict(frozen=True)

    table: str
    official: str
    printed: str
    match: Literal["exact", "variant", "damaged", "unknown", "older_form", "missing"]
    place: str = ""


class Join(BaseModel):
    """Two neighbouring cells that may be one number; joining repairs a total. Only proposed."""

    model_config = ConfigDict(frozen=True)

    cells: tuple[str, ...]
    changes: dict[str, int]
    text: str


class Structure(BaseModel):
    """What the printed file looked like; None on a Snapshot means it was never a file (nothing to judge)."""

    model_config = ConfigDict(frozen=True)

    headings: tuple[Heading, ...] = ()
    labels: tuple[LabelSeen, ...] = ()
    tables: tuple[str, ...] = ()
    older_form_tables: tuple[str, ...] = ()
    single_row_other: bool = False


class PastReport(BaseModel):
    """The *report* document of interfaces.md plus what the file looked like.

    `cells` has every id of its form; None where the file has no number; `raw` keeps the text wherever it is not a
    plain number. `places` tells where each figure stood (「第3页 表2 第4行 第2列」).
    """

    model_config = ConfigDict(frozen=True)

    meta: Meta = Meta()
    cells: dict[str, Number | None] = Field(default_factory=dict)
    raw: dict[str, str] = Field(default_factory=dict)
    texts: dict[str, str] = Field(default_factory=dict)
    facts: dict[str, Number] = Field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    places: dict[str, str] = Field(default_factory=dict)
    structure: Structure | None = None
    joins: tuple[Join, ...] = ()
    unplaced: tuple[str, ...] = ()
    """Text found under no heading of the form: kept, and shown."""
