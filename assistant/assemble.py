"""Picks the parts the settings name and builds the one Session of this process."""

import getpass
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.form import load_form
from assistant.report.draft import Draft
from assistant.session import Session
from assistant.session.desk import SessionDesk
from assistant.session.parts import Parts, Spoken
from assistant.settings import Settings
from assistant.wording import load

if TYPE_CHECKING:
    from assistant.archive.library import Index, Library
    from assistant.storage import ArchiveStore, Database

OFFLINE_WEIGHT = 0.0
"""Of the hashed vectors, which only fill in what BM25 misses; vectors of a real model count in full."""


def build_session(settings: Settings) -> Session:
    """A session over the data folder. Nothing is opened yet: what no call needs is never opened."""
    parts = Parts(
        settings=settings,
        dialogue=RealDialogue(),
        open_database=lambda: _database(settings),
        open_library=lambda store: _library(settings, store),
        who=_person(),
        model=_model(settings),
    )
    return Session(parts)


class RealDialogue:
    """`assistant.dialogue`, its state as JSON values. Imported late: reading a file needs no conversation."""

    def start(self, draft: Draft, state: Mapping[str, Any], desk: SessionDesk, target: str = "") -> Spoken:
        from assistant.dialogue.state import State
        from assistant.dialogue.turn import start

        known = State.model_validate(state)
        question = load_form("2021").question_of.get(target)
        if question is not None:
            known = known.model_copy(update={"jumped": question.id, "pending": None, "offered": None})
        return _spoken(start(draft, known, desk))

    def take_turn(
        self, draft: Draft, state: Mapping[str, Any], text: str, desk: SessionDesk, who: str, now: datetime
    ) -> Spoken:
        from assistant.dialogue.state import State
        from assistant.dialogue.turn import take_turn

        return _spoken(take_turn(draft, State.model_validate(state), text, desk, who, now))


def _spoken(result: Any) -> Spoken:
    state = result.state.model_dump(mode="json")
    return Spoken(tuple(result.replies), result.draft, state, tuple(result.changes), result.undo)


def _database(settings: Settings) -> "Database":
    from assistant.storage import Database

    return Database(settings.database)


def _library(settings: Settings, store: "ArchiveStore") -> "Library":
    from assistant.archive.library import Library

    return Library(store, lambda: _index(settings))


def _index(settings: Settings) -> "Index":
    """The passage index. An embedded Chroma folder belongs to one process; a second one indexes in memory."""
    from assistant.archive.library import Index
    from vectorstore.embed import OFFLINE, HashedNgrams, endpoint
    from vectorstore.lexical import Lexical
    from vectorstore.thesaurus import Thesaurus

    real = bool(settings.embedding_base_url and settings.embedding_model)
    if settings.embedding_base_url and settings.embedding_model:
        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
        embeddings, name = (
            endpoint(settings.embedding_base_url, settings.embedding_model, key),
            _name(settings),
        )
    else:
        embeddings, name = HashedNgrams(), OFFLINE
    thesaurus = Thesaurus(load("thesaurus")["groups"])
    weight = 1.0 if real else OFFLINE_WEIGHT
    return Index(Lexical(), _vectors(settings, embeddings, name), weight, thesaurus)


def _vectors(settings: Settings, embeddings: Any, name: str) -> Any:
    folder = settings.data / "chroma"
    if settings.chroma_url is None and not _owns(folder):
        from vectorstore.memory import MemoryIndex

        return MemoryIndex(embeddings)
    from vectorstore.chroma import ChromaIndex

    return ChromaIndex(embeddings, name, folder=folder, url=settings.chroma_url)


def _name(settings: Settings) -> str:
    """An ASCII collection name per embedding model: vectors of two models must never mix."""
    model = settings.embedding_model or ""
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in model)[:40].strip("-") or "model"


_held: list[Any] = []


def _owns(folder: Path) -> bool:
    """Takes the folder for as long as this process lives; False when another process has it."""
    try:
        import fcntl
    except ImportError:
        return True
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "owner.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return False
    _held.append(lock)
    return True


def _person() -> str:
    """Who works here, as the machine knows them; a container may know nobody."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _model(settings: Settings) -> Any:
    """The language model, None when none is configured."""
    if not settings.llm_base_url or not settings.llm_model:
        return None
    from assistant.llm.langchain_model import LangChainModel

    return LangChainModel(settings.llm_base_url, settings.llm_model, settings.llm_api_key)
