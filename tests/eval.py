"""`make eval`: retrieval quality over the excerpts of real reports beside this project, printed, never asserted.

Compares BM25, hashed vectors and their fusion, with and without the thesaurus, and LangChain's stock set-up
(its in-memory vector store over the same hashed embeddings).
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml
from langchain_core.vectorstores import InMemoryVectorStore

from assistant.archive.passages import passages_of
from assistant.errors import AssistantError
from assistant.reading import read_file
from assistant.wording import load
from vectorstore.embed import HashedNgrams
from vectorstore.lexical import Lexical
from vectorstore.memory import MemoryIndex
from vectorstore.passage import Hit, Passage
from vectorstore.retriever import PassageRetriever
from vectorstore.thesaurus import Thesaurus

ROOT = Path(__file__).resolve().parent.parent
EXCERPTS = ROOT.parent / "shared" / "data" / "reports" / "dev" / "excerpts.jsonl"
QUERIES = ROOT / "tests" / "cases" / "eval" / "queries.yaml"
Search = Callable[[str], list[Hit]]


def passages() -> list[Passage]:
    """The excerpts read and cut as the archive cuts reports."""
    found: list[Passage] = []
    with tempfile.TemporaryDirectory() as folder:
        for line in EXCERPTS.read_text(encoding="utf-8").splitlines():
            excerpt = json.loads(line)
            path = Path(folder) / f"{excerpt['id']}.txt"
            path.write_text(excerpt["text"], encoding="utf-8")
            try:
                report = read_file(path)
            except AssistantError:
                continue
            meta = report.meta.model_copy(update={"organ": excerpt["unit"], "year": excerpt["year"]})
            found += passages_of(report.model_copy(update={"meta": meta}), excerpt["id"])
    return found


def ways(kept: list[Passage]) -> dict[str, Search]:
    """The set-ups compared, by name."""
    lexical, vectors = Lexical(), MemoryIndex(HashedNgrams())
    lexical.add(kept)
    vectors.add(kept)
    thesaurus = Thesaurus(load("thesaurus")["groups"])
    stock = InMemoryVectorStore(HashedNgrams())
    stock.add_texts([p.text for p in kept], ids=[p.id for p in kept], metadatas=[{"at": i} for i in range(len(kept))])
    plain = PassageRetriever(lexical=lexical)
    wise = PassageRetriever(lexical=lexical, thesaurus=thesaurus)
    return {
        "BM25": lambda q: plain.search(q, 10),
        "BM25 + thesaurus": lambda q: wise.search(q, 10),
        "hashed vectors": lambda q: vectors.search(q, 10),
        "filled in": lambda q: plain.model_copy(update={"vectors": vectors}).search(q, 10),
        "filled in + thesaurus (offline)": lambda q: wise.model_copy(update={"vectors": vectors}).search(q, 10),
        "fused 1 : 1 + thesaurus": lambda q: wise.model_copy(update={"vectors": vectors, "vector_weight": 1.0}).search(
            q, 10
        ),
        "LangChain InMemoryVectorStore": lambda q: [
            Hit(kept[d.metadata["at"]], s) for d, s in stock.similarity_search_with_score(q, k=10)
        ],
    }


def main() -> None:
    """Prints recall@5 and MRR@10 per set-up and kind of query."""
    if not EXCERPTS.is_file():
        sys.exit("the excerpts of real reports are not on this machine")
    kept = passages()
    queries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    print(f"{len(kept)} passages; queries: " + ", ".join(f"{len(v)} {k}" for k, v in queries.items()))
    print(f"{'':32}" + "".join(f"{kind + ' recall@5':>22}{'MRR':>7}" for kind in queries))
    for name, search in ways(kept).items():
        row = f"{name:32}"
        for wanted in queries.values():
            ranks = [rank(search(query), report, section) for query, report, section in wanted]
            recall = sum(0 < r <= 5 for r in ranks) / len(ranks)
            row += f"{recall:22.2f}{sum(1 / r for r in ranks if r) / len(ranks):7.2f}"
        print(row)
    if "--missed" in sys.argv:
        search = ways(kept)["BM25 + thesaurus"]
        for query, report, section in (one for wanted in queries.values() for one in wanted):
            if not 0 < rank(search(query), report, section) <= 5:
                print("missed:", query, report, section)


def rank(hits: list[Hit], report: str, section: str) -> int:
    """Place of the first passage wanted, from 1; 0 when it is not among the hits."""
    return next((i for i, h in enumerate(hits, 1) if (h.passage.report, h.passage.section) == (report, section)), 0)


if __name__ == "__main__":
    main()
