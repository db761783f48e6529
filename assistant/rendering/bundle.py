"""Everything to hand in as one .zip: the report in each format, check sheet, summary, comparison."""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.checks import Result
from assistant.documents.blocks import Document
from assistant.documents.docx_writer import write_docx
from assistant.documents.html_writer import write_html
from assistant.documents.writing import Imprint
from assistant.errors import UnusableInput
from assistant.rendering.check_sheet import check_sheet, leader_summary
from assistant.rendering.comparison import TextRow, comparison_sheet
from assistant.rendering.export import FORMATS, export, write_whole
from assistant.rendering.report import report_title
from assistant.report.draft import Draft
from assistant.report.snapshot import Snapshot
from assistant.wording import say
from assistant.wording import text as wording

Progress = Callable[[float, str], None]
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True)
class Bundle:
    """The .zip and, by sentence, what could not be made (a PDF without a Chinese font)."""

    path: Path
    left_out: tuple[str, ...] = ()


def file_stem(snapshot: Snapshot) -> str:
    """The title as a file name that every system accepts."""
    name = _FORBIDDEN.sub("", report_title(snapshot).replace("\n", "")).strip(" .")
    return name[:80] or wording("rendering.subject")


def export_paper(document: Document, path: Path, *, author: str = "") -> Path:
    """A working paper (check sheet, summary, comparison) as .docx or .html."""
    writers = {".docx": write_docx, ".html": write_html}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise UnusableInput(say("rendering.unknown_format", suffix=path.suffix or path.name, known=" ".join(writers)))
    return write_whole(path, writer(document, Imprint(document.title or "", author=author, look="sheet")))


def papers(
    snapshot: Snapshot,
    result: Result,
    *,
    draft: Draft | None = None,
    previous: Snapshot | None = None,
    texts: Sequence[TextRow] = (),
    when: datetime,
) -> Iterable[tuple[str, Document]]:
    """The working papers by file name; the comparison (`texts`: its prose) only with last year's report."""
    yield (
        wording("rendering.file.checks"),
        check_sheet(snapshot, result, draft=draft, previous=previous, when=when),
    )
    yield wording("rendering.file.summary"), leader_summary(snapshot, result, previous=previous, when=when)
    if previous:
        yield wording("rendering.file.comparison"), comparison_sheet(previous, snapshot, texts)


def export_all(
    snapshot: Snapshot,
    path: Path,
    result: Result,
    *,
    draft: Draft | None = None,
    previous: Snapshot | None = None,
    texts: Sequence[TextRow] = (),
    final: bool = False,
    template: Path | None = None,
    when: datetime,
    progress: Progress | None = None,
) -> Bundle:
    """Every format and every working paper in one .zip, each checked like a single export.

    `progress` hears a share from 0 to 1 and what is being made. Raises UnusableInput as `export` does,
    except for a PDF that cannot be made here: that is left out and said.
    """
    stem = file_stem(snapshot)
    sheets = list(papers(snapshot, result, draft=draft, previous=previous, texts=texts, when=when))
    names = [*(f"{stem}{suffix}" for suffix in FORMATS), *(f"{name}.docx" for name, _ in sheets)]
    tell = progress or (lambda _share, _what: None)
    left_out: list[str] = []
    buffer = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for index, name in enumerate(names):
            tell(index / len(names), name)
            made = Path(folder) / f"{index}{Path(name).suffix}"
            if index >= len(FORMATS):
                export_paper(sheets[index - len(FORMATS)][1], made, author=snapshot.meta.organ)
            else:
                try:
                    export(snapshot, made, draft=draft, final=final, result=result, template=template)
                except UnusableInput as error:
                    if made.suffix != ".pdf":
                        raise
                    left_out.append(str(error))
                    continue
            archive.write(made, name)
        if left_out:
            archive.writestr(f"{wording('rendering.file.note')}.txt", "\n".join(left_out))
    tell(1.0, path.name)
    return Bundle(write_whole(path, buffer.getvalue()), tuple(left_out))
