"""The three tables of a document, by label, and the format they show."""

from collections.abc import Collection

from assistant.form import load_form
from assistant.reading.found import Found
from assistant.reading.lines import Line
from assistant.reading.regions import regions
from assistant.reading.table2 import read_table2
from assistant.reading.table3 import read_table3
from assistant.reading.table4 import read_table4
from assistant.report.meta import ReportFormat


def read_tables(lines: list[Line], year: int | None) -> tuple[Found, dict[int, str]]:
    """What the tables state, and for each line they take up the table it belongs to."""
    places = regions(lines)
    numbered = {table: [(n, lines[n]) for n in found] for table, found in places.items()}
    found = read_table2(numbered["t2"])
    found.merge(read_table3(numbered["t3"]))
    found.merge(read_table4(numbered["t4"], year))
    for cell_id in load_form("2021").cells:
        found.values.setdefault(cell_id, None)
    return found, {n: table for table, numbers in places.items() for n in numbers}


def format_of(found: Found, sections: Collection[str | None]) -> ReportFormat:
    """By structure, never by year or citation (domain.md §8). `sections` are the sections with a heading.

    Without any table the three headings over the tables still tell the newer forms from the free texts before 2019.
    """
    if not found.tables:
        return "2021" if {"s2", "s3", "s4"} <= set(sections) else "legacy"
    older = found.older or found.single_row_other
    newer = found.split_other or ("t2" in found.tables and not found.older)
    if older and newer:
        return "mixed"
    return "2019" if older else "2021"
