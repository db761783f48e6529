"""How much of a paragraph is last year's (DUP-01, DUP-04, DUP-05 of the check catalogue), by place."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.drafting.types import Span
from assistant.text.nonquantity import not_counted
from assistant.text.normalise import normalise
from assistant.text.numbers import find_numbers
from assistant.text.sentences import sentences
from assistant.text.similarity import similarity

_SHORTEST = 16
_NAMED = re.compile(r"《[^》]+》|“[^”]{2,}”|[一-鿿]{2,}(?:平台|专区|公众号|小程序|热线|网站)")


@dataclass(frozen=True)
class Sameness:
    """`similarity` 0…1 with figures and years left out. `identical`: stretches of the new text that stand word for
    word in the old one. `generic`: sentences of the new text that state no figure, date, name or document."""

    similarity: float
    identical: tuple[Span, ...]
    generic: tuple[Span, ...]


def sameness(old_text: str, new_text: str) -> Sameness:
    """Compares a paragraph with last year's; two empty texts have similarity 0."""
    return Sameness(similarity(old_text, new_text), identical(old_text, new_text), generic(new_text))


def identical(old_text: str, new_text: str) -> tuple[Span, ...]:
    """Stretches of `new_text`, sixteen characters or more, that also stand in `old_text`."""
    matcher = SequenceMatcher(None, old_text, new_text, autojunk=False)
    return tuple((block.b, block.b + block.size) for block in matcher.get_matching_blocks() if block.size >= _SHORTEST)


def generic(text: str) -> tuple[Span, ...]:
    """Sentences that could stand in any office's report."""
    return tuple(span for span in sentences(text) if not _has_fact(text[slice(*span)]))


def _has_fact(sentence: str) -> bool:
    plain = normalise(sentence).text
    facts = [one for one in not_counted(plain) if one.kind != "ordinal"]
    return bool(facts or find_numbers(plain) or _NAMED.search(plain))
