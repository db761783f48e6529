"""Where a figure stands in the form, what it is a part of, and what the form's terms mean."""

from typing import Any

from assistant.archive.measures import Measure
from assistant.archive.question import Asked
from assistant.archive.result import Answer, Quote
from assistant.form import load_form
from assistant.form.address import split, with_column
from assistant.wording import load, say


def place(cell_id: str) -> str:
    """「表三 （三）不予公开·总计」: table, row and column of a cell; the text a fact stands in."""
    form = load_form("2021")
    cell = form.cell(cell_id)
    if cell is None:
        fact = form.facts.get(cell_id)
        return say("archive.fact_place", text=form.label(fact.text), label=fact.label) if fact else form.label(cell_id)
    table = "一二三四五六"[form.section(cell.section).ordinal - 1]
    column = cell.column.label if cell.column is not None and cell.column.key else ""
    row = f"{cell.row.group or ''}{cell.row.mark}{cell.row.label}"
    return say("archive.place", table=table, row=row, column=f"·{column}" if column else "")


def whole_of(measure: Measure) -> Measure | None:
    """What a share of this measure is a share of: outcomes of all handled, applicant kinds of their row's total."""
    first = measure.cells[0]
    table, row, column = split(first)
    form = load_form("2021")
    if table == "t4":
        wholes = tuple(dict.fromkeys(with_column(cell, "total") for cell in measure.cells))
    elif table == "t3" and column != "total":
        wholes = (with_column(first, "total"),)
    elif table == "t3" and row not in ("new", "carried_in", "handled_total"):
        wholes = ("t3.handled_total.total",)
    else:
        return None
    label = " + ".join(form.label(cell) for cell in wholes)
    return Measure(label, wholes, form.unit(wholes[0]))


def rule(asked: Asked) -> Answer | None:
    """The glossary entry a question is about, with its source and how sure it is."""
    best: tuple[int, dict[str, Any]] | None = None
    for entry in load("glossary").get("terms", []):
        names = [entry["term"], *entry.get("aliases", [])]
        length = max((len(name) for name in names if name in asked.text), default=0)
        if length and (best is None or length > best[0]):
            best = (length, entry)
    if best is None:
        return None
    entry = best[1]
    source = say(
        "archive.rule_source",
        source=entry["source"],
        confidence=say(f"archive.confidence_{entry['confidence']}"),
    )
    quote = Quote("", None, entry["term"], entry["text"], source)
    return Answer(True, say("archive.rule", text=entry["text"], source=source), passages=(quote,))
