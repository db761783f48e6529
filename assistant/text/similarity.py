"""How alike two passages are when figures and years are left out of the comparison."""

import re
from collections import Counter
from functools import lru_cache

from assistant.text.normalise import normalise

_FIGURE = re.compile(r"\d[\d,.]*%?|[零〇一二两三四五六七八九十百千万亿]{2,}")
_NOISE = re.compile(r"[^\w]+")


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """The passage without punctuation, every figure replaced by 0."""
    return _NOISE.sub("", _FIGURE.sub("0", normalise(text).text))


@lru_cache(maxsize=4096)
def _profile(text: str) -> Counter[str]:
    plain = masked(text)
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1)) or Counter([plain])


def similarity(a: str, b: str) -> float:
    """Dice coefficient (0…1) over pairs of neighbouring characters, figures masked; two empty passages: 0."""
    if not masked(a) or not masked(b):
        return 0.0
    one, two = _profile(a), _profile(b)
    shared = sum((one & two).values())
    return 2 * shared / (one.total() + two.total())


def longest_common_run(a: str, b: str) -> str:
    """The longest stretch (figures masked, punctuation dropped) standing in both, or an empty string."""
    one, two = masked(a), masked(b)
    low, high, found = 0, min(len(one), len(two)), ""
    while low < high:
        length = (low + high + 1) // 2
        seen = {two[i : i + length] for i in range(len(two) - length + 1)}
        match = next((one[i : i + length] for i in range(len(one) - length + 1) if one[i : i + length] in seen), None)
        if match is None:
            high = length - 1
        else:
            low, found = length, match
    return found
