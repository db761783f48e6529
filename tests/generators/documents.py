"""A generated report as neutral blocks with real tables, and as bytes of each file format."""

import random
from collections.abc import Callable
from dataclasses import replace

from assistant.documents.blocks import Block, Heading, Paragraph, Table
from tests.generators import files
from tests.generators.flatten import TOPICS
from tests.generators.reports import FORM, Report
from tests.generators.tables import grid2, grid3, grid4, style_of, table2_rows, table3_rows


def blocks_of(report: Report, seed: int, cut: bool = True) -> list[Block]:
    """The report as blocks. `cut` may end table 3 at a page end, with or without its header again."""
    rng = random.Random(seed)
    style = style_of(rng)
    heading = _heading(rng)
    blocks: list[Block] = [Heading(line, 0) for line in report.title.split("\n")]
    blocks += [Paragraph(report.texts["preamble"]), heading("s1")]
    for number, (topic, label) in enumerate(TOPICS, 1):
        blocks += [Heading(f"（{'一二三四五'[number - 1]}）{label}", 2), Paragraph(report.texts[topic])]
    third = grid3(table3_rows(rng, report, style), report.total_column, rng.random() < 0.3)
    blocks += [heading("s2"), grid2(table2_rows(rng, report, style)), heading("s3")]
    blocks += _cut(third, rng) if cut and rng.random() < 0.4 else [third]
    blocks += [heading("s4"), grid4(report, style), heading("s5")]
    blocks += [Heading("（一）存在的主要问题", 2), Paragraph(report.texts["s5.problems"])]
    blocks += [Heading("（二）改进情况", 2), Paragraph(report.texts["s5.measures"])]
    blocks += [heading("s6"), Paragraph(report.texts["s6.fee"])]
    return blocks


def _heading(rng: random.Random) -> Callable[[str], Heading]:
    variant = rng.random() < 0.3

    def heading(key: str) -> Heading:
        section = FORM.section(key)
        title = rng.choice(section.spellings) if variant else section.label
        return Heading(f"{'一二三四五六'[section.ordinal - 1]}、{title}", 1)

    return heading


def _cut(table: Table, rng: random.Random) -> list[Block]:
    """A table that a page end cut in two; what spanned the cut is missing in the second part."""
    at = rng.randint(table.head_rows + 4, len(table.rows) - 4)
    grid = table.grid()
    first = _part(grid, 0, at)
    second = _part(grid, at, len(grid))
    if rng.random() < 0.5:
        second = [*_part(grid, 0, table.head_rows), *second]
    return [Table(tuple(first)), Table(tuple(second))]


def _part(grid: list, start: int, end: int) -> list:
    """Rows of a grid as rows of cells again, spans cut to what is there; a group goes on without its label."""
    made, seen = [], set()
    for r in range(start, end):
        row, c = [], 0
        while c < len(grid[r]):
            cell = grid[r][c]
            wide = 1
            while c + wide < len(grid[r]) and grid[r][c + wide] is cell:
                wide += 1
            if id(cell) not in seen:
                seen.add(id(cell))
                down = 1
                while r + down < end and grid[r + down][c] is cell:
                    down += 1
                above = r == start and start > 0 and grid[r - 1][c] is cell
                row.append(replace(cell, text="" if above else cell.text, rowspan=down, colspan=wide))
            c += wide
        made.append(tuple(row))
    return made


FORMATS: dict[str, Callable[[list[Block]], bytes]] = {
    "docx": files.docx_of,
    "html": lambda blocks: files.page_of(blocks),
    "md": lambda blocks: files.markdown_of(blocks).encode(),
    "txt": lambda blocks: files.text_of(blocks).encode(),
    "pdf": lambda blocks: files.pdf_of(blocks),
    "xlsx": files.xlsx_of,
    "pdf_bare": lambda blocks: files.pdf_of(blocks, rules=False),
}
