"""提问: questions about past reports, answered with their sources or not at all."""

import streamlit as st

from assistant.archive.result import Answer
from assistant.errors import AssistantError
from assistant.ui import replies, state
from assistant.ui.shared import dress, session, ui
from assistant.ui.state import Key
from assistant.wording import load


def page() -> None:
    """A small conversation of its own, kept for this tab."""
    dress()
    st.markdown(f"### {ui('ask.title')}")
    st.caption(ui("ask.hint"))
    history = state.get(Key.ASK_HISTORY, [])
    if not history and not state.get(Key.ASKED):
        with st.container(horizontal=True, key="ask_examples"):
            for number, example in enumerate(load("examples")["ask"]):
                st.button(example, key=f"example_{number}", on_click=state.put, args=(Key.ASKED, example))
    for number, (question, answer) in enumerate(history):
        _exchange(number, question, answer)
    if question := state.get(Key.ASKED):
        with st.chat_message("user", avatar=":material/person:"):
            st.text(question)
        _answered(question, history)
    st.chat_input(ui("ask.placeholder"), key="ask_line", on_submit=_ask)


def _exchange(number: int, question: str, answer: Answer) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.text(question)
    with st.chat_message("assistant", avatar=":material/edit_note:"):
        replies.answered(answer)


def _answered(question: str, history: list[tuple[str, Answer]]) -> None:
    """The line stands there already; the answer follows in the same run."""
    try:
        answer = session().ask(question, context=[asked for asked, _ in history])
    except AssistantError as error:
        state.take(Key.ASKED)
        st.error(str(error), icon=":material/error:")
        return
    state.take(Key.ASKED)
    state.put(Key.ASK_HISTORY, [*history, (question, answer)])
    with st.chat_message("assistant", avatar=":material/edit_note:"):
        replies.answered(answer)


def _ask() -> None:
    if question := st.session_state.get("ask_line"):
        state.put(Key.ASKED, question)
