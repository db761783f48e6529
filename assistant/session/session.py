"""The Session: every call of the page and of the command line."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from assistant.dialogue.replies import AnyReply, Notice, Recorded, ShownChange
from assistant.errors import Conflict, UnusableInput
from assistant.form import load_form
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.report.meta import Scope
from assistant.report.published import PastReport
from assistant.report.snapshot import of_past
from assistant.session import beginning, exports, offered
from assistant.session.commit import Turn, Work, counts, dumped, shown
from assistant.session.editing import State
from assistant.session.exports import Exported
from assistant.session.model_desk import desk_for
from assistant.session.parts import Parts
from assistant.session.writing import WithModel
from assistant.wording import say

if TYPE_CHECKING:
    from assistant.checks.run import Result
    from assistant.drafting.compare import Comparison
    from assistant.storage import Entry, Summary

LONGEST = 20_000
"""Characters of one message; a whole pasted table has a tenth of that."""
REPLY: TypeAdapter[AnyReply] = TypeAdapter(AnyReply)


class Session(WithModel):
    """Drafts, their conversations and files; edits are in `Editing`, a model's work in
    `WithModel`, calls about past reports in `Past`.

    Every call that changes a draft has committed the change before it returns. `who` signs it (by default the
    person of this process); `seen` is the revision the person last looked at: later changes are told.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._results: dict[str, tuple[int, Result]] = {}

    # drafts

    def drafts(self) -> "list[Summary]":
        """All drafts, last changed first."""
        return self._parts.drafts.summaries()

    def find(self, organ: str, year: int) -> str | None:
        """The id of the draft of that office and year."""
        return self._parts.drafts.find(organ, year)

    def draft(self, draft_id: str) -> Draft:
        """The draft as stored. Raises NotFound."""
        return self._parts.drafts.load(draft_id)

    def create(
        self,
        organ: str,
        year: int,
        previous: PastReport | None = None,
        *,
        scope: Scope | None = None,
        who: str | None = None,
    ) -> str:
        """A new draft and the first words of its conversation. `previous` counts as confirmed."""
        from assistant.storage import Batch, Message, Talk

        who, now = self._who(who), self._parts.clock()
        draft = beginning.blank(organ, year, previous, scope)
        changes = beginning.carried_over(draft, who, now)
        draft = draft.apply(changes)
        self._keep(previous)
        begun = self._parts.dialogue.start(draft, {}, desk_for(self._parts, draft, who))
        replies = (*_opening(draft, changes), *begun.replies)
        words = Message(None, dumped(replies), dumped(shown(changes)), who, now)
        stored = self._parts.drafts.create(
            begun.draft, Batch(changes), Talk((words,), begun.state), counts(begun.draft), who, now
        )
        self._committer.saw(stored)
        return stored.id

    def delete(self, draft_id: str) -> None:
        """Removes a draft with everything belonging to it. Raises NotFound."""
        self._parts.drafts.delete(draft_id)
        self._results.pop(draft_id, None)

    def rename(self, draft_id: str, organ: str, who: str | None = None) -> Turn:
        """Gives the office another name. The rest stays."""

        def work(draft: Draft, _state: State) -> Work:
            return Work(draft.model_copy(update={"meta": draft.meta.model_copy(update={"organ": organ})}))

        return self._committer.run(draft_id, work, self._who(who))

    # the conversation

    def say(
        self,
        draft_id: str,
        text: str,
        files: Sequence[Path] = (),
        *,
        who: str | None = None,
        seen: int | None = None,
    ) -> Turn:
        """One message, with files if any: understood, stored, answered. UnusableInput when it is endless."""
        if len(text) > LONGEST:
            raise UnusableInput(say("session.too_long", longest=LONGEST))
        person = self._who(who)

        def work(draft: Draft, state: State) -> Work:
            return self._heard(draft, state, text, [Path(one) for one in files], person)

        return self._committer.run(draft_id, work, person, seen)

    def resume(self, draft_id: str, *, who: str | None = None) -> Turn:
        """The open question again, for a conversation that is taken up later."""

        def work(draft: Draft, state: State) -> Work:
            begun = self._parts.dialogue.start(draft, state, desk_for(self._parts, draft, person))
            return Work(begun.draft, begun.replies, state=begun.state, kept=False)

        person = self._who(who)
        return self._committer.run(draft_id, work, person)

    def history(self, draft_id: str) -> list[Turn]:
        """The whole conversation in order, replies as they were given."""
        draft = self.draft(draft_id)
        return [
            Turn(
                tuple(REPLY.validate_python(reply) for reply in one.replies),
                tuple(ShownChange.model_validate(change) for change in one.changes),
                draft,
                one.you,
            )
            for one in self._parts.drafts.messages(draft_id)
        ]

    def ask_again(self, draft_id: str, target: str, *, who: str | None = None, seen: int | None = None) -> Turn:
        """Opens the question that asks for a cell, fact, detail or text, because it was clicked."""
        person = self._who(who)

        def work(draft: Draft, state: State) -> Work:
            begun = self._parts.dialogue.start(draft, state, desk_for(self._parts, draft, person), target)
            return Work(begun.draft, begun.replies, state=begun.state)

        return self._committer.run(draft_id, work, person, seen)

    def adopt(self, draft_id: str, previous: PastReport, *, who: str | None = None) -> Turn:
        """Takes a confirmed report as last year's, in a draft begun without one; answers given stay."""
        person = self._who(who)

        def work(draft: Draft, state: State) -> Work:
            begun, changes = offered.use(draft, previous, person, self._parts.clock())
            self._keep(previous)
            return self._asked_again(begun, state, _opening(begun, changes), changes, person)

        return self._committer.run(draft_id, work, person)

    def undo(self, draft_id: str, *, who: str | None = None, seen: int | None = None) -> Turn:
        """Takes the last answer back, as the message 撤销 does."""
        return self.say(draft_id, say("session.undo"), who=who, seen=seen)

    # what the draft says of itself

    def check(self, draft_id: str) -> "Result":
        """All checks on the draft as stored; kept until the draft changes."""
        draft = self.draft(draft_id)
        known = self._results.get(draft_id)
        if known is None or known[0] != draft.revision:
            known = (draft.revision, exports.judge(self._parts, draft.snapshot(), draft))
            self._results[draft_id] = known
        return known[1]

    def compare(self, draft_id: str) -> "Comparison | None":
        """The draft beside last year's report; None when there is none."""
        from assistant.drafting.compare import compare

        draft = self.draft(draft_id)
        return compare(of_past(draft.previous), draft.snapshot()) if draft.previous else None

    def log(self, draft_id: str, after: int = 0) -> "list[Entry]":
        """Every change made to the draft since revision `after`: who, when, what, on which words."""
        return self._parts.drafts.log(draft_id, after)

    def export(self, draft_id: str, path: Path, *, who: str | None = None) -> Exported:
        """Writes the report by extension; final when nothing is open, else stamped 草稿."""
        draft = self.draft(draft_id)
        return exports.export(self._parts, Path(path), draft.snapshot(), draft, self._who(who))

    def restore(self, path: Path) -> Path:
        """As in `Past`; what this process remembers of the data before it is forgotten."""
        kept = super().restore(path)
        self._results.clear()
        self._committer.forget()
        return kept

    # how a message is worked on

    def _heard(self, draft: Draft, state: State, text: str, files: list[Path], who: str) -> Work:
        """A message: files first, then a yes or no to a report that waits, else it is for the dialogue."""
        said, waiting = offered.take_files(self._parts, draft, files)
        answer = offered.answered(self._parts, draft, state, text, who)
        left = {key: value for key, value in state.items() if key != offered.WAITING}
        if isinstance(answer, Work):
            self._keep(answer.draft.previous)
            done = self._asked_again(answer.draft, left, answer.replies, answer.changes, who)
        elif text.strip() and not (answer and answer.text == say("session.offered_declined")):
            turn = self._turn(draft, left, text, who)
            aside = (answer,) if answer else ()
            done = replace(turn, replies=(*aside, *turn.replies, *said))
        else:
            done = self._asked_again(draft, left, (*said, *((answer,) if answer else ())), (), who)
        if waiting is not None:
            offer = waiting.model_dump(mode="json")
            done = replace(done, state={**(done.state or {}), offered.WAITING: offer})
            if not text.strip():
                done = replace(done, replies=said)
        return replace(done, you=text)

    def _keep(self, past: PastReport | None) -> None:
        """Last year's report goes to the archive too, so that it can be asked about."""
        if past is not None and past.meta.year is not None:
            self._parts.library.add(past, self._parts.clock())

    def _turn(self, draft: Draft, state: State, text: str, who: str) -> Work:
        now = self._parts.clock()
        try:
            turn = self._parts.dialogue.take_turn(draft, state, text, desk_for(self._parts, draft, who), who, now)
        except Conflict as error:
            label = load_form("2021").label(str(error))
            return Work(draft, (Notice(text=say("session.changed_since", label=label)),), state=state, you=text)
        batch = self._parts.drafts.last_batch(draft.id, who) if turn.undo else None
        return Work(turn.draft, turn.replies, turn.changes, turn.state, batch.id if batch else None)


def _opening(draft: Draft, changes: tuple[Change, ...]) -> tuple[Any, ...]:
    """What is said first when there is a report of an earlier year."""
    past = draft.previous
    if past is None:
        return ()
    if not beginning.follows(past, draft.meta.year):
        given = offered.named(past)["year"]
        return (Notice(text=say("session.previous_not_last_year", given=given, year=(draft.meta.year or 1) - 1)),)
    return (Recorded(text=say("session.begun_with_previous", **offered.named(past)), changes=shown(changes)),)
