"""Where the three tables stand: runs of lines held together by labels of one table, whatever heading is above."""

import re
from collections import Counter

from assistant.reading.fold import fold, plain
from assistant.reading.items import Item, items_of
from assistant.reading.labels import parts_in, table_of
from assistant.reading.lines import Line
from assistant.reading.vocabulary import pattern, words

TABLES = ("t2", "t3", "t4")
_PROSE = re.compile(r"[。；！？]")
_SECTION = re.compile(r"^\s*[#l|\s]*[（(]?[一二三四五六七八]\s*[)）]?\s*[、.．]")


def regions(lines: list[Line]) -> dict[str, list[int]]:
    """Line numbers of each table found, in order. A table continued or repeated further on is put together."""
    found: dict[str, list[int]] = {table: [] for table in TABLES}
    current: str | None = None
    run: list[int] = []
    pending: list[int] = []

    def close() -> None:
        nonlocal current, run, pending
        if current and _holds(run, lines, current):
            found[current] += run
        current, run, pending = None, [], []

    for number, line in enumerate(lines):
        items = items_of(line, number)
        table = _table_of_line(line, items)
        if table in TABLES:
            if table != current:
                keep = pending if current is None else []
                close()
                current, run = str(table), list(keep)
            run += [*pending, number]
            pending = []
        elif current and _continues(line, items, table):
            pending.append(number)
            if any(item.kind != "text" for item in items) or table == "weak" or len(fold(line.text)) <= 6:
                run += pending
                pending = []
        elif current and (_names(line, current) or _page_head(line)):
            continue
        elif current:
            close()
    close()
    return found


def _table_of_line(line: Line, items: list[Item]) -> str | None:
    votes: Counter[str] = Counter()
    weak = False
    if line.cells is None and _PROSE.search(line.text):
        return None
    for item in items:
        if item.kind == "text":
            table = table_of(item.text)
            if table == "weak":
                weak = True
            elif table:
                votes[table] += 1
    if votes:
        return votes.most_common(1)[0][0]
    return "weak" if weak else None


def _continues(line: Line, items: list[Item], table: str | None) -> bool:
    """A line that may belong to the table it follows: figures, pieces of labels, nothing that reads as a sentence."""
    if line.heading is not None and table is None:
        return False
    if table == "weak":
        return True
    text = plain(line.text)
    if any(text.startswith(word) for word in words()["note_words"]) or _PROSE.search(text):
        return False
    if _SECTION.match(text) and not any(item.kind != "text" for item in items):
        return False
    if any(item.kind != "text" for item in items):
        return True
    pieces = text.split()
    upright = len(pieces) > 2 and sum(len(piece) == 1 for piece in pieces) > 0.6 * len(pieces)
    return upright or len(fold(text)) <= 14


def _names(line: Line, current: str) -> bool:
    """The heading of the very section the table belongs to, torn into the table by a PDF."""
    folded = fold(line.text)
    marks = {"t2": ("主动公开",), "t3": ("申请情况",), "t4": ("复议", "诉讼")}[current]
    return len(folded) <= 40 and all(mark in folded for mark in marks) and not _PROSE.search(line.text)


def _page_head(line: Line) -> bool:
    """The report's title at the top of a page, in the middle of a table."""
    folded = fold(line.text)
    return len(folded) <= 50 and bool(pattern("page_heads").search(folded))


def _holds(run: list[int], lines: list[Line], table: str) -> bool:
    """A run is a table when it holds figures or empty cells in rows and at least two different labels."""
    labels: set[str] = set()
    figures = False
    for number in run:
        for item in items_of(lines[number], number):
            figures = figures or item.kind == "number" or (item.kind == "blank" and lines[number].cells is not None)
            if item.kind == "text" and table_of(item.text) == table:
                labels |= parts_in(item.text, table)
    return (figures and len(labels) >= 2) or len(labels) >= 4
