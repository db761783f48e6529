"""对比去年: what changed in cells and paragraphs, and what the leader will ask."""

from html import escape

import streamlit as st

from assistant.checks.run import Result
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
            st.markdown(f"- {replies.plain(question.text)}")
    st.markdown(f"##### {ui('compare.cells')}")
    changed = [row for row in comparison.cells if row.old != row.new]
    if changed:
        head = "".join(f"<th scope='col'>{ui(f'compare.col_{name}')}</th>" for name in ("label", "old", "new", "delta"))
        body = "".join(
            f"<tr><td>{escape(row.label)}</td><td>{_number(row.old)}</td><td>{_number(row.new)}</td><td>{escape(row.change)}</td></tr>"
            for row in changed
        )
        st.html(f'<table class="changes wide"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
    else:
        st.caption(ui("compare.nothing"))
    for text in comparison.texts:
        with st.expander(f"{text.label}　{ui('compare.same', percent=round(text.similarity * 100))}"):
            st.html('<div class="diff">' + "".join(_piece(kind, part) for kind, part in text.pieces) + "</div>")


def _piece(kind: str, text: str) -> str:
    tag = {"added": "ins", "removed": "del"}.get(kind, "span")
    return f"<{tag}>{escape(text)}</{tag}>".replace("\n", "<br>")


def _number(value: object) -> str:
    return ui("chat.unanswered") if value is None else escape(str(value))
