"""Wording: last year's paragraph rolled forward, paragraphs composed from figures, comparison, and the guard.

`roll_forward` works on what the narrative package reads in a paragraph (claims, breakdowns, tokens); no sentence
pattern stands here. A new way to name a figure belongs in prompts/lexicon.yaml, a new wording in prompts/wording/,
a new word that tells whether a year or a name moves on in words.yaml.
"""

from assistant.drafting.compare import Comparison, compare
from assistant.drafting.compose import compose
from assistant.drafting.guard import Offence, guard
from assistant.drafting.propose import propose
from assistant.drafting.rollforward import roll_forward, rollforward_document
from assistant.drafting.sameness import Sameness, sameness
from assistant.drafting.sync import Synced, sync
from assistant.drafting.types import Proposed, Replaced, Rolled

__all__ = [
    "Comparison",
    "Offence",
    "Proposed",
    "Replaced",
    "Rolled",
    "Sameness",
    "Synced",
    "compare",
    "compose",
    "guard",
    "propose",
    "roll_forward",
    "rollforward_document",
    "sameness",
    "sync",
]
