"""Edits beside the conversation: the tables, a paragraph, a repair, an explanation."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.checks.finding import Finding, Fix
from assistant.dialogue.replies import Notice, Recorded
from assistant.errors import NotFound, UnusableInput
from assistant.form import load_form
from assistant.report.answer import Answer, Paragraph
from assistant.report.changes import Change
from assistant.report.draft import Draft, Waiver
from assistant.report.merge import Edit, edits_in
from assistant.session import exports, grid, mending
from assistant.session.commit import Committer, Turn, Work, shown
from assistant.session.model_desk import desk_for
from assistant.session.parts import Parts
from assistant.session.past import Past
from assistant.wording import say

State = dict[str, Any]


class Editing(Past):
    """Each call commits before it returns, and answers with what it changed and what is asked now."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._committer = Committer(parts)

    def edit(
        self, draft_id: str, typed: Mapping[str, str | None], *, who: str | None = None, seen: int | None = None
    ) -> Turn:
        """Values typed into the tables, by cell id; None clears. What cannot be stored is said.

        Raises UnusableInput when nothing of it can be stored.
        """
        person = self._who(who)

        def work(draft: Draft, state: State) -> Work:
            judged = grid.judge(draft, typed, person, self._parts.clock())
            if judged.refused and not judged.changes:
                raise UnusableInput(judged.refused[0])
            key = "session.recorded" if judged.changes else "session.nothing_changed"
            done = Recorded(text=say(key, count=len(judged.changes)), changes=shown(judged.changes))
            refused = (Notice(text=sentence) for sentence in judged.refused)
            return self._asked_again(draft.apply(judged.changes), state, (done, *refused), judged.changes, person)

        return self._committer.run(draft_id, work, person, seen)

    def edit_text(
        self, draft_id: str, text_id: str, text: str | None, *, who: str | None = None, seen: int | None = None
    ) -> Turn:
        """A paragraph as the clerk wrote it, which vouches for it. None clears; a blank changes nothing."""
        person, form = self._who(who), load_form("2021")
        if text_id not in form.texts:
            raise UnusableInput(say("session.text_unknown", label=text_id))
        label = form.label(text_id)
        if text is not None and not text.strip():
            raise UnusableInput(say("session.text_kept", label=label))

        def work(draft: Draft, state: State) -> Work:
            before = draft.texts.get(text_id)
            now = self._parts.clock()
            after = None if text is None else Paragraph(text=text.strip(), who=person, when=now)
            same = before.text == after.text and not before.marks if before and after else before is after
            changes = () if same else (Change(target=text_id, before=before, after=after),)
            key = "session.text_saved" if changes else "session.nothing_changed"
            done = Recorded(text=say(key, label=label), changes=shown(changes))
            return self._asked_again(draft.apply(changes), state, (done,), changes, person)

        return self._committer.run(draft_id, work, person, seen)

    def mend(
        self, draft_id: str, finding: Finding, fix: Fix, *, who: str | None = None, seen: int | None = None
    ) -> Turn:
        """Applies one repair, because it was clicked. UnusableInput when the finding no longer stands."""
        person = self._who(who)

        def work(draft: Draft, state: State) -> Work:
            findings = exports.judge(self._parts, draft.snapshot(), draft).findings
            if not any(one.key == finding.key and fix in one.fixes for one in findings):
                raise UnusableInput(say("session.finding_gone"))
            changes = mending.changes_of(fix, draft, person, self._parts.clock())
            done = Recorded(text=say("session.mended", label=fix.label), changes=shown(changes))
            return self._asked_again(draft.apply(changes), state, (done,), changes, person)

        return self._committer.run(draft_id, work, person, seen)

    def waive(self, draft_id: str, finding_key: str, reason: str, *, who: str | None = None) -> Turn:
        """Explains a finding in writing; it holds while the values the finding speaks of stay the same."""
        from assistant.storage.drafts import WAIVER

        person, why = self._who(who), reason.strip()
        if not why:
            raise UnusableInput(say("session.waive_reason"))

        def work(draft: Draft, state: State) -> Work:
            findings = exports.judge(self._parts, draft.snapshot(), draft).findings
            finding = next((one for one in findings if one.key == finding_key), None)
            if finding is None:
                raise NotFound(say("session.finding_gone"))
            if not finding.explainable:
                raise UnusableInput(say("session.waive_not_allowed", text=finding.text))
            now = self._parts.clock()
            waiver = Waiver(check=finding.check, key=finding.key, reason=why, who=person, when=now)
            kept = tuple(one for one in draft.waivers if one.key != finding.key)
            explained = draft.model_copy(update={"waivers": (*kept, waiver)})
            note = Answer(value=why, who=person, when=now)
            logged = Change(target=WAIVER + finding.key, after=note, evidence=finding.text)
            done = Notice(text=say("session.waived", text=finding.text))
            went_on = self._asked_again(explained, state, (done,), (), person)
            return Work(went_on.draft, went_on.replies, state=went_on.state, logged=(logged,))

        return self._committer.run(draft_id, work, person)

    def _asked_again(
        self, draft: Draft, state: State, replies: tuple[Any, ...], changes: tuple[Change, ...], who: str
    ) -> Work:
        """After something beside the conversation made `draft` of `changes`: what is asked now."""
        begun = self._parts.dialogue.start(draft, state, desk_for(self._parts, draft, who))
        return Work(begun.draft, (*replies, *begun.replies), changes, begun.state)

    def _who(self, who: str | None) -> str:
        return self._parts.who if who is None else who

    def edits_in(self, draft_id: str, path: Path) -> list[Edit]:
        """What an edited copy of the report (the leader's .docx, or any readable format) says otherwise, each to take
        or leave. Nothing is stored. Raises UnusableInput."""
        from assistant.reading import read_file  # only whoever reads a file pays for the readers

        draft = self._parts.drafts.load(draft_id)
        report = read_file(Path(path), self._parts.settings.max_upload_mb)
        return edits_in(report, draft, who=self._parts.who, when=self._parts.clock())

    def take_edits(self, draft_id: str, edits: Sequence[Edit], *, who: str | None = None) -> Turn:
        """Takes chosen changes of an edited copy; the checks they touch are told as after any answer."""
        person = self._who(who)

        def work(draft: Draft, state: State) -> Work:
            changes = tuple(edit.change for edit in edits)
            done = Recorded(text=say("session.edits_taken", count=len(changes)), changes=shown(changes))
            return self._asked_again(draft.apply(changes), state, (done,), changes, person)

        return self._committer.run(draft_id, work, person)
