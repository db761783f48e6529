"""Sections and topics: there, in order, numbered, titled (STR-01…06, 11…13)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern
from assistant.report.published import Heading
from assistant.text.normalise import fold, normalise
from assistant.text.numbers import from_chinese, to_chinese

TOPICS = ("s1.active", "s1.on_request", "s1.management", "s1.platform", "s1.supervision")
SECTIONS = ("s1", "s2", "s3", "s4", "s5", "s6")
SHORT = 20
SINCE = 2021
LONG_OVERVIEW = 1000


@dataclass(frozen=True)
class Outline:
    """The headings of a file, by what they name."""

    headings: tuple[Heading, ...]

    @cached_property
    def sections(self) -> list[Heading]:
        return [h for h in self.headings if h.target in SECTIONS]

    @cached_property
    def topics(self) -> list[Heading]:
        return [h for h in self.headings if h.target in TOPICS]


def _outline(view: View) -> Outline | None:
    seen = view.snapshot.structure
    return Outline(seen.headings) if seen else None


@decides("STR-01")
def six_sections(view: View) -> Iterator[Outcome]:
    """All six sections are there, and 一, 五 and 六 have text."""
    outline = _outline(view)
    for one in ("s1", "s5", "s6"):
        given = {t: text for t, text in view.snapshot.texts.items() if t.startswith(one + ".")}
        if given and not any(text.strip() for text in given.values()) and (view.snapshot.published or _written(view)):
            yield _section_fault(view, one, "empty")
    if outline is None:
        yield from _sections_by_text(view)
        return
    seen = {h.target for h in outline.sections}
    if not seen or not view.whole_file or view.meta.format == "legacy":
        yield Unknown("STR-01")
        return
    for one in SECTIONS:
        if one not in seen and not _content(view, one):
            yield _section_fault(view, one, "missing")
        elif one in seen and one in ("s1", "s5", "s6") and not view.section_text(one).strip():
            yield _section_fault(view, one, "empty")


def _sections_by_text(view: View) -> Iterator[Outcome]:
    """Without a file: a report whose other parts are written lacks the one that is not."""
    there = [one for one in ("s1", "s5", "s6") if view.section_text(one).strip()]
    if not view.snapshot.published or len(there) < 2:
        yield Unknown("STR-01")
        return
    for one in ("s1", "s5", "s6"):
        if one not in there:
            yield _section_fault(view, one, "missing")


def _written(view: View) -> bool:
    return len(view.texts) > len(TOPICS)


def _content(view: View, section: str) -> bool:
    """Text of the section, or figures of its table, were found although its heading was not."""
    number = "t" + section[1:]
    return bool(view.section_text(section).strip()) or any(one.startswith(number + ".") for one in view.snapshot.stated)


def _section_fault(view: View, one: str, sentence: str) -> Found:
    section = view.form.section(one)
    title = f"{to_chinese(section.ordinal)}、{section.label}"
    return Found("STR-01", {"title": title}, sentence, expected=title, section=section.ordinal)


@decides("STR-02")
def order(view: View) -> Iterator[Outcome]:
    """The six come in order, numbered 一 to 六; compared by their words, then by the ordinal."""
    outline = _outline(view)
    if outline is None or not outline.sections:
        yield Unknown("STR-02")
        return
    first = _first_of_each(outline.sections)
    numbers = [int((h.target or "s0")[1]) for h in first]
    if numbers != sorted(numbers):
        places = [view.form.section(f"s{n}").label for n in numbers]
        yield Found("STR-02", {"order": "→".join(places)}, "order")
    plain = [h for h in first if _ordinal(h) is not None]
    bracketed = [bool(re.search(r"[(（]", h.ordinal)) for h in plain]
    usual = sum(bracketed) * 2 > len(bracketed)
    plain = [h for h, one in zip(plain, bracketed, strict=True) if one == usual]
    if sum(_ordinal(h) == int((h.target or "s0")[1]) for h in plain) * 2 <= len(plain) and len(plain) > 2:
        for heading in plain[:1]:
            yield Found("STR-02", _printed(view, heading), found=heading.ordinal, section=1)
        return
    for heading in plain:
        number = int((heading.target or "s0")[1])
        if _ordinal(heading) != number:
            yield Found("STR-02", _printed(view, heading), found=heading.ordinal, section=number)


def _first_of_each(headings: list[Heading]) -> list[Heading]:
    found: dict[str | None, Heading] = {}
    for heading in headings:
        found.setdefault(heading.target, heading)
    return list(found.values())


def _printed(view: View, heading: Heading) -> dict[str, object]:
    section = view.form.section(heading.target or "s1")
    return {"printed": heading.ordinal + _words(heading), "official": f"{to_chinese(section.ordinal)}、{section.label}"}


def _words(heading: Heading) -> str:
    """The heading without its ordinal, as printed."""
    plain = normalise(heading.text).text.strip()
    return re.sub(pattern("ordinal"), "", plain) or plain


def _ordinal(heading: Heading) -> int | None:
    bare = re.sub(r"[^\w]", "", normalise(heading.ordinal).text)
    if bare.isdigit():
        return int(bare)
    return from_chinese(bare) if bare else None


@decides("STR-03")
def titles(view: View) -> Iterator[Outcome]:
    """Each title is the official one; a known variant is a hint, other words a warning."""
    outline = _outline(view)
    if outline is None or not outline.sections:
        yield Unknown("STR-03")
        return
    for heading in _first_of_each(outline.sections):
        section = view.form.section(heading.target or "s1")
        words = re.sub(r"[。.：:]+$", "", _words(heading)).strip()
        if heading.official or fold(words) == fold(section.label):
            continue
        known = fold(words) in {fold(one) for one in section.variants}
        yield Found(
            "STR-03",
            {"printed": words, "official": section.label},
            "variant" if known else "text",
            found=words,
            expected=section.label,
            level="info" if known else None,
            section=section.ordinal,
        )


@decides("STR-04")
def five_topics(view: View) -> Iterator[Outcome]:
    """一 has the five topics, each with at least twenty characters."""
    outline = _outline(view)
    if view.year and view.year < SINCE:
        yield Unknown("STR-04")
        return
    present = [one for one in TOPICS if one in view.texts]
    headed = {h.target for h in outline.topics} if outline else set()
    missing = [one for one in TOPICS if one not in view.texts and one not in headed]
    if outline is not None:
        judged = view.whole_file or {"s1", "s2"} <= {h.target for h in outline.sections}
        judged = judged and bool(view.section_text("s1").strip())
    else:
        judged = view.snapshot.published and len(present) >= 2
    if not judged:
        yield Unknown("STR-04")
    elif len(missing) == len(TOPICS):
        names = "、".join(view.label(one) for one in missing)
        yield Found("STR-04", {"topic": names}, "none", section=1)
    else:
        for one in missing:
            yield Found("STR-04", {"topic": view.label(one)}, "missing", expected=view.label(one), section=1)
    last = list(view.texts)[-1:] if outline and not view.whole_file else []
    told = {c.text_id for c in view.claims}  # a short sentence that gives the number is enough
    for one in TOPICS:
        text = view.texts[one].joined if one in view.texts else ""
        if one == "s1.on_request" and one in told:
            continue
        if one not in last and (text or one in headed) and len(re.sub(r"\s", "", text)) < SHORT and (judged or text):
            words = {"topic": view.label(one), "length": len(text)}
            yield Found("STR-04", words, found=len(text), expected=SHORT, section=1)


@decides("STR-05", "STR-06")
def numbering(view: View) -> Iterator[Outcome]:
    """Topics numbered （一）–（五） without gap; one bracket style; no jump in depth."""
    outline = _outline(view)
    if outline is None or not outline.topics:
        yield Unknown("STR-05")
        yield Unknown("STR-06")
        return
    topics = _first_of_each(outline.topics)
    numbers = [n for h in topics if (n := _ordinal(h)) is not None]
    wanted = list(range(1, len(topics) + 1))
    if (numbers and numbers != wanted) or [h.target for h in topics] != [
        t for t in TOPICS if t in {h.target for h in topics}
    ]:
        printed = " ".join(h.ordinal + _words(h)[:8] for h in topics)
        yield Found("STR-05", {"printed": printed}, found=printed, section=1)
    printed_so = any(re.match(r"\s*[(（]", h.text) for h in outline.headings)
    written = [h.text if printed_so else h.ordinal for h in outline.headings]
    brackets = {one.strip()[0] for one in written if re.match(r"\s*[(（]", one)}
    if len(brackets) > 1:
        yield Found("STR-06", {}, "brackets")
    depths = {h.level for h in outline.sections if h.level}
    topic_depths = {h.level for h in outline.topics if h.level}
    if len(depths) > 1 or len(topic_depths) > 1 or depths & topic_depths:
        yield Found("STR-06", {}, "depth")


@decides("STR-11")
def extra(view: View) -> Iterator[Outcome]:
    """A first-level section beyond the official six."""
    outline = _outline(view)
    if outline is None:
        yield Unknown("STR-11")
        return
    for heading in outline.headings:
        number = _ordinal(heading)
        if heading.target is None and number and number > len(SECTIONS) and not re.search(r"[(（\d]", heading.ordinal):
            yield Found("STR-11", {"printed": heading.ordinal + _words(heading)}, found=_words(heading))


@decides("STR-12")
def preamble_place(view: View) -> Iterator[Outcome]:
    """What belongs to the preamble stands before 一."""
    if "preamble" in view.texts and re.search(pattern("preamble"), view.texts["preamble"].joined):
        return
    for one, prose in view.texts.items():
        if one.startswith("s1.") and (match := re.search(pattern("preamble_sentence"), prose.plain)):
            yield Found("STR-12", {"quote": match[0]}, span=prose.span(*match.span()), section=1)
            return
    if "preamble" not in view.texts:
        yield Unknown("STR-12")


@decides("STR-13")
def length(view: View) -> Iterator[Outcome]:
    """一 is at most a thousand characters, where the local rule says so."""
    size = len(re.sub(r"\s", "", view.section_text("s1")))
    if not size:
        yield Unknown("STR-13")
    elif size > LONG_OVERVIEW:
        yield Found("STR-13", {"size": size, "limit": LONG_OVERVIEW}, found=size, expected=LONG_OVERVIEW, section=1)
