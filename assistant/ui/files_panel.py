"""下载: the report in each format, stamped 草稿 while something is open."""

import tempfile
from pathlib import Path

import streamlit as st

from assistant.checks.run import Result
from assistant.report.draft import Draft
from assistant.report.progress import progress
from assistant.ui import state
from assistant.ui.paper import faults
from assistant.ui.shared import sentences, session, ui
from assistant.ui.state import Key

FORMATS = {
    "docx": ":material/description:",
    "pdf": ":material/picture_as_pdf:",
    "html": ":material/language:",
    "xlsx": ":material/table_view:",
    "md": ":material/notes:",
    "json": ":material/data_object:",
}


def show(draft: Draft, result: Result) -> None:
    """Says whether the file will be final, then one button a format; each is made when it is asked for."""
    left = progress(draft, draft.snapshot().form)
    errors = faults(draft, result)
    if left.complete and not errors:
        st.success(ui("files.final"), icon=":material/verified:")
    else:
        st.warning(
            ui("files.draft", open=len(left.open_ids), errors=errors),
            icon=":material/edit_document:",
        )
    for extension, icon in FORMATS.items():
        _download(draft, extension, icon)
    st.divider()
    _download(draft, "check.docx", ":material/checklist:")
    _download(draft, "zip", ":material/folder_zip:")


def _download(draft: Draft, extension: str, icon: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"file_{extension.replace('.', '_')}"):
        st.markdown(ui(f"files.{extension.replace('.', '_')}"))
        made = state.get(Key.MADE, {}).get(extension)
        if made and made[0] == draft.revision:
            st.download_button(
                ui("files.save"),
                data=made[2],
                file_name=made[1],
                key=f"save_{extension}",
                icon=":material/download:",
                on_click="ignore",
                type="primary",
            )
        else:
            st.button(ui("files.make"), key=f"make_{extension}", icon=icon, on_click=_make, args=(draft, extension))


def _make(draft: Draft, extension: str) -> None:
    name = f"{draft.meta.organ}{draft.meta.year}.{extension}"
    with sentences():
        with tempfile.TemporaryDirectory() as folder:
            made = session().export(draft.id, Path(folder) / name)
            ready = (draft.revision, Path(made.path).name, Path(made.path).read_bytes())
        state.put(Key.MADE, {**state.get(Key.MADE, {}), extension: ready})
