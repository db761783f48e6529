"""Wording suggestions of a model for one paragraph: each a change to accept, never applied by itself."""

import re
from typing import Literal

from pydantic import BaseModel, Field

from assistant.form import load_form
from assistant.llm.port import Model
from assistant.llm.prompts import prompt

_FIGURE = re.compile(r"[\d０-９%％]+|[零〇一二三四五六七八九十百千万亿两]+(?=[件条份次个年月日])")


class Suggestion(BaseModel):
    """`quote` stands word for word in the paragraph; `better` takes its place."""

    level: Literal["必改", "建议"]
    quote: str
    better: str
    why: str = ""


class Suggestions(BaseModel):
    """What the model found."""

    items: list[Suggestion] = Field(default_factory=list)


def proofread(model: Model, text_id: str, text: str) -> list[Suggestion]:
    """Suggestions whose quote stands in the text exactly once and that change no figure. Raises ModelUnavailable."""
    rendered = prompt("proofread").render(part=load_form().label(text_id), text=text)
    found = model.structured(rendered, Suggestions).items
    return [one for one in found if _usable(one, text)]


def _usable(one: Suggestion, text: str) -> bool:
    same_figures = _FIGURE.findall(one.quote) == _FIGURE.findall(one.better)
    return bool(one.quote) and one.quote != one.better and text.count(one.quote) == 1 and same_figures
