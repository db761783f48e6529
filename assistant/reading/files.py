"""Files of any supported format as past reports: what `import`, `check` and the archive read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.documents import kind_of, open_document, open_many
from assistant.errors import UnusableInput
from assistant.reading.reader import read_document
from assistant.reading.vocabulary import words
from assistant.report.document import draft_in, from_document
from assistant.report.draft import Draft
from assistant.report.published import PastReport
from assistant.wording import say

Progress = Callable[[float, str], None]


def read_file(path: Path, max_mb: int = 50, progress: Progress | None = None) -> PastReport:
    """One report from a document of any format, a *report* JSON or a hand-over JSON.

    `progress` is told 0…1 and a short sentence. Raises UnusableInput with one sentence for staff.
    """
    tell = progress or (lambda _share, _text: None)
    tell(0.0, say("reading.progress.opening"))
    if _is_json(path, max_mb):
        report = from_document(_json(path))
        tell(1.0, say("reading.progress.done"))
        return report.model_copy(update={"meta": report.meta.model_copy(update={"source": path.name})})
    document = open_document(path, max_mb)
    tell(0.5, say("reading.progress.tables"))
    report = read_document(document, path.name)
    _refuse_empty(report, path.name)
    tell(1.0, say("reading.progress.done"))
    return report


def read_many(path: Path, max_mb: int = 50) -> list[tuple[str, PastReport | UnusableInput]]:
    """Every report of an archive (or of a single file) by name; what cannot be used comes as its error."""
    if _is_json(path, max_mb):
        return [(path.name, read_file(path, max_mb))]
    found: list[tuple[str, PastReport | UnusableInput]] = []
    for name, document in open_many(path, max_mb):
        if isinstance(document, UnusableInput):
            found.append((name, document))
            continue
        report = read_document(document, Path(name).name)
        try:
            _refuse_empty(report, name)
            found.append((name, report))
        except UnusableInput as error:
            found.append((name, error))
    return found


def load_draft(path: Path) -> Draft | None:
    """The draft in a hand-over file; None for any other file. Raises UnusableInput when it is damaged."""
    return draft_in(_json(path)) if path.is_file() and kind_of(path) == "json" else None


def _is_json(path: Path, max_mb: int) -> bool:
    return path.is_file() and path.stat().st_size <= max_mb * 1024 * 1024 and kind_of(path) == "json"


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UnusableInput(say("reading.file.bad_json", name=path.name)) from error


def _refuse_empty(report: PastReport, name: str) -> None:
    """A file without a table of the form that never speaks of disclosure is no report."""
    if report.structure and report.structure.tables:
        return
    text = "".join((*report.texts.values(), *report.unplaced, report.meta.title or ""))
    if not any(word in text for word in words()["title_words"]):
        raise UnusableInput(say("reading.file.unreadable", name=name))
