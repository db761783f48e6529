"""Colloquial ↔ report wording: what a clerk says is searched together with what a report writes."""

from collections.abc import Iterable, Sequence

EXPANSION_WEIGHT = 0.6


class Thesaurus:
    """Groups of expressions that mean the same. `expand` adds the others of each group a query touches."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._groups = [tuple(group) for group in groups]

    def expand(self, query: str) -> list[tuple[str, float]]:
        """The query with weight 1, and the related expressions with less."""
        related: dict[str, None] = {}
        for group in self._groups:
            if any(word in query for word in group):
                related.update(dict.fromkeys(word for word in group if word not in query))
        return [(query, 1.0), *((word, EXPANSION_WEIGHT) for word in related)]
