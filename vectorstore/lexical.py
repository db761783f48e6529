"""BM25 over character unigrams and bigrams, in numpy.

Passages live in segments: a batch added is a new segment, removed passages are only masked, and segments are
rebuilt into one when the small ones grow. Terms are code points (bigrams: two packed into one integer), so a
segment is built by sorting integers instead of by counting strings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.passage import Filter, Hit, Passage

K1 = 1.2
B = 0.6
COMMON = frozenset(map(ord, "的了和是在有与为及等一二三四五六七八九十、，。；：（）“”《》0123456789年月日"))
"""Unigrams that say nothing about the topic; their bigrams still count."""


def terms_of(text: str) -> NDArray[np.int64]:
    """Unigram and bigram codes of a text without white space, in no particular order."""
    codes = np.frombuffer("".join(text.split()).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    if not len(codes):
        return codes
    keep = np.fromiter((int(code) not in COMMON for code in codes), dtype=bool, count=len(codes))
    return np.concatenate([codes[keep], (codes[:-1] << 21) | codes[1:] | (1 << 50)])


@dataclass
class Segment:
    """Postings of one batch, sorted by term: `docs[indptr[t]:indptr[t+1]]` hold term `terms[t]`."""

    passages: list[Passage]
    alive: NDArray[np.bool_]
    lengths: NDArray[np.float32]
    terms: NDArray[np.int64]
    indptr: NDArray[np.int64]
    docs: NDArray[np.int32]
    counts: NDArray[np.float32]
    fields: dict[str, NDArray[np.object_]]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "Segment":
        """Builds the postings of a batch."""
        each = [terms_of(passage.text) for passage in passages]
        lengths = np.array([len(terms) for terms in each], dtype=np.float32)
        all_terms = np.concatenate(each) if each else np.zeros(0, dtype=np.int64)
        owners = np.repeat(np.arange(len(each), dtype=np.int64), lengths.astype(np.int64))
        order = np.lexsort((owners, all_terms))
        all_terms, owners = all_terms[order], owners[order]
        new_pair = np.ones(len(all_terms), dtype=bool)
        new_pair[1:] = (all_terms[1:] != all_terms[:-1]) | (owners[1:] != owners[:-1])
        starts = np.flatnonzero(new_pair)
        counts = np.diff(np.append(starts, len(all_terms))).astype(np.float32)
        pair_terms = all_terms[starts]
        terms, first = np.unique(pair_terms, return_index=True)
        names = ("organ", "year", "section", "level", "report")
        return cls(
            passages=list(passages),
            alive=np.ones(len(passages), dtype=bool),
            lengths=lengths,
            terms=terms,
            indptr=np.append(first, len(pair_terms)),
            docs=owners[starts].astype(np.int32),
            counts=counts,
            fields={name: np.array([getattr(p, name) for p in passages], dtype=object) for name in names},
        )

    def postings(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Passage numbers and counts of a term."""
        at = int(np.searchsorted(self.terms, term))
        if at == len(self.terms) or self.terms[at] != term:
            return self.docs[:0], self.counts[:0]
        part = slice(int(self.indptr[at]), int(self.indptr[at + 1]))
        return self.docs[part], self.counts[part]

    def mask(self, wanted: Filter) -> NDArray[np.bool_]:
        """Which passages are alive and pass the filter."""
        mask = self.alive.copy()
        pairs = (
            ("organ", wanted.organs),
            ("year", wanted.years),
            ("section", wanted.sections),
            ("level", wanted.levels),
            ("report", wanted.reports),
        )
        for name, values in pairs:
            if values:
                mask &= np.isin(self.fields[name], values)
        if wanted.not_organs:
            mask &= ~np.isin(self.fields["organ"], wanted.not_organs)
        return mask


class Lexical:
    """The index of all passages in memory."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []
        self._where: dict[str, tuple[Segment, int]] = {}

    def __len__(self) -> int:
        return len(self._where)

    def add(self, passages: Sequence[Passage]) -> None:
        """Adds passages; one with a known id replaces the old."""
        if not passages:
            return
        self.remove([passage.id for passage in passages])
        small = [s for s in self._segments if len(s.passages) <= 4 * len(passages)]
        kept = [p for s in small for p, alive in zip(s.passages, s.alive, strict=True) if alive]
        self._segments = [s for s in self._segments if s not in small]
        segment = Segment.of([*kept, *passages])
        self._segments.append(segment)
        self._where.update({passage.id: (segment, i) for i, passage in enumerate(segment.passages)})

    def remove(self, ids: Sequence[str]) -> None:
        """Forgets passages; unknown ids are ignored."""
        for one in ids:
            if found := self._where.pop(one, None):
                found[0].alive[found[1]] = False

    def remove_report(self, report: str) -> None:
        """Forgets every passage of a report."""
        self.remove([one for one, (segment, i) in self._where.items() if segment.passages[i].report == report])

    def get(self, passage_id: str) -> Passage | None:
        """The passage of that id."""
        found = self._where.get(passage_id)
        return found[0].passages[found[1]] if found else None

    def search(self, weighted: Sequence[tuple[str, float]], limit: int, wanted: Filter = Filter()) -> list[Hit]:
        """Best passages for weighted query texts (the query itself 1.0, thesaurus expansions less)."""
        weights: dict[int, float] = {}
        for text, weight in weighted:
            for term in np.unique(terms_of(text)):
                weights[int(term)] = max(weights.get(int(term), 0.0), weight)
        total = max(1, len(self._where))
        average = sum(float(s.lengths[s.alive].sum()) for s in self._segments) / total or 1.0
        found = {term: [s.postings(term) for s in self._segments] for term in weights}
        hits: list[Hit] = []
        for number, segment in enumerate(self._segments):
            scores = np.zeros(len(segment.passages), dtype=np.float32)
            norm = K1 * (1 - B + B * segment.lengths / average)
            for term, weight in weights.items():
                docs, counts = found[term][number]
                if len(docs):
                    frequency = sum(len(one[0]) for one in found[term])
                    idf = np.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
                    scores[docs] += weight * max(idf, 0.01) * counts * (K1 + 1) / (counts + norm[docs])
            scores[~segment.mask(wanted)] = 0
            best = np.argpartition(-scores, min(limit, len(scores)) - 1)[:limit]
            hits += [Hit(segment.passages[i], float(scores[i])) for i in best if scores[i] > 0]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:limit]
