"""What a model reads out of a message the rules could not read. It is only ever put to the clerk for confirmation.

The model points at words; the number is read from those words here, by the same reader as everywhere. A cell whose
number does not stand in the clerk's own words is refused.
"""

import re
from collections.abc import Sequence

from pydantic import BaseModel, Field

from assistant.form import load_form
from assistant.llm.port import Model
from assistant.llm.prompts import prompt
from assistant.report.answer import Number
from assistant.text.normalise import normalise
from assistant.text.numbers import find_numbers, parse_number

_NUMERALS = re.compile("[零〇一二三四五六七八九十百千万两俩仨]+|[0-9]+(?:[.][0-9]+)?")
_COLLOQUIAL = str.maketrans("俩仨", "两三")


class Reading(BaseModel):
    """One cell and the words of the message that state its value."""

    cell: str
    value: float | int
    words: str


class Understood(BaseModel):
    """Everything the model found."""

    facts: list[Reading] = Field(default_factory=list)


def read_with_model(model: Model, utterance: str, question: str, cells: Sequence[str]) -> list[tuple[str, Number, str]]:
    """Cell, value and the words it rests on, for each reading that stands in `utterance`. Raises ModelUnavailable."""
    form = load_form()
    listed = "\n".join(f"{cell}：{form.label(cell)}（{form.unit(cell)}）" for cell in cells)
    rendered = prompt("understand").render(question=question, cells=listed, utterance=utterance)
    found: dict[str, tuple[str, Number, str]] = {}
    for reading in model.structured(rendered, Understood).facts:
        value = _stated(reading, utterance)
        if reading.cell in cells and value is not None and reading.cell not in found:
            found[reading.cell] = (reading.cell, value, reading.words)
    return list(found.values())


def _stated(reading: Reading, utterance: str) -> Number | None:
    """The value as it stands in the quoted words, when the words stand in the message and state that value."""
    if not reading.words.strip() or reading.words not in utterance:
        return None
    return next((one for one in _numbers(reading.words) if float(one) == float(reading.value)), None)


def _numbers(words: str) -> list[Number]:
    """Every exact number in the words, 一家 and 俩 too: the clerk confirms it, so a loose reading does no harm."""
    plain = normalise(words).text
    counted = [n.value for n in find_numbers(plain) if n.exactness == "exact" and not n.percent]
    spoken = [parse_number(run.translate(_COLLOQUIAL)) for run in _NUMERALS.findall(plain)]
    numbers = [*counted, *(one for one in spoken if one is not None)]
    return [int(one) if one == int(one) else one for one in numbers]
