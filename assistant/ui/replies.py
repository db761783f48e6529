"""One reply on the screen, drawn by its type."""

import re
from functools import singledispatch
from html import escape
from typing import Any

import streamlit as st

from assistant.archive.result import Answer
from assistant.checks.finding import Finding, Fix
from assistant.dialogue.replies import (
    Answered,
    Ask,
    Confirm,
    Drafted,
    FileReply,
    Found,
    ProgressReply,
    Recorded,
    Reference,
    Reply,
    ShownChange,
)
from assistant.ui.shared import act, session, ui

ICONS = {"error": ":material/error:", "warn": ":material/warning:", "info": ":material/info:"}


def plain(text: str) -> str:
    """Text for st.markdown with nothing in it read as Markdown."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>$~:-])", r"\\\1", text)


def show(draft: str, reply: Reply, *, key: str, live: bool) -> None:
    """Draws `reply`; buttons are live only in the newest message."""
    _draw(reply, draft, key, live)
    if reply.used_model:
        st.caption(ui("chat.used_model"))


@singledispatch
def _draw(reply: Reply, draft: str, key: str, live: bool) -> None:
    st.markdown(plain(reply.text))


@_draw.register
def _(reply: Ask, draft: str, key: str, live: bool) -> None:
    if not live:
        st.markdown(plain(reply.text))


@_draw.register
def _(reply: Confirm, draft: str, key: str, live: bool) -> None:
    if not live:
        st.markdown(plain(reply.text))
    changes_table(reply.changes)


@_draw.register
def _(reply: Recorded, draft: str, key: str, live: bool) -> None:
    st.markdown(plain(reply.text))
    changes_table(reply.changes)
    if live and reply.changes:
        st.button(
            ui("chat.undo"),
            key=f"undo_{key}",
            icon=":material/undo:",
            type="tertiary",
            on_click=_undo,
            args=(draft,),
        )


@_draw.register
def _(reply: Found, draft: str, key: str, live: bool) -> None:
    for number, finding in enumerate(reply.findings):
        finding_line(draft, finding, key=f"{key}_f{number}", live=live)


@_draw.register
def _(reply: Drafted, draft: str, key: str, live: bool) -> None:
    st.html(f'<div class="drafted">{_marked(reply)}</div>')
    if reply.origin:
        st.caption(plain(reply.origin))
    if reply.unverified:
        st.caption(ui("chat.unverified", count=len(reply.unverified)))


@_draw.register
def _(reply: Reference, draft: str, key: str, live: bool) -> None:
    st.markdown(plain(reply.text))
    passages(reply.passages)


@_draw.register
def _(reply: Answered, draft: str, key: str, live: bool) -> None:
    answered(reply)


def answered(answer: Answered | Answer) -> None:
    """What the archive says: the sentence, each figure with its office, year and cell, quoted passages folded."""
    st.markdown(plain(answer.text))
    if answer.figures:
        rows = "".join(
            _row(escape(f.organ), str(f.year or ""), escape(f.label), _value(f.value)) for f in answer.figures
        )
        st.html(f'<table class="changes"><tbody>{rows}</tbody></table>')
    passages(answer.passages)


@_draw.register
def _(reply: ProgressReply, draft: str, key: str, live: bool) -> None:
    st.markdown(plain(reply.text))


@_draw.register
def _(reply: FileReply, draft: str, key: str, live: bool) -> None:
    st.markdown(plain(reply.text))


def passages(found: tuple[Any, ...]) -> None:
    """Quoted wording, folded, each with its source."""
    for passage in found:
        source = " · ".join(str(part) for part in (passage.organ, passage.year, passage.section) if part)
        with st.expander(source, icon=":material/format_quote:"):
            st.text(passage.text)
            st.caption(plain(passage.source))


def changes_table(changes: tuple[ShownChange, ...]) -> None:
    """Before → after, compact; many zeros are folded into one line."""
    zeros = [c for c in changes if c.after == 0 and c.before is None]
    listed = [c for c in changes if c not in zeros] if len(zeros) > 6 else list(changes)
    rows = "".join(_row(escape(c.label or c.cell), _value(c.before), "→", f"<b>{_value(c.after)}</b>") for c in listed)
    if rows:
        st.html(f'<table class="changes"><tbody>{rows}</tbody></table>')
    if len(listed) < len(changes):
        with st.expander(ui("chat.zeros", count=len(changes) - len(listed))):
            st.text("、".join(c.label or c.cell for c in zeros))


def finding_line(draft: str, finding: Finding, *, key: str, live: bool) -> None:
    """A finding with its mend buttons; colour never alone: the level is said in words too."""
    level = ui(f"level.{finding.level}")
    st.markdown(f"{ICONS[finding.level]} **{level}**　{plain(finding.text)}　:gray[{finding.check}]")
    if live and finding.fixes:
        with st.container(horizontal=True, key=f"fixes_{key}"):
            for number, fix in enumerate(finding.fixes[:4]):
                st.button(fix.label, key=f"fix_{key}_{number}", on_click=mend, args=(draft, finding, fix))


def mend(draft: str, finding: Finding, fix: Fix) -> None:
    """Applies one proposed repair, because it was clicked."""
    act(session().mend, draft, finding, fix)


def _undo(draft: str) -> None:
    act(session().undo, draft)


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _value(value: object) -> str:
    if value is None:
        return f'<span class="none">{ui("chat.unanswered")}</span>'
    text = str(value)
    return escape(text if len(text) <= 40 else text[:40] + "…")


def _marked(reply: Drafted) -> str:
    """The paragraph with its unverified and bound stretches marked."""
    spans = [(s.start, s.end, "unverified") for s in reply.unverified]
    spans += [(int(b["start"]), int(b["end"]), "bound") for b in reply.bound if "start" in b and "end" in b]
    pieces: list[str] = []
    at = 0
    for start, end, kind in sorted(spans):
        if start < at:
            continue
        pieces += [
            escape(reply.text[at:start]),
            f'<mark class="{kind}">{escape(reply.text[start:end])}</mark>',
        ]
        at = end
    pieces.append(escape(reply.text[at:]))
    return "".join(pieces).replace("\n", "<br>")
