"""The only door to Chroma: embedded in a folder, or a server by URL.

One process owns an embedded folder (a second one would read a stale index), so callers open it through `ChromaIndex`
once per process. Vectors are always given explicitly: Chroma's default would download a model.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from vectorstore.passage import Filter, Hit, Passage

BATCH = 2000


class ChromaIndex:
    """Passages as vectors in one collection per embedding model; `add` replaces by id."""

    def __init__(
        self, embeddings: Embeddings, name: str, *, folder: Path | None = None, url: str | None = None
    ) -> None:
        settings = ChromaSettings(anonymized_telemetry=False, allow_reset=False)
        if url:
            parts = urlsplit(url)
            secure = parts.scheme == "https"
            client: Any = chromadb.HttpClient(
                host=parts.hostname or "127.0.0.1",
                port=parts.port or (443 if secure else 80),
                ssl=secure,
                settings=settings,
            )
        else:
            if folder is None:
                raise ValueError("either folder or url")
            folder.mkdir(parents=True, exist_ok=True)
            client = chromadb.PersistentClient(path=str(folder), settings=settings)
        self._embeddings = embeddings
        self._store = Chroma(
            client=client,
            collection_name=f"passages-{name}",
            embedding_function=embeddings,
            collection_configuration={"hnsw": {"space": "cosine"}},
        )

    def add(self, passages: Sequence[Passage]) -> None:
        """Adds or replaces by id, in batches Chroma accepts."""
        for start in range(0, len(passages), BATCH):
            batch = passages[start : start + BATCH]
            self._store.add_texts(
                [p.text for p in batch], metadatas=[p.metadata() for p in batch], ids=[p.id for p in batch]
            )

    def remove_report(self, report: str) -> None:
        """Forgets every passage of a report."""
        self._store.delete(where={"report": report})

    def reports(self) -> set[str]:
        """Ids of the reports that have passages here."""
        return {str(meta["report"]) for batch in self._batches(["metadatas"]) for meta in batch["metadatas"]}

    def all(self) -> list[Passage]:
        """Every passage, for the lexical index."""
        return [
            Passage.of(one, text, meta)
            for batch in self._batches(["documents", "metadatas"])
            for one, text, meta in zip(batch["ids"], batch["documents"], batch["metadatas"], strict=True)
        ]

    def search(self, query: str, limit: int, wanted: Filter = Filter()) -> list[Hit]:
        """Nearest passages by cosine, best first."""
        found = self._store.similarity_search_by_vector_with_relevance_scores(
            self._embeddings.embed_query(query), k=limit, filter=_where(wanted)
        )
        return [Hit(Passage.of(str(d.id), d.page_content, d.metadata), 1.0 - distance) for d, distance in found]

    def _batches(self, include: list[str]) -> Iterator[dict[str, Any]]:
        offset = 0
        while True:
            batch: dict[str, Any] = self._store.get(include=include, limit=BATCH, offset=offset)
            if not batch["ids"]:
                return
            yield batch
            offset += len(batch["ids"])


def _where(wanted: Filter) -> dict[str, Any] | None:
    """The filter in Chroma's words; None when nothing is asked."""
    parts: list[dict[str, Any]] = []
    for name, values in (
        ("organ", wanted.organs),
        ("year", wanted.years),
        ("section", wanted.sections),
        ("level", wanted.levels),
        ("report", wanted.reports),
    ):
        if values:
            parts.append({name: {"$in": list(values)}})
    if wanted.not_organs:
        parts.append({"organ": {"$nin": list(wanted.not_organs)}})
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"$and": parts}
