"""Comparing labels: what is left of a label when width, spaces, numbering, punctuation and script are set aside."""

import itertools
import re
import unicodedata
from functools import cache, lru_cache

from assistant.reading.vocabulary import expression, words

_NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")


@cache
def _table() -> dict[int, str]:
    return str.maketrans({**words()["radicals"], **words()["traditional"]})


@cache
def _radicals() -> dict[int, str]:
    return str.maketrans(words()["radicals"])


def plain(text: str) -> str:
    """Half width, no radicals, one kind of space: the form all parsing works on. Lengths may change."""
    return unicodedata.normalize("NFKC", text.translate(_radicals())).replace("\u200b", "").replace("\ufeff", "")


def radicals_restored(text: str) -> str:
    """CJK radicals (U+2E80…) and Kangxi radicals (U+2F00…) back to the characters they stand for; nothing else."""
    if not any("\u2e80" <= char <= "\u2fdf" for char in text):
        return text
    return "".join(
        unicodedata.normalize("NFKC", char) if "\u2f00" <= char <= "\u2fdf" else char
        for char in text.translate(_radicals())
    )


@lru_cache(maxsize=20000)
def fold(text: str) -> str:
    """Han characters only, simplified, without the numbering in front: two spellings of a label fold alike."""
    return _NOT_HAN.sub("", expression("ordinal").sub("", plain(text))).translate(_table())


@lru_cache(maxsize=20000)
def grams(folded: str) -> frozenset[str]:
    """Characters and pairs of characters of a folded label."""
    return frozenset(folded) | frozenset(a + b for a, b in itertools.pairwise(folded))


def likeness(a: str, b: str) -> float:
    """0…1: shared characters and pairs of two folded labels (Dice)."""
    if a == b:
        return 1.0 if a else 0.0
    first, second = grams(a), grams(b)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def coverage(label: str, window: str) -> float:
    """0…1: how much of a folded label stands somewhere in a folded window."""
    if label and label in window:
        return 1.0
    wanted = grams(label)
    return len(wanted & grams(window)) / len(wanted) if wanted else 0.0
