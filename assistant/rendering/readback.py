"""FMT-05: every figure is read back from the finished file and compared before the file is offered."""

from collections.abc import Iterable
from pathlib import Path

from assistant.documents import open_document
from assistant.documents.blocks import Document, Table
from assistant.documents.writing import slots
from assistant.errors import UnusableInput
from assistant.reading import read_document
from assistant.rendering.report import printed
from assistant.report.snapshot import Snapshot
from assistant.text.numbers import parse_number
from assistant.wording import say

_BY_LABEL = (".pdf", ".xlsx")


def verify(path: Path, document: Document, snapshot: Snapshot) -> None:
    """Raises UnusableInput naming the first figure that is not in the file as it is in the report."""
    if path.suffix == ".json":
        return
    read = open_document(path)
    found = figures_read(read) if path.suffix in _BY_LABEL else figures_placed(read, document)
    for cell_id, text in expected(document):
        if not _same(found.get(cell_id, ""), text):
            label = snapshot.form.label(cell_id)
            raise UnusableInput(
                say("rendering.differs", label=label, expected=text or "—", found=found.get(cell_id) or "—")
            )


def _same(found: str, text: str) -> bool:
    """Equal as printed, or as numbers: a workbook keeps 12.50 as 12.5."""
    if found == text or not (found and text):
        return found == text
    one, other = parse_number(found), parse_number(text)
    return one is not None and one == other


def expected(document: Document) -> Iterable[tuple[str, str]]:
    """Cell id and printed text of every figure in the blocks that were written."""
    for table in _tables(document):
        for row in table.rows:
            for cell in row:
                if cell.cell_id:
                    yield cell.cell_id, cell.text


def figures_placed(read: Document, written: Document) -> dict[str, str]:
    """Figures at the grid positions where they were written, in tables with the same labels around them."""
    found: dict[str, str] = {}
    candidates = list(_tables(read))
    for table in _tables(written):
        for candidate in candidates:
            texts = [[_plain(cell.text) for cell in line] for line in candidate.grid()]
            shift = _shift(texts, table)
            if shift is None:
                continue
            candidates.remove(candidate)
            for r, line in enumerate(slots(table)):
                for c, slot in enumerate(line):
                    if slot.cell.cell_id and slot.starts_at(r, c):
                        found[slot.cell.cell_id] = texts[r + shift][c]
            break
    return found


def figures_read(read: Document) -> dict[str, str]:
    """Figures by their labels, for files whose reader does not keep the grid whole."""
    report = read_document(read, read.source)
    return {
        one: printed(value) if value is not None else report.raw.get(one, "") for one, value in report.cells.items()
    }


def _tables(document: Document) -> Iterable[Table]:
    return (block for block in document.blocks if isinstance(block, Table))


def _plain(text: str) -> str:
    return "".join(text.split())


def _shift(texts: list[list[str]], table: Table) -> int | None:
    """How many rows further down the table stands in what was read; None when it is another table."""
    labels = [
        (r, c, _plain(slot.cell.text))
        for r, line in enumerate(slots(table))
        for c, slot in enumerate(line)
        if slot.starts_at(r, c) and not slot.cell.cell_id
    ]
    height = len(table.rows)
    for shift in range(max(0, len(texts) - height) + 1):
        lines = texts[shift : shift + height]
        if len(lines) == height and all(c < len(lines[r]) and lines[r][c] == label for r, c, label in labels):
            return shift
    return None
