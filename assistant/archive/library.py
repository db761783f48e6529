"""The library of past reports: the store is the record, the passage index follows it.

A report is first stored, then indexed; when the index is opened, and before each search, it is brought level with
the store, so a crash in between, or another process that added a report, leaves nothing half-done.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.archive.passages import passages_of
from assistant.form import load_form
from assistant.report.answer import Number
from assistant.report.published import PastReport
from assistant.report.snapshot import of_past
from vectorstore.lexical import Lexical
from vectorstore.passage import Filter, Hit
from vectorstore.retriever import PassageRetriever, VectorIndex
from vectorstore.thesaurus import Thesaurus


class Stored(Protocol):
    """A kept report, as the store lists it."""

    @property
    def id(self) -> str: ...
    @property
    def organ(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def scope(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def source(self) -> str: ...


class StoredValue(Protocol):
    """A published figure, as the store gives it."""

    @property
    def organ(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def scope(self) -> str: ...
    @property
    def cell(self) -> str: ...
    @property
    def value(self) -> Number: ...
    @property
    def report(self) -> str: ...


class Store(Protocol):
    """What the library needs of the store."""

    def add_report(
        self,
        sha256: str,
        report: PastReport,
        figures: dict[str, Number] | None = None,
        when: datetime | None = None,
    ) -> tuple[Stored, bool]: ...
    def reports(self, organ: str | None = None, year: int | None = None) -> Sequence[Stored]: ...
    def report(self, report_id: str) -> PastReport: ...
    def remove(self, report_id: str) -> Stored: ...
    def figures(
        self,
        organ: str | None = None,
        year: int | None = None,
        cells: Collection[str] = (),
        reports: Collection[str] = (),
    ) -> Sequence[StoredValue]: ...


@dataclass
class Index:
    """Both halves of the passage index and the retriever over them."""

    lexical: Lexical
    vectors: VectorIndex
    vector_weight: float
    thesaurus: Thesaurus

    def retriever(self) -> PassageRetriever:
        """The public face of the two."""
        return PassageRetriever(
            lexical=self.lexical,
            vectors=self.vectors,
            thesaurus=self.thesaurus,
            vector_weight=self.vector_weight,
        )


class Library:
    """Past reports of all offices. `open_index` is called at the first need, because opening costs seconds."""

    def __init__(self, store: Store, open_index: Callable[[], Index]) -> None:
        self._store = store
        self._open_index = open_index
        self._index: Index | None = None
        self._indexed: set[str] = set()

    def add(self, report: PastReport, when: datetime | None = None) -> tuple[Stored, bool]:
        """Keeps a report; False when the same content was kept already. A newer version of the same body, year and
        scope takes the place of the older one."""
        kept, new = self._store.add_report(content_hash(report), report, figures_of(report), when)
        if new:
            for older in self._store.reports(report.meta.organ, report.meta.year) if report.meta.organ else ():
                if older.id != kept.id and older.scope == kept.scope and report.meta.year is not None:
                    self._store.remove(older.id)
            if self._index is not None:
                self._level()
        return kept, new

    def kept(self) -> Sequence[Stored]:
        """Every kept report, by office, newest year first."""
        return self._store.reports()

    def report(self, report_id: str) -> PastReport:
        """One kept report. Raises NotFound."""
        return self._store.report(report_id)

    def remove(self, report_id: str) -> Stored:
        """Forgets a report, its figures and its passages. Raises NotFound."""
        gone = self._store.remove(report_id)
        if self._index is not None:
            self._level()
        return gone

    def figures(self, cells: Collection[str]) -> Sequence[StoredValue]:
        """Published values of these cells, subtotals and facts, in all kept reports."""
        return self._store.figures(cells=cells)

    def search(self, query: str, limit: int = 10, wanted: Filter = Filter()) -> list[Hit]:
        """Passages for a query, best first."""
        index = self._level()
        return index.retriever().search(query, limit, wanted)

    def retriever(self, wanted: Filter = Filter(), limit: int = 5) -> PassageRetriever:
        """A LangChain retriever over the library."""
        return self._level().retriever().model_copy(update={"wanted": wanted, "limit": limit})

    def _level(self) -> Index:
        """The index, level with the store."""
        if self._index is None:
            self._index = self._open_index()
            passages = self._index.vectors.all()
            self._index.lexical.add(passages)
            self._indexed = {passage.report for passage in passages}
        kept = {one.id for one in self._store.reports()}
        for gone in self._indexed - kept:
            self._index.vectors.remove_report(gone)
            self._index.lexical.remove_report(gone)
        for missing in kept - self._indexed:
            passages = passages_of(self._store.report(missing), missing)
            if passages:
                self._index.vectors.add(passages)
                self._index.lexical.add(passages)
        self._indexed = kept
        return self._index


def content_hash(report: PastReport) -> str:
    """Of what the report says, not of the file: the same report as .docx and as .html is one."""
    body = {
        "organ": report.meta.organ,
        "year": report.meta.year,
        "scope": report.meta.scope,
        "cells": {k: str(v) for k, v in report.cells.items() if v is not None},
        "texts": {k: "".join(v.split()) for k, v in report.texts.items() if v.strip()},
        "unplaced": ["".join(text.split()) for text in report.unplaced],
    }
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def figures_of(report: PastReport) -> dict[str, Number]:
    """What can be asked of a report: its published cells, the group subtotals the table does not print, its facts."""
    snapshot = of_past(report)
    subtotals = {
        cell_id: derived.value
        for cell_id, derived in snapshot.derived.items()
        if cell_id in load_form("2021").extra and cell_id not in snapshot.stated
    }
    return {**dict(snapshot.stated), **subtotals, **report.facts}
