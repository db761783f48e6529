"""The conversation: history, what was just sent, the open question with its quick replies, and the line to type in."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date

import streamlit as st

from assistant.dialogue.replies import Ask, Confirm, Drafted, Reply
from assistant.errors import AssistantError
from assistant.report.draft import Draft
from assistant.session.commit import Turn
from assistant.ui import editor, replies, state
from assistant.ui.shared import as_file, session, ui
from assistant.ui.state import Key, Sent
from assistant.wording import say as wording

FILE_TYPES = ["docx", "doc", "pdf", "html", "htm", "txt", "md", "xlsx", "json", "zip"]
SHOWN = 30


def say(draft: str, text: str) -> None:
    """Sends one message: it stands in the chat at once and is answered in the same run."""
    state.take(Key.BACK)
    state.put(Key.SENT, [*state.get(Key.SENT, []), Sent(draft, text)])


def show(draft: Draft) -> None:
    """Draws the chat of one report and answers what was sent."""
    history = session().history(draft.id)
    sent = [one for one in state.get(Key.SENT, []) if one.draft == draft.id]
    with st.container(key="chat_log", border=False, autoscroll=True, height=400):
        _history(draft.id, history, live=not sent)
        for one in sent:
            history = _answer(draft.id, one, history)
        if not sent:
            _welcome_back(draft, history)
    last: Sequence[Reply] = history[-1].replies if history else ()  # type: ignore[assignment]
    _open_question(draft, last)
    st.chat_input(
        ui("chat.placeholder"),
        key="chat_line",
        accept_file="multiple",
        file_type=FILE_TYPES,
        on_submit=_submitted,
        args=(draft.id,),
    )


def _history(draft: str, history: Sequence[Turn], live: bool) -> None:
    older = len(history) - SHOWN
    if older > 0:
        if state.get(Key.EARLIER) == draft:
            older = 0
        else:
            st.button(
                ui("chat.earlier", count=older),
                key="earlier",
                type="tertiary",
                icon=":material/history:",
                on_click=state.put,
                args=(Key.EARLIER, draft),
            )
    for message in history[max(older, 0) :]:
        _message(draft, message, live=live and message is history[-1])


def _message(draft: str, turn: Turn, live: bool) -> None:
    if turn.you:
        _you(turn.you)
    if turn.replies:
        with st.chat_message("assistant", avatar=":material/edit_note:"):
            for number, reply in enumerate(turn.replies):
                replies.show(draft, reply, key=f"r{number}", live=live)  # type: ignore[arg-type]


def _you(text: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.text(text)


def _answer(draft: str, sent: Sent, history: list[Turn]) -> list[Turn]:
    """Shows what was said, then has it answered. The line leaves the queue only when it is stored: a run that is
    broken off before that is followed by one that sends it."""
    _you(sent.text or ui("chat.files", names="、".join(name for name, _ in sent.files)))
    place = st.empty()
    with place.container():
        st.caption(ui("chat.reading" if sent.files else "chat.working"))
    try:
        turn = _send(draft, sent)
    except AssistantError as error:
        _sent(sent)
        place.error(str(error), icon=":material/error:")
        return history
    _sent(sent)
    with place.container(), st.chat_message("assistant", avatar=":material/edit_note:"):
        for number, reply in enumerate(turn.replies):
            replies.show(draft, reply, key=f"r{number}", live=True)  # type: ignore[arg-type]
    return [*history, turn]


def _send(draft: str, sent: Sent) -> Turn:
    seen = state.get(Key.SEEN, {}).get(draft)
    with ExitStack() as stack:
        files = [stack.enter_context(as_file(name, data)) for name, data in sent.files]
        turn = session().say(draft, sent.text, files=files, seen=seen)
    state.put(Key.SEEN, {**state.get(Key.SEEN, {}), draft: turn.draft.revision})
    return turn


def _sent(one: Sent) -> None:
    state.put(Key.SENT, [other for other in state.get(Key.SENT, []) if other is not one])


def _welcome_back(draft: Draft, history: Sequence[Turn]) -> None:
    """One sentence when a report is taken up again in a new tab."""
    known = state.get(Key.KNOWN, frozenset())
    if draft.id not in known:
        state.put(Key.KNOWN, known | {draft.id})
        if any(turn.you for turn in history):
            state.put(Key.BACK, draft.id)
    if state.get(Key.BACK) == draft.id:
        said = next((turn.you for turn in reversed(history) if turn.you), "")
        st.caption(ui("chat.back", said=replies.plain(said[:24])))


def _open_question(draft: Draft, last: Sequence[Reply]) -> None:
    """The question that waits, always in sight, with its quick replies; or the paragraph being edited."""
    if editor.open_for(draft):
        with st.container(key="open_question", border=True):
            editor.show(draft)
        return
    waiting = next((r for r in reversed(last) if isinstance(r, Ask | Confirm | Drafted)), None)
    if waiting is None:
        return
    with st.container(key="open_question", border=True):
        if isinstance(waiting, Ask):
            st.markdown(f"**{replies.plain(waiting.text)}**")
            hints = [part for part in (waiting.last_year, waiting.why, waiting.where) if part]
            if waiting.example:
                hints.append(ui("chat.example", example=waiting.example))
            if hints:
                st.caption("　".join(replies.plain(part) for part in hints))
        elif isinstance(waiting, Confirm):
            st.markdown(f"**{replies.plain(waiting.text)}**")
        else:
            st.markdown(f"**{ui('chat.paragraph_waits')}**")
        _choices(draft, waiting, last)


def _choices(draft: Draft, waiting: Ask | Confirm | Drafted, last: Sequence[Reply]) -> None:
    paragraph = editor.paragraph_of(draft, last)
    stands_out = {wording("dialogue.choice_adopt"), *(waiting.choices[:1] if isinstance(waiting, Confirm) else ())}
    with st.container(horizontal=True, key="choices", gap="small"):
        for number, choice in enumerate(waiting.choices):
            edits = paragraph is not None and choice in editor.choices()
            st.button(
                choice,
                key=f"choice_{number}",
                type="primary" if choice in stands_out else "secondary",
                on_click=editor.begin if edits else say,
                args=(draft.id, *paragraph, choice) if edits and paragraph else (draft.id, choice),
            )


def _submitted(draft: str) -> None:
    value = st.session_state.get("chat_line")
    if value is None:
        return
    files = tuple((upload.name, upload.getvalue()) for upload in value.files)
    text = value.text or ""
    if text.strip() or files:
        state.take(Key.BACK)
        state.put(Key.SENT, [*state.get(Key.SENT, []), Sent(draft, text, files)])


def deadline_text(due: date | None, today: date) -> str:
    """「距 1月31日 还有 12 天」, or that it has passed."""
    if due is None:
        return ""
    days = (due - today).days
    key = "chat.deadline" if days >= 0 else "chat.deadline_passed"
    return ui(key, month=due.month, day=due.day, days=abs(days))
