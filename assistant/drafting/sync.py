"""A figure changed after its paragraph was adopted: the sentence follows, unless somebody has reworded it."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.edits import Bound, Edit, Edits
from assistant.drafting.figures import plain_number, rewritten, total
from assistant.drafting.types import Span
from assistant.report.answer import Mark, Paragraph
from assistant.report.snapshot import Snapshot
from assistant.text.normalise import Normalised, normalise
from assistant.text.numbers import FoundNumber, find_numbers


@dataclass(frozen=True)
class Synced:
    """The paragraph with its bound figures renewed. `flagged`: stretches of its text that no longer fit and were left
    alone (marked unverified), because the clerk wrote something else there, because the figure fell to zero or came
    up from it and the sentence needs other words, or because it is not known any more."""

    paragraph: Paragraph
    flagged: tuple[Span, ...] = ()


def sync(paragraph: Paragraph, old: Snapshot, new: Snapshot) -> Synced:
    """`old` and `new` are the same draft before and after the change; marks of kind bound tell what stands where."""
    plain = normalise(paragraph.text)
    numbers = {plain.offsets[one.start]: one for one in find_numbers(plain.text)}
    edits = Edits(paragraph.text)
    for mark in paragraph.marks:
        if mark.kind != "bound" or not mark.cell:
            edits.carry(mark)
            continue
        cells = tuple(mark.cell.split("+"))
        found = numbers.get(mark.start)
        unit = found.unit if found else ""
        before, after = total(cells, unit, old), total(cells, unit, new)
        if before == after:
            edits.carry(mark)
        elif found is None or not before or not after or not _states(found, plain, before):
            edits.carry(mark.model_copy(update={"kind": "unverified"}))
        else:
            head, written, tail = rewritten(found, plain.text, after)
            bound = Bound(len(head), len(head) + len(written), mark.cell, plain_number(before), plain_number(after))
            start, end = plain.original(found.outer_start, found.outer_end)
            edits.add(Edit(start, end, head + written + tail, (bound,)))
    rolled = edits.apply()
    flagged = [mark for mark in rolled.marks if mark.kind == "unverified" and mark.cell]
    return Synced(
        paragraph.model_copy(update={"text": rolled.text, "marks": rolled.marks}),
        tuple(_span(mark) for mark in flagged),
    )


def _states(found: FoundNumber, plain: Normalised, value: Decimal) -> bool:
    """Whether the figure still is the one that was put there."""
    return rewritten(found, plain.text, value)[1] == plain.text[found.start : found.end]


def _span(mark: Mark) -> Span:
    return mark.start, mark.end
