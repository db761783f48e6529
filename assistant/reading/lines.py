"""A document as lines: rows of tables, rows written with bars or tabs, and running text, in reading order."""

import re
from dataclasses import dataclass, replace

from assistant.documents.blocks import Block, Document, Heading, Paragraph, Place, Table
from assistant.reading.fold import plain
from assistant.reading.vocabulary import expression, pattern

_BAR = re.compile(r"[|｜]")
_COUNTED = re.compile(r"(?:数据|列|Column|Unnamed:?)\s*\d{1,2}")
_RULE = re.compile(r"^[\s|:+\-=─┼├┤│]*[-─=]{2,}[\s|:+\-=─┼├┤│]*$")
_MARKUP = re.compile(r"^\s{0,3}(#{1,6}\s+|>\s?)|\*\*|__|(?<=[^\\])\\(?=[.\-_*|])")


@dataclass(frozen=True)
class Line:
    """`cells` is set for rows: None stands for a position covered by a span, "" for an empty cell.

    `grid` rows come from a real table, so their positions can be compared within `block`. `heading` is the level
    of a heading block, `indented` a line that the file sets in as the first of a paragraph. `loose` rows (set apart
    by gaps on a page) tell nothing of empty cells in between.
    """

    text: str
    place: Place
    block: int
    cells: tuple[str | None, ...] | None = None
    grid: bool = False
    heading: int | None = None
    blank_before: bool = False
    indented: bool = False
    loose: bool = False


def lines_of(document: Document) -> list[Line]:
    """Every line with something on it; page furniture is left out."""
    found: list[Line] = []
    blank = False
    edges = _edges(document)
    for index, block in enumerate(document.blocks):
        for line in _of_block(block, index, blank, edges.get(index, (True, True))):
            if not line.text.strip() and line.cells is None:
                blank = True
                continue
            if is_noise(line.text) if line.cells is None else _numbers_columns(line.cells):
                continue
            loose = document.kind == "pdf" and line.cells is not None and not line.grid
            found.append(replace(line, loose=True) if loose else line)
            blank = False
        if not isinstance(block, Paragraph) or not block.text.strip():
            blank = True
    return found


LONGEST = 10_000
"""Characters of one line up to which it is searched for lines run together; a table in one line has a third."""
EDGE = 0.8
"""Share of the rows of one table that must begin (end) with a bar for the bar to be its edge and no cell."""


def _edges(document: Document) -> dict[int, tuple[bool, bool]]:
    """Per block of text: whether the rows with bars around it begin and end with a bar."""
    found: dict[int, tuple[bool, bool]] = {}
    run: list[str] = []
    members: list[int] = []

    def close() -> None:
        whole = [row for row in run if len(row) > 1]
        begins = sum(bool(_BAR.match(row)) for row in whole)
        ends = sum(bool(_BAR.match(row[-1])) for row in whole)
        found.update(dict.fromkeys(members, (begins > EDGE * len(whole), ends > EDGE * len(whole))))
        run.clear()
        members.clear()

    for index, block in enumerate(document.blocks):
        rows = [part.strip() for part in getattr(block, "text", "").split("\n") if part.strip()]
        barred = [row for row in rows if _BAR.search(row)]
        if barred:
            run += barred
            members.append(index)
        elif rows and not all(re.fullmatch(r"[\d\s.,?/-]+", row) for row in rows):
            close()
    close()
    return found


def _cut_run_on(text: str) -> str:
    """Table lines that a converter joined like lines of a paragraph, cut apart again behind their figures."""
    if len(text) > LONGEST:
        return text
    return pattern("after_figure").sub("\\g<0>\n", expression("run_on").sub("\\1\n", text))


def _numbers_columns(cells: tuple[str | None, ...]) -> bool:
    """A header a converter made up: 数据1, 数据2, …"""
    return sum(bool(_COUNTED.fullmatch(cell or "")) for cell in cells) >= 2


def is_noise(text: str) -> bool:
    """Menus, page numbers, counters: the page around the report."""
    return bool(pattern("noise").match(re.sub(r"\s", "", plain(text))))


def _of_block(block: Block, index: int, blank: bool, edges: tuple[bool, bool]) -> list[Line]:
    if isinstance(block, Table):
        return _of_table(block, index, edges)
    if isinstance(block, Heading):
        parts = block.text.split("\n")
        return [Line(part.strip(), block.place, index, heading=block.level, blank_before=blank) for part in parts]
    if isinstance(block, Paragraph):
        made: list[Line] = []
        for offset, part in enumerate(_cut_run_on(block.text).split("\n")):
            place = block.place if block.place.line is None else Place(block.place.page, block.place.line + offset)
            line = _of_text(part, place, index, blank, edges)
            blank = not (line.text.strip() or line.cells is not None)
            made.append(line)
        return made
    return []


def _of_table(table: Table, index: int, edges: tuple[bool, bool]) -> list[Line]:
    made: list[Line] = []
    seen: set[int] = set()
    for r, row in enumerate(table.grid()):
        cells: list[str | None] = []
        place = Place(table.place.page, None, table.place.table, r + 1)
        for cell in row:
            covered = id(cell) in seen
            seen.add(id(cell))
            cells.append(None if covered and (cell.text or cell.colspan > 1 or cell.rowspan > 1) else cell.text)
        texts = [cell for cell in cells if cell]
        if len(cells) == 1 and "\n" in (cells[0] or ""):
            made += [_of_text(part, place, index, False, edges) for part in (cells[0] or "").split("\n")]
            continue
        made += [
            Line(" ".join(t for t in split if t), place, index, tuple(split), grid=True)
            for split in _unmerged(cells)
            if texts or any(cell is not None for cell in split)
        ]
    return made


def _unmerged(cells: list[str | None]) -> list[list[str | None]]:
    """Rows that a PDF grid ran together: several cells holding the same number of lines of figures."""
    parts = [cell.split("\n") if cell else [] for cell in cells]
    counts = {len(part) for part in parts if len(part) > 1 and all(re.fullmatch(r"\s*\d+\s*", one) for one in part)}
    figures = [p for p in parts if len(p) > 1 and all(re.fullmatch(r"\s*\d+\s*", one) for one in p)]
    if len(counts) != 1 or len(figures) < 4:
        return [cells]
    count = counts.pop()
    return [
        [part[n] if len(part) == count else (cell if n == 0 else None) for cell, part in zip(cells, parts, strict=True)]
        for n in range(count)
    ]


def _of_text(text: str, place: Place, index: int, blank: bool, edges: tuple[bool, bool]) -> Line:
    if _BAR.search(text):
        if _RULE.match(text):
            return Line("", place, index)
        parts = _BAR.split(text)
        if not parts[-1].strip() and edges[1]:
            parts = parts[:-1]
        if len(parts) > 1 and not parts[0].strip() and edges[0]:
            parts = parts[1:]
        cells = tuple(_MARKUP.sub("", part).strip() for part in parts)
        return Line(" ".join(cell for cell in cells if cell), place, index, cells, blank_before=blank)
    if "\t" in text.strip("\n") and text.strip():
        cells = tuple(part.strip() for part in text.rstrip("\n").split("\t"))
        if sum(bool(cell) for cell in cells) > 1:
            return Line(" ".join(cell for cell in cells if cell), place, index, cells, blank_before=blank)
    level = len(text) - len(text.lstrip("#")) if re.match(r"\s{0,3}#{1,6}\s", text) else None
    indented = bool(re.match(r"[ \u3000\xa0]{2,}\S", text))
    return Line(_MARKUP.sub("", text).strip(), place, index, heading=level, blank_before=blank, indented=indented)
