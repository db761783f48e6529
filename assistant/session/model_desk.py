"""The desk when a language model is configured. Whatever it says is checked, and the rules answer when it fails."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.replies import Answered
from assistant.errors import ModelUnavailable
from assistant.form import load_form
from assistant.report.answer import Number
from assistant.report.document import number_in
from assistant.report.draft import Draft
from assistant.session.desk import SessionDesk, answered
from assistant.session.parts import Parts
from assistant.text.numbers import find_numbers


class Reading(BaseModel):
    """One value the model read, with the words it rests on."""

    model_config = ConfigDict(extra="ignore")

    cell: str
    value: int | float | str
    words: str


class Understood(BaseModel):
    """Everything the model read in one message."""

    model_config = ConfigDict(extra="ignore")

    values: list[Reading] = []


class ModelDesk(SessionDesk):
    """Nothing of a report marked 内部 gets here: `desk_for` gives the plain desk then."""

    def understand_with_model(
        self, utterance: str, question: str, cells: Sequence[str]
    ) -> Sequence[tuple[str, Number]]:
        """Values read out of a message, each a number that stands in words of the message; () when it fails."""
        from assistant.llm.prompts import prompt

        form = load_form("2021")
        listed = "\n".join(f"{one}：{form.label(one)}" for one in cells)
        rendered = prompt("understand").render(question=question, cells=listed, utterance=utterance)
        try:
            understood = self._parts.model.structured(rendered, Understood)
        except ModelUnavailable:
            return ()
        found: list[tuple[str, Number]] = []
        for one in understood.values:
            value = number_in(one.value)
            stated = {number.value for number in find_numbers(one.words)}
            if one.cell in cells and one.words in utterance and value is not None and value in stated:
                found.append((one.cell, value))
        return found

    def answer(self, question: str, draft: Draft, context: Sequence[str] = ()) -> Answered:
        """The model's answer when every number in it was looked up; else that of the rules."""
        from assistant.archive.agent import ask_model

        organ, year = draft.office.organ, draft.meta.year
        try:
            given = ask_model(self._parts.model, self._parts.library, question, organ=organ, year=year, before=context)
        except ModelUnavailable:
            return super().answer(question, draft, context)
        return answered(given).model_copy(update={"used_model": True})


def desk_for(parts: Parts, draft: Draft, who: str) -> SessionDesk:
    """The desk for one message about this draft."""
    usable = parts.model is not None and not draft.meta.internal
    return ModelDesk(parts, who) if usable else SessionDesk(parts, who)
