"""The work on one message, first half: storing what is accepted and running the checks it touches."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from assistant.checks.finding import Finding
from assistant.checks.run import run
from assistant.dialogue import paragraphs, showing
from assistant.dialogue.desk import Desk
from assistant.dialogue.plan import columns
from assistant.dialogue.replies import Found, Notice, Recorded, ShownChange
from assistant.dialogue.state import Proposal, State
from assistant.dialogue.understand.types import Known
from assistant.form import Form, load_form
from assistant.report.answer import Answer
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.wording import load, say

SHOWN = 3


class Storing:
    """Collects replies and changes while one message is worked on; the draft follows every change."""

    def __init__(self, draft: Draft, state: State, desk: Desk, who: str, now: datetime) -> None:
        self.draft, self.state, self.desk = draft, state, desk
        self.writer = paragraphs.Writer(who, now)
        self.who, self.now = who, now
        self.replies: list[Any] = []
        self.changes: list[Change] = []
        self.undo = False
        self.used_model = False

    @property
    def form(self) -> Form:
        return load_form("2021")

    @property
    def profiles(self) -> frozenset[str]:
        """The local rule profiles switched on."""
        return self.desk.profiles

    @property
    def known(self) -> Known:
        return Known(self.draft, self.state)

    def remember(self, **update: Any) -> None:
        """Changes what the conversation remembers."""
        self.state = self.state.model_copy(update=update)

    def notice(self, key: str, **values: object) -> None:
        self.notice_text(say(f"dialogue.{key}", **values))

    def notice_text(self, text: str) -> None:
        self.replies.append(Notice(text=text))

    def mark_model(self) -> None:
        """The next confirmation says that a model had a part in it."""
        self.used_model = True

    def store(self, proposals: Iterable[Proposal], *, confirmed: bool = False) -> tuple[ShownChange, ...]:
        """Stores accepted values, says so, and shows what the checks they touch find."""
        changes = [c for p in proposals if (c := self._change(p, confirmed)) is not None]
        if not changes:
            return ()
        self.apply(changes)
        done = showing.shown(changes, self.form)
        self.replies.append(Recorded(text=self._said(done), changes=done))
        some = [c.cell for c in done if c.after != 0]
        self.remember(last=tuple(some or [c.cell for c in done])[:30])
        self._settle_sums(c.target for c in changes)
        self.look([c.target for c in changes])
        return done

    def apply(self, changes: Sequence[Change]) -> None:
        """Takes changes into the draft; a question answered is no longer put off."""
        self.draft = self.draft.apply(changes)
        self.changes += changes
        asked = {self.form.question_of[c.target].id for c in changes if c.target in self.form.question_of}
        skipped = tuple(one for one in self.draft.skipped if one not in asked)
        if skipped != self.draft.skipped:
            self.draft = self.draft.model_copy(update={"skipped": skipped})
        if self.state.jumped in asked:
            self.remember(jumped=None)

    def _change(self, proposal: Proposal, confirmed: bool) -> Change | None:
        before = self.draft.answers.get(proposal.target)
        if before is not None and before.value == proposal.value:
            return None
        source = "confirmed" if confirmed and proposal.source == "typed" else proposal.source
        after = Answer(
            value=proposal.value,
            raw=str(proposal.value),
            source=source,
            who=self.who,
            when=self.now,
            evidence=proposal.evidence,
        )
        return Change(target=proposal.target, before=before, after=after, evidence=proposal.evidence)

    def _said(self, done: tuple[ShownChange, ...]) -> str:
        some = [c for c in done if c.after != 0 or c.before is not None]
        zeros = len(done) - len(some)
        if not some and len(done) > showing.NAMED:
            sections = {self.form.question_of[c.cell].section for c in done if c.cell in self.form.question_of}
            names = [s.label for s in self.form.sections if s.key in sections]
            return say("dialogue.recorded_zeros", what=say("dialogue.separator").join(names), count=zeros)
        what = showing.summary(done, self.form)
        if some and zeros:
            return say("dialogue.recorded_many", count=len(done), what=what)
        return say("dialogue.recorded", what=what)

    def _settle_sums(self, targets: Iterable[str]) -> None:
        """A stated sum is done with once its parts are known; what was said of all of them is placed then."""
        known = set(targets)
        totals = {
            row: total
            for row, total in self.state.totals.items()
            if not any(one.startswith(f"{row}.") for one in known)
        }
        waiting = self.state.waiting
        if waiting and known & set(waiting.targets):
            waiting = None
        self.remember(totals=totals, waiting=waiting)
        row = self.state.all_to
        if row and any(one.startswith("t3.new.") for one in known):
            self.remember(all_to=None)
            supply = {c: self.known.value(f"t3.new.{c}") for c in columns(self.known)}
            self.store(Proposal(target=f"{row}.{c}", value=v) for c, v in supply.items() if v)

    def look(self, changed: Sequence[str]) -> None:
        """At most three findings of the checks that read what changed."""
        past = self.known.past
        if any(change in self.form.cells or change in self.form.texts for change in changed):
            result = run(
                self.draft.snapshot(),
                past,
                profiles=self.profiles,
                only=frozenset(changed),
                waivers=self.draft.waivers,
            )
            touched = self._touched(changed)
            found = [f for f in result.findings if f.waived is None and self._shows(f, touched)]
            if found:
                text = say("dialogue.found", count=min(len(found), SHOWN))
                self.replies.append(Found(text=text, findings=tuple(found[:SHOWN])))

    def _touched(self, changed: Sequence[str]) -> set[str]:
        return {
            *changed,
            *(c for one in changed for eq in self.form.equations_of.get(one, ()) for c in (*eq.left, *eq.right)),
        }

    def _shows(self, finding: Finding, touched: set[str]) -> bool:
        """Findings about what is not answered yet would only repeat the open questions."""
        if finding.level == "info" or finding.check in load("commands")["quiet_checks"]:
            return False
        if finding.span is not None:
            return finding.span.text_id in touched
        return bool(finding.cells) and not touched.isdisjoint(finding.cells)
