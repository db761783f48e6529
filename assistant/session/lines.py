"""Turns, findings and answers as the JSON of the command line."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from assistant.dialogue.replies import Found, ShownChange
from assistant.form import load_form
from assistant.report.document import number_out
from assistant.report.draft import Draft
from assistant.report.progress import progress
from assistant.session.commit import Turn


def turn_line(turn: Turn) -> dict[str, Any]:
    """One chat line: what was said, the replies by kind, the changes stored."""
    return {
        "you": turn.you,
        "replies": [reply_document(reply) for reply in turn.replies],
        "changes": [change_document(change) for change in turn.changes],
    }


def reply_document(reply: BaseModel) -> dict[str, Any]:
    """A reply with its kind and text first; changes and findings in the shapes they have everywhere."""
    from assistant.checks.run import finding_document

    document = reply.model_dump(mode="json")
    if isinstance(reply, Found):
        document["findings"] = [finding_document(one) for one in reply.findings]
    changes = getattr(reply, "changes", None)
    if changes is not None:
        document["changes"] = [change_document(one) for one in changes]
    return {"kind": document.pop("kind"), "text": document.pop("text"), **document}


def change_document(change: ShownChange) -> dict[str, Any]:
    """A change as id, before and after; decimals as text."""
    before, after = (_json(change.cell, value) for value in (change.before, change.after))
    return {"cell": change.cell, "before": before, "after": after}


def values_document(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by id, decimals as text."""
    return {one: _json(one, value) for one, value in values.items()}


def _json(target: str, value: Any) -> Any:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number_out(target, value)
    return value


def stored_document(one: Any) -> dict[str, Any]:
    """A kept report in the list of the archive."""
    return {key: getattr(one, key) for key in ("id", "organ", "year", "scope", "format", "source")}


def hit_document(hit: Any) -> dict[str, Any]:
    """A passage found, with its source and score."""
    passage = hit.passage
    named = {key: getattr(passage, key) for key in ("organ", "section", "text", "source")}
    return {"organ": named.pop("organ"), "year": passage.year or None, **named, "score": round(hit.score, 4)}


def answer_document(answer: Any) -> dict[str, Any]:
    """An answer about past reports."""
    return {
        "found": answer.found,
        "answer": answer.text,
        "figures": [
            {"organ": f.organ, "year": f.year, "cell": f.cell, "label": f.label, "value": _json(f.cell, f.value)}
            for f in answer.figures
        ],
        "passages": [
            {key: getattr(one, key) for key in ("organ", "year", "section", "text", "source")}
            for one in answer.passages
        ],
    }


def progress_document(draft: Draft) -> dict[str, Any]:
    """How much is settled, and the ids still open in the order they are asked."""
    now = progress(draft, load_form("2021"))
    return {"done": now.done, "total": now.total, "open": now.open_ids}
