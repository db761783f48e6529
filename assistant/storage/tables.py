"""The tables. The change log and the messages are only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA = 1


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {dict[str, Any]: JSON(none_as_null=True), list[Any]: JSON(none_as_null=True)}  # noqa: RUF012


class SchemaRow(Base):
    """One row: the version the tables have."""

    __tablename__ = "schema_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]


class DraftRow(Base):
    """A report in work. `revision` is SQLAlchemy's version column: an update of a stale row fails."""

    __tablename__ = "drafts"
    __table_args__ = (Index("drafts_by_office", "organ", "year"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    organ: Mapped[str] = mapped_column(String(200))
    year: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    created: Mapped[datetime]
    updated: Mapped[datetime]
    updated_by: Mapped[str] = mapped_column(String(100), default="")
    revision: Mapped[int] = mapped_column()
    body: Mapped[dict[str, Any]]
    state: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class ChangeRow(Base):
    """One change of a cell, fact, detail, text or waiver. Undoing adds rows; `undoes` names the batch."""

    __tablename__ = "changes"
    __table_args__ = (Index("changes_by_draft", "draft", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    draft: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    revision: Mapped[int]
    batch: Mapped[str] = mapped_column(String(16))
    undoes: Mapped[str | None] = mapped_column(String(16))
    who: Mapped[str] = mapped_column(String(100))
    when: Mapped[datetime]
    target: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    source: Mapped[str] = mapped_column(String(30))
    evidence: Mapped[str] = mapped_column(Text)


class MessageRow(Base):
    """One message and what was answered. `you` is None when the assistant spoke first."""

    __tablename__ = "messages"
    __table_args__ = (Index("messages_by_draft", "draft"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    draft: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    who: Mapped[str] = mapped_column(String(100))
    when: Mapped[datetime]
    you: Mapped[str | None] = mapped_column(Text)
    replies: Mapped[list[Any]]
    changes: Mapped[list[Any]]


class FinalRow(Base):
    """A version that was handed out as final, as it was, with the hash of its document."""

    __tablename__ = "finals"
    __table_args__ = (UniqueConstraint("draft", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    draft: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    revision: Mapped[int]
    who: Mapped[str] = mapped_column(String(100))
    when: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    document: Mapped[dict[str, Any]]


class PastRow(Base):
    """A past report kept in the archive. The same content is kept once: `sha256` is unique."""

    __tablename__ = "past_reports"
    __table_args__ = (Index("past_by_office", "organ", "year"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    organ: Mapped[str] = mapped_column(String(200))
    year: Mapped[int | None]
    scope: Mapped[str] = mapped_column(String(12))
    format: Mapped[str] = mapped_column(String(12))
    source: Mapped[str] = mapped_column(String(300))
    added: Mapped[datetime]
    body: Mapped[dict[str, Any]]


class FigureRow(Base):
    """One published figure. `value` is its decimal text, so that 12.50 stays what it was."""

    __tablename__ = "past_figures"
    __table_args__ = (Index("figures_by_cell", "cell"),)

    report: Mapped[str] = mapped_column(ForeignKey("past_reports.id", ondelete="CASCADE"), primary_key=True)
    cell: Mapped[str] = mapped_column(String(200), primary_key=True)
    value: Mapped[str] = mapped_column(String(40))
    place: Mapped[str] = mapped_column(String(200))
