"""Answers from passages: how something is written, and what a report says about a thing that is no figure."""

import re

from assistant.archive.library import Library
from assistant.archive.passages import section_name
from assistant.archive.question import Asked, years_of
from assistant.archive.result import Answer, Quote
from assistant.form import load_form
from assistant.text.sentences import sentences
from assistant.wording import load, say
from vectorstore.passage import Filter, Hit

ENOUGH = 0.6
"""Share of the question's own word pairs that must stand in a passage (or a synonym of theirs) to call it an answer."""


def answer(library: Library, asked: Asked, mine: str | None, base: int | None) -> Answer:
    """Passages for a question about wording or content; «not in the archive» when none speaks of it."""
    wanted = wanted_of(library, asked, mine, base)
    topic = topic_of(asked.text, (*asked.called, *section_words(asked.section)))
    hits = library.search(topic or asked.text, 12, wanted)
    if not (asked.section and (asked.kind == "wording" or not topic)):
        hits = [hit for hit in hits if covered(topic, hit.passage.text) >= ENOUGH]
    if not hits:
        return Answer(False, say("archive.no_passage", searched=searched(library, wanted)))
    quotes = tuple(quote(hit) for hit in hits[:5])
    if asked.kind == "wording":
        return Answer(True, say("archive.wording"), passages=quotes)
    first = quotes[0]
    said = say(
        "archive.says", organ=first.organ, year=first.year or "", place=hits[0].passage.place,
        text=best_sentence(topic, first.text),
    )  # fmt: skip
    return Answer(True, said, passages=quotes)


def wanted_of(library: Library, asked: Asked, mine: str | None, base: int | None) -> Filter:
    """Whose, which years and which section a question is about."""
    form = load_form("2021")
    sections = tuple(
        one for one in form.texts if asked.section and (one == asked.section or one.startswith(f"{asked.section}."))
    )
    years = years_of(asked, base)
    if asked.organs:
        return Filter(organs=asked.organs, years=years, sections=sections)
    if asked.whose == "others":
        return Filter(not_organs=(mine,) if mine else (), years=years, sections=sections)
    own = mine if mine and (asked.whose == "own" or asked.timed) else None
    return Filter(organs=(own,) if own else (), years=years, sections=sections)


def quote(hit: Hit) -> Quote:
    """A passage as it is quoted."""
    p = hit.passage
    return Quote(
        p.organ,
        p.year or None,
        p.section,
        p.text,
        p.source,
        round(hit.score, 4),
        section_name(load_form("2021"), p.section),
    )


def section_words(section: str) -> tuple[str, ...]:
    """How a section or text may be called."""
    form = load_form("2021")
    texts = [form.texts[section]] if section in form.texts else []
    return tuple(word for one in (*texts, *(s for s in form.sections if s.key == section)) for word in one.spellings)


def topic_of(question: str, named: tuple[str, ...] = ()) -> str:
    """The question without the words that every question has, and without the offices and the section named."""
    words = load("asking")
    hollow = [*named, *words["hollow"], *words["own"], *words["others"], *words["kinds"]["wording"]]
    for word in sorted(hollow, key=len, reverse=True):
        question = question.replace(word, " ")
    return re.sub(r"[\s？?，。、！!《》“”]+|\d{4}", " ", question).strip()


def covered(topic: str, text: str, synonyms: bool = True) -> float:
    """How much of the topic a text speaks of: share of its character pairs found there or in a synonym of its words."""
    pairs = [word[i : i + 2] for word in topic.split() for i in range(len(word) - 1)]
    if not pairs:
        return 0.0
    spoken = text
    for group in load("thesaurus")["groups"] if synonyms else ():
        if any(word in text for word in group):
            spoken += "　".join(("", *group))
    return sum(pair in spoken for pair in pairs) / len(pairs)


def best_sentence(topic: str, text: str) -> str:
    """The sentence of a passage that speaks most of the topic."""
    pieces = [text[start:end] for start, end in sentences(text)] or [text]
    return max(pieces, key=lambda piece: covered(topic, piece))


def searched(library: Library, wanted: Filter) -> str:
    """What was looked through, in words."""
    kept = [
        one
        for one in library.kept()
        if (not wanted.organs or one.organ in wanted.organs)
        and one.organ not in wanted.not_organs
        and (not wanted.years or one.year in wanted.years)
    ]
    names = [say("archive.listed", organ=one.organ or one.source, year=one.year or "") for one in kept[:6]]
    return say("archive.searched", reports=say("archive.separator").join(names) or say("archive.no_year"))
