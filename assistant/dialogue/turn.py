"""One message: draft + words → replies, changes, the new draft and what is remembered. Pure; the session commits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.dialogue import answering
from assistant.dialogue.desk import Desk
from assistant.dialogue.recording import Recording
from assistant.dialogue.replies import Notice
from assistant.dialogue.state import State
from assistant.dialogue.steering import steer
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.wording import say

__all__ = ["State", "TurnResult", "start", "take_turn"]


@dataclass(frozen=True)
class TurnResult:
    """`changes` led from the given draft to `draft`; `undo` says they take back the last stored ones."""

    replies: tuple[Any, ...]
    changes: tuple[Change, ...]
    draft: Draft
    state: State
    undo: bool = False


def start(draft: Draft, state: State, desk: Desk) -> TurnResult:
    """The open question, for a new conversation or one that is taken up again."""
    turn = Recording(draft, state, desk, "", datetime.min)
    turn.ask_next()
    return _result(turn)


def take_turn(draft: Draft, state: State, utterance: str, desk: Desk, who: str, now: datetime) -> TurnResult:
    """Understands one message, and answers it."""
    turn = Recording(draft, state, desk, who, now)
    words = utterance.strip()
    if not words:
        turn.replies.append(Notice(text=say("dialogue.help")))
        turn.ask_next()
    elif not steer(turn, words):
        answering.answer(turn, words)
    return _result(turn)


def _result(turn: Recording) -> TurnResult:
    return TurnResult(tuple(turn.replies), tuple(turn.changes), turn.draft, turn.state, turn.undo)
