"""Cuts a report into passages: by text of the form, then by paragraph; never across sections."""

import re
from collections.abc import Iterator

from assistant.form import Form, load_form
from assistant.report.published import PastReport
from assistant.text.sentences import sentences
from vectorstore.passage import Passage

LONGEST = 420
"""Characters. A longer paragraph is cut between sentences, so that a hit can be read at a glance."""
SHORTEST = 12

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def passages_of(report: PastReport, report_id: str) -> list[Passage]:
    """The passages of a report in its own order. Personal numbers are masked (IMP-08)."""
    form = load_form("2021")
    meta = report.meta
    found: list[Passage] = []
    for text_id, text in _texts(report):
        for piece in cut(mask(text)):
            found.append(
                Passage(
                    id=f"{report_id}-{len(found):04d}",
                    report=report_id,
                    text=piece,
                    organ=meta.organ,
                    level=meta.level,
                    year=meta.year or 0,
                    section=text_id,
                    topic=form.label(text_id),
                    source=meta.source or "",
                    place=section_name(form, text_id),
                )
            )
    return found


def section_name(form: Form, text_id: str) -> str:
    """「一、总体情况 （五）监督保障」."""
    text = form.texts.get(text_id)
    if text is None or text.section is None:
        return form.label(text_id)
    section = form.section(text.section)
    numeral = "一二三四五六"[section.ordinal - 1]
    topic = f" （{'一二三四五六'[text.topic - 1]}）{text.label}" if text.topic else f" {text.label}"
    return f"{numeral}、{section.label}{topic}"


def mask(text: str) -> str:
    """Mobile and identity numbers become stars; office lines stay."""
    return _IDENTITY.sub("*" * 18, _MOBILE.sub("*" * 11, text))


def cut(text: str) -> Iterator[str]:
    """Paragraphs, long ones cut between sentences; fragments too short to mean anything join the next."""
    pending = ""
    for paragraph in filter(None, (line.strip() for line in text.split("\n"))):
        for piece in _pieces(paragraph):
            pending = f"{pending}{piece}" if pending else piece
            if len(pending) >= SHORTEST:
                yield pending
                pending = ""
    if pending:
        yield pending


def _pieces(paragraph: str) -> Iterator[str]:
    if len(paragraph) <= LONGEST:
        yield paragraph
        return
    piece = ""
    for start, end in sentences(paragraph):
        sentence = paragraph[start:end]
        if piece and len(piece) + len(sentence) > LONGEST:
            yield piece
            piece = ""
        piece += sentence
    if piece:
        yield piece


def _texts(report: PastReport) -> Iterator[tuple[str, str]]:
    form = load_form("2021")
    for text_id in form.texts:
        if text := report.texts.get(text_id, "").strip():
            yield text_id, text
    for text in report.unplaced:
        yield "s1.other", text
