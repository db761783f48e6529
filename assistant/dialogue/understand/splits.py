"""In how many ways sums over rows can be spread over columns."""

from collections.abc import Iterator, Sequence

MOST = 2
"""One way is certain, two are already doubtful; more need not be found."""


def splits(rows: Sequence[int], columns: Sequence[int]) -> list[tuple[tuple[int, ...], ...]]:
    """Up to two matrices of non-negative integers with these row sums and columns that hold at most so much.

    >>> splits((2,), (2,))
    [((2,),)]
    """
    found: list[tuple[tuple[int, ...], ...]] = []
    if sum(rows) > sum(columns) or not columns:
        return found
    for way in _ways(tuple(rows), tuple(columns)):
        found.append(way)
        if len(found) == MOST:
            break
    return found


def _ways(rows: tuple[int, ...], columns: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    if not rows:
        yield ()
        return
    for spread in _spreads(rows[0], columns):
        left = tuple(column - used for column, used in zip(columns, spread, strict=True))
        for rest in _ways(rows[1:], left):
            yield (spread, *rest)


def _spreads(total: int, columns: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Ways to spread one sum; whole columns first, so that the first way is the one meant most often."""
    if len(columns) == 1:
        if total <= columns[0]:
            yield (total,)
        return
    room = sum(columns[1:])
    for used in range(min(total, columns[0]), max(0, total - room) - 1, -1):
        for rest in _spreads(total - used, columns[1:]):
            yield (used, *rest)
