"""对比去年: what changed in cells and paragraphs, and what the leader will ask."""

from html import escape

import streamlit as st

from assistant.checks.run import Result
from assistant.drafting.compare import FigureChange
from assistant.report.draft import Draft
from assistant.ui import replies
from assistant.ui.shared import session, ui


def show(draft: Draft, result: Result) -> None:
    """Five biggest changes first, then the changed cells, then each paragraph as a diff."""
    comparison = session().compare(draft.id)
    if comparison is None:
        st.info(ui("compare.no_previous"), icon=":material/info:")
        return
    if comparison.questions:
        st.markdown(f"##### {ui('compare.boss')}")
        for question in comparison.questions:
            reason = question.reason or ui("compare.open_question")
            st.markdown(f"- **{replies.plain(question.text)}**　{replies.plain(reason)}")
    st.markdown(f"##### {ui('compare.cells')}")
    if comparison.changed:
        head = "".join(f"<th scope='col'>{ui(f'compare.col_{name}')}</th>" for name in ("label", "old", "new", "delta"))
        body = "".join(
            f"<tr><td>{escape(row.label)}</td><td>{_number(row.old)}</td><td>{_number(row.new)}</td><td>{_change(row)}</td></tr>"
            for row in comparison.changed
        )
        st.html(f'<table class="changes wide"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
    else:
        st.caption(ui("compare.nothing"))
    for text in comparison.texts:
        with st.expander(f"{text.label}　{ui('compare.same', percent=round(text.sameness.similarity * 100))}"):
            st.html('<div class="diff">' + "".join(_piece(piece.kind, piece.text) for piece in text.pieces) + "</div>")


def _piece(kind: str, text: str) -> str:
    tag = {"added": "ins", "removed": "del"}.get(kind, "span")
    return f"<{tag}>{escape(text)}</{tag}>".replace("\n", "<br>")


def _number(value: object) -> str:
    return ui("chat.unanswered") if value is None else escape(str(value))


def _change(row: FigureChange) -> str:
    """「+3（12.5%）」; nothing where one side is unknown."""
    if row.change is None:
        return ""
    percent = f"（{abs(row.percent):.1f}%）" if row.percent is not None else ""
    return f"{row.change:+}{percent}"
