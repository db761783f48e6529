"""填报: the conversation on the left, the report itself on the right."""

from datetime import date

import streamlit as st

from assistant.checks.run import Result
from assistant.errors import AssistantError
from assistant.report.draft import Draft
from assistant.report.progress import Progress, progress
from assistant.ui import chat, checks_panel, compare_panel, draft_panel, files_panel, state, tables_panel
from assistant.ui.paper import faults
from assistant.ui.shared import draft_id, dress, session, ui
from assistant.ui.state import Key

PANELS = {
    "draft": (":material/article:", draft_panel.show),
    "tables": (":material/table:", tables_panel.show),
    "checks": (":material/fact_check:", checks_panel.show),
    "compare": (":material/difference:", compare_panel.show),
    "files": (":material/download:", files_panel.show),
}


def page() -> None:
    """One report by its address, or a way back when there is none."""
    dress()
    opened = draft_id()
    try:
        draft = session().draft(opened) if opened else None
    except AssistantError as error:
        st.error(str(error), icon=":material/error:")
        draft = None
    if draft is None:
        st.info(ui("report.none_open"), icon=":material/info:")
        st.page_link(state.get(Key.PAGES)["home"], label=ui("report.back_home"), icon=":material/arrow_back:")
        return
    result = session().check(draft.id)
    _head(draft, faults(draft, result))
    left, right = st.columns([5, 7], gap="medium")
    with left, st.container(key="chat_side"):
        chat.show(draft.id)
    with right, st.container(key="report_side"):
        _panel(draft, result)


def _head(draft: Draft, errors: int) -> None:
    """Who and which year, how far each section is, what is left, and how long there is."""
    form = draft.snapshot().form
    left = progress(draft, form)
    with st.container(key="report_head", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{chat.replies.plain(draft.meta.organ)}**　{ui('report.year', year=draft.meta.year)}")
        st.html(_sections(draft, left))
        st.caption(_left(left, errors) + "　" + chat.deadline_text(draft.meta.due, date.today()))


def _sections(draft: Draft, left: Progress) -> str:
    """Six small marks: done, or how many items are open; said in words for those who cannot see colour."""
    form = draft.snapshot().form
    pieces = []
    for section in form.sections:
        count = sum(len(ids) for q, ids in left.open.items() if form.questions[q].section == section.key)
        numeral = "一二三四五六"[section.ordinal - 1]
        state_ = "done" if count == 0 else "open"
        told = ui("report.section_done") if count == 0 else ui("report.section_open", count=count)
        shown = "✓" if count == 0 else count
        pieces.append(
            f'<span class="sec {state_}" title="{section.label}：{told}">{numeral}<small>{shown}</small>'
            f'<span class="sr">{section.label}：{told}</span></span>'
        )
    return f'<div class="sections" role="status">{"".join(pieces)}</div>'


def _left(left: Progress, errors: int) -> str:
    if left.complete and not errors:
        return ui("report.all_done")
    return ui("report.left", open=len(left.open_ids), errors=errors)


def _panel(draft: Draft, result: Result) -> None:
    names = list(PANELS)
    chosen = st.segmented_control(
        ui("report.panels"),
        names,
        default=state.get(Key.PANEL, "draft"),
        key="panel_choice",
        format_func=lambda name: f"{PANELS[name][0]} {ui(f'panel.{name}')}",
        label_visibility="collapsed",
        required=True,
    )
    with st.container(key="panel_body", height=560, border=True):
        PANELS[chosen or "draft"][1](draft, result)
