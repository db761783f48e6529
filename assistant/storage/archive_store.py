"""Past reports and their figures, as tables. What a report says is never corrected here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, insert, select

from assistant.errors import NotFound
from assistant.report.answer import Number
from assistant.report.published import PastReport
from assistant.storage.database import Database
from assistant.storage.drafts import new_id
from assistant.storage.tables import FigureRow, PastRow
from assistant.wording import say


@dataclass(frozen=True)
class StoredReport:
    """A kept report without its contents. `source` is the plain file name."""

    id: str
    organ: str
    year: int | None
    scope: str
    format: str
    source: str
    sha256: str
    added: datetime


@dataclass(frozen=True)
class StoredFigure:
    """A published figure with where it stood."""

    report: str
    organ: str
    year: int | None
    scope: str
    cell: str
    value: Number
    place: str
    source: str


class ArchiveStore:
    """Reports by content hash and figures by office, year and cell."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_report(
        self,
        sha256: str,
        report: PastReport,
        figures: Mapping[str, Number] | None = None,
        when: datetime | None = None,
    ) -> tuple[StoredReport, bool]:
        """Keeps a report under the hash of its content; True when it is new, False when it was kept already.

        `figures` by cell or fact id; by default what the report states in its tables and in prose.
        """
        stated = {k: v for k, v in report.cells.items() if v is not None} | report.facts
        values = stated if figures is None else figures
        with self._database.writing() as session:
            if known := session.scalar(select(PastRow).where(PastRow.sha256 == sha256)):
                return _stored(known), False
            meta = report.meta
            row = PastRow(
                id=new_id(), sha256=sha256, organ=meta.organ, year=meta.year, scope=meta.scope,
                format=meta.format, source=meta.source or "", added=when or datetime.now(),
                body=report.model_dump(mode="json"),
            )  # fmt: skip
            session.add(row)
            session.flush()
            rows = [
                {"report": row.id, "cell": cell, "value": str(value), "place": report.places.get(cell, "")}
                for cell, value in values.items()
            ]
            if rows:
                session.execute(insert(FigureRow), rows)
            return _stored(row), True

    def reports(self, organ: str | None = None, year: int | None = None) -> list[StoredReport]:
        """The kept reports, by office and newest year first. `organ` must be the stored name."""
        wanted = select(PastRow).order_by(PastRow.organ, PastRow.year.desc(), PastRow.added)
        if organ is not None:
            wanted = wanted.where(PastRow.organ == organ)
        if year is not None:
            wanted = wanted.where(PastRow.year == year)
        with self._database.reading() as session:
            return [_stored(row) for row in session.scalars(wanted)]

    def report(self, report_id: str) -> PastReport:
        """One kept report as it was read. Raises NotFound."""
        with self._database.reading() as session:
            row = session.get(PastRow, report_id)
            if row is None:
                raise NotFound(say("errors.no_past_report"))
            return PastReport.model_validate(row.body)

    def remove(self, report_id: str) -> StoredReport:
        """Forgets a report with its figures and says which it was. Raises NotFound."""
        with self._database.writing() as session:
            row = session.get(PastRow, report_id)
            if row is None:
                raise NotFound(say("errors.no_past_report"))
            gone = _stored(row)
            session.execute(delete(FigureRow).where(FigureRow.report == report_id))
            session.delete(row)
            return gone

    def figures(
        self,
        organ: str | None = None,
        year: int | None = None,
        cells: Collection[str] = (),
        reports: Collection[str] = (),
    ) -> list[StoredFigure]:
        """Published figures by office, year, cells and report ids (whatever is given), newest year first."""
        wanted = select(FigureRow, PastRow).join(PastRow, PastRow.id == FigureRow.report)
        if organ is not None:
            wanted = wanted.where(PastRow.organ == organ)
        if year is not None:
            wanted = wanted.where(PastRow.year == year)
        if cells:
            wanted = wanted.where(FigureRow.cell.in_(cells))
        if reports:
            wanted = wanted.where(PastRow.id.in_(reports))
        with self._database.reading() as session:
            rows = session.execute(wanted.order_by(PastRow.organ, PastRow.year.desc(), FigureRow.cell))
            return [
                StoredFigure(p.id, p.organ, p.year, p.scope, f.cell, _number(f.value), f.place, p.source)
                for f, p in rows
            ]

    def organs(self) -> list[str]:
        """Every office with a kept report."""
        with self._database.reading() as session:
            return list(session.scalars(select(PastRow.organ).distinct().order_by(PastRow.organ)))


def _number(text: str) -> Number:
    return Decimal(text) if "." in text or "E" in text else int(text)


def _stored(row: PastRow) -> StoredReport:
    return StoredReport(row.id, row.organ, row.year, row.scope, row.format, row.source, row.sha256, row.added)
