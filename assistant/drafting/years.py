"""Years that move on with the report. Every year keeps its length, so all offsets stay what they were."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.types import Span
from assistant.drafting.words import words
from assistant.text.nonquantity import NotCounted, not_counted
from assistant.text.normalise import Normalised, normalise

_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉")
_CITED = re.compile(
    r"\s*[（(]?[^（()）。，；《》]{0,14}[〔\[【（(]\s*(?:19|20)\d\d\s*[〕\]】）)]\s*第?\s*\d{1,5}\s*号[）)]?"
)
_FIGURE = re.compile(r"的?(?:全年)?[为是收到共仅有]{0,3}\d")
_DIGITS = re.compile(r"(?:19|20)\d\d")
_SPOKEN = re.compile(r"[一二][九〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_PAIR = re.compile(r"年?度?[-—–~～至到](?=(?:19|20)\d\d)")
_SHORT = re.compile(r"(?<!\d)\d\d(?=年度)")


@dataclass(frozen=True)
class Shifted:
    """The text with its years moved, and the titles whose year moved."""

    text: str
    titles: tuple[Span, ...] = ()


def shift_years(text: str, old: int | None, new: int | None) -> Shifted:
    """`text` of the report for `old` as one for `new`: the year, next year's plans and comparison bases move."""
    if old is None or new is None or old == new:
        return Shifted(text)
    plain = normalise(text)
    chars = list(text)
    titles = title_spans(plain.text)
    cited = [span for span in titles if _CITED.match(plain.text, span[1])]
    moved: list[Span] = []
    for start, end, year in _years(plain.text, old):
        inside = next((span for span in titles if span[0] <= start < span[1]), None)
        paired = year == old - 1 and _PAIR.match(plain.text, end) is not None
        if inside in cited or not (paired or _moves(plain.text, start, end, year, old, inside is not None)):
            continue
        _write(chars, plain, start, end, year + new - old)
        if inside is not None and inside not in moved:
            moved.append(inside)
    return Shifted("".join(chars), tuple(plain.original(*span) for span in moved))


def title_spans(plain: str) -> list[Span]:
    """Document titles in 《》, outermost only."""
    return [match.span() for match in _TITLE.finditer(plain)]


def citation_end(plain: str, place: int) -> int | None:
    """Where the document number that follows a title ends, or None."""
    match = _CITED.match(plain, place)
    return match.end() if match else None


def _years(plain: str, old: int) -> Iterator[tuple[int, int, int]]:
    """Every year named in a date or by itself: start, end, year. A term of years only when it is one year to the
    next and ends with `old`; any other is the term of a plan (2021—2025年) and stays."""
    for match in _DIGITS.finditer(plain):
        if plain[match.end() :].startswith(words().years.bare_before) and not plain[: match.start()][-1:].isdigit():
            yield match.start(), match.end(), int(match.group())
    for one in not_counted(plain):
        if one.kind not in ("year", "date"):
            continue
        stretch = plain[one.start : one.end + 1]
        named = {int(year) for year in _DIGITS.findall(stretch)}
        if len(named) > 1 and named != {old - 1, old}:
            continue
        for match in _DIGITS.finditer(stretch):
            yield one.start + match.start(), one.start + match.end(), int(match.group())
        for match in _SPOKEN.finditer(stretch):
            yield one.start + match.start(), one.start + match.end(), _spoken(match.group())
        for match in _SHORT.finditer(stretch):
            yield one.start + match.start(), one.start + match.end(), 2000 + int(match.group())


def _moves(plain: str, start: int, end: int, year: int, old: int, in_title: bool) -> bool:
    known = words().years
    after = plain[end : end + 24].lstrip("年度份")
    rest = re.sub(r"^\d{1,2}月(?:\d{1,2}日)?", "", after)
    dated = rest != after
    if dated and rest.startswith(known.instrument):
        return False
    if year in (old, old + 1):
        return not rest.startswith(known.since) or plain[end : end + 1] in "1"
    if year == old - 1:
        before = plain[max(0, start - 2) : start]
        return (
            in_title
            or before.endswith(known.base_before)
            or rest.startswith((*known.base_after, *known.yearly_after))
            or _FIGURE.match(rest) is not None
        )
    return False


def _write(chars: list[str], plain: Normalised, start: int, end: int, year: int) -> None:
    """The year in the digits that stood there: half width, full width or Chinese numerals."""
    written = plain.text[start:end]
    value = str(year)[-len(written) :]
    for offset, digit in enumerate(value):
        place = plain.offsets[start + offset]
        if not written[0].isascii():
            zero = next((c for c in written if c in "〇零○"), "〇")
            digit = zero if digit == "0" else "〇一二三四五六七八九"[int(digit)]
        elif not chars[place].isascii():
            digit = chr(ord(digit) + 0xFEE0)
        chars[place] = digit


def _spoken(written: str) -> int:
    return int("".join(str("〇一二三四五六七八九".index(c.replace("零", "〇").replace("○", "〇"))) for c in written))


def dates(plain: str) -> list[NotCounted]:
    """Dates with a month, in plain text, that are not the bounds of a year or the date of an instrument."""
    found = []
    for one in not_counted(plain):
        written = _DIGITS.sub("", plain[one.start : one.end]).lstrip("年-./")
        if one.kind != "date" or not re.search(r"月|[-./]", plain[one.start : one.end]):
            continue
        if written.startswith(words().years.period) or _part_of_range(plain, one):
            continue
        if plain[one.end : one.end + 6].startswith(words().years.instrument):
            continue
        found.append(one)
    return found


def _part_of_range(plain: str, one: NotCounted) -> bool:
    """1—12月: the months of the whole year."""
    return plain[max(0, one.start - 1) : one.start] in tuple("-—–~～至到")
