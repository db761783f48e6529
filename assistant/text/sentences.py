"""Where sentences begin and end."""

import re

from assistant.text.normalise import wraps

_STOP = re.compile(r"[。！？；!?;\n][”』」’）)]*")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text` with their closing mark, without surrounding blanks.

    A semicolon closes a sentence too: in official prose it parts statements that stand by themselves. Stops
    inside brackets do not count.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    depths = _depths(text)
    folds = wraps(text)
    for stop in _STOP.finditer(text):
        if stop.start() in folds or (depths[stop.start()] > 0 and text[stop.start()] != "\n"):
            continue
        _add(spans, text, start, stop.end())
        start = stop.end()
    _add(spans, text, start, len(text))
    return spans


def _depths(text: str) -> list[int]:
    """1 for each character inside round brackets; a bracket not closed on its line opens nothing."""
    depths = [0] * (len(text) + 1)
    for opened in re.finditer(r"（[^（）]{0,300}）|\([^()]{0,300}\)", text):
        for place in range(opened.start() + 1, opened.end()):
            depths[place] = 1
    return depths


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
