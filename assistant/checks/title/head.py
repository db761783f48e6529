"""The title: organ, year, and the words 政府信息公开工作年度报告 (PRE-01…03)."""

import re
from collections.abc import Iterator

from assistant.checks.organ import parse
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern
from assistant.text.normalise import fold, normalise

SINCE = 2019  # before, reports had no prescribed title


def _title(view: View) -> str | None:
    title = view.snapshot.title or ""
    plain = re.sub(r"\s", "", normalise(title).text)
    return re.sub("[二〇○零一三四五六七八九]{4}(?=年)", _digits, plain) or None


def _digits(match: re.Match[str]) -> str:
    return match[0].translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))


@decides("PRE-01", "PRE-03")
def title(view: View) -> Iterator[Outcome]:
    """The title names the organ (or its area), the year, and the report by its full name."""
    given = _title(view)
    if given is None or (view.year and view.year < SINCE):
        yield Unknown("PRE-01")
        yield Unknown("PRE-03")
        return
    expected = view.form.title.format(organ=view.meta.organ, year=view.year or "")
    words = {"title": given, "expected": expected}
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", given)
    if not re.search(pattern("title_words"), given):
        yield Found("PRE-01", words, "words", found=given, expected=expected)
    if view.year and str(view.year) not in years:
        yield Found("PRE-01", words, "year", found=int(years[0]) if years else given, expected=view.year)
    if view.meta.organ and not _names(given, view.meta.organ):
        yield Found("PRE-01", words, "organ", found=given, expected=view.meta.organ)
    if len(re.findall("年度", given)) > 1:
        yield Found("PRE-03", words, found=given, expected=expected)


def _names(title: str, organ: str) -> bool:
    """Whether the title names the organ in full, without the areas above it, or (for a government) its area."""
    known = parse(organ)
    bare = fold(title)
    areas = ["".join(name + unit for name, unit in known.areas[i:]) for i in range(len(known.areas))]
    names = [area + known.tail for area in areas] or [known.name]
    if known.tail in ("人民政府", "", "人民政府办公室", "人民政府办公厅", "办事处"):
        names += areas
    return any(fold(name) in bare for name in names)


@decides("PRE-02")
def subject(view: View) -> Iterator[Outcome]:
    """Title, preamble and head of the report speak of one organ, in one scope."""
    given = _title(view)
    preamble = view.texts.get("preamble")
    if given is None or preamble is None:
        yield Unknown("PRE-02")
        return
    match = re.search(pattern("issuer"), preamble.joined)
    said = re.search(pattern("report_of"), preamble.joined)
    office = bool(re.search("办公[室厅]", given))
    if said and office and not re.search("办公[室厅]", said[1]) and said[1].endswith("政府"):
        yield Found("PRE-02", {"title": given, "preamble": said[1]}, found=said[1], expected=given)
        return
    if match is None or not view.meta.organ:
        return
    named, organ = fold(match[1]), fold(view.meta.organ)
    if parse(match[1]).areas and not _akin(named, organ):
        words = {"title": view.meta.organ, "preamble": match[1]}
        yield Found("PRE-02", words, span=None, found=match[1], expected=view.meta.organ)


def _akin(named: str, organ: str) -> bool:
    """The same organ, or the office that writes for it."""
    one, two = (re.sub(pattern("organ_ending"), "", name) for name in (named, organ))
    return bool(one) and (one.endswith(two) or two.endswith(one) or one.startswith(two) or two.startswith(one))
