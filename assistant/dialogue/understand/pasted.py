"""Rows pasted from a spreadsheet: a label and its figures, or figures alone in the shape of what is asked."""

import re
from decimal import Decimal

from assistant.dialogue.understand.types import Known, Understood
from assistant.form.types import Form
from assistant.narrative.spans import Mention, spans_in
from assistant.report.answer import Number
from assistant.text.normalise import fold
from assistant.text.numbers import parse_number
from assistant.wording import say

_MARK = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?\s*")
_ROW = re.compile(r"\t| {2,}|\|")


def pasted(message: str, known: Known, out: Understood) -> bool:
    """Reads pasted rows of tables 2–4: lines with a label of the form and as many figures as it has cells."""
    lines = [_cells(line) for line in message.splitlines() if _ROW.search(line.strip())]
    lines = [line for line in lines if len(line) > 1]
    if not lines:
        return False
    group, found = "", False
    for line in lines:
        labels = [one for one in line if one and parse_number(one) is None]
        figures = [parse_number(one) for one in line if one and parse_number(one) is not None]
        row, group = _row(labels, group, known.form)
        if row and figures:
            found = _place(row, figures, known, out) or found
        elif not labels and figures:
            found = _asked_row(figures, known, out) or found
    if not found and any(any(c.isdigit() for c in cell) for line in lines for cell in line):
        out.refused.append(say("dialogue.paste_unread"))
    return found or bool(out.refused)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _ROW.split(line.strip("\n\r"))]


def _row(labels: list[str], group: str, form: Form) -> tuple[str, str]:
    """The row a line stands for (`t3.deny.internal`), and the group that lines below it are in."""
    known = _labels(form)
    for label in reversed(labels):
        words = fold(label)
        rows = known.get(words) or known.get(fold(_MARK.sub("", label))) or _by_mention(label, form)
        if len(rows) > 1:
            rows = [row for row in rows if group and row.startswith(group)] or rows
        if rows:
            row = rows[0]
            return row, row.rpartition(".")[0] if row.count(".") > 1 else row
    return "", group


def _by_mention(label: str, form: Form) -> list[str]:
    """A row called by another of its names (本年新收)."""
    named = [t.id.removesuffix(".*") for t in spans_in(label) if isinstance(t, Mention) and not t.weak]
    keys = {f"{table.id}.{row.key}" for table in form.tables.values() for row in table.data_rows}
    return [one for one in named if one in keys]


def _labels(form: Form) -> dict[str, list[str]]:
    labels: dict[str, list[str]] = {}
    for table in form.tables.values():
        for row in table.data_rows:
            for word in (*row.spellings, row.printed, row.name):
                labels.setdefault(fold(word), []).append(f"{table.id}.{row.key}")
    return {word: list(dict.fromkeys(rows)) for word, rows in labels.items()}


def _place(row: str, figures: list[Number | None], known: Known, out: Understood) -> bool:
    cells = [
        c for c in known.form.cells.values() if c.id == row or (c.id.startswith(row + ".") and c.row.key == row[3:])
    ]
    if len(figures) == len(cells) - 1 and cells[-1].column and cells[-1].column.key == "total":
        cells = cells[:-1]
    if len(figures) != len(cells):
        out.refused.append(say("dialogue.paste_width", label=cells[0].row.name, given=len(figures), needed=len(cells)))
        return False
    total = None
    for cell, figure in zip(cells, figures, strict=True):
        if figure is None or figure < 0 or (isinstance(figure, Decimal) and cell.number != "decimal"):
            out.refused.append(say("dialogue.negative", label=cell.label, typed=str(figure)))
            return False
        if cell.entered:
            out.add(cell.id, figure, row, zero=False)
        elif cell.column and cell.column.key == "total":
            total = int(figure)
    parts = [c.id for c in cells if c.id in out.certain]
    summed = sum(int(figure or 0) for cell, figure in zip(cells, figures, strict=True) if cell.id in parts)
    if total is not None and parts and summed != total:
        out.doubt(say("dialogue.parts_differ", label=cells[0].row.name, total=total, parts=summed), parts)
    return True


def _asked_row(figures: list[Number | None], known: Known, out: Understood) -> bool:
    asked = [one for one in known.state.asked if one in known.form.cells]
    if not asked or asked[0][:2] != "t3" or len({one.rpartition(".")[0] for one in asked}) != 1:
        return False
    return _place(asked[0].rpartition(".")[0], figures, known, out)
