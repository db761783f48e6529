"""The only file that names session-state keys."""

from dataclasses import dataclass
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
    SENT = "sent"
    """Messages on their way: a list of `Sent`."""
    SEEN = "seen"
    """Draft id → revision this tab has drawn, so that others' changes are told."""
    WRITING = "writing"
    """The paragraph open in the box (`Writing`)."""
    EARLIER = "earlier_shown"
    """The draft whose whole history is shown."""
    KNOWN = "known"
    """Drafts opened in this tab."""
    BACK = "back"
    """The draft that was taken up again and not yet answered in this tab."""
    ASK_HISTORY = "ask_history"
    ASKED = "asked"
    """A question on its way on the 提问 page."""
    VIEWED = "viewed"
    HEARD = "heard"
    """Grid → number of the last edit received from it."""
    PAGES = "pages"
    LAST = "last_draft"
    """The report this tab had open last."""
    GO = "go"
    """The report to switch to at the end of this run."""


@dataclass(frozen=True)
class Sent:
    """A message on its way, with files as name and bytes."""

    draft: str
    text: str
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Writing:
    """A paragraph being written: where it belongs and the words the box began with."""

    draft: str
    text_id: str
    words: str


def get(key: Key, default: Any = None) -> Any:
    """What this tab remembers under `key`."""
    return st.session_state.get(key, default)


def put(key: Key, value: Any) -> None:
    """Remembers `value` for this tab."""
    st.session_state[key] = value


def take(key: Key) -> Any:
    """Reads and forgets."""
    return st.session_state.pop(key, None)
