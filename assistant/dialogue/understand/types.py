"""What a message was understood as, and what it is understood against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.dialogue.state import Proposal, State, Waiting
from assistant.form import Form, Question
from assistant.report.answer import Number
from assistant.report.draft import Draft
from assistant.report.snapshot import Snapshot, of_past


@dataclass
class Known:
    """The draft, last year's report and the open question a message is read against."""

    draft: Draft
    state: State

    @cached_property
    def snapshot(self) -> Snapshot:
        return self.draft.snapshot()

    @cached_property
    def past(self) -> Snapshot | None:
        """Last year's report; None when there is none or it is of another year."""
        previous, year = self.draft.previous, self.draft.meta.year
        if previous is None or (previous.meta.year and year and previous.meta.year != year - 1):
            return None
        return of_past(previous)

    @property
    def form(self) -> Form:
        return self.snapshot.form

    @property
    def question(self) -> Question | None:
        return self.form.questions.get(self.state.question or "")

    def value(self, target: str) -> Number | None:
        return self.snapshot.value(target)

    def last_year(self, target: str) -> Number | None:
        return self.past.value(target) if self.past else None

    def unanswered(self, ids: Iterable[str]) -> list[str]:
        """Those of `ids` nobody has answered."""
        return [one for one in ids if one not in self.draft.answers]


@dataclass
class Understood:
    """`certain` can be stored at once; `doubtful` is put to the clerk with `reason`.

    `refused` are sentences about values that cannot be right. `zero_rest` are further cells of the table that
    「其余没有」 may have meant. `touched` says the message spoke of figures at all.
    """

    certain: dict[str, Proposal] = field(default_factory=dict)
    doubtful: dict[str, Proposal] = field(default_factory=dict)
    reason: str = ""
    refused: list[str] = field(default_factory=list)
    zero_rest: list[str] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    waiting: Waiting | None = None
    all_to: str | None = None
    overwrite: bool = False
    choices: tuple[str, ...] = ()

    @property
    def touched(self) -> bool:
        return bool(
            self.certain
            or self.doubtful
            or self.refused
            or self.zero_rest
            or self.totals
            or self.waiting
            or self.all_to
        )

    def add(self, target: str, value: Number, evidence: str, *, zero: bool = False) -> None:
        """A certain value; a second, different one for the same cell is a contradiction and becomes doubtful."""
        source = "confirmed_zero" if zero else "typed"
        self.certain[target] = Proposal(target=target, value=value, evidence=evidence, source=source)

    def doubt(self, reason: str, targets: Sequence[str] | None = None) -> None:
        """Moves certain values (all, or those named) to the doubtful ones."""
        for target in list(self.certain) if targets is None else targets:
            if target in self.certain:
                self.doubtful[target] = self.certain.pop(target)
        self.reason = self.reason or reason
