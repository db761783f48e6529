"""Drafts, their change log, their conversations and their final versions."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, load_only
from sqlalchemy.orm.attributes import flag_modified

from assistant.errors import Conflict, NotFound
from assistant.report.answer import Answer, Paragraph
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.storage.database import Database
from assistant.storage.records import Batch, Entry, FinalVersion, Message, Summary, Talk
from assistant.storage.tables import ChangeRow, DraftRow, FinalRow, MessageRow
from assistant.wording import say

WAIVER = "waiver:"
"""Log targets of explained findings. They stand in the log but are no answers, and undo leaves them."""


def new_id() -> str:
    """Short, URL-safe, not guessable, and readable aloud (no capitals, no signs)."""
    return secrets.token_hex(6)


class DraftStore:
    """Every write is one transaction. A write from an outdated draft raises Conflict and changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, draft: Draft, batch: Batch, talk: Talk, counts: tuple[int, int], who: str, when: datetime
    ) -> Draft:
        """Stores a new draft under a new id, with the changes that made its first answers."""
        row_id = new_id()
        with self._database.writing() as session:
            row = DraftRow(id=row_id, created=when)
            _fill(row, draft.model_copy(update={"id": row_id, "revision": 1}), counts, who, when)
            row.state = dict(talk.state or {})
            session.add(row)
            session.flush()
            _log(session, row, batch, who, when)
            _say(session, row, talk, who, when)
        return draft.model_copy(update={"id": row_id, "revision": row.revision})

    def save(self, draft: Draft, batch: Batch, talk: Talk, counts: tuple[int, int], who: str, when: datetime) -> Draft:
        """Stores `draft`, made from revision `draft.revision`, with the changes and words that led to it."""
        with self._database.writing() as session:
            row = _row(session, draft.id)
            if row.revision != draft.revision:
                raise Conflict(say("errors.conflict"))
            _fill(row, draft, counts, who, when)
            if talk.state is not None:
                row.state = dict(talk.state)
            session.flush()
            _log(session, row, batch, who, when)
            _say(session, row, talk, who, when)
        return draft.model_copy(update={"revision": row.revision})

    def load(self, draft_id: str) -> Draft:
        """The draft as last stored. Raises NotFound."""
        with self._database.reading() as session:
            return _draft(_row(session, draft_id))

    def find(self, organ: str, year: int) -> str | None:
        """The id of the draft of that office and year, the one changed last if there are several."""
        with self._database.reading() as session:
            wanted = select(DraftRow.id).where(DraftRow.organ == organ, DraftRow.year == year)
            return session.scalar(wanted.order_by(DraftRow.updated.desc()).limit(1))

    def summaries(self) -> list[Summary]:
        """All drafts, last changed first, without reading their contents."""
        columns = [getattr(DraftRow, name) for name in Summary.__dataclass_fields__]
        with self._database.reading() as session:
            rows = session.execute(select(*columns).order_by(DraftRow.updated.desc()))
            return [Summary(*row) for row in rows]

    def delete(self, draft_id: str) -> None:
        """Removes a draft with its log and conversation. Raises NotFound."""
        with self._database.writing() as session:
            session.delete(_row(session, draft_id))

    def state(self, draft_id: str) -> dict[str, object]:
        """The stored state of the conversation; empty before it began."""
        with self._database.reading() as session:
            row = _row(session, draft_id, load_only(DraftRow.state, DraftRow.revision))
            return dict(row.state)

    def messages(self, draft_id: str) -> list[Message]:
        """The whole conversation in order."""
        with self._database.reading() as session:
            rows = session.scalars(select(MessageRow).where(MessageRow.draft == draft_id).order_by(MessageRow.id))
            return [Message(m.you, tuple(m.replies), tuple(m.changes), m.who, m.when) for m in rows]

    def log(self, draft_id: str, after_revision: int = 0) -> list[Entry]:
        """The change log in order, from the revision after `after_revision` on."""
        wanted = select(ChangeRow).where(ChangeRow.draft == draft_id, ChangeRow.revision > after_revision)
        with self._database.reading() as session:
            return [_entry(row) for row in session.scalars(wanted.order_by(ChangeRow.id))]

    def last_batch(self, draft_id: str, who: str | None = None) -> Batch | None:
        """The newest batch not taken back yet, of `who` if named; what 撤销 would undo."""
        undone = select(ChangeRow.undoes).where(ChangeRow.draft == draft_id, ChangeRow.undoes.is_not(None))
        wanted = select(ChangeRow.batch).where(
            ChangeRow.draft == draft_id,
            ChangeRow.undoes.is_(None),
            ChangeRow.batch.not_in(undone),
            ChangeRow.target.not_like(f"{WAIVER}%"),
        )
        if who is not None:
            wanted = wanted.where(ChangeRow.who == who)
        with self._database.reading() as session:
            batch = session.scalar(wanted.order_by(ChangeRow.id.desc()).limit(1))
            if batch is None:
                return None
            same = select(ChangeRow).where(ChangeRow.draft == draft_id, ChangeRow.batch == batch)
            rows = session.scalars(same.order_by(ChangeRow.id))
            return Batch(tuple(_entry(row).change for row in rows), id=batch)

    def freeze(self, draft: Draft, document: dict[str, object], sha256: str, who: str, when: datetime) -> None:
        """Keeps a final version as it was handed out; the same document is kept once."""
        with self._database.writing() as session:
            same = select(func.count()).where(FinalRow.draft == draft.id, FinalRow.sha256 == sha256)
            if not session.scalar(same):
                row = FinalRow(draft=draft.id, revision=draft.revision, who=who, when=when, sha256=sha256)
                row.document = document
                session.add(row)

    def finals(self, draft_id: str) -> list[FinalVersion]:
        """The final versions handed out, oldest first."""
        wanted = select(FinalRow).where(FinalRow.draft == draft_id).order_by(FinalRow.id)
        with self._database.reading() as session:
            return [FinalVersion(f.revision, f.who, f.when, f.sha256, f.document) for f in session.scalars(wanted)]


def _row(session: Session, draft_id: str, *options: object) -> DraftRow:
    row = session.get(DraftRow, draft_id, options=list(options) or None)  # type: ignore[arg-type]
    if row is None:
        raise NotFound(say("errors.no_draft"))
    return row


def _draft(row: DraftRow) -> Draft:
    return Draft.model_validate(row.body).model_copy(update={"id": row.id, "revision": row.revision})


def _fill(row: DraftRow, draft: Draft, counts: tuple[int, int], who: str, when: datetime) -> None:
    row.organ, row.year = draft.office.organ, draft.meta.year or 0
    row.done, row.total = counts
    row.updated, row.updated_by = when, who
    # The version must move even when only words were exchanged within one tick of the clock.
    flag_modified(row, "updated")
    row.body = draft.model_dump(mode="json", exclude={"id", "revision"})


def _log(session: Session, row: DraftRow, batch: Batch, who: str, when: datetime) -> None:
    if not batch.changes:
        return
    common = {
        "draft": row.id,
        "revision": row.revision,
        "batch": new_id(),
        "undoes": batch.undoes,
        "who": who,
        "when": when,
    }
    session.execute(insert(ChangeRow), [{**common, **_changed(change)} for change in batch.changes])


def _changed(change: Change) -> dict[str, object]:
    given = change.after or change.before
    dumped = change.model_dump(mode="json")
    return {
        "target": change.target,
        "before": dumped["before"],
        "after": dumped["after"],
        "source": given.source if isinstance(given, Answer | Paragraph) else "",
        "evidence": change.evidence,
    }


def _say(session: Session, row: DraftRow, talk: Talk, who: str, when: datetime) -> None:
    messages: Sequence[Message] = talk.messages
    for one in messages:
        session.add(
            MessageRow(
                draft=row.id, who=one.who or who, when=one.when or when, you=one.you,
                replies=[dict(reply) for reply in one.replies],
                changes=[dict(change) for change in one.changes],
            )
        )  # fmt: skip


def _entry(row: ChangeRow) -> Entry:
    change = Change.model_validate(
        {"target": row.target, "before": row.before, "after": row.after, "evidence": row.evidence}
    )
    return Entry(change, row.revision, row.batch, row.undoes, row.who, row.when, row.source)
