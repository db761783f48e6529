"""草稿: the report as it will look. A click on a cell, number or paragraph asks for it again."""

import streamlit as st

from assistant.checks.run import Result
from assistant.rendering.report import report_document
from assistant.report.draft import Draft
from assistant.ui import paper
from assistant.ui.shared import act, session, ui

PAPER = "paper_draft"


def show(draft: Draft, result: Result) -> None:
    """Draws the draft with its quiet marks and their legend; what the last answer changed is marked and in view."""
    st.html(
        '<div class="legend">'
        + "".join(
            f'<span><mark class="{kind}">{ui("legend.sample")}</mark> {ui(f"legend.{kind}")}</span>'
            for kind in (*paper.MARKS, "changed")
        )
        + f"<span>{ui('legend.click')}</span></div>"
    )
    changed = _last_changed(draft)
    paper.show(
        report_document(draft.snapshot(), marks=True).blocks,
        key=PAPER,
        label=ui("panel.draft"),
        picked=lambda: _picked(draft.id),
        states=paper.cell_states(draft, result),
        changed=changed,
        turn=draft.revision,
    )


def _last_changed(draft: Draft) -> tuple[str, ...]:
    """Cells and paragraphs the newest revision changed."""
    return tuple(entry.change.target for entry in session().log(draft.id, after=draft.revision - 1))


def _picked(draft: str) -> None:
    target = st.session_state[PAPER].picked
    if target:
        act(session().ask_again, draft, target)
