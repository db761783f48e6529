"""Results of handling told without their total beside them, and those that name the result behind the number."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.drafting.clauses import clauses_in
from assistant.drafting.edits import Bound, Edit
from assistant.drafting.families import missing_members
from assistant.drafting.figures import Page, plain_number, total
from assistant.drafting.types import Span
from assistant.drafting.wording import wording
from assistant.narrative.spans import Mention
from assistant.narrative.types import Claim, Part
from assistant.text.numbers import format_like

_NEAR = 6
_STOPS = frozenset("，,。；;\n")
HANDLED = ("t3.handled_total.total",)


def loose_lists(page: Page) -> Iterator[tuple[Part, ...]]:
    """Runs of two and more results in one sentence that the reader took for no breakdown (「答复结果为予以公开 2 件、
    无法提供 1 件」)."""
    for claims in _runs(page).values():
        parts = [Part(name, claim.quantity) for claim in claims if (name := _name_before(page, claim))]
        if len(parts) > 1 and len(parts) == len(claims):
            yield tuple(parts)


def complete_number_first(page: Page) -> None:
    """「2 件予以公开，1 件不予公开」: what is nothing goes with its clause, what is new is added behind."""
    for sentence, claims in _runs(page).items():
        if any(_name_before(page, claim) for claim in claims) or len(claims) < 2:
            continue
        told = sum((claim.quantity.value for claim in claims), Decimal(0))
        if told != total(HANDLED, "", page.old):
            continue
        cells = [page.decisions[claim.quantity.start].cells for claim in claims]
        clauses = clauses_in(page, sentence)
        for clause in clauses[1:]:
            first = next((c for c in claims if page.outer(c.quantity.start, c.quantity.end)[0] == clause.start), None)
            if first is not None and page.decisions[first.quantity.start].new == 0 and len(clause.claims) == 1:
                page.edits.add(Edit(clause.start - 1, clause.end, ""))
        last = next((one for one in clauses if one.start <= claims[-1].quantity.start < one.end), None)
        if last is None:
            continue
        for label, cell, value in missing_members(cells, page.new):
            if cell != "t3.carried_out.total":
                page.edits.add(_addition(page, last.end, label, cell, value))


def _addition(page: Page, place: int, label: str, cell: str, value: Decimal) -> Edit:
    number = format_like(value)
    text = f"{page.comma}{number}{page.new.form.unit(cell)}{label}"
    bound = Bound(1, 1 + len(number), cell, page.old.value(cell), plain_number(value))
    return Edit(place, place, text, (bound,))


def _runs(page: Page) -> dict[Span, list[Claim]]:
    """Decided results by sentence, those in a breakdown left out."""
    results = wording().lists["outcomes"].ids
    listed = {part.quantity.start for breakdown in page.breakdowns for part in breakdown.parts}
    runs: dict[Span, list[Claim]] = {}
    for claim in page.claims:
        decision = page.decisions.get(claim.quantity.start)
        if claim.kind != "count" or decision is None or claim.quantity.start in listed:
            continue
        if len(decision.cells) == 1 and (decision.cells[0] in results or _row_of_result(decision.cells[0])):
            run = runs.setdefault(claim.sentence, [])
            if all(one.quantity.start != claim.quantity.start for one in run):
                run.append(claim)
    return runs


def _row_of_result(cell: str) -> bool:
    return cell.startswith(("t3.deny.", "t3.unable.", "t3.refuse.", "t3.other.")) and cell.endswith(".total")


def _name_before(page: Page, claim: Claim) -> str:
    """The words of the form right before the number, or nothing."""
    start, _ = page.outer(claim.quantity.start, claim.quantity.end)
    before = [t for t in page.tokens if isinstance(t, Mention) and t.end <= start and t.kind != "topic"]
    if not before:
        return ""
    gap = page.text[before[-1].end : start]
    return "" if len(gap) > _NEAR or set(gap) & _STOPS else page.text[before[-1].start : before[-1].end]
