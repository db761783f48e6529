"""The report drawn on the page: blocks → HTML, clickable or as grids one can type in.

All text is escaped here; the component itself only places what it is given and reports clicks and edits.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from assistant.checks.finding import Finding
from assistant.checks.run import Result
from assistant.documents.blocks import Block, Cell, Heading, Paragraph, Run, Table
from assistant.form import load_form
from assistant.report.draft import Draft
from assistant.ui import state
from assistant.ui.state import Key

HERE = Path(__file__).parent
GATE = "PUB-10"
"""The check that only says other errors are open."""
MARKS = ("bound", "unverified", "stale", "unchanged")


@cache
def _component() -> Any:
    return component(
        "report_paper",
        html='<div id="paper" lang="zh-CN"></div>',
        css=(HERE / "paper.css").read_text(encoding="utf-8"),
        js=(HERE / "paper.js").read_text(encoding="utf-8"),
    )


def show(
    blocks: Iterable[Block],
    *,
    key: str,
    label: str,
    picked: Callable[[], None] | None = None,
    edited: Callable[[dict[str, str]], None] | None = None,
    states: Mapping[str, str] | None = None,
    editable: frozenset[str] = frozenset(),
    changed: tuple[str, ...] = (),
    turn: int = 0,
) -> None:
    """Draws `blocks`. A click on a cell, number or sentence sets `st.session_state[key].picked` and calls `picked`;
    typing into `editable` cells calls `edited` with {cell id: text}.

    `states` gives cells a look (derived, error, warn, unanswered). `changed` cells and paragraphs are marked; the
    first of them is brought into view once for each `turn`.
    """
    states = states or {}
    values: dict[str, dict[str, str]] = {}
    html = "".join(_block(block, values, states, editable) for block in blocks)
    _component()(
        key=key,
        data={
            "html": html,
            "values": values,
            "label": label,
            "pick": picked is not None,
            "changed": list(changed),
            "turn": turn,
            "heard": state.get(Key.HEARD, {}).get(key, 0),
        },
        on_picked_change=picked or _nothing,
        on_edited_change=partial(_heard, key, edited) if edited else _nothing,
    )


def _heard(key: str, edited: Callable[[dict[str, str]], None]) -> None:
    """Hands on what was typed and remembers up to which edit it has been heard."""
    given = st.session_state[key].edited
    if given:
        state.put(Key.HEARD, {**state.get(Key.HEARD, {}), key: given["n"]})
        edited(dict(given["changes"]))


def _nothing() -> None:
    """The component wants a callback for each trigger."""


def _block(block: Block, values: dict[str, dict[str, str]], states: Mapping[str, str], editable: frozenset[str]) -> str:
    if isinstance(block, Heading):
        tag = f"h{min(block.level + 1, 6)}"
        return f"<{tag}>{escape(block.text)}</{tag}>"
    if isinstance(block, Paragraph):
        pick = f' data-pick="{escape(block.text_id)}" tabindex="0"' if block.text_id else ""
        body = "".join(_run(run) for run in block.runs) or escape(block.text)
        return f'<p class="{block.align}"{pick}>{body}</p>'
    if isinstance(block, Table):
        rows = "".join(f"<tr>{''.join(_cell(c, values, states, editable) for c in row)}</tr>" for row in block.rows)
        return f'<div class="wide"><table class="{escape(block.key or "")}"><tbody>{rows}</tbody></table></div>'
    return ""


def _run(run: Run) -> str:
    if run.kind == "plain":
        return escape(run.text)
    pick = f' data-pick="{escape(run.cell)}"' if run.cell else ""
    return f'<mark class="{escape(run.kind)}"{pick}>{escape(run.text)}</mark>'


def _cell(cell: Cell, values: dict[str, dict[str, str]], states: Mapping[str, str], editable: frozenset[str]) -> str:
    tag = "th" if cell.header else "td"
    spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
        f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    )
    if not cell.cell_id:
        return f"<{tag}{spans}>{escape(cell.text)}</{tag}>"
    one = escape(cell.cell_id)
    values[cell.cell_id] = {"text": cell.text, "state": states.get(cell.cell_id, "")}
    name = escape(_name(cell.cell_id))
    if cell.cell_id in editable:
        field = f'<input data-edit="{one}" aria-label="{name}" inputmode="decimal" autocomplete="off">'
        return f'<{tag}{spans} data-cell="{one}">{field}</{tag}>'
    return f'<{tag}{spans} data-cell="{one}" data-pick="{one}" title="{name}"></{tag}>'


def cell_states(draft: Draft, result: Result) -> dict[str, str]:
    """How each cell looks: derived, unanswered, or touched by a finding (which wins)."""
    snapshot = draft.snapshot()
    states: dict[str, str] = {}
    for cell_id in snapshot.form.cells:
        if cell_id not in snapshot.stated:
            states[cell_id] = "unanswered" if snapshot.value(cell_id) is None else "derived"
    for finding in reversed(result.findings):
        if finding.level != "info" and not finding.waived and finding.state == "fail" and finding.found is not None:
            states.update(dict.fromkeys(finding.cells, finding.level))
    return states


@cache
def _name(cell_id: str) -> str:
    """What a cell is called, for those who do not see the table's heads."""
    return load_form("2021").label(cell_id)


def wrong(draft: Draft, result: Result) -> list[Finding]:
    """Errors in what was answered; what nobody has answered yet is counted as open, not as wrong."""
    snapshot = draft.snapshot()
    errors = [f for f in result.findings if f.level == "error" and not f.waived and f.check != GATE]
    return [f for f in errors if not f.cells or any(snapshot.value(cell) is not None for cell in f.cells)]
