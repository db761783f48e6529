"""Many reports checked at once: each by itself, and against the others where a check compares bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import UnusableInput
from assistant.form import load_form
from assistant.report.draft import Draft
from assistant.report.published import PastReport
from assistant.report.snapshot import Snapshot, of_past
from assistant.session import exports
from assistant.session.parts import Parts
from assistant.wording import load, say
from assistant.wording import text as wording

if TYPE_CHECKING:
    from assistant.checks.run import Result

COUNTS = ("error", "warn", "info", "passed")
HEAD = ("file", "organ", "year", *COUNTS, "text")
DETAIL = ("file", "organ", "level", "check", "section", "found", "expected", "text")
HEAD_WIDTHS = (32, 32, 8, 8, 8, 8, 8, 50)
DETAIL_WIDTHS = (32, 32, 8, 10, 24, 20, 20, 80)


@dataclass(frozen=True)
class Checked:
    """One report: its result, or why it could not be used."""

    name: str
    snapshot: Snapshot | None = None
    result: "Result | None" = None
    problem: str | None = None

    def document(self) -> tuple[str, dict[str, Any]]:
        """File name and findings as JSON values."""
        from assistant.checks.run import result_document

        if self.result is None:
            return self.name, {"error": self.problem, "findings": [], "summary": {}}
        return self.name, result_document(self.result)


def check_files(parts: Parts, files: Sequence[Path], previous: PastReport | None) -> list[Checked]:
    """Checks every report in the files, the reports of a .zip each for itself."""
    read = [one for file in files for one in _reports(parts, file)]
    snapshots = [snapshot for _, snapshot, _, _ in read if snapshot is not None]
    checked = []
    for name, snapshot, draft, problem in read:
        if snapshot is None:
            checked.append(Checked(name, problem=problem))
            continue
        others = [one for one in snapshots if one is not snapshot]
        result = exports.judge(parts, snapshot, draft, previous=previous, others=others)
        checked.append(Checked(name, snapshot, result))
    return checked


def _reports(parts: Parts, file: Path) -> list[tuple[str, Snapshot | None, Draft | None, str | None]]:
    from assistant.reading import load_draft, read_many

    try:
        if draft := load_draft(file):
            return [(file.name, draft.snapshot(), draft, None)]
        found = read_many(file, parts.settings.max_upload_mb)
    except UnusableInput as error:
        return [(file.name, None, None, str(error))]
    return [
        (name, of_past(one), None, None) if isinstance(one, PastReport) else (name, None, None, str(one))
        for name, one in found
    ]


def write_summary(checked: Sequence[Checked], path: Path) -> Path:
    """A workbook with a line per report and a line per finding. Raises UnusableInput."""
    from assistant.documents.listing_writer import write_listing
    from assistant.rendering.export import write_whole

    if path.suffix.lower() != ".xlsx":
        raise UnusableInput(say("session.summary_xlsx", name=path.name))
    names = load("messages/cli")["summary"]["columns"]
    overview, details = wording("cli.summary.sheet"), wording("cli.summary.findings")
    sheets = {
        overview: [[names[one] for one in HEAD], *(_overview(one) for one in checked)],
        details: [[names[one] for one in DETAIL], *(row for one in checked for row in _details(one))],
    }
    return write_whole(path, write_listing(sheets, {overview: HEAD_WIDTHS, details: DETAIL_WIDTHS}))


def _overview(one: Checked) -> list[str | int]:
    if one.snapshot is None or one.result is None:
        return [one.name, "", "", *("" for _ in COUNTS), one.problem or ""]
    meta = one.snapshot.meta
    return [one.name, meta.organ, meta.year or "", *(one.result.summary[key] for key in COUNTS), ""]


def _details(one: Checked) -> list[list[str | int]]:
    if one.snapshot is None or one.result is None:
        return []
    form, organ = load_form("2021"), one.snapshot.meta.organ
    rows: list[list[str | int]] = []
    for finding in one.result.findings:
        section = form.sections[finding.section - 1].label if finding.section else ""
        values = ["" if value is None else str(value) for value in (finding.found, finding.expected)]
        level = wording(f"cli.printed.level.{finding.level}")
        rows.append([one.name, organ, level, finding.check, section, *values, finding.text])
    return rows
