"""The work on one message: storing what is accepted, running the checks it touches, asking what comes next."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from assistant.checks.finding import Finding
from assistant.checks.run import run
from assistant.dialogue import paragraphs, showing
from assistant.dialogue.desk import Desk
from assistant.dialogue.offers import next_offer
from assistant.dialogue.plan import Next, columns, next_question
from assistant.dialogue.replies import Ask, Confirm, Found, Notice, ProgressReply, Recorded, ShownChange
from assistant.dialogue.state import Offered, Pending, Proposal, State
from assistant.dialogue.understand.types import Known
from assistant.form import Form, load_form
from assistant.report.answer import Answer
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.report.progress import progress
from assistant.wording import load, say

SHOWN = 3


class Recording:
    """Collects replies and changes while one message is worked on."""

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

    # storing

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
            result = run(self.draft.snapshot(), past, only=frozenset(changed), waivers=self.draft.waivers)
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

    # asking

    def propose(
        self, proposals: Iterable[Proposal], reason: str = "", choices: tuple[str, ...] = (), key: str = ""
    ) -> None:
        """Remembers values to be confirmed; `ask_next` puts them."""
        wanted = tuple(p for p in proposals if not self._stands(p))
        if not wanted:
            return
        what = showing.summary(showing.proposed(wanted, self.known), self.form)
        text = say("dialogue.doubtful", reason=reason, what=what) if reason else say("dialogue.to_confirm", what=what)
        self.remember(pending=Pending(proposals=wanted, text=text, key=key, choices=choices))

    def _stands(self, proposal: Proposal) -> bool:
        before = self.draft.answers.get(proposal.target)
        return before is not None and before.value == proposal.value

    def ask_next(self) -> None:
        """What is put to the clerk now: something to confirm, something missing, or the next question."""
        self._drop_stale()
        if self.state.pending is None and self.state.jumped is None and (offer := next_offer(self.known)):
            self.remember(pending=offer)
        if self.state.pending is not None:
            self.replies.append(self._confirm(self.state.pending))
            return
        if self._ask_missing():
            return
        following = next_question(self.known)
        if following is None:
            self.remember(question=None, asked=(), offered=None)
            self.replies.append(self._progress("done"))
            return
        if all(one.id in self.draft.skipped for one in [following.question]) and self.state.jumped is None:
            self.replies.append(self._progress("put_off"))
        self._ask(following)

    def _drop_stale(self) -> None:
        pending = self.state.pending
        if pending is not None:
            left = tuple(p for p in pending.proposals if not self._stands(p))
            self.remember(pending=pending.model_copy(update={"proposals": left}) if left else None)
        offered = self.state.offered
        if offered and offered.text_id in self.draft.texts and self.state.jumped is None and not offered.editing:
            self.remember(offered=None)

    def _confirm(self, pending: Pending) -> Confirm:
        choices = (say("dialogue.choice_confirm"), say("dialogue.choice_reject"), *pending.choices)
        self.remember(asked=tuple(p.target for p in pending.proposals))
        shown = showing.proposed(pending.proposals, self.known)
        return Confirm(text=pending.text, changes=shown, choices=choices, used_model=self.used_model)

    def _ask_missing(self) -> bool:
        """The split of a stated sum, or the row a number belongs to."""
        waiting = self.state.waiting
        if waiting is not None:
            self.remember(asked=waiting.targets)
            question = self.form.question_of[waiting.targets[0]].id
            self.remember(question=question)
            self.replies.append(
                Ask(text=waiting.text, question=question, asks=waiting.targets, choices=waiting.choices)
            )
            return True
        total = self.state.totals.get("t3.new")
        if total is None or self.state.jumped:
            return False
        cells = self.form.questions["applications"].cells
        names = [c.name for c in self.form.tables["t3"].columns if c.key != "total"]
        choices = tuple(say("dialogue.all_of", name=name) for name in names[:5])
        self.remember(question="applications", asked=cells)
        following = Next(self.form.questions["applications"], cells)
        text = say("dialogue.which_split", total=total)
        self.replies.append(showing.ask(following, self.known, text=text, choices=choices))
        return True

    def _ask(self, following: Next) -> None:
        question = following.question
        self.remember(question=question.id, asked=following.ids)
        facts = [one for one in following.ids if one in self.form.facts]
        if question.text and (not facts or self.state.jumped == question.id):
            self._ask_text(Next(question, (question.text,)))
            return
        ids = tuple(facts) if question.text else following.ids
        self.remember(asked=ids)
        self.replies.append(showing.ask(Next(question, ids), self.known))

    def _ask_text(self, following: Next) -> None:
        text_id = following.question.text
        assert text_id is not None
        offered = self.state.offered
        if offered is None or offered.text_id != text_id:
            offered = paragraphs.propose(text_id, self.known, self.desk)
            self.remember(offered=offered)
        question = showing.ask(following, self.known)
        if offered is None:
            label = self.form.label(text_id)
            self.replies.append(question.model_copy(update={"text": say("dialogue.ask_text", label=label)}))
            return
        if offered.editing:
            label = self.form.label(text_id)
            self.replies.append(question.model_copy(update={"text": say("dialogue.own_words", label=label)}))
            return
        beside = self._beside(following, offered)
        self.remember(beside=beside)
        self.replies.append(paragraphs.drafted(offered))
        asked = paragraphs.ask_about(offered, question)
        if beside is not None:
            self.replies.append(paragraphs.drafted(beside))
            text = asked.text + say("dialogue.beside", label=self.form.label(beside.text_id))
            asked = asked.model_copy(update={"text": text, "asks": (*asked.asks, beside.text_id)})
        self.replies.append(asked)

    def _beside(self, following: Next, offered: Offered) -> Offered | None:
        """The paragraph the form shows together with this one, when neither holds anything open."""
        other = self.form.questions.get(following.question.together or "")
        if other is None or other.text is None or self.state.jumped or paragraphs.unverified(offered):
            return None
        if progress(self.draft, self.form).open.get(other.id) != (other.text,) or other.id in self.draft.skipped:
            return None
        beside = paragraphs.propose(other.text, self.known, self.desk)
        return None if beside is None or paragraphs.unverified(beside) else beside

    def offer_text(self, offered: Offered | None) -> None:
        """Remembers the paragraph under discussion."""
        self.remember(offered=offered)

    def _progress(self, key: str) -> ProgressReply:
        now = progress(self.draft, self.form)
        names = showing.labels(now.open_ids, self.form)
        text = say(f"dialogue.{key}", labels=names) if key == "put_off" else say(f"dialogue.{key}")
        if now.complete:
            wrong = run(self.draft.snapshot(), self.known.past, waivers=self.draft.waivers).summary["error"]
            text += say("dialogue.done_but_wrong", count=wrong) if wrong else ""
        return ProgressReply(text=text, done=now.done, total=now.total, open=tuple(now.open_ids))

    def progress(self) -> ProgressReply:
        """How much is settled, in words."""
        now = progress(self.draft, self.form)
        if now.complete:
            return self._progress("done")
        names = say("dialogue.separator").join(self._topic(one) for one in now.open)
        text = say("dialogue.progress", done=now.done, total=now.total, labels=names)
        return ProgressReply(text=text, done=now.done, total=now.total, open=tuple(now.open_ids))

    def _topic(self, question_id: str) -> str:
        question = self.form.questions[question_id]
        return showing.topic(question, self.form)
