"""Enumerations without a gap, and sentences that can be read in one breath (TXT-06, 07)."""

import re
from collections.abc import Iterator

from assistant.checks.registry import Found, Outcome, decides
from assistant.checks.view import Prose, View
from assistant.text.numbers import from_chinese

SENTENCE, PARAGRAPH = 120, 500
RUNS = (
    re.compile(r"(?:(?<=[。；，：:\n、])|^)(?P<n>[一二三四五六七八九])是"),
    re.compile(r"(?:(?<=[。；，：:\n])|^)第(?P<n>[一二三四五六七八九])，"),
    re.compile(r"(?:(?<=[。；\n])|^)(?P<n>\d{1,2})[.、](?!\d(?!\d{3}年))"),
)


@decides("TXT-06")
def runs(view: View) -> Iterator[Outcome]:
    """一是/二是 and 1./2. run on without a gap and have at least two members."""
    for prose in view.texts.values():
        for expression in RUNS:
            yield from _gaps(prose, list(expression.finditer(prose.plain)))


def _gaps(prose: Prose, matches: list[re.Match[str]]) -> Iterator[Outcome]:
    expected, first = 1, 0
    for place, match in enumerate(matches):
        number = int(match["n"]) if match["n"].isdigit() else from_chinese(match["n"]) or 0
        if number == 1:
            if place and place - first == 1:
                yield _found(prose, matches[first], "single")
            expected, first = 2, place
        elif number == expected:
            expected += 1
        else:
            yield _found(prose, match, "text")
            expected = number + 1
    if matches and len(matches) - first == 1 and expected == 2:
        yield _found(prose, matches[first], "single")


def _found(prose: Prose, match: re.Match[str], sentence: str) -> Found:
    return Found("TXT-06", {"quote": match[0]}, sentence, span=prose.span(*match.span()), found=match[0])


@decides("TXT-07")
def lengths(view: View) -> Iterator[Outcome]:
    """Sentences of at most 120 characters, paragraphs of at most 500."""
    for prose in view.texts.values():
        long = max(prose.sentences, key=lambda s: s[1] - s[0], default=(0, 0))
        if long[1] - long[0] > SENTENCE:
            words = {"quote": prose.plain[long[0] : long[0] + 20], "length": long[1] - long[0]}
            yield Found("TXT-07", words, span=prose.span(*long), found=long[1] - long[0], expected=SENTENCE)
        for match in re.finditer(r"[^\n]+", prose.plain):
            if len(match[0]) > PARAGRAPH:
                words = {"quote": match[0][:20], "length": len(match[0])}
                yield Found(
                    "TXT-07",
                    words,
                    "paragraph",
                    span=prose.span(*match.span()),
                    found=len(match[0]),
                    expected=PARAGRAPH,
                )
