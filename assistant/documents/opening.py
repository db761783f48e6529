"""Any file to a Document: told apart by content, read by its reader, or refused in one sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from assistant.documents.blocks import Block, Document, PageBreak, Table
from assistant.documents.docx_reader import read_docx
from assistant.documents.formats import kind_of_bytes
from assistant.documents.html_reader import read_html
from assistant.documents.limits import MAX_BLOCKS, MAX_PARAGRAPH, MAX_TEXT, read_bytes, refuse
from assistant.documents.mht_reader import read_mht
from assistant.documents.office import CONVERTED, read_office
from assistant.documents.pdf_reader import read_pdf
from assistant.documents.text_reader import read_text
from assistant.documents.xlsx_reader import read_xlsx
from assistant.documents.zip_reader import members
from assistant.errors import UnusableInput
from assistant.wording import say

_READERS: dict[str, Callable[[bytes, str], Document]] = {
    "docx": read_docx,
    "html": read_html,
    "mht": read_mht,
    "pdf": read_pdf,
    "txt": read_text,
    "xlsx": read_xlsx,
}


def open_document(path: Path | str, max_mb: int = 50) -> Document:
    """The file as blocks, whatever its name says. A zip is opened when one readable file is in it.

    Raises UnusableInput with one sentence for whatever cannot be read.
    """
    path = Path(path)
    data = read_bytes(path, max_mb)
    if kind_of_bytes(data) == "zip":
        inside = list(members(data, path.name, max_mb))
        if len(inside) > 1:
            refuse("many_files", path.name, count=len(inside))
        return _read(inside[0][1], inside[0][0])
    return _read(data, path.name)


def open_many(path: Path | str, max_mb: int = 50) -> list[tuple[str, Document | UnusableInput]]:
    """Every report in a zip (or the one file) under its name; one that cannot be read is its error."""
    path = Path(path)
    data = read_bytes(path, max_mb)
    inside = members(data, path.name, max_mb) if kind_of_bytes(data) == "zip" else [(path.name, data)]
    made: list[tuple[str, Document | UnusableInput]] = []
    for name, content in inside:
        try:
            made.append((name, _read(content, name)))
        except UnusableInput as error:
            made.append((name, error))
    return made


def kind_of(path: Path | str, max_mb: int = 50) -> str:
    """What the file really is: docx, html, pdf, txt, xlsx, json, zip, doc … UnusableInput if no file."""
    return kind_of_bytes(read_bytes(Path(path), max_mb))


def _read(data: bytes | UnusableInput, name: str) -> Document:
    if isinstance(data, UnusableInput):
        raise data
    kind = kind_of_bytes(data)
    if kind in CONVERTED:
        return _bounded(read_office(data, name, kind), name)
    if kind not in _READERS:
        _refuse(kind, name)
    return _bounded(_READERS[kind](data, name), name)


def _bounded(document: Document, name: str) -> Document:
    """Far more text than a report has would keep everyone after this waiting."""
    sizes = [_size(block) for block in document.blocks]
    longest = max((size for size, b in zip(sizes, document.blocks, strict=True) if not isinstance(b, Table)), default=0)
    if len(sizes) > MAX_BLOCKS or sum(sizes) > MAX_TEXT or longest > MAX_PARAGRAPH:
        refuse("too_large_inside", name)
    return document


def _size(block: Block) -> int:
    if isinstance(block, Table):
        return sum(len(cell.text) + 1 for row in block.rows for cell in row)
    return 0 if isinstance(block, PageBreak) else len(block.text)


def _refuse(kind: str, name: str) -> NoReturn:
    if kind in ("encrypted", "damaged", "image", "unknown"):
        refuse(kind, name)
    if kind == "zip":
        refuse("no_report_inside", name)
    label = say(f"documents.formats.{kind}")
    refuse("not_a_report" if kind in ("json", "executable") else "not_supported", name, format=label)
