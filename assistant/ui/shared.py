"""What every page needs: the session, the look, and errors as one calm sentence."""

import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from assistant.assemble import build_session
from assistant.errors import AssistantError
from assistant.report.draft import Draft
from assistant.session import Session
from assistant.settings import Settings
from assistant.ui import state
from assistant.ui.state import Key
from assistant.wording import load, say

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
    return f"<style>{(HERE / 'theme.css').read_text(encoding='utf-8')}</style>"


@cache
def _words() -> Any:
    js = (HERE / "words.js").read_text(encoding="utf-8")
    return component("built_in_words", html="<span></span>", js=js, isolate_styles=False)


def dress() -> None:
    """Puts the style sheet on the page, Chinese in the place of built-in English, and what the last action left to
    say."""
    st.html(_css())
    with st.container(key="words"):
        regions = {"chat_log": ui("region.chat"), "panel_body": ui("region.report")}
        _words()(key="built_in_words", data={"words": load("builtin"), "regions": regions})
    if error := state.take(Key.ERROR):
        with st.container(key="alert"):
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


def act(call: Callable[..., Any], draft: str, *args: Any) -> None:
    """Calls the session from a callback with the revision this tab has drawn, and remembers the new one."""
    with sentences():
        turn = call(draft, *args, seen=state.get(Key.SEEN, {}).get(draft))
        saw(turn.draft)


def saw(draft: Draft) -> None:
    """Remembers which revision this tab shows."""
    state.put(Key.SEEN, {**state.get(Key.SEEN, {}), draft.id: draft.revision})


def news(draft: Draft) -> None:
    """Says once that the report was changed in another window; a message on its way is told so in its answer."""
    seen = state.get(Key.SEEN, {}).get(draft.id)
    if seen is not None and seen < draft.revision and not state.get(Key.SENT):
        st.toast(ui("report.changed_elsewhere"), icon=":material/sync:")


def draft_id() -> str | None:
    """The report this tab works on: from the address (`?draft=…`), else the one it had open before."""
    given = st.query_params.get("draft")
    if given:
        state.put(Key.LAST, given)
        return given
    last = state.get(Key.LAST)
    if last:
        st.query_params["draft"] = last
    return last


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
