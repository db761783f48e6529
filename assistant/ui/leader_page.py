"""领导审阅: one read-only page: the draft, what changed and why, open and explained findings, sources. It prints."""

from collections import Counter

import streamlit as st

from assistant.checks.run import Result
from assistant.errors import AssistantError
from assistant.rendering.report import report_document
from assistant.report.draft import Draft
from assistant.ui import compare_panel, paper, replies
from assistant.ui.shared import draft_id, dress, session, ui


def page() -> None:
    """The report named in the address, or one chosen here."""
    dress()
    opened = draft_id() or _chosen()
    if not opened:
        st.info(ui("leader.none"), icon=":material/info:")
        return
    try:
        draft = session().draft(opened)
    except AssistantError as error:
        st.error(str(error), icon=":material/error:")
        return
    result = session().check(draft.id)
    wrong = paper.wrong(draft, result)
    st.markdown(f"### {replies.plain(draft.meta.organ)}　{ui('report.year', year=draft.meta.year)}")
    warns = sum(f.level == "warn" and not f.waived for f in result.findings)
    st.caption(ui("leader.summary", errors=len(wrong), warns=warns, passed=result.summary["passed"]) + _print_hint())
    left, right = st.columns([4, 3], gap="large")
    with left:
        paper.show(
            report_document(draft.snapshot(), marks=True).blocks,
            key="paper_leader",
            label=ui("panel.draft"),
            states=paper.cell_states(draft, result),
        )
    with right:
        _findings(draft, result)
        compare_panel.show(draft, result)
        _sources(draft)


def _chosen() -> str | None:
    """A report picked from the list when the address names none; the newest at first."""
    names = {one.id: f"{one.organ}　{ui('report.year', year=one.year)}" for one in session().drafts()}
    if not names:
        return None
    return st.selectbox(ui("leader.choose"), list(names), format_func=names.__getitem__, key="leader_draft")


def _print_hint() -> str:
    return "　" + ui("leader.print")


def _findings(draft: Draft, result: Result) -> None:
    """What is still open, errors first, then what was explained with its reason."""
    wrong = {f.key for f in paper.wrong(draft, result)}
    open_ = [f for f in result.findings if not f.waived and (f.key in wrong or f.level == "warn")]
    st.markdown(f"##### {ui('leader.findings', count=len(open_))}")
    if not open_:
        st.caption(ui("leader.none_open"))
    for finding in open_:
        replies.finding_line(draft.id, finding, key="leader", live=False)
    waived = [f for f in result.findings if f.waived]
    if waived:
        st.markdown(f"##### {ui('leader.waived', count=len(waived))}")
    for finding in waived:
        st.markdown(f"{replies.plain(finding.text)}　:gray[{finding.check}]")
        st.caption(ui("checks.reason", reason=finding.waived))


def _sources(draft: Draft) -> None:
    """Where the figures come from, by number."""
    counts = Counter(answer.source for answer in draft.answers.values())
    snapshot = draft.snapshot()
    counts["computed"] += sum(
        one not in snapshot.stated and snapshot.value(one) is not None for one in snapshot.form.cells
    )
    st.markdown(f"##### {ui('leader.sources')}")
    st.caption("；".join(ui(f"leader.source_{source}", count=count) for source, count in counts.items() if count))
