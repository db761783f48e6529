"""What a language model may do for a report once its clerk agreed: write a paragraph, suggest corrections."""

from typing import TYPE_CHECKING

from assistant.dialogue.replies import Notice, Recorded
from assistant.errors import ModelUnavailable
from assistant.form import load_form
from assistant.report.answer import Paragraph
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.session.commit import Turn, Work, shown
from assistant.session.editing import Editing, State
from assistant.session.model_desk import may_use_model
from assistant.wording import say

if TYPE_CHECKING:
    from assistant.drafting.by_model import Writing
    from assistant.drafting.proofread import Suggestion
    from assistant.drafting.types import Proposed
    from vectorstore.passage import Filter

REFERENCES = 3


class WithModel(Editing):
    """The part of the session that speaks to a model. Nothing it returns is stored before the clerk accepts it."""

    @property
    def model_name(self) -> str | None:
        """Name and address of the configured model, None without one: where text would go."""
        return self._parts.model.name if self._parts.model is not None else None

    def allow_model(self, draft_id: str, allowed: bool, *, who: str | None = None) -> Turn:
        """The clerk's consent for this report, given or taken back."""
        person = self._who(who)

        def work(draft: Draft, _state: State) -> Work:
            key = "session.model_allowed" if allowed else "session.model_not_allowed"
            told = Notice(text=say(key, name=self.model_name or ""))
            return Work(draft.model_copy(update={"model_allowed": allowed}), (told,))

        return self._committer.run(draft_id, work, person)

    def write(self, draft_id: str, text_id: str, wish: str = "") -> "Writing":
        """A paragraph being written: iterate to stream it, then hand its `result` to `accept_written`.

        Raises ModelUnavailable when there is no model, no consent, or no usable answer.
        """
        from assistant.drafting.by_model import Writing

        draft = self._consenting(draft_id)
        text, form = draft.texts.get(text_id), load_form("2021")
        bound = [mark.cell for mark in text.marks if mark.cell and mark.kind == "bound"] if text else []
        facts = [fact.id for fact in form.facts.values() if fact.text == text_id]
        passages = self._parts.library.search(form.label(text_id), REFERENCES, self._section(text_id))
        return Writing(
            self._parts.model,
            text_id,
            draft.snapshot(),
            (*bound, *facts, *form.texts[text_id].speaks_of),
            current=text.text if text else "",
            references=[hit.passage.text for hit in passages],
            wish=wish,
        )

    def accept_written(self, draft_id: str, text_id: str, made: "Proposed", *, who: str | None = None) -> Turn:
        """Takes a written paragraph into the draft, marked as a model's."""
        person = self._who(who)

        def work(draft: Draft, state: State) -> Work:
            after = Paragraph(
                text=made.text,
                source="model",
                who=person,
                when=self._parts.clock(),
                marks=made.marks,
                origin=made.origin,
            )
            change = Change(target=text_id, before=draft.texts.get(text_id), after=after)
            label = load_form("2021").label(text_id)
            done = Recorded(text=say("session.text_saved", label=label), changes=shown((change,)), used_model=True)
            return self._asked_again(draft.apply((change,)), state, (done,), (change,), person)

        return self._committer.run(draft_id, work, person)

    def proofread(self, draft_id: str, text_id: str) -> "list[Suggestion]":
        """Wording suggestions for one paragraph; each is applied through `edit_text` when the clerk takes it."""
        from assistant.drafting.proofread import proofread

        draft = self._consenting(draft_id)
        text = draft.texts.get(text_id)
        return proofread(self._parts.model, text_id, text.text) if text else []

    def _consenting(self, draft_id: str) -> Draft:
        draft = self._parts.drafts.load(draft_id)
        if not may_use_model(self._parts, draft):
            raise ModelUnavailable(say("session.model_off"))
        return draft

    def _section(self, text_id: str) -> "Filter":
        from vectorstore.passage import Filter

        return Filter(sections=(text_id,))
