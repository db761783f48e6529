"""往年报告: list, filter, add many files with progress, view figures, text and faults, remove."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assistant.errors import AssistantError
from assistant.rendering.report import report_document
from assistant.report.snapshot import of_past
from assistant.ui import paper, replies, state
from assistant.ui.home_page import FILE_TYPES
from assistant.ui.shared import as_file, dress, sentences, session, ui
from assistant.ui.state import Key

LISTED = 50


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
        if files:
            st.button(
                ui("archive.add_now", count=len(files)), key="archive_add", type="primary", on_click=_add, args=(files,)
            )
    reports = session().archive_list()
    if not reports:
        st.info(ui("archive.empty"), icon=":material/info:")
        return
    views = ("list", "trends")
    view = st.segmented_control(
        ui("archive.views"),
        views,
        default="list",
        key="archive_view",
        format_func=lambda one: ui(f"archive.view_{one}"),
        label_visibility="collapsed",
        required=True,
    )
    if view == "trends":
        from assistant.ui import trends  # the chart library costs a second, and only here

        trends.show(sorted({one.organ for one in reports}))
    else:
        _list(reports)


def _list(reports: Sequence[Any]) -> None:
    """The kept reports that fit the filter, fifty at most."""
    wanted = st.text_input(ui("archive.filter"), key="archive_filter", placeholder=ui("archive.filter_hint")).strip()
    found = [one for one in reports if all(word in f"{one.organ}{one.year}{one.source}" for word in wanted.split())]
    st.caption(ui("archive.found", found=len(found), kept=len(reports)))
    for one in found[:LISTED]:
        with st.container(border=True, key=f"past_{one.id}", horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{replies.plain(one.organ)}**　{ui('report.year', year=one.year)}")
            st.caption(replies.plain(f"{one.source}"))
            shown = state.get(Key.VIEWED) == one.id
            st.button(
                ui("archive.close" if shown else "archive.view"),
                key=f"view_{one.id}",
                on_click=state.put,
                args=(Key.VIEWED, None if shown else one.id),
            )
            with st.popover(ui("archive.remove"), type="tertiary"):
                st.caption(ui("archive.remove_why"))
                st.button(ui("archive.remove_now"), key=f"remove_{one.id}", on_click=_remove, args=(one.id,))
        if shown:
            _view(one.id)


def _add(files: Sequence[UploadedFile]) -> None:
    kept, failed = 0, []
    for upload in files:
        try:
            with as_file(upload.name, upload.getvalue()) as path:
                kept += len(session().archive_add(path, failed.append))
        except AssistantError as error:
            failed.append(f"{upload.name}：{error}")
    if failed:
        state.put(Key.ERROR, "；".join(failed[:5]))
    if kept:
        state.put(Key.DONE, ui("archive.added", count=kept))


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
