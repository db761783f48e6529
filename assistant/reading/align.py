"""Which row of the form each group of figures is: the best order-keeping match over all rows at once."""

from collections.abc import Callable, Sequence

from assistant.reading.fold import coverage, fold, likeness
from assistant.reading.items import Group
from assistant.reading.labels import Label

SKIP_GROUP = 0.45
"""What it costs to leave figures without a row."""
SLACK = 4
"""Characters of an upright group label that may stand between the pieces of a folded label."""
ABOVE, BELOW, AROUND = 0.85, 0.85, 0.75
"""How much a label counts that is folded so that it ends beside, begins beside, or stands around its figures."""


def row_scores(groups: Sequence[Group], labels: Sequence[Label]) -> list[list[float]]:
    """For each group and label, 0…1: how well the words around the figures spell the label."""
    scores: list[list[float]] = []
    for group in groups:
        own, before, after = fold(group.own), fold(group.before), fold(group.after)
        head = before[: len(before) - len(own)] if own and before.endswith(own) else before
        last = fold(group.own.split("  ")[-1])
        scores.append([max(_score(one, own, last, head, after) for one in label.spellings) for label in labels])
    return scores


def _score(spelling: str, own: str, last: str, head: str, after: str) -> float:
    """A label beside its figures counts most, one folded above or below or around them less."""
    direct = (
        max(likeness(spelling, own), 0.95 * likeness(spelling, last))
        if own
        else likeness(spelling, head[-len(spelling) - 6 :])
    )
    if own and own.endswith(spelling):
        direct = max(direct, 0.9 if len(spelling) > 2 else 0.7)
    if not own and head.endswith(spelling):
        direct = max(direct, 0.95)
    missing = max(0, len(spelling) - len(own)) + SLACK
    half = missing // 2 + 2
    folded = max(
        ABOVE * coverage(spelling, head[-missing:] + own),
        (BELOW if own else ABOVE - BELOW / 4) * coverage(spelling, own + after[:missing]),
        AROUND * coverage(spelling, head[-half:] + own + after[:half]),
    )
    return max(direct, folded if len(spelling) > 2 else 0.4 * folded)


def align(
    scores: Sequence[Sequence[float]], skip_row: Callable[[int], float], fits: Callable[[int, int], float]
) -> list[int | None]:
    """For each group the label it belongs to, or None. Labels keep their order and are used once.

    `skip_row(r)` is the cost of a label without figures; `fits(g, r)` is added to a match, e.g. a penalty for the
    wrong number of figures.
    """
    count, rows = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (rows + 1) for _ in range(count + 1)]
    step = [[""] * (rows + 1) for _ in range(count + 1)]
    for r in range(1, rows + 1):
        best[0][r], step[0][r] = best[0][r - 1] - skip_row(r - 1), "row"
    for g in range(1, count + 1):
        best[g][0], step[g][0] = best[g - 1][0] - SKIP_GROUP, "group"
        for r in range(1, rows + 1):
            choices = (
                (best[g - 1][r - 1] + scores[g - 1][r - 1] + fits(g - 1, r - 1), "match"),
                (best[g][r - 1] - skip_row(r - 1), "row"),
                (best[g - 1][r] - SKIP_GROUP, "group"),
            )
            best[g][r], step[g][r] = max(choices, key=lambda choice: choice[0])
    found: list[int | None] = [None] * count
    g, r = count, rows
    while g or r:
        move = step[g][r]
        if move == "match":
            g, r = g - 1, r - 1
            found[g] = r
        elif move == "row":
            r -= 1
        else:
            g -= 1
    return found
