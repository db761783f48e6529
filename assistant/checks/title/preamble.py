"""The preamble: legal basis, period, list of parts, electronic copy, contact (PRE-04…14)."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.finding import Fix, Span, TextChange
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import Prose, View
from assistant.checks.words import pattern, table
from assistant.text.normalise import fold
from assistant.text.numbers import from_chinese, parse_number
from assistant.wording import say

FORM_2021 = 2021
SIX = 6
CONTACT = ("phone", "postcode", "email", "address")


def preamble(view: View) -> Prose | None:
    """The preamble, when the text is one: many files have only running text before 一."""
    prose = view.texts.get("preamble")
    return prose if prose and re.search(pattern("preamble"), prose.joined) else None


@decides("PRE-04", "PRE-05", "PRE-06")
def basis(view: View) -> Iterator[Outcome]:
    """It names the 条例 and the 格式 with its right number, and nothing superseded."""
    prose = preamble(view)
    if prose is None:
        yield from (Unknown(one) for one in ("PRE-04", "PRE-05", "PRE-06"))
        return
    text = prose.joined
    if "政府信息公开条例" not in text:
        yield Found("PRE-04", {"regulation": view.form.regulation}, expected=view.form.regulation)
    if view.year is None or view.year < FORM_2021:
        yield Unknown("PRE-05")
    else:
        yield from _citation(view, prose)
    for match in re.finditer(pattern("superseded"), prose.plain):
        old_form = "2019" in match[0] and (view.year is None or view.year < FORM_2021)
        if not old_form:
            words = {"quote": match[0], "citation": view.form.citation}
            yield Found("PRE-06", words, span=prose.span(*match.span()), found=match[0], expected=view.form.citation)


def _citation(view: View, prose: Prose) -> Iterator[Outcome]:
    wanted = view.form.citation
    cited = list(re.finditer(pattern("citation"), prose.plain))
    right = re.sub(r"\D*$", "", wanted)
    for match in cited:
        plain = re.sub(
            r"[\[【（(﹝]", "〔", re.sub(r"[\]】）)﹞]", "〕", re.sub(r"\s|第(?=\d)|(?<=〕)0+", "", match[0]))
        )
        if plain != wanted and fold(plain) != fold(wanted) and not re.search(pattern("superseded"), match[0]):
            span = prose.span(*match.span())
            words = {"quote": match[0], "citation": wanted}
            yield Found("PRE-05", words, span=span, found=match[0], expected=wanted, fixes=(_replace(span, wanted),))
    if not cited and right and not re.search(pattern("superseded"), prose.plain):
        yield Found("PRE-05", {"citation": wanted}, "missing", expected=wanted)


def _replace(span: Span, after: str) -> Fix:
    return Fix(label=say("checks.fix.text", after=after), text_changes=(TextChange(span=span, after=after),))


@decides("PRE-07")
def period(view: View) -> Iterator[Outcome]:
    """The statistical period is 1 January to 31 December of the report year, complete and in order."""
    prose = preamble(view)
    if view.year is None or (prose is None and view.meta.period is None):
        yield Unknown("PRE-07")
        return
    wanted = say("checks.PRE-07.wanted", year=view.year)
    if prose is None:
        if view.meta.period != view.meta.whole_year and view.meta.period:
            found = "–".join(view.meta.period)
            yield Found("PRE-07", {"found": found, "wanted": wanted}, found=found, expected=wanted)
        return
    ranges = list(re.finditer(pattern("period"), prose.plain.replace("\n", " ")))
    for match in ranges:
        start, end = _days(match)
        if (start, end) != (date(view.year, 1, 1), date(view.year, 12, 31)):
            words = {"found": match[0], "wanted": wanted}
            span = prose.span(*match.span())
            yield Found("PRE-07", words, span=span, found=match[0], expected=wanted, fixes=(_replace(span, wanted),))
        return
    loose = re.search(pattern("period_loose"), prose.plain)
    if re.search(pattern("lost_digits"), prose.joined):
        yield Unknown("PRE-07")
    elif loose:
        words = {"found": loose[0], "wanted": wanted}
        span = prose.span(*loose.span())
        yield Found("PRE-07", words, "incomplete", span=span, found=loose[0], expected=wanted)
    else:
        yield Found("PRE-07", {"wanted": wanted}, "missing", expected=wanted, level="warn")


def _days(match: re.Match[str]) -> tuple[date | None, date | None]:
    """Both ends; the second may leave out the year. None for a day that does not exist or is not complete."""
    year = _number(match["y1"])
    later = _number(match["y2"]) if match["y2"] else year
    return _day(year, match["m1"], match["d1"], match["mark1"]), _day(later, match["m2"], match["d2"], match["mark2"])


def _day(year: int | None, month: str, day: str, mark: str | None) -> date | None:
    if not mark or year is None:
        return None
    try:
        return date(year, _number(month) or 0, _number(day) or 0)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    digits = text.translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
    if digits.isdigit() and len(digits) == len(text) and "十" not in text and (len(text) != 2 or text.isdigit()):
        return int(digits)
    return from_chinese(text)


@decides("PRE-08")
def parts(view: View) -> Iterator[Outcome]:
    """The announced list of parts has six items and equals the headings."""
    prose = preamble(view)
    match = re.search(pattern("announced"), prose.plain) if prose else None
    if prose is None or match is None:
        yield Unknown("PRE-08")
        return
    number = int(parse_number(match[1]) or 0)
    sentence = prose.sentence_at(match.start())
    named = sum(any(fold(s) in fold(sentence) for s in section.spellings) for section in view.form.sections)
    rough = len(re.split("[、，；]", re.sub(pattern("joined_titles"), "", sentence)))
    span = prose.span(*match.span())
    if number != SIX:
        yield Found("PRE-08", {"announced": match[0], "number": number}, span=span, found=number, expected=SIX)
    elif 0 < max(named, rough if named else 0) < number:
        yield Found(
            "PRE-08", {"listed": max(named, rough), "number": number}, "listed", span=span, found=named, expected=number
        )
    elif view.snapshot.structure and view.whole_file:
        seen = {h.target for h in view.snapshot.structure.headings} & {s.key for s in view.form.sections}
        if 2 < len(seen) < number:
            words = {"listed": len(seen), "number": number}
            yield Found("PRE-08", words, "headings", span=span, found=len(seen), expected=number)


@decides("PRE-09")
def copy(view: View) -> Iterator[Outcome]:
    """The electronic copy: site and address, well formed."""
    prose = preamble(view)
    if prose is None:
        yield Unknown("PRE-09")
        return
    bad = re.search(pattern("bad_url"), prose.plain)
    if bad:
        yield Found("PRE-09", {"quote": bad[0]}, "malformed", span=prose.span(*bad.span()), found=bad[0])
    elif not re.search(pattern("url"), prose.plain):
        yield Found("PRE-09", {}, "text" if re.search(pattern("copy"), prose.joined) else "missing")


@decides("PRE-10", "PRE-11", "PRE-12")
def contact(view: View) -> Iterator[Outcome]:
    """Unit, address and telephone of an office: complete, well formed, no person's."""
    prose = preamble(view)
    if prose is None:
        yield from (Unknown(one) for one in ("PRE-10", "PRE-11", "PRE-12"))
        return
    text = prose.joined
    missing = [name for name, wanted in table("contact").items() if not re.search(wanted, text)]
    if missing:
        yield Found("PRE-10", {"missing": "、".join(missing)}, found=missing[0])
    for kind in ("phone", "postcode", "email"):
        for match in re.finditer(pattern(f"{kind}_given"), prose.plain):
            value = match["value"].strip()
            if not re.fullmatch(pattern(f"{kind}_form"), value) and not re.fullmatch(pattern("mobile"), value):
                yield Found("PRE-11", {"value": value}, kind, span=prose.span(*match.span("value")), found=value)
    for match in re.finditer(pattern("personal_contact"), prose.plain):
        yield Found("PRE-12", {"quote": match[0]}, span=prose.span(*match.span()), found=match[0])


@decides("PRE-13")
def contact_changed(view: View) -> Iterator[Outcome]:
    """Contact data differ from last year's: confirm."""
    old, new = view.comparable, preamble(view)
    before = old.texts.get("preamble", "") if old else ""
    if old is None or new is None or not before:
        yield Unknown("PRE-13")
        return
    past = View(old).texts["preamble"]
    for kind in ("phone", "postcode", "email"):
        now, was = ([m["value"] for m in re.finditer(pattern(f"{kind}_given"), p.plain)] for p in (new, past))
        if now and was and set(now) != set(was):
            yield Found("PRE-13", {"now": now[0], "old": was[0]}, found=now[0], expected=was[0])


@decides("PRE-14")
def document_numbers(view: View) -> Iterator[Outcome]:
    """Document numbers are written 〔年〕n号: these brackets, no 第, no leading 0."""
    for prose in view.texts.values():
        for match in re.finditer(pattern("odd_document_number"), prose.plain):
            right = re.sub(pattern("document_number_parts"), r"〔\1〕\2号", match[0])
            span = prose.span(*match.span())
            words = {"quote": match[0], "expected": right}
            yield Found("PRE-14", words, span=span, found=match[0], expected=right, fixes=(_replace(span, right),))
