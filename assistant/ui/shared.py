"""What every page needs: the session, the look, and errors as one calm sentence."""

import gc
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from assistant.assemble import build_session
from assistant.errors import AssistantError
from assistant.session import Session
from assistant.settings import Settings
from assistant.ui import state
from assistant.ui.state import Key
from assistant.wording import say

HERE = Path(__file__).parent


@st.cache_resource(show_spinner=False)
def session() -> Session:
    """The one Session of this process. Streamlit collects garbage after every run; freezing what the imports left
    behind keeps that from costing 150 ms each time."""
    built = build_session(Settings())
    gc.collect()
    gc.freeze()
    return built


@st.cache_data(show_spinner=False)
def _css() -> str:
    words = {name: ui(f"css.{name}") for name in ("choose-file", "drop-file")}
    root = ":root {" + "".join(f'--word-{name}: "{word}";' for name, word in words.items()) + "}"
    return f"<style>{root}{(HERE / 'theme.css').read_text(encoding='utf-8')}</style>"


def dress() -> None:
    """Puts the style sheet on the page and shows what the last action left to say."""
    st.html(_css())
    if error := state.take(Key.ERROR):
        st.error(error, icon=":material/error:")
    if done := state.take(Key.DONE):
        st.toast(done, icon=":material/check:")


@contextmanager
def sentences() -> Iterator[None]:
    """Inside a callback: an AssistantError becomes the sentence shown at the next run; nothing else changes."""
    try:
        yield
    except AssistantError as error:
        state.put(Key.ERROR, str(error))


def draft_id() -> str | None:
    """The report this tab works on, from the address (`?draft=…`)."""
    return st.query_params.get("draft")


def ui(key: str, /, **values: object) -> str:
    """A text of the page."""
    return say(f"ui.{key}", **values)


@contextmanager
def as_file(name: str, data: bytes) -> Iterator[Path]:
    """An uploaded file on disk for as long as the block runs, under its own plain name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "file")
        path.write_bytes(data)
        yield path
