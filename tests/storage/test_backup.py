"""A backup holds everything, a restore loses nothing, and what is no backup changes nothing."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.session import Session
from assistant.settings import Settings

ORGAN = "松浦县水利局"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    from assistant.assemble import build_session

    return build_session(Settings(data=tmp_path / "data", database_url=None, llm_base_url=None, llm_model=None))


def test_a_restore_brings_back_what_was_and_keeps_what_is(session: Session, tmp_path: Path) -> None:
    first = session.create(ORGAN, 2023)
    copy = session.back_up(tmp_path / "copy.zip")
    session.delete(first)
    second = session.create(ORGAN, 2024)

    kept = session.restore(copy)

    assert [one.id for one in session.drafts()] == [first]
    assert session.history(first)
    session.restore(kept)
    assert [one.id for one in session.drafts()] == [second]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"text"])
def test_a_file_that_is_no_backup_is_refused_in_a_sentence(session: Session, tmp_path: Path, content: bytes) -> None:
    draft = session.create(ORGAN, 2023)
    given = tmp_path / "given.zip"
    given.write_bytes(content)
    with pytest.raises(UnusableInput, match="现有数据未改动"):
        session.restore(given)
    assert [one.id for one in session.drafts()] == [draft]


def test_a_damaged_copy_is_refused(session: Session, tmp_path: Path) -> None:
    session.create(ORGAN, 2023)
    whole = session.back_up(tmp_path / "whole.zip")
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        new.writestr("backup.json", old.read("backup.json"))
        new.writestr("assistant.db", old.read("assistant.db")[:5000])
    with pytest.raises(UnusableInput, match="现有数据未改动"):
        session.restore(broken)
    assert not list((tmp_path / "data").glob("before-restore*"))


def test_the_kept_copy_is_named_by_its_time(session: Session, tmp_path: Path) -> None:
    session.create(ORGAN, 2023)
    kept = session.restore(session.back_up(tmp_path / "copy.zip"))
    assert datetime.strptime(kept.stem.removeprefix("before-restore-"), "%Y%m%d-%H%M%S")
