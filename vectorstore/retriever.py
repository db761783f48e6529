"""The public face: passages for a query, lexical and vector ranks fused, as a LangChain retriever."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.lexical import Lexical
from vectorstore.passage import Filter, Hit, Passage
from vectorstore.thesaurus import Thesaurus

RRF = 60
"""The usual constant of reciprocal rank fusion."""


@runtime_checkable
class VectorIndex(Protocol):
    """What ChromaIndex and MemoryIndex have in common."""

    def add(self, passages: Sequence[Passage]) -> None: ...
    def remove_report(self, report: str) -> None: ...
    def reports(self) -> set[str]: ...
    def all(self) -> list[Passage]: ...
    def search(self, query: str, limit: int, wanted: Filter = ...) -> list[Hit]: ...


def fuse(ranked: Sequence[tuple[Sequence[Hit], float]], limit: int) -> list[Hit]:
    """Reciprocal rank fusion of weighted rankings."""
    scores: dict[str, float] = {}
    passages: dict[str, Passage] = {}
    for hits, weight in ranked:
        for rank, hit in enumerate(hits):
            scores[hit.passage.id] = scores.get(hit.passage.id, 0.0) + weight / (RRF + rank)
            passages[hit.passage.id] = hit.passage
    best = sorted(scores, key=lambda one: (-scores[one], one))[:limit]
    return [Hit(passages[one], scores[one]) for one in best]


class PassageRetriever(BaseRetriever):
    """`vector_weight` 1 fuses the ranks of real embeddings with BM25's. 0, for the offline hashed vectors, which rank
    worse than BM25, only fills in where BM25 finds fewer passages than asked for (measured: `make eval`)."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    lexical: Lexical
    vectors: VectorIndex | None = None
    thesaurus: Thesaurus = Thesaurus()
    vector_weight: float = 0.0
    wanted: Filter = Filter()
    limit: int = 5

    def search(self, query: str, limit: int, wanted: Filter = Filter()) -> list[Hit]:
        """Best passages first."""
        depth = max(20, 2 * limit)
        lexical = self.lexical.search(self.thesaurus.expand(query), depth, wanted)
        if self.vectors is None or (self.vector_weight == 0 and len(lexical) >= limit):
            return lexical[:limit]
        near = self.vectors.search(query, depth, wanted)
        if self.vector_weight == 0:
            known = {hit.passage.id for hit in lexical}
            return [*lexical, *(hit for hit in near if hit.passage.id not in known)][:limit]
        return fuse([(lexical, 1.0), (near, self.vector_weight)], limit)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(page_content=hit.passage.text, id=hit.passage.id, metadata=hit.passage.metadata())
            for hit in self.search(query, self.limit, self.wanted)
        ]
