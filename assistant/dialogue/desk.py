"""What the session lends the conversation, so that it needs no other part of the program."""

from collections.abc import Sequence
from typing import Any, Literal, Protocol, runtime_checkable

from assistant.dialogue.replies import Answered, FileReply, Passage
from assistant.report.answer import Mark, Number
from assistant.report.changes import Change
from assistant.report.draft import Draft


class ProposedText(Protocol):
    """A paragraph offered for a narrative part, with what is not vouched for."""

    @property
    def text(self) -> str: ...
    @property
    def marks(self) -> tuple[Mark, ...]: ...
    @property
    def origin(self) -> str: ...
    @property
    def missing_facts(self) -> tuple[str, ...]: ...


class Desk(Protocol):
    """Drafting, past reports, files and the change log, for one message of one person."""

    @property
    def profiles(self) -> frozenset[str]: ...

    def propose(self, text_id: str, draft: Draft, variant: int = 0) -> ProposedText: ...

    def references(
        self, text_id: str, draft: Draft, who: Literal["own", "others"] = "others", skip: int = 0
    ) -> list[Passage]: ...

    def answer(self, question: str, draft: Draft, context: Sequence[str] = ()) -> Answered: ...

    def export(self, draft: Draft, extension: str = "docx") -> FileReply: ...

    def last_changes(self, draft: Draft) -> list[Change]: ...


@runtime_checkable
class ReadsWithModel(Protocol):
    """A desk with a language model: values it reads out of a message the rules could not read.

    What it returns is only ever put to the clerk for confirmation.
    """

    def understand_with_model(
        self, utterance: str, question: str, cells: Sequence[str]
    ) -> Sequence[tuple[str, Number]]: ...


@runtime_checkable
class Composes(Protocol):
    """A desk that can turn the clerk's own points into a paragraph of section 五."""

    def compose(self, text_id: str, draft: Draft, points: Sequence[str]) -> Any: ...
