"""填报: the conversation on the left, the report itself on the right."""

from datetime import date

import streamlit as st

from assistant.checks.finding import Finding
from assistant.checks.run import Result
from assistant.errors import AssistantError
from assistant.form import Form
from assistant.report.draft import Draft
from assistant.report.progress import Progress, progress
from assistant.ui import chat, checks_panel, compare_panel, draft_panel, files_panel, needs_panel, state, tables_panel
from assistant.ui.paper import wrong
from assistant.ui.shared import act, draft_id, dress, news, saw, session, ui
from assistant.ui.state import Key
from assistant.wording import load

PANELS = {
    "draft": (":material/article:", draft_panel.show),
    "tables": (":material/table:", tables_panel.show),
    "checks": (":material/fact_check:", checks_panel.show),
    "compare": (":material/difference:", compare_panel.show),
    "needs": (":material/inventory:", needs_panel.show),
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
    news(draft)
    head = st.container(key="report_head", horizontal=True, vertical_alignment="center", gap="medium")
    left, right = st.columns([5, 7], gap="medium")
    with left, st.container(key="chat_side", gap="small"):
        chat.show(draft)
    draft = session().draft(draft.id)
    result = session().check(draft.id)
    with head:
        _head(draft, wrong(draft, result))
    with right, st.container(key="report_side", gap="small"):
        _panel(draft, result)
    saw(draft)


def _head(draft: Draft, faulty: list[Finding]) -> None:
    """Who and which year, how far each section is, what is left, what comes next, and how long there is."""
    left = progress(draft, draft.snapshot().form)
    st.markdown(
        f"**{chat.replies.plain(draft.meta.organ)}**　{ui('report.year', year=draft.meta.year)}", width="content"
    )
    with st.container(key="sections", horizontal=True, gap="xxsmall", width="content"):
        _sections(draft, left, faulty)
    parts = [
        _left(left, len(faulty)),
        _next(left, draft.snapshot().form),
        chat.deadline_text(draft.meta.due, date.today()),
    ]
    with st.container(key="status"):
        st.html(f'<p role="status">{"<span>·</span>".join(part for part in parts if part)}</p>')


def _sections(draft: Draft, left: Progress, faulty: list[Finding]) -> None:
    """Six small buttons: done, how many items are open, or how many are wrong, in words; a click goes there."""
    form = draft.snapshot().form
    for section in form.sections:
        questions = [q for q in form.questions.values() if q.section == section.key]
        open_ids = [one for q in questions for one in left.open.get(q.id, ())]
        errors = sum(finding.section == section.ordinal for finding in faulty)
        numeral = "一二三四五六"[section.ordinal - 1]
        key = "faulty" if errors else "open" if open_ids else "done"
        st.button(
            ui(f"section.{key}", numeral=numeral, count=errors or len(open_ids)),
            key=f"section_{key}_{section.key}",
            help=section.label,
            on_click=act,
            args=(session().ask_again, draft.id, (open_ids or [questions[0].asks[0]])[0]),
        )


def _left(left: Progress, errors: int) -> str:
    if left.complete and not errors:
        return ui("report.all_done")
    return ui("report.left", open=len(left.open_ids), errors=errors)


def _next(left: Progress, form: Form) -> str:
    """「接下来：…」, by the short name of the first open question."""
    first = next(iter(left.open), None)
    if first is None:
        return ""
    text_id = form.questions[first].text
    return ui("report.next", topic=form.label(text_id) if text_id else load("questions/figures")[first]["topic"])


def _panel(draft: Draft, result: Result) -> None:
    names = list(PANELS)
    chosen = st.segmented_control(
        ui("report.panels"),
        names,
        default="draft",
        key="panel_choice",
        format_func=lambda name: f"{PANELS[name][0]} {ui(f'panel.{name}')}",
        label_visibility="collapsed",
        required=True,
    )
    with st.container(key="panel_body", height=560, border=True):
        PANELS[chosen or "draft"][1](draft, result)
