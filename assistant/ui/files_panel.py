"""下载: the report in each format, stamped 草稿 while something is open."""

import tempfile
from pathlib import Path

import streamlit as st

from assistant.checks.run import Result
from assistant.rendering.bundle import file_stem
from assistant.report.draft import Draft
from assistant.report.progress import progress
from assistant.ui.paper import wrong
from assistant.ui.shared import session, ui

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
    errors = len(wrong(draft, result))
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
    """One row and its button; the file is made when the button is pressed, from the report as stored then."""
    stem = file_stem(draft.snapshot())
    with st.container(horizontal=True, vertical_alignment="center", key=f"file_{extension.replace('.', '_')}"):
        st.markdown(ui(f"files.{extension.replace('.', '_')}"))
        st.download_button(
            ui("files.save"),
            data=lambda: _made(draft.id, extension),
            file_name=f"{stem}.{extension}",
            key=f"save_{extension}",
            icon=icon,
            on_click="ignore",
        )


def _made(draft: str, extension: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = session().export(draft, Path(folder) / f"file.{extension}")
        return Path(made.path).read_bytes()
