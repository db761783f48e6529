"""Brings text to one spelling (width, radicals, white space), keeping where each character came from.

Digits, letters and signs become half width; Chinese punctuation becomes full width, so that a comma between
two clauses and the comma inside 12,345 stay apart. White space inside Chinese is dropped; line ends are kept.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from assistant.text.words import words

_PUNCTUATION = {
    ",": "，",
    "(": "（",
    ")": "）",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "﹐": "，",
    "｡": "。",
    "､": "、",
}
_WRAP = re.compile(r"(?<=[^\s。！？；：!?;:])\n(?!\s|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第.{1,3}条|[#|])")
_WRAP_WIDTH = 24
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_RANGES = ((0xFF01, 0xFF5E), (0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0xFFE0, 0xFFE6))


@dataclass(frozen=True)
class Normalised:
    """`offsets[i]`: the place of `text[i]` in the original; the last, extra entry is the original's length."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of text[start:end]; an empty span stays empty."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _one(char: str) -> str:
    """One character in its plain spelling: always exactly one character, or nothing."""
    if char in _INVISIBLE:
        return ""
    if char.isspace():
        return char if char == "\n" else ("\n" if char in "\r\u2028\u2029\x0b\x0c" else " ")
    if radical := words().radicals.get(char):
        return radical
    if any(low <= ord(char) <= high for low, high in _RANGES):
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return char


def wraps(text: str) -> frozenset[int]:
    """Line ends that only fold a long line (as PDF text has them), not ends of a paragraph."""
    found = set()
    for match in _WRAP.finditer(text):
        place = match.start()
        if place - (text.rfind("\n", 0, place) + 1) >= _WRAP_WIDTH:
            found.add(place)
    return frozenset(found)


def normalise(text: str) -> Normalised:
    """The plain spelling of `text`, with the way back."""
    folds = wraps(text) if "\n" in text else frozenset()
    pairs = [("" if place in folds else _one(char), place) for place, char in enumerate(text)]
    chars = [(char, place) for char, place in pairs if char]
    out: list[str] = []
    offsets: list[int] = []
    for index, (char, place) in enumerate(chars):
        if char == " ":
            if not _keeps_space(chars, index, out):
                continue
        elif char == "\n" and out and out[-1] == "\n":
            continue
        elif char in _PUNCTUATION:
            char = _punctuation(chars, index, char)
        out.append(char)
        offsets.append(place)
    return Normalised("".join(out), (*offsets, len(text)))


def _keeps_space(chars: list[tuple[str, int]], index: int, out: list[str]) -> bool:
    """A blank matters only between two pieces of ASCII, or two numbers typed side by side."""
    if not out or not _ascii_word(out[-1]):
        return False
    following = next((chars[at][0] for at in range(index + 1, len(chars)) if chars[at][0] != " "), "")
    return bool(following) and _ascii_word(following)


def _ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _punctuation(chars: list[tuple[str, int]], index: int, char: str) -> str:
    before = chars[index - 1][0] if index else ""
    after = "".join(c for c, _ in chars[index + 1 : index + 5])
    if char == "," and before.isdigit() and after[:3].isdigit() and len(after[:3]) == 3 and not after[3:].isdigit():
        return char
    if char in ":?" and before.isascii() and after[:1].isascii() and before and after[:1].strip():
        return char
    return _PUNCTUATION[char]


def fold(text: str) -> str:
    """For comparing labels: plain spelling without white space and punctuation, in lower case."""
    plain = normalise(text).text
    return "".join(char for char in plain if char.isalnum()).lower()
