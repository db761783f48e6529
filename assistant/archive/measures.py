"""Figures named in a question → cells: one cell, or several whose sum is meant."""

import re
from dataclasses import dataclass

from assistant.form import load_form
from assistant.narrative.spans import ORGANISATIONS, Mention, spans_in

BLOCKS = ("review", "suit_direct", "suit_after_review")
SUITS = ("suit_direct", "suit_after_review")
KINDS = ("cell", "fact", "row", "group", "column", "topic")
_PIECES = re.compile("(?:多少|几)件(?!事|套)")


@dataclass(frozen=True)
class Measure:
    """What is asked for: its name and the cells or facts that add up to it."""

    label: str
    cells: tuple[str, ...]
    unit: str = ""

    @property
    def single(self) -> str | None:
        return self.cells[0] if len(self.cells) == 1 else None


def measures_in(question: str) -> tuple[Measure, ...]:
    """The figures a question names, in its order; () when it names none of the form."""
    mentions = _meant(question)
    rows = [m for m in mentions if m.kind in ("row", "group")]
    columns = [m for m in mentions if m.kind == "column"]
    found: list[Measure] = []
    for mention in mentions:
        if mention.kind in ("cell", "fact"):
            found.append(_plain((mention.id,)))
    for row in rows:
        if row.table == "t2":
            found += _documents(row, [c for c in columns if c.table == "t2"])
        elif row.table == "t3":
            found += _applications(row.key, [c for c in columns if c.table == "t3"])
        elif row.table == "t4":
            found += _cases(row.key, [c for c in columns if c.table == "t4"])
    if not found:
        found += _without_row(mentions, columns)
    return tuple(dict.fromkeys(found))


def _meant(question: str) -> list[Mention]:
    """Mentions that name a figure here. A weak word (收到) counts only beside the talk of applications or cases (件),
    and never beside a strong word of the same kind; a group gives way to the row of it that is named."""
    named = [s for s in spans_in(question) if isinstance(s, Mention) and s.kind in KINDS]
    strong = [m for m in named if not m.weak and m.kind != "topic"]
    talk = any(m.kind == "topic" and m.id == "topic.application" for m in named) or bool(_PIECES.search(question))
    kept = [
        m
        for m in named
        if not m.weak or (talk and not any(s.kind != "column" for s in strong)) or (m.kind == "column" and strong)
    ]
    return [
        m
        for m in kept
        if not (m.kind == "group" and any(o.kind == "row" and o.key.startswith(f"{m.key}.") for o in kept))
    ]


def _documents(row: Mention, columns: list[Mention]) -> list[Measure]:
    keys = [c.key for c in columns] or ["issued", "repealed", "in_force"]
    return [_plain((f"t2.{row.key}.{key}",)) for key in keys]


def _applications(row: str, columns: list[Mention]) -> list[Measure]:
    row = "handled_total" if row == "handled" else row
    if not columns:
        return [_plain((f"t3.{row}.total",))]
    return [_applicants(row, column.key) for column in columns]


def _applicants(row: str, column: str) -> Measure:
    if column == "organisations":
        return _plain(tuple(f"t3.{row}.{one}" for one in ORGANISATIONS))
    return _plain((f"t3.{row}.{column}",))


def _cases(block: str, columns: list[Mention]) -> list[Measure]:
    blocks = SUITS if block == "suit" else (block,)
    keys = [c.key for c in columns] or ["total"]
    return [_plain(tuple(f"t4.{one}.{key}" for one in blocks)) for key in keys]


def _without_row(mentions: list[Mention], columns: list[Mention]) -> list[Measure]:
    """Only columns or a topic: 自然人 means new applications, 维持 all three blocks, 申请 the applications received."""
    found: list[Measure] = []
    for column in columns:
        if column.table == "t3" and column.key != "total":
            found.append(_applicants("new", column.key))
        elif column.table == "t4" and not column.weak:
            found.append(_plain(tuple(f"t4.{block}.{column.key}" for block in BLOCKS)))
        elif column.table == "t2" and not column.weak:
            found.append(_plain((f"t2.normative.{column.key}",)))
    if not found and any(m.kind == "topic" and m.id == "topic.application" for m in mentions):
        found.append(_plain(("t3.new.total",)))
    return found


def _plain(cells: tuple[str, ...]) -> Measure:
    form = load_form("2021")
    known = tuple(cell for cell in cells if form.cell(cell) or cell in form.facts)
    label = form.label(known[0]) if len(known) == 1 else _shared(known)
    return Measure(label, known, form.unit(known[0]) if known else "")


def _shared(cells: tuple[str, ...]) -> str:
    form = load_form("2021")
    return " + ".join(form.label(cell) for cell in cells)
