"""草稿: the report as it will look. A click on a cell, number or paragraph asks for it again."""

import streamlit as st

from assistant.checks.run import Result
from assistant.rendering.report import report_document
from assistant.report.draft import Draft
from assistant.ui import paper
from assistant.ui.shared import sentences, session, ui

PAPER = "paper_draft"


def show(draft: Draft, result: Result) -> None:
    """Draws the draft with its quiet marks and their legend."""
    st.html(
        '<div class="legend">'
        + "".join(
            f'<span><mark class="{kind}">{ui("legend.sample")}</mark> {ui(f"legend.{kind}")}</span>'
            for kind in paper.MARKS
        )
        + "</div>"
    )
    snapshot = draft.snapshot()
    paper.show(
        report_document(snapshot, marks=True).blocks,
        key=PAPER,
        label=ui("panel.draft"),
        picked=lambda: _picked(draft.id),
        states=paper.cell_states(draft, result),
    )


def _picked(draft: str) -> None:
    target = st.session_state[PAPER].picked
    if target:
        with sentences():
            session().ask_again(draft, target)
