"""A paragraph in a comfortable box: begun from 修改 (with the paragraph in it) or 自己写 (empty), kept on 保存."""

from collections.abc import Sequence

import streamlit as st

from assistant.dialogue.replies import Ask, Drafted, Reply
from assistant.report.draft import Draft
from assistant.ui import state
from assistant.ui.shared import saw, sentences, session, ui
from assistant.ui.state import Key, Writing
from assistant.wording import say as wording

BOX = "paragraph_box"


def choices() -> tuple[str, str]:
    """The quick replies that open the box instead of being sent: 修改, 自己写."""
    return wording("dialogue.choice_edit"), wording("dialogue.choice_own")


def paragraph_of(draft: Draft, last: Sequence[Reply]) -> tuple[str, str] | None:
    """Which paragraph the newest replies are about, and its words; None when they are about figures."""
    shown = next((r for r in reversed(last) if isinstance(r, Drafted)), None)
    if shown is not None:
        return shown.text_id, shown.text
    asked = next((one for r in reversed(last) if isinstance(r, Ask) for one in r.asks), "")
    if asked not in draft.snapshot().form.texts:
        return None
    written = draft.texts.get(asked)
    return asked, written.text if written else ""


def begin(draft: str, text_id: str, words: str, choice: str = "") -> None:
    """Opens the box. 自己写 starts from an empty one."""
    state.put(Key.WRITING, Writing(draft, text_id, "" if choice == choices()[1] else words))
    st.session_state.pop(BOX, None)


def open_for(draft: Draft) -> bool:
    """Whether a paragraph of this report is being written."""
    writing: Writing | None = state.get(Key.WRITING)
    return writing is not None and writing.draft == draft.id


def show(draft: Draft) -> None:
    """The box with 保存 and 取消."""
    writing: Writing = state.get(Key.WRITING)
    label = draft.snapshot().form.label(writing.text_id)
    st.text_area(ui("editor.label", label=label), value=writing.words, key=BOX, height=220)
    with st.container(horizontal=True, key="editor_tools"):
        st.button(
            ui("editor.save"),
            key="editor_save",
            type="primary",
            icon=":material/check:",
            on_click=_save,
            args=(draft.id, writing.text_id),
        )
        st.button(ui("editor.cancel"), key="editor_cancel", on_click=state.take, args=(Key.WRITING,))


def _save(draft: str, text_id: str) -> None:
    with sentences():
        turn = session().edit_text(draft, text_id, str(st.session_state[BOX]), seen=state.get(Key.SEEN, {}).get(draft))
        saw(turn.draft)
        state.take(Key.WRITING)
