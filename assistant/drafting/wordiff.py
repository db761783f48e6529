"""A readable difference of two paragraphs: whole numbers and short words, never half a figure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\d[\d,.]*%?|[A-Za-z]+|\s+|.", re.DOTALL)
_ISLAND = 2


@dataclass(frozen=True)
class Piece:
    """A stretch of text: kept as it was, taken out of the old text, or put into the new one."""

    kind: Literal["same", "removed", "added"]
    text: str


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """`old` becomes `new` by leaving out the removed pieces and putting in the added ones, in order.

    One or two equal characters between two changes are part of the change: nobody reads 「收<到>到」.
    """
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[tuple[str, str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        before, after = "".join(a[i1:i2]), "".join(b[j1:j2])
        island = tag == "equal" and len(before) <= _ISLAND and bool(runs) and i2 < len(a) and j2 < len(b)
        if (tag != "equal" or (island and not re.search(r"[，。；\n]", before))) and runs and runs[-1][0] == "change":
            runs[-1] = ("change", runs[-1][1] + before, runs[-1][2] + after)
        else:
            runs.append(("same" if tag == "equal" else "change", before, after))
    pieces: list[Piece] = []
    for kind, before, after in runs:
        if kind == "same":
            pieces.append(Piece("same", before))
            continue
        pieces += [Piece("removed", before)] if before else []
        pieces += [Piece("added", after)] if after else []
    return tuple(pieces)
