"""Changes as values: they can be shown, applied and undone. A blank never erases; clearing is its own change."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.report.answer import Answer, Paragraph

Kind = Literal["answer", "text"]


class Change(BaseModel):
    """One cell, fact, office detail (`meta.*`) or text going from `before` to `after`. None is unanswered."""

    model_config = ConfigDict(frozen=True)

    target: str
    before: Answer | Paragraph | None = None
    after: Answer | Paragraph | None = None
    evidence: str = ""
    """The clerk's words, or the place in the file, the change rests on."""

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return Change(target=self.target, before=self.after, after=self.before, evidence=self.evidence)


def inverse(changes: Iterable[Change]) -> list[Change]:
    """The changes that undo `changes`, last first."""
    return [change.reversed() for change in reversed(list(changes))]
