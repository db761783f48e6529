"""Which row of the form each group of figures is: the best order-keeping match over all rows at once."""

from collections.abc import Callable, Sequence

from assistant.reading.fold import coverage, fold, likeness
from assistant.reading.items import Group
from assistant.reading.labels import Label

SKIP_GROUP = 0.45
"""What it costs to leave figures without a row."""
TAIL = 40
"""Characters of the words before and after that may belong to a label folded around its figures."""


def row_scores(groups: Sequence[Group], labels: Sequence[Label]) -> list[list[float]]:
    """For each group and label, 0…1: how well the words around the figures spell the label."""
    scores: list[list[float]] = []
    for index, group in enumerate(groups):
        own, before, after = fold(group.own), fold(group.before), fold(group.after)
        head = before[: len(before) - len(own)] if own and before.endswith(own) else before
        near = head[-TAIL:] + own
        folded_around = near + after[:TAIL] if len(groups) > index else near
        scores.append([_score(label, own, head, near, folded_around) for label in labels])
    return scores


def _score(label: Label, own: str, head: str, near: str, around: str) -> float:
    best = 0.0
    for spelling in label.spellings:
        direct = likeness(spelling, own) if own else likeness(spelling, head[-len(spelling) - 6 :])
        if own and own.endswith(spelling):
            direct = max(direct, 0.9 if len(spelling) > 2 else 0.7)
        if not own and head.endswith(spelling):
            direct = max(direct, 0.95)
        loose = 0.8 * coverage(spelling, near)
        wide = 0.6 * coverage(spelling, around)
        best = max(
            best, direct, loose if len(spelling) > 2 else 0.4 * loose, wide if len(spelling) > 2 else 0.0
        )
    return best


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
