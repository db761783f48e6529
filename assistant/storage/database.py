"""Opens the database: SQLite in the data folder that survives a power cut, or PostgreSQL by URL."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from assistant.errors import AssistantError, Conflict, UnusableInput
from assistant.storage.upgrade import bring_up_to_date
from assistant.wording import say

BUSY_SECONDS = 15

# What a driver says, in lower case, and the sentence for it in errors.yaml.
SYMPTOMS = {
    "locked": "storage_locked",
    "readonly": "storage_readonly",
    "read-only": "storage_readonly",
    "disk is full": "storage_full",
    "no space left": "storage_full",
    "disk i/o error": "storage_broken",
    "malformed": "storage_broken",
    "not a database": "storage_broken",
    "unable to open": "storage_unopened",
    "permission denied": "storage_unopened",
}


class Database:
    """One database. `reading()` and `writing()` give an ORM session inside one transaction."""

    def __init__(self, url: str) -> None:
        """Opens `url`, makes missing tables and upgrades old ones. Raises UnusableInput in one sentence."""
        self.url = url
        with sentences(url):
            self._engine = _engine(url)
            # A writer takes the lock when it begins; a reader that turned writer could only fail.
            self._write_engine = self._engine.execution_options(writes=True)
            with self._write_engine.begin() as connection:
                bring_up_to_date(connection)
        self._read = sessionmaker(self._engine, expire_on_commit=False)
        self._write = sessionmaker(self._write_engine, expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view; nothing is written."""
        with sentences(self.url), self._read() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction, durable when the block ends; rolled back when it raises."""
        with sentences(self.url), self._write.begin() as session:
            yield session

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    @property
    def name(self) -> str:
        """Which database it is, without a password."""
        return make_url(self.url).render_as_string(hide_password=True)


@contextmanager
def sentences(url: str) -> Iterator[None]:
    """Turns what the driver raises into the family of errors staff may see."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict(say("errors.conflict")) from error
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise UnusableInput(say("errors.storage_url")) from error
    except DBAPIError as error:
        raise _sentence(url, str(error.orig)) from error
    except SQLAlchemyError as error:
        raise _sentence(url, str(error)) from error
    except OSError as error:
        raise _sentence(url, str(error)) from error


def _sentence(url: str, detail: str) -> AssistantError:
    key = next((key for symptom, key in SYMPTOMS.items() if symptom in detail.lower()), "storage_failed")
    where = make_url(url).render_as_string(hide_password=True)
    place = make_url(url).database if where.startswith("sqlite") else where
    return UnusableInput(say(f"errors.{key}", place=place))


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    common: dict[str, Any] = {"json_serializer": partial(json.dumps, ensure_ascii=False)}
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, pool_pre_ping=True, **common)
        return engine.execution_options(isolation_level="REPEATABLE READ")
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS}, **common)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    """Per connection. FULL keeps the last commit through a power cut; the driver must not begin by itself."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
