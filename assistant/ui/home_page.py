"""我的报告: what is in work, and three ways to begin."""

from datetime import date

import streamlit as st

from assistant.text.numbers import parse_number
from assistant.ui import preview, replies, state
from assistant.ui.shared import as_file, dress, sentences, session, ui
from assistant.ui.state import Key
from assistant.wording import PROMPTS

SAMPLE = PROMPTS / "sample" / "street_2025.md"
FILE_TYPES = ["docx", "doc", "pdf", "html", "htm", "txt", "md", "xlsx", "json"]
FIRST_YEAR, LAST_YEAR = 2008, 2100
"""The years a report can be about: the first ones were due for 2008."""


def page() -> None:
    """The list, or the preview of a report that was just read."""
    dress()
    go_if_asked()
    if state.get(Key.PREVIEW) is not None:
        preview.show(open_report)
        return
    st.markdown(f"### {ui('home.title')}")
    _ways_in()
    _list()


def _ways_in() -> None:
    upload, fresh, sample = st.columns(3, gap="medium")
    with upload, st.container(border=True, key="way_upload", height="stretch"):
        st.markdown(f"##### {ui('home.upload')}")
        st.caption(ui("home.upload_why"))
        st.file_uploader(
            ui("home.upload"), type=FILE_TYPES, key="past_file", label_visibility="collapsed", on_change=_read
        )
    with fresh, st.container(border=True, key="way_new", height="stretch"):
        st.markdown(f"##### {ui('home.new')}")
        st.caption(ui("home.new_why"))
        organ, year = st.columns([3, 1], gap="small")
        with organ:
            st.text_input(ui("home.organ"), key="new_organ", placeholder=ui("home.organ_example"))
        with year:
            st.text_input(ui("home.year"), str(_report_year()), key="new_year")
        st.button(ui("home.begin"), key="new_begin", on_click=_begin, icon=":material/add:")
    with sample, st.container(border=True, key="way_sample", height="stretch"):
        st.markdown(f"##### {ui('home.sample')}")
        st.caption(ui("home.sample_why"))
        st.button(ui("home.try"), key="sample_begin", on_click=_sample, icon=":material/play_arrow:")


def _list() -> None:
    drafts = session().drafts()
    if not drafts:
        st.caption(ui("home.empty"))
        return
    st.markdown(f"##### {ui('home.in_work')}")
    for one in drafts:
        with st.container(border=True, key=f"draft_{one.id}", horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{replies.plain(one.organ)}**　{ui('report.year', year=one.year)}")
            when = one.updated.strftime("%Y-%m-%d %H:%M")
            st.caption(ui("home.state", open=one.open, when=when) if one.open else ui("home.state_done", when=when))
            st.button(ui("home.go_on"), key=f"open_{one.id}", on_click=open_report, args=(one.id,), type="primary")
            with st.popover(ui("home.more"), type="tertiary"):
                st.caption(ui("home.delete_why"))
                st.button(ui("home.delete"), key=f"delete_{one.id}", on_click=_delete, args=(one.id,))


def open_report(draft: str) -> None:
    """Goes to a report at the end of this run (pages cannot be switched inside a callback)."""
    state.put(Key.GO, draft)


def go_if_asked() -> None:
    """Switches to the report named by `open_report`."""
    if draft := state.take(Key.GO):
        st.switch_page(state.get(Key.PAGES)["report"], query_params={"draft": draft})


def _report_year() -> int:
    """The year being reported: last year's until summer, then this year's."""
    today = date.today()
    return today.year - 1 if today.month <= 8 else today.year


def _read() -> None:
    upload = st.session_state.get("past_file")
    if upload is None:
        return
    with sentences(), as_file(upload.name, upload.getvalue()) as path:
        state.put(Key.PREVIEW, session().read(path))
        state.put(Key.CORRECTIONS, {})


def _sample() -> None:
    with sentences():
        state.put(Key.PREVIEW, session().read(SAMPLE))
        state.put(Key.CORRECTIONS, {})


def _begin() -> None:
    organ, year = str(st.session_state.new_organ).strip(), parse_number(str(st.session_state.new_year))
    if not organ:
        state.put(Key.ERROR, ui("home.need_organ"))
    elif not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        state.put(Key.ERROR, ui("home.year_bad"))
    else:
        with sentences():
            open_report(session().create(organ, year))


def _delete(draft: str) -> None:
    with sentences():
        session().delete(draft)
        state.take(Key.LAST)
        state.put(Key.DONE, ui("home.deleted"))
