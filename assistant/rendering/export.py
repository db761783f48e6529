"""A report as a finished file: format by extension, written whole or not at all, figures read back first.

To add a format: a writer in `assistant/documents`, an entry in `_WRITERS` here, a case in tests/rendering.
"""

import json
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.checks import Result
from assistant.documents.blocks import Document
from assistant.documents.docx_writer import write_docx
from assistant.documents.html_writer import write_html
from assistant.documents.markdown_writer import write_markdown
from assistant.documents.pdf_writer import write_pdf
from assistant.documents.writing import Imprint
from assistant.documents.xlsx_writer import write_xlsx
from assistant.errors import UnusableInput
from assistant.rendering.readback import verify
from assistant.rendering.report import report_document
from assistant.rendering.sums import sum_sheet
from assistant.report.document import to_document, to_handover
from assistant.report.draft import Draft
from assistant.report.fingerprint import content_hash
from assistant.report.snapshot import Snapshot
from assistant.wording import say
from assistant.wording import text as wording

Writer = Callable[[Document, Imprint, Snapshot], bytes]

_WRITERS: dict[str, Writer] = {
    ".docx": lambda document, imprint, _: write_docx(document, imprint),
    ".html": lambda document, imprint, _: write_html(document, imprint),
    ".pdf": lambda document, imprint, _: write_pdf(document, imprint),
    ".md": lambda document, imprint, _: write_markdown(document, imprint),
    ".xlsx": lambda document, imprint, snapshot: write_xlsx(
        document, imprint, sum_sheet(snapshot), wording("rendering.sheet.texts")
    ),
}
FORMATS = (*_WRITERS, ".json")


def export(
    snapshot: Snapshot,
    path: Path,
    *,
    draft: Draft | None = None,
    final: bool = False,
    result: Result | None = None,
    template: Path | None = None,
) -> Path:
    """Writes the report to `path` and gives the path back; a file already there is replaced in one step.

    A file that is not `final` is stamped 草稿, with the number of errors open in `result`. `draft` makes a
    .json the hand-over file; `template` sets a .docx into an office's own frame. Raises UnusableInput
    for an unknown extension, a place that cannot be written, a machine without Chinese fonts (.pdf), a useless
    frame, and when a figure in the file differs from the report (FMT-05).
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UnusableInput(say("rendering.unknown_format", suffix=path.suffix or path.name, known=_known()))
    if path.is_dir():
        raise UnusableInput(say("rendering.is_folder", path=path))
    document = report_document(snapshot, final=final)
    if suffix == ".json":
        data = handover(snapshot, draft, final)
    else:
        stamp = imprint(snapshot, document, final, result)
        framed = template is not None and suffix == ".docx"
        data = _framed(document, stamp, template) if framed else _WRITERS[suffix](document, stamp, snapshot)
    return write_whole(path, data, lambda made: verify(made, document, snapshot))


def _framed(document: Document, stamp: Imprint, template: Path | None) -> bytes:
    try:
        frame = template.read_bytes() if template else None
    except OSError as error:
        raise UnusableInput(say("rendering.template_unreadable")) from error
    return write_docx(document, stamp, frame)


def imprint(snapshot: Snapshot, document: Document, final: bool, result: Result | None = None) -> Imprint:
    """What the file says of itself; unless final it carries the stamp and why."""
    errors = result.summary["error"] if result else 0
    note = say("rendering.stamp_errors", count=errors) if errors else wording("rendering.stamp_note")
    return Imprint(
        title=document.title or "",
        author=snapshot.meta.organ,
        subject=wording("rendering.subject"),
        stamp="" if final else wording("rendering.stamp"),
        stamp_note="" if final else note,
        created=datetime.now(UTC).replace(microsecond=0, tzinfo=None),
    )


def handover(snapshot: Snapshot, draft: Draft | None, final: bool) -> bytes:
    """The report as JSON for machines and for next year's person; with the draft when there is one."""
    document = to_handover(draft) if draft else {**to_document(snapshot), "title": snapshot.title}
    document |= {"final": final, "sha256": content_hash(snapshot)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def write_whole(path: Path, data: bytes, check: Callable[[Path], None] | None = None) -> Path:
    """Puts `data` at `path`, never half a file; `check` looks at it before it is offered."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=path.suffix.lower(), prefix=".", dir=path.parent)
    except OSError as error:
        raise UnusableInput(say("rendering.not_writable", path=path, reason=error.strerror or "")) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if check:
            check(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise UnusableInput(say("rendering.not_writable", path=path, reason=error.strerror or "")) from error
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _known() -> str:
    return " ".join(FORMATS)
