"""设置: data folder, archive, model, version; back up and restore."""

import tempfile
from datetime import datetime
from html import escape
from pathlib import Path

import streamlit as st

from assistant.ui import state
from assistant.ui.shared import as_file, dress, sentences, session, ui
from assistant.ui.state import Key


def page() -> None:
    """What is configured (nothing here is secret), and all data as one file."""
    dress()
    st.markdown(f"### {ui('settings.title')}")
    rows = "".join(
        f"<tr><th scope='row'>{ui(f'settings.{name}')}</th><td>{escape(str(value))}</td></tr>"
        for name, value in session().about().items()
    )
    st.html(f'<table class="changes"><tbody>{rows}</tbody></table>')
    st.caption(ui("settings.privacy"))
    save, load = st.columns(2, gap="medium")
    with save, st.container(border=True, key="back_up", height="stretch"):
        st.markdown(f"##### {ui('settings.back_up')}")
        st.caption(ui("settings.back_up_why"))
        st.download_button(
            ui("settings.back_up_now"),
            data=_copy,
            file_name=f"{ui('settings.file')}{datetime.now():%Y%m%d}.zip",
            key="back_up_now",
            icon=":material/save:",
            on_click="ignore",
        )
    with load, st.container(border=True, key="restore", height="stretch"):
        st.markdown(f"##### {ui('settings.restore')}")
        st.caption(ui("settings.restore_why"))
        given = st.file_uploader(ui("settings.restore"), type=["zip"], key="restore_file", label_visibility="collapsed")
        if given:
            st.button(
                ui("settings.restore_now"),
                key="restore_now",
                icon=":material/settings_backup_restore:",
                on_click=_restore,
                args=(given.name, given.getvalue()),
            )


def _copy() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return session().back_up(Path(folder) / "backup.zip").read_bytes()


def _restore(name: str, data: bytes) -> None:
    with sentences(), as_file(name, data) as path:
        kept = session().restore(path)
        state.put(Key.DONE, ui("settings.restored", kept=kept.name))
