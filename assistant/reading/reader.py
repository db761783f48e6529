"""A document as a past report."""

import itertools
import re
from collections.abc import Sequence

from assistant.documents.blocks import Document, Place
from assistant.narrative.facts import facts_in
from assistant.reading.found import Found
from assistant.reading.head import introduction, meta_of, organ_of, period_of, title_lines, year_of
from assistant.reading.lines import lines_of
from assistant.reading.neighbours import neighbour_joins
from assistant.reading.notes import notes_of
from assistant.reading.organ import looks_like_organ, parse_title
from assistant.reading.sections import Sorted, sort_text
from assistant.reading.tables import format_of, read_tables
from assistant.reading.vocabulary import words
from assistant.report.published import PastReport, Structure
from assistant.wording import say


def read_document(document: Document, source: str | None = None) -> PastReport:
    """Figures, texts and head of a published report, as they stand: nothing is corrected, blanks stay unknown."""
    lines = lines_of(document)
    everything = "\n".join(line.text for line in lines if line.text)
    title_first, _ = title_lines(lines[:60])
    found, tables = read_tables(lines, year_of(title_first or document.title, everything))
    sorted_ = sort_text(lines, tables)
    return _assembled(document, source, found, sorted_, everything)


def _assembled(document: Document, source: str | None, found: Found, parts: Sorted, everything: str) -> PastReport:
    title, after = title_lines(parts.front)
    title = title or _page_title(document.title)
    intro = introduction(parts.front, after)
    ending, signed = _signature(parts)
    if intro and not _introduces(intro) and parts.headings and (parts.headings[0].target or "").startswith("s1."):
        parts.texts["s1.other"] = [*intro, *parts.texts.get("s1.other", [])]
        intro = []
    texts = {key: "\n".join(paragraphs) for key, paragraphs in parts.texts.items() if any(paragraphs)}
    if intro:
        texts = {"preamble": "\n".join(intro), **texts}
    whole_intro = "\n".join(intro)
    year = year_of(title, everything)
    organ = organ_of(title, _issuers(document), whole_intro, everything, ending)
    meta = meta_of(title, organ, year, whole_intro, everything).model_copy(
        update={
            "format": format_of(found, [heading.target for heading in parts.headings]),
            "source": source or document.source or None,
            "signed_date": signed,
        }
    )
    found.joins += neighbour_joins(found.values, meta.format)
    torn = period_of(whole_intro, year)[1]
    unplaced = tuple(text for text in parts.unplaced if len(text) > 5)
    return PastReport(
        meta=meta,
        cells=found.values,
        raw=found.raw,
        texts=texts,
        facts=facts_in(texts, year),
        notes=notes_of(found, meta, texts, len(unplaced), torn),
        places={cell: place_text(place) for cell, place in found.places.items()},
        structure=Structure(
            headings=tuple(parts.headings),
            labels=tuple(found.labels),
            tables=tuple(found.tables),
            older_form_tables=("t2",) if found.older else (),
            single_row_other=found.single_row_other,
        ),
        joins=tuple(found.joins),
        unplaced=unplaced,
    )


def _page_title(text: str | None) -> str | None:
    """The title of the page when it is a report's: what stands before the name of the site."""
    first = re.split(r"[_|]|\s[-–—]\s", text or "")[0].strip()
    return first if parse_title(first)[0] else None


def _introduces(intro: Sequence[str]) -> bool:
    text = "".join(intro)
    return sum(word in text for word in words()["preamble_words"]) >= 2


def _signature(parts: Sorted) -> tuple[str, str | None]:
    """Office and date at the very end, taken out of the last text."""
    ending, signed = "", None
    for target in reversed(parts.texts.values()):
        while target:
            bare = re.sub(r"\s", "", target[-1])
            if match := re.match(words()["signature_date"], bare):
                signed = "-".join(part.zfill(2) for part in match.groups())
            elif looks_like_organ(bare) and len(target) > 1:
                ending = bare
            else:
                break
            target.pop()
        break
    return ending, signed


def _issuers(document: Document) -> list[str]:
    """Offices named in the page around the report."""
    found: list[str] = []
    for line in _page_lines(document):
        for piece in re.split(r"[|\s]{1,}", line):
            match = re.match(words()["page_details"], piece)
            if match and match[1] in words()["issuer_keys"] and looks_like_organ(match[2]):
                found.append(match[2])
    return found


def _page_lines(document: Document) -> list[str]:
    texts: list[str] = []
    for block in document.blocks[:80]:
        if text := getattr(block, "text", ""):
            texts += [re.sub(r"\s*[|]\s*", ":", part) for part in text.split("\n")]
        for row in getattr(block, "rows", ()):
            cells = [re.sub(r"\s", "", cell.text) for cell in row]
            texts += [f"{key}:{value}" for key, value in itertools.pairwise(cells)]
    return texts


def place_text(place: Place) -> str:
    """Where a figure stood, in words."""
    parts = [
        say("reading.place.sheet", sheet=place.sheet) if place.sheet else "",
        say("reading.place.page", page=place.page) if place.page else "",
        say("reading.place.table", table=place.table) if place.table else "",
        say("reading.place.row", row=place.row) if place.row else "",
        say("reading.place.line", line=place.line) if place.line and not place.row else "",
    ]
    return " ".join(part for part in parts if part)
