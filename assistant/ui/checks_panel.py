"""检查: every finding by level and section, with its place, its mend and its waiver."""

import streamlit as st

from assistant.checks.finding import Finding
from assistant.checks.run import Result
from assistant.report.draft import Draft
from assistant.ui import replies, state
from assistant.ui.shared import sentences, session, ui
from assistant.ui.state import Key

LEVELS = ("error", "warn", "info")


def show(draft: Draft, result: Result) -> None:
    """Counts first, then the list. An error is never hidden by a filter without being counted above it."""
    open_ = [f for f in result.findings if not f.waived]
    counts = {level: sum(f.level == level for f in open_) for level in LEVELS}
    st.markdown(
        "　".join(f"{replies.ICONS[level]} {ui(f'level.{level}')} **{counts[level]}**" for level in LEVELS)
        + "　"
        + ui("checks.passed", passed=result.summary["passed"], not_assessable=result.summary["not_assessable"])
    )
    levels = st.pills(
        ui("checks.filter"),
        LEVELS,
        selection_mode="multi",
        default=state.get(Key.LEVELS, ["error", "warn"]),
        key="level_choice",
        format_func=lambda level: ui(f"level.{level}"),
        label_visibility="collapsed",
    )
    shown = [f for f in open_ if f.level in (levels or LEVELS)]
    if not shown:
        st.success(ui("checks.none" if not counts["error"] else "checks.none_here"), icon=":material/check_circle:")
    section = object()
    for number, finding in enumerate(shown):
        if finding.section != section:
            section = finding.section
            st.markdown(f"##### {_section(draft, finding)}")
        _finding(draft, finding, number)
    waived = [f for f in result.findings if f.waived]
    if waived:
        with st.expander(ui("checks.waived", count=len(waived))):
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
                    on_click=_go,
                    args=(draft.id, target),
                )
            if finding.explainable and finding.level != "info":
                with st.popover(ui("checks.waive"), type="tertiary", icon=":material/edit_note:"):
                    reason = st.text_area(ui("checks.why"), key=f"reason_{number}", max_chars=300)
                    st.button(
                        ui("checks.keep"),
                        key=f"waive_{number}",
                        disabled=not reason.strip(),
                        on_click=_waive,
                        args=(draft.id, finding.key, f"reason_{number}"),
                    )


def _go(draft: str, target: str) -> None:
    with sentences():
        session().ask_again(draft, target)


def _waive(draft: str, key: str, widget: str) -> None:
    with sentences():
        session().waive(draft, key, st.session_state[widget])
        state.put(Key.DONE, ui("checks.waived_done"))
