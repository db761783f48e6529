"""Opening, upgrading and the sentences for a store that cannot be used."""

import sqlite3
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from assistant.errors import Conflict, UnusableInput
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.storage import Batch, Database, DraftStore, Talk
from assistant.storage.database import sentences
from assistant.storage.tables import SCHEMA
from assistant.storage.upgrade import bring_up_to_date

NOON = datetime(2026, 1, 6, 12)


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'assistant.db'}"


def test_a_new_database_survives_a_power_cut(tmp_path: Path) -> None:
    database = Database(url(tmp_path / "deep" / "data"))
    with database.reading() as session:
        pragmas = {
            name: session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_old_database_is_upgraded_step_by_step_and_keeps_its_rows(tmp_path: Path) -> None:
    Database(url(tmp_path)).close()

    def add_note(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE drafts ADD COLUMN note VARCHAR(20)"))

    def add_place(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE drafts ADD COLUMN place VARCHAR(20)"))

    engine = create_engine(url(tmp_path))
    with engine.begin() as connection:
        bring_up_to_date(connection, [add_note, add_place], version=SCHEMA + 2)
    with engine.begin() as connection:
        bring_up_to_date(connection, [add_note, add_place], version=SCHEMA + 2)
        columns = {column["name"] for column in inspect(connection).get_columns("drafts")}
    assert {"note", "place"} <= columns
    with pytest.raises(UnusableInput, match="升级"):
        Database(url(tmp_path))


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("database is locked", "占用"), ("attempt to write a readonly database", "不可写"),
        ("database or disk is full", "磁盘已满"), ("database disk image is malformed", "损坏"),
        ("something else", "没有完成"),
    ],
)  # fmt: skip
def test_what_the_driver_says_becomes_one_plain_sentence(detail: str, words: str) -> None:
    with pytest.raises(UnusableInput, match=words) as caught, sentences("sqlite:///x.db"):
        raise OSError(detail)
    assert "x.db" in str(caught.value)


@pytest.mark.parametrize("bad", ["", "nonsense", "mysql+nothing://x/y", "sqlite:////proc/none/x.db"])
def test_a_url_that_cannot_be_opened_is_said_in_one_sentence(bad: str) -> None:
    with pytest.raises(UnusableInput, match="。"):
        Database(bad)


def test_another_file_in_the_place_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "assistant.db").write_bytes(b"this is a letter, not a database" * 200)
    with pytest.raises(UnusableInput, match="损坏"):
        Database(url(tmp_path))


def test_a_password_is_never_shown() -> None:
    with pytest.raises(UnusableInput) as caught, sentences("postgresql://u:secret@h/d"):
        raise OSError("refused")
    assert "secret" not in str(caught.value)


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Threads fight for one draft: a stale save fails, and every other one counts."""
    store = DraftStore(Database(url(tmp_path)))
    shared = store.create(Draft(meta=Meta(organ="甲", year=2025)), Batch(()), Talk(), (0, 1), "", NOON)
    outcomes: list[bool] = []

    def work() -> None:
        mine = DraftStore(Database(url(tmp_path)))
        for _ in range(5):
            try:
                mine.save(mine.load(shared.id), Batch(()), Talk(), (0, 1), "", NOON)
                outcomes.append(True)
            except Conflict:
                outcomes.append(False)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 20
    assert store.load(shared.id).revision == 1 + sum(outcomes)


def test_what_was_committed_outlives_a_killed_process(tmp_path: Path) -> None:
    program = (
        "import os, sys; from datetime import datetime as d; from assistant.report.draft import Draft;"
        "from assistant.report.meta import Meta; from assistant.storage import *;"
        "s = DraftStore(Database(sys.argv[1]));"
        "s.create(Draft(meta=Meta(organ='a', year=2025)), Batch(()), Talk(), (0, 1), '', d(2026, 1, 1));"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", program, url(tmp_path)], capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    assert [one.organ for one in DraftStore(Database(url(tmp_path))).summaries()] == ["a"]
    assert sqlite3.connect(tmp_path / "assistant.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)
