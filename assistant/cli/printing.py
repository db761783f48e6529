"""What people read on the terminal. Machines take `--json`."""

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.form import load_form
from assistant.report.document import number_out
from assistant.report.published import PastReport
from assistant.wording import say
from assistant.wording import text as wording

LONGEST = 200


def report_lines(report: PastReport) -> Iterable[str]:
    """What was read: head, figures other than zero, what is no number, texts, what was noticed."""
    form, meta = load_form("2021"), report.meta
    year = say("session.year", year=meta.year) if meta.year else wording("cli.printed.no_year")
    organ = meta.organ or wording("cli.printed.no_organ")
    yield say("cli.printed.head", organ=organ, year=year, format=meta.format, source=meta.source or "")
    stated = {one: value for one, value in report.cells.items() if value is not None}
    yield say("cli.printed.figures", stated=len(stated), blank=len(report.cells) - len(stated))
    for one, value in stated.items():
        if value:
            shown = number_out(one, value)
            yield say("cli.printed.nonzero", label=form.label(one), value=shown, unit=form.unit(one))
    for one, raw in report.raw.items():
        if raw.strip() and report.cells.get(one) is None:
            yield say("cli.printed.raw", label=form.label(one), text=short(raw))
    for one, text in report.texts.items():
        if text:
            yield say("cli.printed.text", label=form.label(one), length=len(text))
    for note in report.notes:
        yield say("cli.printed.note", code=note.code, place=note.place, text=short(note.text))


def finding_lines(result: Any) -> Iterable[str]:
    """Findings by level, then the counts."""
    for finding in result.findings:
        level = wording(f"cli.printed.level.{finding.level}")
        yield say("cli.printed.finding", level=level, check=finding.check, text=finding.text)
    yield summary_line(result.summary)


def summary_line(summary: Mapping[str, int]) -> str:
    """The counts of one report."""
    return say("cli.printed.summary", **summary)


def reply_lines(document: Mapping[str, Any]) -> Iterable[str]:
    """A reply of the conversation: its words, the changes, findings and passages under it, the quick answers."""
    form = load_form("2021")
    nothing = say("session.unanswered")
    yield str(document["text"])
    for one in document.get("changes", ()):
        before = nothing if one["before"] is None else short(one["before"])
        after = nothing if one["after"] is None else short(one["after"])
        yield "  " + say("session.value_changed", label=form.label(one["cell"]), before=before, after=after)
    for finding in document.get("findings", ()):
        level = wording(f"cli.printed.level.{finding['level']}")
        yield "  " + say("cli.printed.finding", level=level, check=finding["check"], text=finding["text"])
    for passage in document.get("passages", ()):
        yield from passage_lines(passage)
    if document.get("choices"):
        yield say("cli.printed.choices", choices=" · ".join(document["choices"]))


def passage_lines(passage: Mapping[str, Any]) -> Iterable[str]:
    """A passage with its source."""
    form = load_form("2021")
    head = {key: passage[key] or "" for key in ("organ", "year", "source")}
    yield say("cli.printed.passage", section=form.label(passage["section"]), **head)
    yield "  " + str(passage["text"])


def short(value: Any) -> str:
    """Long text cut for the terminal."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
