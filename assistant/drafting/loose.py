"""Results of handling listed without their total beside them (「答复结果为予以公开 2 件、无法提供 1 件」)."""

from collections.abc import Iterator

from assistant.drafting.figures import Page
from assistant.drafting.wording import wording
from assistant.narrative.spans import Mention
from assistant.narrative.types import Part


def loose_lists(page: Page) -> Iterator[tuple[Part, ...]]:
    """Runs of two and more results in one sentence that the reader took for no breakdown."""
    results = wording().lists["outcomes"].ids
    listed = {part.quantity.start for breakdown in page.breakdowns for part in breakdown.parts}
    runs: dict[tuple[int, int], list[Part]] = {}
    for claim in page.claims:
        decision = page.decisions.get(claim.quantity.start)
        if claim.kind != "count" or decision is None or claim.quantity.start in listed:
            continue
        name = _name(page, claim.quantity.start)
        if len(decision.cells) == 1 and decision.cells[0] in results and name:
            runs.setdefault(claim.sentence, []).append(Part(name, claim.quantity))
    for parts in runs.values():
        if len(parts) > 1:
            yield tuple(parts)


def _name(page: Page, start: int) -> str:
    """The words of the form right before the number."""
    before = [token for token in page.tokens if isinstance(token, Mention) and token.end <= start]
    return page.text[before[-1].start : before[-1].end] if before else ""
