"""What is kept between runs: drafts with all changes ever made, conversations, past reports, final versions.

`Database` opens SQLite (or PostgreSQL by URL) and brings its tables up to date; `DraftStore` and
`ArchiveStore` are the two sets of calls the session uses. One message is one transaction.

To add a column or table: change `tables.py`, raise `SCHEMA`, and append the step to `upgrade.STEPS`.
"""

from assistant.storage.archive_store import ArchiveStore, StoredFigure, StoredReport
from assistant.storage.database import Database
from assistant.storage.drafts import DraftStore
from assistant.storage.records import Batch, Entry, FinalVersion, Message, Summary, Talk

__all__ = [
    "ArchiveStore", "Batch", "Database", "DraftStore", "Entry", "FinalVersion", "Message", "StoredFigure",
    "StoredReport", "Summary", "Talk",
]  # fmt: skip
