"""The preview of a past report before anything of it is used: figures, texts, what was not understood, its faults."""

from collections.abc import Callable

import streamlit as st

from assistant.checks.finding import Finding
from assistant.documents.blocks import Table
from assistant.rendering.report import report_document
from assistant.report.published import PastReport
from assistant.report.snapshot import of_past
from assistant.text.numbers import parse_number
from assistant.ui import paper, replies, state
from assistant.ui.shared import sentences, session, ui
from assistant.ui.state import Key

GRID = "paper_preview"


def show(opened: Callable[[str], None]) -> None:
    """Shows what was read; 确认 makes the new report from it, 取消 forgets it."""
    past: PastReport = corrected(state.get(Key.PREVIEW), state.get(Key.CORRECTIONS, {}))
    st.markdown(f"### {ui('preview.title')}")
    missing = [c for c, v in past.cells.items() if v is None]
    stated = len(past.cells) - len(missing)
    st.caption(ui("preview.read", source=past.meta.source or "", stated=stated, blank=len(missing)))
    with st.container(border=True, key="preview_head", horizontal=True, vertical_alignment="bottom"):
        st.text_input(ui("home.organ"), value=past.meta.organ, key="preview_organ")
        st.text_input(ui("preview.year"), str(past.meta.year + 1) if past.meta.year else "", key="preview_year")
        st.button(
            ui("preview.accept"),
            type="primary",
            key="preview_accept",
            icon=":material/check:",
            on_click=_accept,
            args=(past, opened),
        )
        st.button(ui("preview.cancel"), key="preview_cancel", on_click=_cancel)
    faults = [f for f in session().check_past(past).findings if f.level == "error" and f.cells]
    figures, texts, notes = st.tabs(
        [
            ui("preview.figures"),
            ui("preview.texts", count=sum(bool(t) for t in past.texts.values())),
            ui("preview.notes", count=len(past.notes) + len(past.unplaced) + len(faults)),
        ]
    )
    with figures:
        _figures(past, missing, faults)
    with texts:
        form = of_past(past).form
        for text_id, text in past.texts.items():
            if text:
                st.markdown(f"**{form.label(text_id)}**")
                st.text(text)
    with notes:
        _notes(past, faults)


def corrected(past: PastReport, corrections: dict[str, str]) -> PastReport:
    """The report with the cells the clerk corrected; an unreadable correction leaves the cell as it was read."""
    if not corrections:
        return past
    cells, raw = dict(past.cells), dict(past.raw)
    for cell_id, typed in corrections.items():
        value = parse_number(typed)
        if value is not None:
            cells[cell_id] = value
            raw.pop(cell_id, None)
    return past.model_copy(update={"cells": cells, "raw": raw})


def _figures(past: PastReport, missing: list[str], faults: list[Finding]) -> None:
    st.caption(ui("preview.correct"))
    states = dict.fromkeys(missing, "unanswered")
    for fault in faults:
        if fault.found is not None:
            states.update(dict.fromkeys(fault.cells, "error"))
    blocks = [b for b in report_document(of_past(past), marks=True).blocks if isinstance(b, Table)]
    paper.show(
        blocks,
        key=GRID,
        label=ui("preview.figures"),
        edited=_correct,
        states=states,
        editable=frozenset(past.cells),
    )


def _notes(past: PastReport, faults: list[Finding]) -> None:
    if faults:
        st.markdown(f"**{ui('preview.faults')}**")
        for fault in faults:
            st.markdown(f"- {replies.plain(fault.text)}")
    if past.notes:
        st.markdown(f"**{ui('preview.noticed')}**")
        for note in past.notes:
            st.markdown(f"- {replies.plain(note.text)}　:gray[{replies.plain(note.place)} {note.code}]")
    if past.unplaced:
        st.markdown(f"**{ui('preview.unplaced')}**")
        for text in past.unplaced:
            st.text(text)
    if not (faults or past.notes or past.unplaced):
        st.caption(ui("preview.nothing"))


def _correct(changes: dict[str, str]) -> None:
    bad = [value for value in changes.values() if value.strip() and parse_number(value) is None]
    if bad:
        state.put(Key.ERROR, ui("preview.not_a_number", text=bad[0]))
        return
    state.put(Key.CORRECTIONS, {**state.get(Key.CORRECTIONS, {}), **changes})


def _accept(past: PastReport, opened: Callable[[str], None]) -> None:
    organ = str(st.session_state.preview_organ).strip()
    year = parse_number(str(st.session_state.preview_year))
    if not organ:
        state.put(Key.ERROR, ui("home.need_organ"))
        return
    if not isinstance(year, int) or not 2008 <= year <= 2100:
        state.put(Key.ERROR, ui("home.year_bad"))
        return
    with sentences():
        draft = session().create(organ, year, previous=past)
        state.take(Key.PREVIEW)
        state.take(Key.CORRECTIONS)
        opened(draft)


def _cancel() -> None:
    state.take(Key.PREVIEW)
    state.take(Key.CORRECTIONS)
