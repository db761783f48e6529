"""Lines into paragraphs with the wording kept: line ends, page ends and stray spaces undone."""

import re
from collections.abc import Sequence

from assistant.reading.fold import radicals_restored
from assistant.reading.lines import Line
from assistant.reading.vocabulary import expression, words

_WIDE = r"\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—〔〕《》"
_SPACES = r"[ \t\u3000\xa0\u2002\u2003\u2009]+"
_BETWEEN = re.compile(rf"(?<=[{_WIDE}]){_SPACES}(?=[{_WIDE}(])|(?<=[)]){_SPACES}(?=[{_WIDE}])")
_TO_DIGIT = re.compile(rf"(?<=[{_WIDE}]){_SPACES}(?=[\d+\-])|(?<=[\d%]){_SPACES}(?=[{_WIDE}])")
MIDDLE = 20
"""A line of at least so many characters without a full stop was broken in the middle of a sentence."""


def clean(text: str) -> str:
    """Radicals restored; spaces that only a converter puts between Chinese characters and figures taken out."""
    text = radicals_restored(text).replace("\u200b", "").replace("\ufeff", "").replace("\r", "")
    text = _TO_DIGIT.sub("", _BETWEEN.sub("", text))
    return re.sub(r"[ \xa0]{2,}", " ", text).strip(" \t\u3000\xa0")


def width(text: str) -> int:
    """Columns a text takes: wide characters count two."""
    return sum(2 if ord(char) > 0x2E7F or char in "“”‘’…—" else 1 for char in text)


def wrapped_at(lines: Sequence[Line]) -> int | None:
    """The width at which running text is cut off line by line, None when lines are whole paragraphs."""
    widths = sorted(width(line.text) for line in lines if line.cells is None and len(line.text) >= 15)
    if len(widths) < 6:
        return None
    edge = widths[int(len(widths) * 0.9)]
    near = sum(edge - 8 <= one <= edge + 4 for one in widths)
    return edge if near >= 0.5 * len(widths) and edge <= 140 else None


def joins(before: Line, after: Line, edge: int | None) -> bool:
    """The second line goes on with the paragraph of the first."""
    text = before.text.rstrip()
    if (
        not text
        or expression("new_paragraph").match(after.text)
        or before.heading is not None
        or after.heading is not None
    ):
        return False
    if edge and not after.blank_before and not after.indented and width(text) >= edge - 6:
        return True
    return text[-1] not in words()["stops"] and len(text) >= MIDDLE


def put_together(a: str, b: str) -> str:
    """Two pieces of a paragraph; a space only between Latin words."""
    space = " " if a[-1:].isascii() and a[-1:].isalnum() and b[:1].isascii() and b[:1].isalpha() else ""
    return a.rstrip() + space + b.lstrip()
