"""The vector index in memory: the twin of `chroma` for tests and for when Chroma cannot be opened."""

from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore.passage import Filter, Hit, Passage


class MemoryIndex:
    """Same contract as ChromaIndex."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._kept: dict[str, tuple[Passage, np.ndarray]] = {}

    def add(self, passages: Sequence[Passage]) -> None:
        """Adds or replaces by id."""
        vectors = self._embeddings.embed_documents([passage.text for passage in passages])
        for passage, vector in zip(passages, vectors, strict=True):
            self._kept[passage.id] = (passage, np.asarray(vector, dtype=np.float32))

    def remove_report(self, report: str) -> None:
        """Forgets every passage of a report."""
        self._kept = {k: v for k, v in self._kept.items() if v[0].report != report}

    def reports(self) -> set[str]:
        """Ids of the reports that have passages here."""
        return {passage.report for passage, _ in self._kept.values()}

    def all(self) -> list[Passage]:
        """Every passage."""
        return [passage for passage, _ in self._kept.values()]

    def search(self, query: str, limit: int, wanted: Filter = Filter()) -> list[Hit]:
        """Nearest passages by cosine."""
        vector = np.asarray(self._embeddings.embed_query(query), dtype=np.float32)
        hits = [Hit(p, float(vector @ v)) for p, v in self._kept.values() if wanted.allows(p)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:limit]
