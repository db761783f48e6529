"""检查: every finding by level and section, with its place, its mend and its waiver."""

import streamlit as st

from assistant.checks.finding import Finding
from assistant.checks.run import Result
from assistant.report.draft import Draft
from assistant.ui import paper, replies, state
from assistant.ui.shared import act, saw, sentences, session, ui
from assistant.ui.state import Key

LEVELS = ("error", "warn", "info")


def show(draft: Draft, result: Result) -> None:
    """Counts first, then the list. What is only unanswered is counted apart; no filter hides a count."""
    open_ = [f for f in result.findings if not f.waived]
    faulty = {f.key for f in paper.wrong(draft, result)}
    unanswered = [f for f in open_ if f.level == "error" and f.key not in faulty and f.check != paper.GATE]
    listed = {
        "error": [f for f in open_ if f.key in faulty],
        "warn": [f for f in open_ if f.level == "warn"],
        "info": [f for f in open_ if f.level == "info"],
    }
    levels = st.pills(
        ui("checks.filter"),
        LEVELS,
        selection_mode="multi",
        default=["error", "warn"],
        key="level_choice",
        format_func=lambda level: f"{replies.ICONS[level]} {ui(f'level.{level}')} {len(listed[level])}",
        label_visibility="collapsed",
    )
    st.caption(
        ui("checks.passed", passed=result.summary["passed"], not_assessable=result.summary["not_assessable"])
        + ui("checks.unanswered", count=len(unanswered)) * bool(unanswered)
    )
    shown = [finding for level in LEVELS if level in (levels or LEVELS) for finding in listed[level]]
    if not shown:
        st.success(
            ui("checks.none" if not any(listed.values()) else "checks.none_here"), icon=":material/check_circle:"
        )
    shown.sort(key=lambda finding: finding.section or 0)
    section: object = shown
    for number, finding in enumerate(shown):
        if finding.section != section:
            section = finding.section
            st.markdown(f"###### {_section(draft, finding)}")
        _finding(draft, finding, number)
    _folded(unanswered, [f for f in result.findings if f.waived])


def _folded(unanswered: list[Finding], waived: list[Finding]) -> None:
    """What needs no mending now: not filled in yet, or explained."""
    if unanswered:
        with st.expander(ui("checks.open", count=len(unanswered)), icon=":material/pending:"):
            for finding in unanswered:
                st.markdown(f"{replies.plain(finding.text)}　:gray[{finding.check}]")
    if waived:
        with st.expander(ui("checks.waived", count=len(waived)), icon=":material/edit_note:"):
            for finding in waived:
                st.markdown(f"{replies.plain(finding.text)}　:gray[{finding.check}]")
                st.caption(ui("checks.reason", reason=finding.waived))


def _section(draft: Draft, finding: Finding) -> str:
    if finding.section is None:
        return ui("checks.whole")
    section = draft.snapshot().form.sections[finding.section - 1]
    return f"{'一二三四五六'[section.ordinal - 1]}、{section.label}"


def _finding(draft: Draft, finding: Finding, number: int) -> None:
    with st.container(key=f"finding_{number}", border=True):
        replies.finding_line(draft.id, finding, key=f"p{number}", live=True)
        target = finding.span.text_id if finding.span else (finding.cells[0] if finding.cells else None)
        with st.container(horizontal=True, key=f"tools_{number}"):
            if target:
                st.button(
                    ui("checks.go"),
                    key=f"go_{number}",
                    type="tertiary",
                    icon=":material/my_location:",
                    on_click=act,
                    args=(session().ask_again, draft.id, target),
                )
            if finding.explainable and finding.level != "info":
                with st.popover(ui("checks.waive"), type="tertiary", icon=":material/edit_note:"):
                    st.text_area(ui("checks.why"), key=f"reason_{number}")
                    st.button(
                        ui("checks.keep"),
                        key=f"waive_{number}",
                        on_click=_waive,
                        args=(draft.id, finding.key, f"reason_{number}"),
                    )


def _waive(draft: str, key: str, widget: str) -> None:
    with sentences():
        turn = session().waive(draft, key, st.session_state[widget])
        saw(turn.draft)
        state.put(Key.DONE, ui("checks.waived_done"))
