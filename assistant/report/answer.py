"""One answer: a value with where it came from, who gave it and when."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

Number = int | Decimal
Value = int | Decimal | str


def _tag(value: Value) -> Any:
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _untag(value: Any) -> Any:
    return Decimal(value["decimal"]) if isinstance(value, dict) else value


# A phone number must stay text and 12.5 a decimal through JSON, so decimals are tagged there.
StoredValue = Annotated[Value, BeforeValidator(_untag), PlainSerializer(_tag, when_used="json")]
Source = Literal["typed", "imported", "confirmed", "confirmed_zero", "computed"]


class Answer(BaseModel):
    """A stored answer to a cell, fact or office detail. A cell without an answer is unanswered, not zero.

    `raw` is the text as it was given. `evidence` quotes the words, or names the place, it rests on.
    `computed` marks a value that followed from a rule and was accepted, e.g. 上年结转 from last year's report.
    """

    model_config = ConfigDict(frozen=True)

    value: StoredValue
    raw: str = ""
    source: Source = "typed"
    who: str = ""
    when: datetime
    evidence: str = ""


class Mark(BaseModel):
    """A marked span of a paragraph, in characters of its text.

    bound: the number stands for `cell` (a cell or fact id) · unverified: 〔待核〕, nobody has vouched for it ·
    stale: a name, document or meeting that may belong to last year · unchanged: an old sentence not yet edited.
    """

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    kind: Literal["bound", "unverified", "stale", "unchanged"]
    cell: str | None = None
    old: str = ""
    new: str = ""


class Paragraph(BaseModel):
    """The text of one narrative part, and what is known about it."""

    model_config = ConfigDict(frozen=True)

    text: str
    source: Literal["typed", "rolled", "composed", "imported", "model"] = "typed"
    who: str = ""
    when: datetime
    marks: tuple[Mark, ...] = ()
    origin: str = ""
    """Where the wording comes from: 单位·年度·章节, or the name of the wording template."""
