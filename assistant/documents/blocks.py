"""Neutral blocks every reader produces and every writer consumes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """Where something stood in a file; what a format does not know is None. Counted from 1."""

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Run:
    """A stretch of text with one look: plain, bound, unverified, stale or unchanged (drafts only)."""

    text: str
    kind: str = "plain"
    cell: str | None = None


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is the title, 1 一、, 2 （一）, 3 1., 4 （1）. Readers give the file's own level."""

    text: str
    level: int = 1
    place: Place = Place()


@dataclass(frozen=True)
class Paragraph:
    """Running text. `runs` is empty when the whole text is plain. `align`: left, centre, right."""

    text: str
    place: Place = Place()
    runs: tuple[Run, ...] = ()
    align: str = "left"
    text_id: str | None = None


@dataclass(frozen=True)
class Cell:
    """A cell at the top left of its span. `header` cells are th. `cell_id` ties it to the form when known."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    place: Place = Place()
    cell_id: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells; positions covered by a span above or left are left out, as in HTML.

    `head_rows` rows are repeated after a page break; `widths` are relative; `key` is the form's table id.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place = Place()
    head_rows: int = 0
    widths: tuple[float, ...] = ()
    key: str | None = None

    def grid(self) -> list[list[Cell]]:
        """Every position filled: a spanned position repeats the same Cell object (compare with `is`)."""
        grid: list[list[Cell | None]] = []
        for r, row in enumerate(self.rows):
            while len(grid) <= r:
                grid.append([])
            c = 0
            for cell in row:
                while c < len(grid[r]) and grid[r][c] is not None:
                    c += 1
                for down in range(cell.rowspan):
                    while len(grid) <= r + down:
                        grid.append([])
                    line = grid[r + down]
                    line.extend([None] * (c + cell.colspan - len(line)))
                    for right in range(cell.colspan):
                        line[c + right] = cell
                c += cell.colspan
        width = max((len(line) for line in grid), default=0)
        empty = Cell("")
        return [[cell or empty for cell in line + [None] * (width - len(line))] for line in grid[: len(self.rows)]]


@dataclass(frozen=True)
class PageBreak:
    """A page ends here (readers that know), or must end here (writers)."""

    place: Place = Place()


Block = Heading | Paragraph | Table | PageBreak


@dataclass(frozen=True)
class Document:
    """A file as blocks in reading order. `kind` is the format it really had (docx, html, pdf, txt, md …)."""

    blocks: tuple[Block, ...]
    kind: str
    source: str = ""
    title: str | None = None
    warnings: tuple[str, ...] = field(default_factory=tuple)
