"""The *report* JSON document: the machine form of any report, written and read here and nowhere else.

`to_document` and `from_document` are inverse for what the form knows. The hand-over file of a draft is
the same document plus the draft itself, so next year's person sees where each figure came from.
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from assistant.errors import UnusableInput
from assistant.form import load_form
from assistant.report.answer import Number
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.published import Note, PastReport
from assistant.report.snapshot import Snapshot, of_past
from assistant.wording import say

HANDOVER = "nianbao-handover/1"
HEAD = ("organ", "year", "scope", "format", "period", "source")
PLAIN = re.compile(r"[+-]?\d{1,18}(\.\d{1,9})?")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d{1,9})?")


def to_document(report: Snapshot | PastReport) -> dict[str, Any]:
    """The report as JSON values: all 200 cells (None: no number), legacy cells too, decimals as strings.

    A snapshot of a draft shows derived totals and settled carry-overs where nothing was typed; a published
    report shows only what the file says. `facts` is there when figures live in prose.
    """
    snapshot = report if isinstance(report, Snapshot) else of_past(report)
    cells = _published_cells(report) if isinstance(report, PastReport) else _snapshot_cells(snapshot)
    document: dict[str, Any] = {
        "meta": _meta_out(snapshot.meta),
        "cells": {one: number_out(one, value) for one, value in cells.items()},
        "raw": {one: raw for one, raw in snapshot.raw.items() if snapshot.published or cells.get(one) is None},
        "texts": dict(snapshot.texts),
        "notes": [note.model_dump() for note in snapshot.notes],
    }
    if snapshot.facts:
        document["facts"] = {one: number_out(one, value) for one, value in snapshot.facts.items()}
    return document


def to_handover(draft: Draft) -> dict[str, Any]:
    """The draft to hand over: the *report* document, its title, and the whole draft."""
    snapshot = draft.snapshot()
    document = to_document(snapshot)
    return {
        "schema": HANDOVER,
        "title": snapshot.title,
        **document,
        "facts": document.get("facts", {}),
        "draft": draft.model_dump(mode="json"),
    }


def draft_in(document: Any) -> Draft | None:
    """The draft inside a hand-over document, None for any other document. UnusableInput when damaged."""
    if not isinstance(document, dict) or "draft" not in document:
        return None
    try:
        return Draft.model_validate(document["draft"])
    except ValidationError as error:
        raise UnusableInput(say("errors.handover_damaged")) from error


def from_document(document: Any) -> PastReport:
    """The published report a *report* document speaks of. Raises UnusableInput when it is no such document.

    Every cell of the form is present afterwards. A value that is no plain number stays as raw text.
    """
    if not isinstance(document, dict) or not isinstance(document.get("cells"), dict):
        raise UnusableInput(say("errors.not_report_json"))
    form = load_form("2021")
    legacy = load_form("2019").extra
    cells: dict[str, Number | None] = dict.fromkeys(form.cells)
    raw: dict[str, str] = {k: v for k, v in _mapping(document, "raw").items() if isinstance(v, str)}
    unknown: list[str] = []
    for one, given in document["cells"].items():
        if one not in form.cells and one not in form.extra and one not in legacy:
            unknown.append(str(one))
            continue
        cells[one] = number_in(given, decimal=_is_decimal(one))
        if cells[one] is None and given is not None:
            raw.setdefault(one, str(given))
    texts = {k: v for k, v in _mapping(document, "texts").items() if isinstance(v, str)}
    return PastReport(
        meta=_meta_in(_mapping(document, "meta"), document.get("title")),
        cells=cells,
        raw={one: text for one, text in raw.items() if one in cells},
        texts={k: v for k, v in texts.items() if k in form.texts},
        facts=_facts_in(_mapping(document, "facts")),
        notes=(*_notes_in(document.get("notes")), *_unknown_note(unknown)),
        unplaced=tuple(v for k, v in texts.items() if k not in form.texts),
    )


def number_out(one: str, value: Number | None) -> int | str | None:
    """A cell's or fact's value as JSON: whole numbers as integers, decimal cells always as strings."""
    if value is None:
        return None
    if _is_decimal(one):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else format(value, "f")
    return value


def number_in(given: Any, decimal: bool = False) -> Number | None:
    """A JSON value as a number, also full width or 1,234; None when it is none (text, blank, true, list)."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal | str):
        return None
    text = unicodedata.normalize("NFKC", str(given)).strip()
    if GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not PLAIN.fullmatch(text):
        return None
    value = Decimal(text)
    whole = value == value.to_integral_value()
    return int(value) if whole and not (decimal and isinstance(given, str)) else value


def _published_cells(report: PastReport) -> dict[str, Number | None]:
    form = load_form("2021")
    return {**dict.fromkeys(form.cells), **report.cells}


def _snapshot_cells(snapshot: Snapshot) -> dict[str, Number | None]:
    extra = {one: value for one, value in snapshot.stated.items() if one not in snapshot.form.cells}
    return {**{one: snapshot.value(one) for one in snapshot.form.cells}, **extra}


def _is_decimal(one: str) -> bool:
    form = load_form("2021")
    defined = form.cell(one) or form.facts.get(one)
    return defined is not None and defined.number == "decimal"


def _meta_out(meta: Meta) -> dict[str, Any]:
    given = meta.model_dump(mode="json", exclude_defaults=True)
    always = {key: getattr(meta, key) for key in HEAD}
    always["period"] = list(meta.period) if meta.period else None
    return {**always, **{key: value for key, value in given.items() if key not in HEAD}}


def _meta_in(given: Mapping[str, Any], title: Any) -> Meta:
    """Only what is well formed is taken; a wrong year is no year."""
    taken: dict[str, Any] = {"title": title, **given}
    meta = Meta()
    for key in Meta.model_fields.keys() & taken.keys():
        try:
            meta = meta.model_copy(update={key: getattr(Meta.model_validate({key: taken[key]}), key)})
        except ValidationError:
            continue
    plausible = meta.year is not None and 1900 <= meta.year <= 2999
    return meta if plausible else meta.model_copy(update={"year": None})


def _facts_in(given: Mapping[str, Any]) -> dict[str, Number]:
    form = load_form("2021")
    found = {}
    for one, value in given.items():
        known = one in form.facts or one.rpartition(".")[0] in form.facts
        if known and (number := number_in(value, decimal=_is_decimal(one))) is not None:
            found[one] = number
    return found


def _notes_in(given: Any) -> list[Note]:
    notes = []
    for note in given if isinstance(given, list) else ():
        if isinstance(note, dict):
            notes.append(Note(**{key: str(note.get(key) or "") for key in ("code", "place", "text")}))
    return notes


def _unknown_note(unknown: list[str]) -> list[Note]:
    if not unknown:
        return []
    named = say("errors.list_separator").join(unknown[:5])
    return [Note(code="IMP-02", place="cells", text=say("errors.unknown_ids", count=len(unknown), named=named))]


def _mapping(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = document.get(key)
    return value if isinstance(value, dict) else {}
