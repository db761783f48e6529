"""领导审阅: one read-only page: the draft, what changed and why, open and explained findings, sources. It prints."""

import streamlit as st

from assistant.errors import AssistantError
from assistant.rendering.report import report_document
from assistant.ui import compare_panel, paper, replies
from assistant.ui.shared import draft_id, dress, session, ui


def page() -> None:
    """The review page of the report named in the address."""
    dress()
    opened = draft_id()
    if not opened:
        st.info(ui("leader.none"), icon=":material/info:")
        return
    try:
        draft = session().draft(opened)
    except AssistantError as error:
        st.error(str(error), icon=":material/error:")
        return
    result = session().check(draft.id)
    st.markdown(f"### {replies.plain(draft.meta.organ)}　{ui('report.year', year=draft.meta.year)}")
    st.caption(
        ui(
            "leader.summary",
            errors=result.summary["error"],
            warns=result.summary["warn"],
            passed=result.summary["passed"],
        )
    )
    left, right = st.columns([4, 3], gap="large")
    with left:
        paper.show(
            report_document(draft.snapshot(), marks=True).blocks,
            key="paper_leader",
            label=ui("panel.draft"),
            states=paper.cell_states(draft, result),
        )
    with right:
        compare_panel.show(draft, result)
        open_ = [f for f in result.findings if f.level != "info" and not f.waived]
        st.markdown(f"##### {ui('leader.findings', count=len(open_))}")
        for finding in open_:
            replies.finding_line(draft.id, finding, key="leader", live=False)
        for finding in (f for f in result.findings if f.waived):
            st.markdown(f"{replies.plain(finding.text)}　:gray[{finding.check}]")
            st.caption(ui("checks.reason", reason=finding.waived))
