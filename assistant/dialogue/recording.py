"""The work on one message: storing what is accepted, running the checks it touches, asking what comes next."""

from collections.abc import Iterable, Sequence

from assistant.checks.run import run
from assistant.dialogue import paragraphs, showing
from assistant.dialogue.offers import next_offer
from assistant.dialogue.plan import Next, next_question
from assistant.dialogue.replies import Ask, Confirm, ProgressReply, Recorded
from assistant.dialogue.state import Offered, Pending, Proposal
from assistant.dialogue.storing import SHOWN, Storing
from assistant.report.progress import doubtful, progress
from assistant.wording import say

__all__ = ["SHOWN", "Recording"]


class Recording(Storing):
    """Collects replies and changes while one message is worked on, and asks what comes next."""

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
            self.replies.append(self._progress("done" if progress(self.draft, self.form).complete else "put_off"))
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
        adopted = self.draft.texts.get(offered.text_id) if offered else None
        if offered and adopted and self.state.jumped is None and not offered.editing and not doubtful(adopted):
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
            adopted = self.draft.texts.get(text_id)
            left = adopted is not None and doubtful(adopted)
            offered = paragraphs.standing(text_id, adopted) if adopted is not None and left else None
            offered = offered or paragraphs.propose(text_id, self.known, self.desk)
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
        """Remembers the paragraph under discussion; one adopted before with open spots is stored once none is left."""
        before = self.state.offered
        self.remember(offered=offered)
        adopted = self.draft.texts.get(offered.text_id) if offered else None
        if offered is None or before is None or adopted is None or offered.editing:
            return
        if offered.text != before.text and offered.variant == before.variant and not paragraphs.unverified(offered):
            change = self.writer.adopt(offered, self.known)
            self.apply([change])
            label = self.form.label(offered.text_id)
            text = say("dialogue.recorded_text", label=label)
            self.replies.append(Recorded(text=text, changes=showing.shown([change], self.form)))
            self.remember(offered=None, beside=None)
            self.look([offered.text_id])

    def put_off(self, question_id: str, skipped: Sequence[str]) -> None:
        """A question comes back once at the end; put off again (`skipped` before this message) it rests."""
        if question_id in skipped:
            self.remember(reminded=tuple(dict.fromkeys((*self.state.reminded, question_id))))
        kept = tuple(one for one in self.draft.skipped if one != question_id)
        self.draft = self.draft.model_copy(update={"skipped": (*kept, question_id)})

    def _progress(self, key: str) -> ProgressReply:
        now = progress(self.draft, self.form)
        names = showing.labels(now.open_ids, self.form)
        text = say(f"dialogue.{key}", labels=names) if key == "put_off" else say(f"dialogue.{key}")
        if now.complete:
            result = run(self.draft.snapshot(), self.known.past, profiles=self.profiles, waivers=self.draft.waivers)
            wrong = result.summary["error"]
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
