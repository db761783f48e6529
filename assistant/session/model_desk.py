"""The desk when a language model is configured. Whatever it says is checked, and the rules answer when it fails."""

from collections.abc import Sequence

from assistant.dialogue.replies import Answered
from assistant.dialogue.understand.by_model import read_with_model
from assistant.errors import ModelUnavailable
from assistant.report.answer import Number
from assistant.report.draft import Draft
from assistant.session.desk import SessionDesk, answered
from assistant.session.parts import Parts


class ModelDesk(SessionDesk):
    """Nothing gets here of a report marked 内部, or whose clerk did not agree: `desk_for` gives the plain desk then."""

    def understand_with_model(
        self, utterance: str, question: str, cells: Sequence[str]
    ) -> Sequence[tuple[str, Number]]:
        """Values read out of a message, each a number that stands in words of the message; () when it fails."""
        try:
            read = read_with_model(self._parts.model, utterance, question, cells)
        except ModelUnavailable:
            return ()
        return [(cell, value) for cell, value, _words in read]

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
    return ModelDesk(parts, who) if may_use_model(parts, draft) else SessionDesk(parts, who)


def may_use_model(parts: Parts, draft: Draft) -> bool:
    """A model is configured, the clerk agreed for this report, and the report is not marked 内部."""
    return parts.model is not None and draft.model_allowed and not draft.meta.internal
