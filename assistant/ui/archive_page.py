"""往年报告: list, filter, add many files with progress, view figures, text and faults, remove."""

import streamlit as st

from assistant.errors import AssistantError
from assistant.rendering.report import report_document
from assistant.report.snapshot import of_past
from assistant.ui import paper, replies, state
from assistant.ui.home_page import FILE_TYPES
from assistant.ui.shared import as_file, dress, sentences, session, ui
from assistant.ui.state import Key


def page() -> None:
    """Everything kept of past years."""
    dress()
    st.markdown(f"### {ui('archive.title')}")
    with st.expander(ui("archive.add"), icon=":material/add:"):
        files = st.file_uploader(
            ui("archive.add"),
            type=[*FILE_TYPES, "zip"],
            accept_multiple_files=True,
            key="archive_files",
            label_visibility="collapsed",
        )
        if files and st.button(ui("archive.add_now", count=len(files)), key="archive_add", type="primary"):
            _add(files)
    reports = session().archive_list()
    if not reports:
        st.caption(ui("archive.empty"))
        return
    wanted = st.text_input(ui("archive.filter"), key="archive_filter", placeholder=ui("archive.filter_hint"))
    for one in reports:
        if wanted and wanted not in f"{one.organ}{one.year}{one.source}":
            continue
        with st.container(border=True, key=f"past_{one.id}", horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{replies.plain(one.organ)}**　{ui('report.year', year=one.year)}")
            st.caption(replies.plain(f"{one.source}"))
            st.button(ui("archive.view"), key=f"view_{one.id}", on_click=state.put, args=(Key.VIEWED, one.id))
            st.button(
                ui("archive.remove"),
                key=f"remove_{one.id}",
                type="tertiary",
                on_click=_remove,
                args=(one.id,),
            )
        if state.get(Key.VIEWED) == one.id:
            _view(one.id)


def _add(files: list[object]) -> None:
    bar = st.progress(0.0)
    failed: list[str] = []
    for number, upload in enumerate(files, start=1):
        bar.progress(number / len(files), text=upload.name)  # type: ignore[attr-defined]
        try:
            with as_file(upload.name, upload.getvalue()) as path:  # type: ignore[attr-defined]
                session().archive_add(path)
        except AssistantError as error:
            failed.append(f"{upload.name}：{error}")  # type: ignore[attr-defined]
    bar.empty()
    for sentence in failed:
        st.error(sentence, icon=":material/error:")
    if len(failed) < len(files):
        st.success(ui("archive.added", count=len(files) - len(failed)), icon=":material/check:")


def _view(report_id: str) -> None:
    past = session().archive_report(report_id)
    result = session().check_past(past)
    faults = [f for f in result.findings if f.level == "error"]
    with st.container(border=True, key="past_view"):
        st.caption(ui("archive.faults", count=len(faults)))
        for fault in faults[:20]:
            replies.finding_line("", fault, key="past", live=False)
        paper.show(report_document(of_past(past), marks=True).blocks, key="paper_past", label=past.meta.organ)


def _remove(report_id: str) -> None:
    with sentences():
        session().archive_remove(report_id)
        state.put(Key.DONE, ui("archive.removed"))
