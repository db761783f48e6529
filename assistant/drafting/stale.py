"""What of last year's wording may no longer hold though it is no bound figure: dates, ordinals, documents, meetings."""

import re
from functools import cache

from assistant.drafting.figures import Page
from assistant.drafting.types import Span
from assistant.drafting.words import words
from assistant.drafting.years import citation_end, dates, title_spans
from assistant.narrative.spans import Number
from assistant.text.nonquantity import not_counted
from assistant.text.numbers import FoundNumber

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_ORDINAL = re.compile(r"第[\d零〇一二两三四五六七八九十百]+")


def mark_the_rest(page: Page) -> None:
    """〔待核〕 before every figure, date and ordinal that no edit has settled."""
    quiet = _quiet(page)
    for start, found in page.numbers.items():
        outer = page.plain.original(found.outer_start, found.outer_end)
        if _numbers_a_line(page, found.outer_start, found.outer_end):
            continue
        if _inside(start, quiet) or _idle(page, found.outer_end, found.unit) or _bare_year(page, found):
            continue
        page.edits.add(page.unknown_edit(*outer))
    for token in page.tokens:
        # A numeral without a measure word counts only beside a word of the form.
        if isinstance(token, Number) and token.start not in page.numbers and not _inside(token.start, quiet):
            page.edits.add(page.unknown_edit(*token.outer))
    for start, end in (*_event_dates(page), *_ordinals(page)):
        if not _inside(start, quiet):
            page.edits.add(page.unknown_edit(start, end))


def _bare_year(page: Page, found: FoundNumber) -> bool:
    """「2024全年」."""
    return found.value == page.new.meta.year and page.plain.text[found.end :].startswith(words().years.bare_before)


def _idle(page: Page, end: int, unit: str) -> bool:
    """「三个方面」 arranges the text."""
    after = page.plain.text[end - len(unit) : end + 4]
    return after.startswith(words().idle.nouns)


def _numbers_a_line(page: Page, start: int, end: int) -> bool:
    """「1、」 at the beginning of a line."""
    return page.plain.text[max(0, start - 1) : start] in ("", "\n") and page.plain.text[end : end + 1] in tuple("、.．")


def _quiet(page: Page) -> list[Span]:
    """Titles and quoted names: a figure in them is part of the name."""
    spans = [*title_spans(page.plain.text), *(match.span() for match in _QUOTED.finditer(page.plain.text))]
    return [page.plain.original(*span) for span in spans]


def _inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _event_dates(page: Page) -> list[Span]:
    """The month and day of something that happened; its year has moved on, the day cannot be known."""
    found: list[Span] = []
    for one in dates(page.plain.text):
        written = page.plain.text[one.start : one.end]
        year = re.match(r"(?:19|20)\d\d[年./-]", written)
        named = one.year
        if named is not None and page.new.meta.year is not None and named < page.new.meta.year:
            continue
        start = one.start + (year.end() if year else 0)
        if page.plain.text[start : one.end].strip():
            found.append(page.plain.original(start, one.end))
    return found


def _ordinals(page: Page) -> list[Span]:
    """第六期, 第3次: which one it is this year nobody knows yet."""
    found: list[Span] = []
    for one in not_counted(page.plain.text):
        written = page.plain.text[one.start : one.end]
        if one.kind != "ordinal" or not _ORDINAL.match(written):
            continue
        if written.endswith(words().stale.counted_ordinals) and not _names_a_census(page.plain.text, one.end):
            found.append(page.plain.original(one.start, one.end))
    return found


def _names_a_census(plain: str, end: int) -> bool:
    """第七次全国人口普查 is a name."""
    return "普查" in plain[end : end + 8]


def mark_names(page: Page, moved_titles: tuple[Span, ...]) -> None:
    """Stale marks on titles whose year moved, on dated documents and on meetings; last year's numbered documents
    are unverified."""
    plain, known = page.plain.text, words().stale
    for start, end in title_spans(plain):
        title = plain[start:end].strip("《》")
        cited = citation_end(plain, end)
        span = page.plain.original(start, cited or end)
        if any(word in title for word in known.lasting_titles):
            continue
        if cited is not None and _of_last_year(page, plain[end:cited]):
            if page.edits.add(page.unknown_edit(*span)):
                page.edits.stale(*span)
        elif title.endswith(known.dated_titles) or page.plain.original(start, end) in moved_titles:
            page.edits.stale(*span)
    for match in _meetings().finditer(plain):
        page.edits.stale(*page.plain.original(*match.span()))


def _of_last_year(page: Page, citation: str) -> bool:
    year = page.old.meta.year
    return year is not None and str(year) in citation


@cache
def _meetings() -> re.Pattern[str]:
    named = "|".join(re.escape(word) for word in words().stale.meetings)
    return re.compile(rf"(?:[一二三四五六七八九十]{{1,3}}届)?[一二三四五六七、]{{0,6}}(?:次)?(?:{named})|二十大|十九大")
