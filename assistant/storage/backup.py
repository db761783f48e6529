"""The whole data as one .zip: the database as it stands and a note of what it is. Indexes are made anew from it."""

import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from assistant.errors import UnusableInput
from assistant.storage.database import Database, sentences
from assistant.storage.tables import SCHEMA
from assistant.wording import say

KIND = "nianbao-backup/1"
NOTE, COPY = "backup.json", "assistant.db"
KEPT = "before-restore"
LARGEST = 2_000_000_000
"""Bytes a database in a backup may unpack to."""


def back_up(database: Database, path: Path, when: datetime) -> Path:
    """Writes the .zip. What is being written at this moment is either in it whole or not at all."""
    source = _file(database)
    with tempfile.TemporaryDirectory() as folder, sentences(database.url):
        copy = Path(folder) / COPY
        _copied(source, copy)
        note = json.dumps({"kind": KIND, "schema": SCHEMA, "when": when.isoformat(timespec="seconds")})
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(NOTE, note)
            archive.write(copy, COPY)
    return path


def restore(database: Database, path: Path, when: datetime) -> Path:
    """Puts a backup in the place of the data, once it was found whole. What was there before is kept beside it as a
    backup of its own, whose path is returned. Raises UnusableInput and changes nothing when it cannot be used."""
    live = _file(database)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / COPY
        _unpacked(path, copy)
        Database(f"sqlite:///{copy}").close()  # takes an older one to the tables of this version, refuses a newer one
        kept = live.with_name(f"{KEPT}-{when:%Y%m%d-%H%M%S}.zip")
        back_up(database, kept, when)
        with sentences(database.url):
            _copied(copy, live)
    return kept


def _file(database: Database) -> Path:
    """The file of an SQLite database; any other is backed up by its own means."""
    url = make_url(database.url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise UnusableInput(say("errors.backup_elsewhere"))
    return Path(url.database)


def _copied(source: Path, target: Path) -> None:
    """SQLite's own copy: safe beside other connections, replaces the contents of `target` in one transaction."""
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=10)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise UnusableInput(say("errors.backup_failed", place=target)) from error


def _unpacked(path: Path, copy: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            note = json.loads(archive.read(NOTE))
            if note.get("kind") != KIND or archive.getinfo(COPY).file_size > LARGEST:
                raise UnusableInput(say("errors.backup_not_ours"))
            copy.write_bytes(archive.read(COPY))
        with closing(sqlite3.connect(copy)) as opened:
            sound = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError) as error:
        raise UnusableInput(say("errors.backup_not_ours")) from error
    except (sqlite3.Error, OSError) as error:
        raise UnusableInput(say("errors.backup_damaged")) from error
    if not sound or not {"schema_version", "drafts", "changes"} <= tables:
        raise UnusableInput(say("errors.backup_damaged"))
