"""A short name for exactly this content, so that a final version can be told from any later change."""

import hashlib
import json

from assistant.report.document import to_document
from assistant.report.snapshot import Snapshot


def content_hash(snapshot: Snapshot) -> str:
    """SHA-256 (hex) over title, head, figures, facts and texts; marks, notes and source do not count.

    Two snapshots with the same hash print the same report.
    """
    document = to_document(snapshot)
    for key in ("notes", "raw"):
        document.pop(key)
    document["meta"].pop("source")
    document["title"] = snapshot.title
    document["texts"] = {key: text for key, text in document["texts"].items() if text.strip()}
    plain = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()
