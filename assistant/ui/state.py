"""The only file that names session-state keys."""

from enum import StrEnum
from typing import Any

import streamlit as st


class Key(StrEnum):
    """What one browser tab remembers; everything that must survive a reload is in the store instead."""

    PREVIEW = "preview"
    """A past report that was read and waits to be confirmed."""
    CORRECTIONS = "corrections"
    """Cells corrected in the preview, as typed text by cell id."""
    ERROR = "error"
    """One sentence to show at the next run."""
    DONE = "done"
    """One short success sentence to show at the next run."""
    PANEL = "panel"
    LEVELS = "levels"
    ASK_HISTORY = "ask_history"
    VIEWED = "viewed"
    PAGES = "pages"
    GO = "go"
    """The report to switch to at the end of this run."""
    MADE = "made"
    """Files made for download in this tab: extension → (revision, name, bytes)."""


def get(key: Key, default: Any = None) -> Any:
    """What this tab remembers under `key`."""
    return st.session_state.get(key, default)


def put(key: Key, value: Any) -> None:
    """Remembers `value` for this tab."""
    st.session_state[key] = value


def take(key: Key) -> Any:
    """Reads and forgets."""
    return st.session_state.pop(key, None)
