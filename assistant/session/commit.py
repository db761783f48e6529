"""Stores what one message or edit changed before anything is answered, and tells of others' changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from assistant.dialogue.replies import Notice, ShownChange
from assistant.errors import Conflict
from assistant.form import load_form
from assistant.report.answer import Answer, Paragraph, Value
from assistant.report.changes import Change
from assistant.report.document import number_out
from assistant.report.draft import Draft
from assistant.report.progress import progress
from assistant.session.following import follow
from assistant.session.parts import Parts
from assistant.wording import say

ATTEMPTS = 8
ASKING = ("ask", "confirm", "drafted", "progress")
TOLD = 3
"""How many changes of someone else are named; the rest are counted."""


@dataclass(frozen=True)
class Turn:
    """What came of one message: typed replies, the changes stored, the draft as stored."""

    replies: tuple[BaseModel, ...]
    changes: tuple[ShownChange, ...]
    draft: Draft
    you: str | None = None


@dataclass(frozen=True)
class Work:
    """What is to be stored: the new draft, the changes that led to it, the words exchanged.

    `state` None keeps the stored state of the conversation. `logged` goes into the log but is never undone.
    """

    draft: Draft
    replies: tuple[BaseModel, ...] = ()
    changes: tuple[Change, ...] = ()
    state: Mapping[str, Any] | None = None
    undoes: str | None = None
    you: str | None = None
    logged: tuple[Change, ...] = ()
    kept: bool = True
    """Whether the words become part of the history; a question merely repeated does not."""


class Committer:
    """Runs a piece of work on the stored draft and commits it; runs it anew when someone else was faster."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seen: dict[str, int] = {}

    def run(
        self, draft_id: str, work: Callable[[Draft, dict[str, Any]], Work], who: str, seen: int | None = None
    ) -> Turn:
        """`work` gets the stored draft and conversation state. `seen` is the revision last looked at."""
        from assistant.storage import Batch, Message, Talk

        store = self._parts.drafts
        for _ in range(ATTEMPTS):
            draft, state = store.load(draft_id), store.state(draft_id)
            news = self._news(draft, seen if seen is not None else self._seen.get(draft_id))
            done = work(draft, state)
            now = self._parts.clock()
            changed, renewed, told = follow(draft, done.draft, done.changes, who, now)
            replies = (*news, *_beside(done.replies, told))
            made = (*done.changes, *renewed)
            changes = shown(made)
            words = Message(done.you, dumped(replies), dumped(changes), who, now)
            spoken = done.kept and (replies or done.you is not None)
            try:
                saved = store.save(
                    changed.model_copy(update={"revision": draft.revision}),
                    Batch((*made, *done.logged), done.undoes),
                    Talk((words,) if spoken else (), done.state),
                    counts(changed),
                    who,
                    now,
                )
            except Conflict:
                continue
            self._seen[draft_id] = saved.revision
            return Turn(replies, changes, saved, done.you)
        raise Conflict(say("errors.conflict"))

    def saw(self, draft: Draft) -> None:
        """Remembers that this process knows `draft` as it is."""
        self._seen[draft.id] = draft.revision

    def forget(self) -> None:
        """Remembers nothing: the data was replaced."""
        self._seen.clear()

    def _news(self, draft: Draft, seen: int | None) -> tuple[Notice, ...]:
        if seen is None or seen >= draft.revision:
            return ()
        entries = self._parts.drafts.log(draft.id, after_revision=seen)
        label = load_form("2021").label
        known = [one for one in entries if label(one.change.target) != one.change.target]
        if not known:
            return ()
        separator = say("session.separator")
        lines = separator.join(_told(one.change) for one in known[-TOLD:])
        who = separator.join(dict.fromkeys(one.who for one in known if one.who)) or say("session.someone")
        key = "session.changed_by_other" if len(known) <= TOLD else "session.changed_by_other_many"
        return (Notice(text=say(key, who=who, changes=lines, count=len(known))),)


def _beside(replies: tuple[BaseModel, ...], told: tuple[Notice, ...]) -> tuple[BaseModel, ...]:
    """The notices before what is asked next, so that the open question stays last."""
    place = next((n for n, one in enumerate(replies) if getattr(one, "kind", "") in ASKING), len(replies))
    return (*replies[:place], *told, *replies[place:])


def counts(draft: Draft) -> tuple[int, int]:
    """Settled and asked-for ids, for the list of drafts."""
    now = progress(draft, load_form("2021"))
    return now.done, now.total


def shown(changes: Sequence[Change]) -> tuple[ShownChange, ...]:
    """Changes as staff and the command line see them; a paragraph is its text."""
    form = load_form("2021")
    return tuple(
        ShownChange(
            cell=one.target,
            label=form.label(one.target),
            before=plain(one.target, one.before),
            after=plain(one.target, one.after),
        )
        for one in changes
    )


def plain(target: str, given: Answer | Paragraph | None) -> Value | None:
    """The bare value of an answer, decimals as text like everywhere in JSON."""
    if given is None:
        return None
    if isinstance(given, Paragraph):
        return given.text
    return given.value if isinstance(given.value, str) else number_out(target, given.value)


def dumped(models: Sequence[BaseModel]) -> tuple[dict[str, Any], ...]:
    """Models as JSON values."""
    return tuple(one.model_dump(mode="json") for one in models)


def _told(change: Change) -> str:
    label = load_form("2021").label(change.target)
    before, after = (plain(change.target, one) for one in (change.before, change.after))
    if isinstance(change.after or change.before, Paragraph):
        return say("session.text_changed", label=label)
    nothing = say("session.unanswered")
    return say(
        "session.value_changed",
        label=label,
        before=nothing if before is None else before,
        after=nothing if after is None else after,
    )
