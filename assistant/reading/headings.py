"""Headings by their words, whatever number or depth they carry."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.form import load_form
from assistant.reading.fold import fold, likeness, plain
from assistant.reading.vocabulary import words

LONGEST = 34
"""Folded characters of the longest heading accepted."""

_HAN_NUMBER = "一二三四五六七八九十"
_ORDINALS = (
    re.compile(rf"^[\s|lI#*]*第?(?P<n>[{_HAN_NUMBER}]{{1,3}})\s*[、.．,，]\s*"),
    re.compile(rf"^[\s|lI#*]*[（(]\s*(?P<n>[{_HAN_NUMBER}]{{1,3}})\s*[)）]\s*[、.．]?\s*"),
    re.compile(r"^[\s|#*]*(?P<n>\d{1,2})\s*(?:[、]|[.．](?!\d))\s*"),
    re.compile(r"^[\s|#*]*[（(]\s*(?P<n>\d{1,2})\s*[)）]\s*"),
    re.compile(r"^[\s|#*]*(?P<n>[•·●◆■▪])\s*"),
)
_END = re.compile(r"[。：:；;]|[.．](?!\d)")


@dataclass(frozen=True)
class Title:
    """A line that may be a heading: `style` 1 一、 2 （一） 3 1. 4 （1） 5 • 0 none; `number` its place in the count.

    `head` is what would be the heading, `tail` the text that follows it in the same line.
    """

    ordinal: str
    style: int
    number: int
    head: str
    tail: str

    @property
    def folded(self) -> str:
        return fold(self.head)


@lru_cache(maxsize=4000)
def title_of(text: str) -> Title:
    """The line taken apart into number, heading words and the text behind them."""
    style, number, ordinal, rest = 0, 0, "", text.strip()
    for kind, expression in enumerate(_ORDINALS, 1):
        if match := expression.match(plain(text) if len(plain(text)) == len(text) else text):
            style, ordinal = kind, match.group(0).strip()
            number = _count(match["n"])
            rest = text[match.end() :].strip()
            break
    end = _END.search(rest)
    if end and end.end() < len(rest):
        return Title(ordinal, style, number, rest[: end.start()], rest[end.end() :].strip())
    return Title(ordinal, style, number, rest.rstrip("。：:；;.．"), "")


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text not in _HAN_NUMBER and len(text) > 1:
        tens, _, ones = text.partition("十")
        return (_HAN_NUMBER.find(tens) + 1 if tens else 1) * 10 + (_HAN_NUMBER.find(ones) + 1 if ones else 0)
    return _HAN_NUMBER.find(text) + 1


@cache
def _spellings(section: str | None) -> dict[str, str]:
    """Folded spelling → section key (section None) or text id of that section."""
    form = load_form("2021")
    if section is None:
        return {fold(s): one.key for one in form.sections for s in one.spellings}
    return {
        fold(s): text.id
        for text in form.texts.values()
        if text.section == section and text.topic
        for s in text.spellings
    }


def section_named(folded: str) -> str | None:
    """The section a heading names: by a known title first, by its words otherwise."""
    return _named(folded, _spellings(None), words()["sections"])


def topic_named(folded: str, section: str) -> str | None:
    """The topic of a section a heading names."""
    if section not in words()["topics"]:
        return None
    return _named(folded, _spellings(section), words()["topics"][section])


def _named(folded: str, spellings: dict[str, str], by_words: dict[str, list[list[str]]]) -> str | None:
    if not folded or len(folded) > LONGEST:
        return None
    if folded in spellings:
        return spellings[folded]
    for key, alternatives in by_words.items():
        if any(all(word in folded for word in wanted) for wanted in alternatives):
            return key
    close = max(spellings, key=lambda one: likeness(one, folded))
    return spellings[close] if len(folded) >= 4 and likeness(close, folded) >= 0.8 else None


def official(target: str, head: str) -> bool:
    """The heading's words are the form's own, or one of the usual additions to a topic."""
    form = load_form("2021")
    bare = re.sub(r"\s", "", plain(head)).rstrip("。:：")
    if target in form.texts:
        return bare in {re.sub(r"\s", "", plain(form.texts[target].label + end)) for end in ("", "情况", "方面")}
    return bare == re.sub(r"\s", "", plain(form.section(target).label))
