"""A paragraph for the clerk: last year's rolled forward where there is one, else composed."""

from collections.abc import Sequence

from assistant.drafting.compose import compose
from assistant.drafting.edits import Edit, reopened
from assistant.drafting.rollforward import last_year, roll_forward
from assistant.drafting.types import Proposed, Rolled
from assistant.report.answer import Mark
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.wording import say

_DETAILS = ("url", "site_name", "address", "phone", "postcode", "email", "unit")
_SHORTEST = 8


def propose(text_id: str, draft: Draft, variant: int = 0, points: Sequence[str] = ()) -> Proposed:
    """`variant` 0 rolls last year's paragraph when it says anything; the next ones are composed wordings.

    `points` are the clerk's own problems or measures; given, they always make the paragraph.
    """
    snapshot = draft.snapshot()
    past = draft.previous
    text = past.texts.get(text_id, "").strip() if past else ""
    if past is None or len(text) < _SHORTEST or variant > 0 or points:
        return compose(text_id, snapshot, variant, points)
    rolled = roll_forward(text, text_id, last_year(past, snapshot.meta.year), snapshot)
    if text_id == "preamble":
        rolled = with_details(rolled, past.meta, snapshot.meta)
    marks = (*rolled.marks, *_untouched(rolled))
    return Proposed(rolled.text, marks, _origin(past.meta, text_id, draft), rolled.unknown)


def with_details(rolled: Rolled, old: Meta, new: Meta) -> Rolled:
    """The preamble with this year's office details where they are not last year's."""
    found: list[Edit] = []
    for name in ("organ", *_DETAILS):
        before, after = getattr(old, name), getattr(new, name)
        if not before or not after or before == after:
            continue
        place = rolled.text.find(before)
        while place >= 0:
            found.append(Edit(place, place + len(before), after))
            place = rolled.text.find(before, place + len(before))
    return reopened(rolled, found).apply()


def _untouched(rolled: Rolled) -> list[Mark]:
    """The whole paragraph stays marked as last year's wording until it is edited or accepted."""
    return [Mark(start=0, end=len(rolled.text), kind="unchanged")] if rolled.text else []


def _origin(past: Meta, text_id: str, draft: Draft) -> str:
    form = draft.snapshot().form
    label = form.texts[text_id].label if text_id in form.texts else text_id
    organ = past.organ or draft.meta.organ or say("drafting.origin_unnamed")
    return say("drafting.origin_rolled", organ=organ, year=past.year or "", section=label)
