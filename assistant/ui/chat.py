"""The conversation: history, the open question with its quick replies, and the line to type in."""

from datetime import date

import streamlit as st

from assistant.dialogue.replies import Ask, Confirm, Drafted, Reply
from assistant.ui import replies, state
from assistant.ui.shared import as_file, sentences, session, ui
from assistant.ui.state import Key

FILE_TYPES = ["docx", "doc", "pdf", "html", "htm", "txt", "md", "xlsx", "json", "zip"]
SHOWN = 30


def say(draft: str, text: str) -> None:
    """Sends one message; used by the line, by quick replies and by clicks on the report."""
    with sentences():
        session().say(draft, text)


def show(draft: str) -> None:
    """Draws the chat of one report."""
    history = session().history(draft)
    last: tuple[Reply, ...] = history[-1].replies if history else ()
    with st.container(key="chat_log", height=400, border=False, autoscroll=True):
        if len(history) > SHOWN:
            with st.expander(ui("chat.earlier", count=len(history) - SHOWN)):
                for message in history[:-SHOWN]:
                    _message(draft, message.you, message.replies, live=False)
        for message in history[-SHOWN:]:
            _message(draft, message.you, message.replies, live=message is history[-1])
    _open_question(draft, last)
    st.chat_input(
        ui("chat.placeholder"),
        key="chat_line",
        accept_file=True,
        file_type=FILE_TYPES,
        on_submit=_submitted,
        args=(draft,),
    )


def _message(draft: str, you: str | None, answers: tuple[Reply, ...], live: bool) -> None:
    if you:
        with st.chat_message("user", avatar=":material/person:"):
            st.text(you)
    if answers:
        with st.chat_message("assistant", avatar=":material/edit_note:"):
            for number, reply in enumerate(answers):
                replies.show(draft, reply, key=f"r{number}", live=live)


def _open_question(draft: str, last: tuple[Reply, ...]) -> None:
    """The question that waits, always in sight, with its quick replies."""
    waiting = next((r for r in reversed(last) if isinstance(r, Ask | Confirm | Drafted)), None)
    if waiting is None:
        return
    with st.container(key="open_question", border=True):
        if isinstance(waiting, Ask):
            st.markdown(f"**{replies.plain(waiting.text)}**")
            hints = [part for part in (waiting.last_year, waiting.why, waiting.where) if part]
            if hints:
                st.caption("　".join(replies.plain(part) for part in hints))
            if waiting.example:
                st.caption(ui("chat.example", example=replies.plain(waiting.example)))
        elif isinstance(waiting, Confirm):
            st.markdown(f"**{replies.plain(waiting.text)}**")
        else:
            st.markdown(f"**{ui('chat.paragraph_waits')}**")
        with st.container(horizontal=True, key="choices"):
            for number, choice in enumerate(waiting.choices):
                st.button(
                    choice,
                    key=f"choice_{number}",
                    type="primary" if number == 0 and not isinstance(waiting, Ask) else "secondary",
                    on_click=say,
                    args=(draft, choice),
                )


def _submitted(draft: str) -> None:
    value = st.session_state.get("chat_line")
    if value is None:
        return
    with sentences():
        if not value.files:
            session().say(draft, value.text)
            return
        upload = value.files[0]
        with as_file(upload.name, upload.getvalue()) as path:
            session().say(draft, value.text or "", files=[path])


def deadline_text(due: date | None, today: date) -> str:
    """「距 1月31日 还有 12 天」, or that it has passed."""
    if due is None:
        return ""
    days = (due - today).days
    key = "chat.deadline" if days >= 0 else "chat.deadline_passed"
    return ui(key, month=due.month, day=due.day, days=abs(days))


def remember_panel(panel: str) -> None:
    """Opens a panel beside the chat."""
    state.put(Key.PANEL, panel)
