"""Years, dates and meetings named in the text (YR)."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.finding import Fix, TextChange
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import Prose, View
from assistant.checks.words import pattern, table
from assistant.wording import say

_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")
BEFORE, AFTER = 8, 24


@decides("YR-01")
def other_year(view: View) -> Iterator[Outcome]:
    """What is said of the reporting year is said of no other year."""
    if view.year is None:
        yield Unknown("YR-01")
        return
    for one, prose in view.texts.items():
        if one == "preamble":
            continue
        for match in pattern("year").finditer(prose.plain):
            named = int(match[1].translate(_CHINESE))
            if named == view.year or (named > view.year and one == "s5.measures"):
                continue
            kind = _role(prose, match.start(), match.end(), named, view.year)
            if kind is None:
                continue
            span = prose.span(*match.span(1))
            words = {"named": named, "year": view.year, "quote": prose.plain[match.start() : match.end() + 12]}
            fix = Fix(
                label=say("checks.fix.text", after=str(view.year)),
                text_changes=(TextChange(span=span, after=str(view.year)),),
            )
            yield Found(
                "YR-01",
                words,
                kind,
                span=span,
                found=named,
                expected=view.year,
                fixes=(fix,),
                level=None if kind == "text" else "warn",
                doubtful=kind != "text",
            )


def _role(prose: Prose, start: int, end: int, named: int, year: int) -> str | None:
    """text: the year this sentence reports on · doubtful: perhaps · None: a comparison, a document, a plan."""
    text = prose.plain
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    sentence = prose.sentence_at(start)
    since = re.match("度?以来", after) and re.search("[自从]$", before)
    if since or re.search(pattern("year_context_before"), before) or re.match(pattern("year_context_after"), after):
        return None
    if _inside_quotes(text, start) or re.match(r"\d{1,2}月", after):
        return None
    opens = not before or before[-1] in "，。；：:\n、）)" or bool(re.search(pattern("before_a_year"), before))
    if named > year:
        if named == year + 1 and (re.search(pattern("plan"), sentence) or "年" not in text[end:]):
            return None
        return "doubtful" if opens else None
    if not opens:
        return None
    heads = re.match(pattern("report_year_head"), after)
    leads = any(begin == start for begin, _ in prose.sentences)
    if str(year) in sentence or re.search(pattern("this_year" if leads else "carry"), sentence):
        return None
    if re.search(pattern("history"), after):
        return None
    return "text" if heads and re.search(pattern("own_year_talk"), sentence) else "doubtful"


def _inside_quotes(text: str, place: int) -> bool:
    """Within 《》, “”, 〔〕 or round brackets on the same line."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return any(line.rfind(a) > line.rfind(b) for a, b in ("《》", "“”", "〔〕", "（）"))


@decides("YR-02")
def next_year(view: View) -> Iterator[Outcome]:
    """Plans of 五 are for the year after; 明年 is that year."""
    if view.year is None or not any(one.startswith("s5") for one in view.texts):
        yield Unknown("YR-02")
        return
    for one, prose in view.texts.items():
        if not one.startswith("s5"):
            continue
        for match in re.finditer(pattern("planned_year"), prose.plain):
            named = int(match["year"])
            if named <= view.year:
                words = {"quote": match[0], "year": view.year + 1}
                span = prose.span(*match.span("year"))
                yield Found("YR-02", words, span=span, found=named, expected=view.year + 1)
        for match in re.finditer(pattern("named_next_year"), prose.plain):
            if int(match["year"]) != view.year + 1:
                words = {"quote": match[0], "year": view.year + 1}
                yield Found("YR-02", words, span=prose.span(*match.span()), found=match[0], expected=view.year + 1)


@decides("YR-03")
def meetings(view: View) -> Iterator[Outcome]:
    """A meeting named before it was held; or only ones that newer ones have overtaken."""
    if view.year is None or not view.texts:
        yield Unknown("YR-03")
        return
    published = _date(view.meta.publish_date) or date(view.year + 1, 3, 31)
    known = [(entry["name"], re.compile(entry["words"]), _date(entry["held"])) for entry in table("meetings")]
    named: list[tuple[date, str]] = []
    for prose in view.texts.values():
        for name, words, held in known:
            match = words.search(prose.plain)
            if match is None or held is None:
                continue
            named.append((held, name))
            if held > published:
                yield Found(
                    "YR-03",
                    {"name": name, "held": held.isoformat()},
                    "early",
                    span=prose.span(*match.span()),
                    found=match[0],
                )
    if named:
        newest = max((held, name) for name, _, held in known if held and held <= date(view.year, 12, 31))
        latest = max(named)
        if latest[0] < newest[0] and (newest[0].year - latest[0].year > 1 or latest[0].year < view.year - 1):
            yield Found("YR-03", {"name": latest[1], "newest": newest[1]}, found=latest[1], expected=newest[1])


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@decides("YR-04")
def count_like_year(view: View) -> Iterator[Outcome]:
    """A count that looks like a year: said, so that nobody takes it for one."""
    for prose in view.texts.values():
        for match in re.finditer(r"(?<![\d.])((?:19|20)\d\d)(?=[条件份宗项个篇次期人元])", prose.plain):
            span = prose.span(*match.span())
            yield Found(
                "YR-04", {"quote": prose.plain[match.start() : match.end() + 1]}, span=span, found=int(match[1])
            )


@decides("YR-05")
def dates(view: View) -> Iterator[Outcome]:
    """Dates in the text exist."""
    for prose in view.texts.values():
        for match in re.finditer(r"(?:(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})[日号]", prose.plain):
            year = int(match[1]) if match[1] else view.year or 2000
            try:
                date(year, int(match[2]), int(match[3]))
            except ValueError:
                yield Found("YR-05", {"quote": match[0]}, span=prose.span(*match.span()), found=match[0])
