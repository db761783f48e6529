"""Calls about files and past reports: reading, checking, keeping, searching, asking, rolling forward."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelUnavailable, UnusableInput
from assistant.form import load_form
from assistant.report.answer import Number
from assistant.report.draft import Draft
from assistant.report.published import PastReport
from assistant.report.snapshot import of_past
from assistant.session import batch, exports, offered
from assistant.session.exports import Exported
from assistant.session.parts import Parts
from assistant.wording import say

if TYPE_CHECKING:
    from assistant.archive.library import Stored, StoredValue
    from assistant.archive.result import Answer as Answered
    from assistant.checks.run import Result
    from vectorstore.passage import Hit


class Past:
    """The part of the session that needs no draft."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def read(self, path: Path) -> PastReport:
        """What a file says, as it says it. Raises UnusableInput."""
        return offered.read(self._parts, Path(path))

    def read_draft(self, path: Path) -> Draft | None:
        """The draft in a hand-over file; None when the file is any other report."""
        from assistant.reading import load_draft

        return load_draft(Path(path))

    def check_past(self, report: PastReport, previous: PastReport | None = None) -> "Result":
        """The checks on a published report, against the one of the year before where given."""
        return exports.judge(self._parts, of_past(report), previous=previous)

    def check_files(self, files: Sequence[Path], previous: PastReport | None = None) -> list[batch.Checked]:
        """Checks many reports: each by itself and against the others."""
        return batch.check_files(self._parts, [Path(one) for one in files], previous)

    def write_summary(self, checked: Sequence[batch.Checked], path: Path) -> Path:
        """The results of many reports as a workbook."""
        return batch.write_summary(checked, Path(path))

    def export_file(self, source: Path, path: Path) -> Exported:
        """A file made from another: a hand-over draft or any readable report."""
        draft = self.read_draft(source)
        snapshot = draft.snapshot() if draft else of_past(self.read(source))
        loose = draft.model_copy(update={"id": ""}) if draft else None
        return exports.export(self._parts, Path(path), snapshot, loose, self._parts.who)

    def roll_forward(self, report: PastReport, values: Mapping[str, Number], year: int | None = None) -> dict[str, Any]:
        """Last year's paragraphs with this year's figures, in machine form. A value not given is unknown."""
        from assistant.drafting import rollforward_document

        wanted = year if year is not None else (report.meta.year + 1 if report.meta.year else None)
        if wanted is None:
            raise UnusableInput(say("session.need_year"))
        return rollforward_document(report, values, wanted)

    # the archive

    def archive_add(self, path: Path, progress: Callable[[str], None] | None = None) -> "list[Stored]":
        """Keeps the report in a file, or each report of a .zip. UnusableInput when nothing can be kept."""
        from assistant.reading import read_many

        kept: list[Stored] = []
        failed: list[str] = []
        for name, report in read_many(Path(path), self._parts.settings.max_upload_mb):
            if isinstance(report, PastReport):
                kept.append(self._parts.library.add(report, self._parts.clock())[0])
            else:
                failed.append(say("session.one_failed", name=name, reason=report))
                if progress:
                    progress(failed[-1])
        if not kept and failed:
            raise UnusableInput(failed[0])
        return kept

    def archive_list(self) -> "Sequence[Stored]":
        """Every kept report, by office, newest year first."""
        return self._parts.library.kept()

    def archive_report(self, report_id: str) -> PastReport:
        """One kept report. Raises NotFound."""
        return self._parts.library.report(report_id)

    def archive_remove(self, report_id: str) -> "Stored":
        """Forgets a kept report, its figures and passages. Raises NotFound."""
        return self._parts.library.remove(report_id)

    def search(
        self,
        query: str,
        *,
        section: str | None = None,
        year: int | None = None,
        organ: str | None = None,
        limit: int = 10,
    ) -> "list[Hit]":
        """Passages of past reports, best first."""
        from vectorstore.passage import Filter

        wanted = Filter(years=(year,) if year else (), sections=_sections(section))
        if organ:
            named = tuple(dict.fromkeys(one.organ for one in self.archive_list() if _same(one.organ, organ)))
            if not named:
                return []
            wanted = replace(wanted, organs=named)
        return self._parts.library.search(query, limit, wanted)

    def ask(
        self, question: str, *, organ: str | None = None, year: int | None = None, context: Sequence[str] = ()
    ) -> "Answered":
        """An answer about past reports. `context` are the questions before this one."""
        from assistant.archive.agent import ask_model
        from assistant.archive.answer import answer

        library = self._parts.library
        if self._parts.model is not None:
            try:
                return ask_model(self._parts.model, library, question, organ=organ, year=year, before=context)
            except ModelUnavailable:
                pass  # the rules answer below
        return answer(library, question, organ=organ, year=year, before=context)

    def trends(self, cells: Collection[str]) -> "Sequence[StoredValue]":
        """Published values of these cells in all kept reports, for charts over the years."""
        return self._parts.library.figures(cells)

    # the data as a whole

    def back_up(self, path: Path) -> Path:
        """All data as one .zip."""
        from assistant.storage.backup import back_up

        return back_up(self._parts.database, Path(path), self._parts.clock())

    def restore(self, path: Path) -> Path:
        """Puts a backup in place of the data; returns where the data before it is kept. Raises UnusableInput."""
        from assistant.storage.backup import restore

        return restore(self._parts.database, Path(path), self._parts.clock())

    def about(self) -> dict[str, Any]:
        """What is configured, for the settings page; nothing secret."""
        from importlib.metadata import PackageNotFoundError, version

        settings = self._parts.settings
        try:
            number = version("nianbao-assistant")
        except PackageNotFoundError:
            number = say("session.no_version")
        model = settings.llm_model if settings.llm_configured else say("session.no_model")
        return {
            "data": str(settings.data.resolve()),
            "database": self._parts.database.name,
            "archive": len(self.archive_list()),
            "model": model,
            "version": number,
        }


def _sections(section: str | None) -> tuple[str, ...]:
    """The text ids meant by a section or text id."""
    if not section:
        return ()
    found = tuple(one for one in load_form("2021").texts if one == section or one.startswith(f"{section}."))
    if not found:
        known = say("session.list_separator").join(load_form("2021").texts)
        raise UnusableInput(say("session.no_such_section", section=section, known=known))
    return found


def _same(kept: str, wanted: str) -> bool:
    return bool(kept) and (wanted in kept or kept in wanted)
