"""提问: questions about past reports, answered with their sources or not at all."""

import streamlit as st

from assistant.ui import replies, state
from assistant.ui.shared import dress, sentences, session, ui
from assistant.ui.state import Key


def page() -> None:
    """A small conversation of its own, kept for this tab."""
    dress()
    st.markdown(f"### {ui('ask.title')}")
    st.caption(ui("ask.hint"))
    for number, (question, answer) in enumerate(state.get(Key.ASK_HISTORY, [])):
        with st.chat_message("user", avatar=":material/person:"):
            st.text(question)
        with st.chat_message("assistant", avatar=":material/edit_note:"):
            replies.show("", answer, key=f"a{number}", live=False)
    st.chat_input(ui("ask.placeholder"), key="ask_line", on_submit=_ask)


def _ask() -> None:
    question = st.session_state.get("ask_line")
    if question:
        with sentences():
            history = state.get(Key.ASK_HISTORY, [])
            state.put(
                Key.ASK_HISTORY,
                [*history, (question, session().ask(question, context=[q for q, _ in history]))],
            )
