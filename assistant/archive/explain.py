"""Where a figure stands in the form, what it is a part of, and what the form's terms mean."""

from typing import Any

from assistant.archive.measures import Measure
from assistant.archive.question import Asked
from assistant.archive.result import Answer, Quote
from assistant.archive.texts import covered, topic_of
from assistant.form import load_form
from assistant.form.address import split, with_column
from assistant.wording import load, say

SURE = 0.75
"""Share of a question's topic an entry of the glossary must speak of to be its answer without being named."""


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
    """The glossary entries a question is about, with their source and how sure they are; None when there is none."""
    entries = _named(asked.text) or _printed(asked) or _about(asked.text)
    if not entries:
        return None
    quotes, told = [], []
    for entry in entries:
        confidence = say(f"archive.confidence_{entry['confidence']}")
        source = say("archive.rule_source", source=entry["source"], confidence=confidence)
        quotes.append(Quote("", None, entry["term"], entry["text"], source))
        told.append(say("archive.rule", text=entry["text"], source=source))
    return Answer(True, "".join(told), passages=tuple(quotes))


def _named(question: str) -> list[dict[str, Any]]:
    """Entries whose term or alias stands in the question, the longest name first; two when a difference is asked."""
    found: list[tuple[int, dict[str, Any]]] = []
    for entry in load("glossary")["terms"]:
        length = max((len(name) for name in (entry["term"], *entry.get("aliases", ())) if name in question), default=0)
        if length:
            found.append((length, entry))
    found.sort(key=lambda one: -one[0])
    return [entry for _, entry in found[: 2 if any(word in question for word in load("asking")["difference"]) else 1]]


def _printed(asked: Asked) -> list[dict[str, Any]]:
    """What the form itself says of the rows named: where they stand and what they are divided into."""
    form = load_form("2021")
    table = form.tables["t3"]
    rows = {split(cell)[1] for measure in asked.measures for cell in measure.cells if cell.startswith("t3.")}
    found = []
    for row in (one for one in table.rows if one.key in rows and one.parent):
        group = next((one.printed for one in table.rows if one.key == row.parent), "")
        parts = say("archive.separator").join(
            one.printed for one in table.rows if one.parent == row.key and one.kind == "data"
        )
        text = say("archive.row", row=row.printed, group=group) + (
            say("archive.row_parts", parts=parts) if parts else ""
        )
        found.append({"term": row.label, "text": text, "source": form.citation, "confidence": table.basis.confidence})
    return found


def _about(question: str) -> list[dict[str, Any]]:
    """The entry that speaks of most of the question, when it speaks of enough of it."""
    topic = topic_of(question)
    scored = [
        (covered(topic, " ".join((e["term"], *e.get("aliases", ()), e["text"])), synonyms=False), e)
        for e in load("glossary")["terms"]
    ]
    best = max(scored, key=lambda one: one[0], default=None)
    return [best[1]] if best is not None and best[0] >= SURE else []
