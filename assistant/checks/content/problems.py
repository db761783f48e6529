"""Section 五: real problems, a measure for each, not last year's, not against 一 (S5)."""

import re
from collections.abc import Iterator

from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern
from assistant.text.similarity import similarity

SHORT, SAME = 30, 0.8


def items(text: str) -> list[str]:
    """The points of a text by 一是/二是, （一）, 1.; the text itself when it has none."""
    starts = [match.start() for match in pattern("item").finditer(text)]
    if len(starts) < 2:
        return [text] if text.strip() else []
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def parted(view: View) -> tuple[str, str] | None:
    """Problems and measures. Where 五 is not split the measures begin at the turn (下一步, 针对上述问题 …)."""
    problems = view.texts["s5.problems"].plain if "s5.problems" in view.texts else ""
    measures = view.texts["s5.measures"].plain if "s5.measures" in view.texts else ""
    if not problems and not measures:
        return None
    if not measures and (turn := re.search(pattern("turn_to_measures"), problems)):
        return problems[: turn.start()], problems[turn.start() :]
    return problems, measures


@decides("S5-01")
def concrete(view: View) -> Iterator[Outcome]:
    """At least one concrete problem: not 无, not a phrase."""
    parts = parted(view)
    if parts is None:
        yield Unknown("S5-01")
        return
    text = re.sub(r"\s", "", parts[0])
    whole = re.sub(r"\s", "", "".join(parts))
    if not text and whole:
        yield Unknown("S5-01")
    elif re.match(pattern("no_problem"), text):
        yield Found("S5-01", {"quote": text[:20]}, "none", found=text[:20], section=5)
    elif len(text) < SHORT:
        yield Found("S5-01", {"length": len(text)}, found=len(text), expected=SHORT, section=5)


@decides("S5-02")
def paired(view: View) -> Iterator[Outcome]:
    """At least one measure, and one for every problem."""
    parts = parted(view)
    if parts is None:
        yield Unknown("S5-02")
        return
    problems, measures = (items(part) for part in parts)
    if not measures:
        if not re.search(pattern("measure_word"), parts[0]):
            yield Found("S5-02", {}, "none", section=5)
    elif len(problems) > len(measures) and len(problems) > 1:
        words = {"problems": len(problems), "measures": len(measures)}
        yield Found("S5-02", words, found=len(measures), expected=len(problems), section=5)


@decides("S5-03")
def generic(view: View) -> Iterator[Outcome]:
    """More than 有待加强 and 不够: a place, a cause, a number, a thing."""
    parts = parted(view)
    if parts is None or not parts[0].strip():
        yield Unknown("S5-03")
        return
    points = [p for p in items(parts[0]) if re.search(pattern("vague_problem"), p)]
    vague = [p for p in points if not re.search(pattern("concrete_detail"), p) and len(p) < 60]
    if vague and len(vague) == len(items(parts[0])):
        yield Found("S5-03", {"quote": vague[0][:30]}, found=vague[0][:30], section=5)


@decides("S5-04", "S5-05")
def last_years_problems(view: View) -> Iterator[Outcome]:
    """Problems and measures are not last year's over again; what became of those is told."""
    past = view.last_year
    old, new = (parted(past) if past else None), parted(view)
    if old is None or new is None:
        yield Unknown("S5-04")
        yield Unknown("S5-05")
        return
    for kind, now, was in (("problem", new[0], old[0]), ("measure", new[1], old[1])):
        for point in items(now):
            best = max(items(was), key=lambda one: similarity(point, one), default="")
            if len(point) >= 12 and (alike := similarity(point, best)) >= SAME:
                yield Found("S5-04", {"quote": point[:30], "share": f"{alike:.0%}"}, kind, found=point[:30], section=5)
    if not re.search(pattern("became_of"), new[0] + new[1] + view.section_text("s1")):
        yield Found("S5-05", {}, section=5)


@decides("S5-06")
def consistent(view: View) -> Iterator[Outcome]:
    """A problem does not deny what 一 claims, or what the tables show."""
    parts = parted(view)
    overview = view.section_text("s1")
    if parts is None or not overview:
        yield Unknown("S5-06")
        return
    for claim, denial in (("claims_timely", "denies_timely"), ("claims_full", "denies_full")):
        one, two = re.search(pattern(claim), overview), re.search(pattern(denial), parts[0])
        if one and two:
            yield Found("S5-06", {"overview": one[0], "problem": two[0]}, found=two[0], section=5)
    lost = [one for one in ("t4.review", "t4.suit_direct", "t4.suit_after_review") if view.value(f"{one}.corrected")]
    match = re.search(pattern("never_corrected"), overview + parts[0])
    if lost and match:
        yield Found("S5-06", {"overview": match[0], "problem": view.label(f"{lost[0]}.corrected")}, section=5)


@decides("S5-07")
def dated(view: View) -> Iterator[Outcome]:
    """Measures say when, by whom or in what form."""
    parts = parted(view)
    if parts is None or not parts[1].strip():
        yield Unknown("S5-07")
    elif not re.search(pattern("measure_dated"), parts[1]) and str((view.year or 0) + 1) not in parts[1]:
        yield Found("S5-07", {"year": (view.year or 0) + 1}, section=5)
