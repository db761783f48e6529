"""Section 一: what a government must add, and what each topic should tell (S1)."""

import re
from collections.abc import Iterator

from assistant.checks.organ import is_government, parse
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern, table


@decides("S1-01", "S1-02")
def appraisal(view: View) -> Iterator[Outcome]:
    """A people's government reports 考核, 社会评议 and 责任追究 (条例第五十条第四项); others need not."""
    text = view.section_text("s1")
    if not text or not view.meta.organ or _cut_off(view):
        yield Unknown("S1-01")
        yield Unknown("S1-02")
        return
    office = re.search("人民政府办公[室厅]$", view.meta.organ) and view.meta.scope == "aggregate"
    if is_government(view.meta) or office:
        wider = text + view.section_text("s5") + view.section_text("s6")
        missing = [name for name, words in table("appraisal").items() if not re.search(words, wider)]
        unsaid = missing == list(table("appraisal"))[-1:]  # no 责任追究 mostly means there was none
        if missing:
            words = {"missing": "、".join(missing)}
            level = "warn" if unsaid else None
            yield Found("S1-01", words, found=missing[0], section=1, level=level, doubtful=unsaid)
    elif parse(view.meta.organ).level not in ("province", "city", "county", "town", "other") and (
        match := re.search(pattern("appraises_others"), text)
    ):
        yield Found("S1-02", {"quote": match[0]}, found=match[0], section=1)


def _cut_off(view: View) -> bool:
    """A file that ends before the topic was reached cannot be said to lack it."""
    return view.snapshot.structure is not None and not view.whole_file and "s1.supervision" not in view.texts


@decides("S1-03")
def active(view: View) -> Iterator[Outcome]:
    """主动公开 gives a count and at least one channel."""
    prose = view.texts.get("s1.active")
    if prose is None:
        yield Unknown("S1-03")
        return
    missing = []
    if not prose.numbers:
        missing.append("count")
    if not re.search(pattern("channel"), prose.joined):
        missing.append("channel")
    for one in missing:
        yield Found("S1-03", {}, one, section=1)


@decides("S1-04")
def local_counts(view: View) -> Iterator[Outcome]:
    """The counts a local notice asks for in each topic."""
    for one, wanted in table("local_counts").items():
        prose = view.texts.get(one)
        if prose is None:
            yield Unknown("S1-04")
            continue
        missing = [name for name, words in wanted.items() if not re.search(words, prose.joined)]
        if missing:
            yield Found("S1-04", {"topic": view.label(one), "missing": "、".join(missing)}, found=missing[0], section=1)


@decides("S1-05")
def supervision(view: View) -> Iterator[Outcome]:
    """监督保障 names a fact: trainings, inspections, staff."""
    prose = view.texts.get("s1.supervision")
    if prose is None:
        yield Unknown("S1-05")
    elif not prose.numbers:
        yield Found("S1-05", {}, section=1)
