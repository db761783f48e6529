"""Lines as items (texts, numbers, empty cells), and the figures that stand together with the words around them."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Literal

from assistant.documents.blocks import Place
from assistant.reading.figures import is_blank, is_number
from assistant.reading.labels import is_label
from assistant.reading.lines import Line

_DATED = re.compile(r"(\d{2,4})\s+(年|月|日)")
_MARKED = re.compile(r"(\d)\s*([.．、])\s*(?=[\u3400-\u9fff])")
_ATTACHED = re.compile(r"([\u3400-\u9fff]{2,20})[:：]?(\d.*)")

MOST = 400
"""Groups of figures looked at in one table; the largest has 25 rows, and a file may repeat it."""


@dataclass(frozen=True)
class Item:
    """A piece of a line. `column` is the position in its row, None in running text."""

    kind: Literal["text", "number", "blank"]
    text: str
    line: int
    column: int | None = None


@dataclass
class Group:
    """Figures standing together: `before` the words since the figures before them, `own` those on the same line
    (part of `before`), `after` the words up to the next figures. `cells` are the raw texts, "" for an empty cell."""

    cells: list[str]
    columns: list[int | None]
    line: int
    place: Place
    own: str
    before: str
    after: str = ""
    row: bool = False
    block: int = -1
    lines: set[int] = field(default_factory=set)

    @property
    def numbers(self) -> int:
        return sum(not is_blank(cell) for cell in self.cells)


def items_of(line: Line, number: int) -> list[Item]:
    """The items of one line, left to right."""
    if line.cells is None:
        return _of_running(line.text, number)
    items: list[Item] = []
    for position, text in enumerate(line.cells):
        if text is None or (line.loose and not text.strip()):
            continue
        column = None if line.loose else position
        if is_number(text) and (line.grid or not _several(text)):
            items.append(Item("number", text, number, column))
        elif is_blank(text):
            items.append(Item("blank", text, number, column))
        else:
            pieces = _of_running(text, number) if not line.grid else []
            if len(pieces) > 1 and all(p.kind != "text" for p in pieces[1:]):
                items += [Item(p.kind, p.text, number, column) for p in pieces]
            else:
                items.append(Item("text", text, number, column))
    return items


def _apart(tokens: list[str]) -> list[str]:
    """A label with its figure straight behind it (「行政处罚12件」) as two."""
    found: list[str] = []
    for token in tokens:
        match = _ATTACHED.match(token)
        found += [match[1], match[2]] if match and is_number(match[2]) and is_label(match[1]) else [token]
    return found


def _several(text: str) -> bool:
    """Figures of several cells in one: digits apart by spaces that are no thousands."""
    return bool(re.search(r"\d\s+\d", text)) and not re.fullmatch(r"\s*[1-9]\d{0,2}(\s\d{3})+\s*", text)


def _of_running(text: str, number: int) -> list[Item]:
    """Running text: numbers standing alone between spaces are figures, the words between them one text."""
    ready = _MARKED.sub(r"\1\2", _DATED.sub(r"\1\2", text.replace("\u200b", "")))
    items: list[Item] = []
    texts: list[str] = []
    for token in _apart(ready.split()):
        number_like = is_number(token) and not re.match(r"^\d+[.、]$", token)
        if number_like or (is_blank(token) and token not in ("无", "空", "·", "*")):
            if texts:
                items.append(Item("text", " ".join(texts), number))
                texts = []
            items.append(Item("number" if number_like else "blank", token, number))
        else:
            texts.append(token)
    if texts:
        items.append(Item("text", " ".join(texts), number))
    if len(items) == 1 and items[0].kind == "text" and is_blank(items[0].text):
        return [Item("blank", items[0].text, number)]
    return items


def groups_of(lines: list[tuple[int, Line]]) -> list[Group]:
    """The groups of figures of a table, in order. Words before the first and after the last are kept with them."""
    groups: list[Group] = []
    words: list[str] = []
    waiting: list[Item] = []
    for number, line in lines:
        if len(groups) >= MOST:
            break
        items = items_of(line, number)
        own = ""
        for run in _runs(items):
            if run[0].kind == "text":
                if len(waiting) >= 3:
                    groups.append(_group(waiting, number - 1, line, "", words))
                    words = []
                own, waiting = "  ".join(item.text for item in run), []
                words.append(own)
                continue
            alone = len(items) == len(run) == 1 and not line.grid
            if alone and groups and not words and _single(groups[-1]) and not groups[-1].own:
                _extend(groups[-1], run, number)
            elif alone and not run[0].text.strip():
                waiting += run
            elif _holds_figures(run, line, items):
                groups.append(_group(waiting + run, number, line, own, words))
                words, waiting = [], []
    for group, following in itertools.pairwise(groups):
        group.after = following.before
    if groups:
        groups[-1].after = " ".join(words)
    return groups


def _group(run: list[Item], number: int, line: Line, own: str, words: list[str]) -> Group:
    return Group(
        [item.text for item in run],
        [item.column for item in run],
        number,
        line.place,
        own,
        " ".join(words),
        row=line.cells is not None and len(line.cells) > 1 and not line.loose,
        block=line.block if line.grid else -1,
        lines={item.line for item in run},
    )


def _single(group: Group) -> bool:
    """Every cell came on a line of its own."""
    return len(group.lines) == len(group.cells)


def _extend(group: Group, run: list[Item], number: int) -> None:
    group.cells += [item.text for item in run]
    group.columns += [item.column for item in run]
    group.lines.add(number)


def _runs(items: list[Item]) -> list[list[Item]]:
    """Items as alternating runs of texts and of figures or empty cells."""
    runs: list[list[Item]] = []
    for item in items:
        if runs and (runs[-1][0].kind == "text") == (item.kind == "text"):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _holds_figures(run: list[Item], line: Line, items: list[Item]) -> bool:
    """Empty cells alone are figures left out only when a row of them follows a label or marks stand in them."""
    if any(item.kind == "number" for item in run) or any(item.text.strip() for item in run):
        return True
    if line.cells is None:
        return False
    if run[-1] is not items[-1]:
        return False
    return len(run) >= 3 or len(items) > len(run)
