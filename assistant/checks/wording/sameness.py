"""Text taken over: from last year, from another office, within the report (DUP)."""

import re
from collections.abc import Iterator

from assistant.checks.finding import Span
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern
from assistant.report.snapshot import Snapshot
from assistant.text.similarity import longest_common_run, masked, similarity

NEARLY, ALIKE = 0.90, 0.70
SECTION = 60  # a line or two, such as 「未收取信息处理费」, is alike every year
RUN, SHARE, SHORT = 120, 0.60, 30
PIECE, LEAST = 18, 60  # a stock sentence of fewer characters is nobody's
SLOGANS = 0.7
COMPARED = ("s1", "s5", "s6")


def _section(snapshot: Snapshot, section: str) -> str:
    return "\n".join(t for one, t in snapshot.texts.items() if one.split(".")[0] == section and t.strip())


@decides("DUP-01")
def last_year(view: View) -> Iterator[Outcome]:
    """How much of each section is last year's, figures and years left out of the comparison."""
    if view.comparable is None:
        yield Unknown("DUP-01")
        return
    for section in COMPARED:
        new, old = _section(view.snapshot, section), _section(view.comparable, section)
        if min(len(masked(new)), len(masked(old))) < SECTION:
            continue
        alike = similarity(new, old)
        if alike >= ALIKE:
            number = int(section[1:])
            words = {"title": view.form.section(section).label, "share": f"{alike:.0%}"}
            much = alike >= NEARLY
            yield Found("DUP-01", words, found=words["share"], level=None if much else "info", section=number)


@decides("DUP-02")
def other_offices(view: View) -> Iterator[Outcome]:
    """No long stretch of another body's report."""
    others = [one for one in view.others if one.meta.organ != view.meta.organ]
    if not others:
        yield Unknown("DUP-02")
        return
    for one, prose in view.texts.items():
        ours = masked(prose.text)
        size = len(ours)
        if one == "preamble" or size < SHORT:
            continue
        pieces = {ours[i : i + PIECE] for i in range(size - PIECE + 1)}
        wanted = min(RUN, max(LEAST, int(SHARE * size)))
        for other in others:
            theirs = _section(other, one.split(".")[0])
            if not _may_share(pieces, masked(theirs), wanted):
                continue
            run = longest_common_run(prose.text, theirs)
            if len(run) >= wanted:
                words = {"organ": other.meta.organ, "year": other.meta.year, "length": len(run), "quote": run[:30]}
                yield Found("DUP-02", words, found=len(run), section=_number(one))
                break


def _may_share(pieces: set[str], theirs: str, length: int) -> bool:
    """False when no common run of that length can exist: it would hold a piece at one of these places."""
    step = max(1, length - PIECE + 1)
    return any(theirs[i : i + PIECE] in pieces for i in range(0, len(theirs) - PIECE + 1, step))


@decides("DUP-03")
def repeated(view: View) -> Iterator[Outcome]:
    """The same paragraph twice."""
    seen: dict[str, str] = {}
    for prose in view.texts.values():
        for match in re.finditer(r"[^\n]+", prose.plain):
            bare = masked(match[0])
            if len(bare) < SHORT:
                continue
            if bare in seen:
                words = {"quote": match[0][:30], "place": view.label(seen[bare])}
                yield Found("DUP-03", words, span=prose.span(*match.span()), found=match[0][:30])
            seen.setdefault(bare, prose.text_id)


@decides("DUP-04", "TPL-06")
def marks(view: View) -> Iterator[Outcome]:
    """Old sentences not yet edited, and figures nobody has vouched for."""
    for one, marks_ in view.snapshot.marks.items():
        text = view.snapshot.texts.get(one, "")
        old = [m for m in marks_ if m.kind in ("unchanged", "stale")]
        if old and text:
            first = old[0]
            span = Span(text_id=one, start=first.start, end=first.end)
            words = {"count": len(old), "quote": text[first.start : first.end][:30], "place": view.label(one)}
            yield Found("DUP-04", words, span=span, found=words["quote"])
        for mark in marks_:
            if mark.kind == "unverified" and text:
                quote = text[mark.start : mark.end]
                span = Span(text_id=one, start=mark.start, end=mark.end)
                yield Found("TPL-06", {"quote": quote, "place": view.label(one)}, span=span, found=quote)


@decides("DUP-05")
def slogans(view: View) -> Iterator[Outcome]:
    """More than seven sentences in ten of a topic carry no fact: number, name, date, document."""
    for one, prose in view.texts.items():
        sentences = [prose.plain[a:b] for a, b in prose.sentences if b - a > 8]
        if not one.startswith("s1.") or len(sentences) < 3:
            continue
        bare = [s for s in sentences if not re.search(pattern("fact"), s)]
        if len(bare) > SLOGANS * len(sentences):
            words = {"place": view.label(one), "bare": len(bare), "all": len(sentences)}
            yield Found("DUP-05", words, found=len(bare), section=1)


def _number(text_id: str) -> int:
    return int(text_id[1])
