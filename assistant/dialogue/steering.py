"""Messages that steer the conversation: yes and no, undo, state, jumps, wording of others, files, questions."""

from collections.abc import Callable

from assistant.dialogue import looking, rules, showing, wordings
from assistant.dialogue.commands import (
    Command,
    command_of,
    extension,
    puts_off,
    question_kind,
    target_of,
    words,
)
from assistant.dialogue.plan import next_question
from assistant.dialogue.recording import Recording
from assistant.dialogue.replies import Recorded
from assistant.dialogue.wordings import ask_past
from assistant.report.changes import Change, inverse
from assistant.report.progress import progress
from assistant.wording import say

LONG_FOR_A_COMMAND = 16


def steer(turn: Recording, message: str) -> bool:
    """Acts on a message that is a command or a question; False when it is an answer."""
    offered = turn.state.offered
    command = command_of(message)
    if offered is not None and offered.editing:
        if command is None or (command.name in _STARTS_A_TEXT and len(message) > LONG_FOR_A_COMMAND):
            return False
        if command.name in ("confirm", "reject"):
            return wordings.cancel(turn, command, message)
    if command is not None and (act := _ACTS.get(command.name)) is not None:
        return act(turn, command, message)
    if _agreed_and_more(turn, message):
        return False
    if puts_off(message) and question_kind(message) in ("", "open"):
        return _skip(turn, Command("skip"), message)
    return _question(turn, message)


def _agreed_and_more(turn: Recording, message: str) -> bool:
    """「对，另外许可30件」 confirms what waits and goes on; the rest of the message is read as an answer."""
    pending = turn.state.pending
    head = message.replace(",", "，").partition("，")[0]
    if pending is None or head == message:
        return False
    command = command_of(head)
    if command is None or command.name != "confirm":
        return False
    turn.remember(pending=None)
    turn.store(pending.proposals, confirmed=True)
    return True


def _confirm(turn: Recording, _command: Command, message: str) -> bool:
    pending = turn.state.pending
    if pending is not None:
        turn.remember(pending=None)
        turn.store(pending.proposals, confirmed=True)
        turn.ask_next()
        return True
    if turn.state.offered is not None:
        return wordings.fill_shown(turn, message) or wordings.adopt(turn, _command, message)
    turn.notice("nothing_pending")
    turn.ask_next()
    return True


def _reject(turn: Recording, command: Command, message: str) -> bool:
    pending = turn.state.pending
    if pending is not None:
        declined = (*turn.state.declined, pending.key) if pending.key else turn.state.declined
        question = turn.form.question_of.get(pending.proposals[0].target)
        turn.remember(pending=None, declined=declined[-20:], jumped=question.id if question else None)
        turn.notice("declined")
        turn.ask_next()
        turn.remember(jumped=None)
        return True
    if turn.state.offered is not None:
        return wordings.edit(turn, command, message)
    turn.notice("correct_which", value="…")
    turn.ask_next()
    return True


def _undo(turn: Recording, _command: Command, _message: str) -> bool:
    last = turn.desk.last_changes(turn.draft)
    if not last:
        turn.notice("nothing_to_undo")
        turn.ask_next()
        return True
    back = inverse(last)
    turn.apply(back)
    turn.undo = True
    turn.remember(pending=None, waiting=None, offered=None, totals={}, all_to=None, jumped=None, declined=())
    done = showing.shown(back, turn.form)
    what = showing.summary(done, turn.form)
    turn.replies.append(Recorded(text=say("dialogue.undone", what=what), changes=done))
    turn.ask_next()
    return True


def _left(turn: Recording, _command: Command, _message: str) -> bool:
    turn.replies.append(turn.progress())
    if not progress(turn.draft, turn.form).complete:
        turn.ask_next()
    return True


def _help(turn: Recording, _command: Command, _message: str) -> bool:
    turn.notice("help")
    turn.ask_next()
    return True


def _skip(turn: Recording, _command: Command, _message: str) -> bool:
    if turn.state.pending is not None:
        pending = turn.state.pending
        turn.remember(pending=None, declined=(*turn.state.declined, pending.key)[-20:])
    turn.remember(waiting=None, totals={}, all_to=None, jumped=None, offered=None)
    question = turn.known.question or getattr(next_question(turn.known), "question", None)
    if question is not None and question.optional and question.text:
        turn.draft = turn.draft.model_copy(update={"declined": (*turn.draft.declined, question.text)})
    elif question is not None:
        turn.put_off(question.id, turn.draft.skipped)
        turn.notice("skipped", label=showing.topic(question, turn.form))
    turn.ask_next()
    return True


def _download(turn: Recording, _command: Command, message: str) -> bool:
    turn.replies.append(turn.desk.export(turn.draft, extension(message)))
    if not progress(turn.draft, turn.form).complete:
        turn.ask_next()
    return True


def _why(turn: Recording, _command: Command, _message: str) -> bool:
    question = turn.known.question
    words = showing.reasons(question.id) if question else ("", "")
    turn.notice("why", why=words[0], where=words[1])
    turn.ask_next()
    return True


def _go_on(turn: Recording, _command: Command, _message: str) -> bool:
    turn.remember(jumped=None, reminded=())
    turn.ask_next()
    return True


def _go(turn: Recording, command: Command, message: str) -> bool:
    """Opens the question for a section, block, row or part; an answer that starts the same way is no jump."""
    if any(char.isdigit() for char in command.rest) and not any(w in command.rest for w in words()["section_words"]):
        return False
    if question_kind(message) in ("past", "rule"):
        return False
    target = target_of(command.rest, turn.known)
    if target is None:
        if len(command.rest) > 12:
            return False
        turn.notice("no_target")
        turn.ask_next()
        return True
    _jump(turn, target)
    return True


def _jump(turn: Recording, target: str) -> None:
    question_id = _question_for(turn, target)
    turn.remember(pending=None, waiting=None, jumped=question_id, offered=None, focus=_row(turn, target))
    turn.ask_next()


def _row(turn: Recording, target: str) -> tuple[str, ...]:
    """The cells to ask first: the row of table 3 a cell stands in, the figure itself where a row has only one; a
    column of a small block (现行有效) asks the whole block."""
    question = turn.form.question_of.get(target)
    if question is None or question.text:
        return ()
    start = f"{target.rpartition('.')[0]}."
    row = tuple(one for one in question.asks if one.startswith(start))
    if target.startswith("t3."):
        return row
    return (target,) if target.count(".") == 1 or target in turn.form.facts else ()


def _question_for(turn: Recording, target: str) -> str | None:
    """The question that asks for an id; of a section the first one that is open, else its first."""
    form = turn.form
    if target in form.question_of:
        return form.question_of[target].id
    section = [q for q in form.questions.values() if q.section == target]
    open_now = progress(turn.draft, form).open
    found = next((q for q in section if q.id in open_now), section[0] if section else None)
    if found is None:
        row = next((q for one, q in form.question_of.items() if one.startswith(target.rpartition(".")[0])), None)
        return row.id if row else None
    return found.id


def _clear(turn: Recording, command: Command, _message: str) -> bool:
    target = target_of(command.rest, turn.known)
    if target is None:
        return False
    before = turn.draft.get(target)
    label = turn.form.label(target)
    if before is None:
        turn.notice("nothing_to_clear", label=label)
    else:
        change = Change(target=target, before=before, evidence=command.rest)
        turn.apply([change])
        done = showing.shown([change], turn.form)
        turn.replies.append(Recorded(text=say("dialogue.cleared", label=label), changes=done))
        turn.look([target])
    turn.ask_next()
    return True


def _question(turn: Recording, message: str) -> bool:
    """Questions about a rule, the past, or wording; the open question comes again after the answer."""
    kind = question_kind(message)
    if kind in ("own", "others"):
        return wordings.wording(turn, message, kind)
    if kind == "rule":
        term = rules.term_for(message)
        if term is not None:
            turn.replies.append(rules.answered(term))
            turn.ask_next()
            return True
        if turn.known.question is not None and len(message) <= LONG_FOR_A_COMMAND:
            return _why(turn, Command("why"), message)
        return ask_past(turn, message)
    if kind == "open" and looking.draft_figure(turn, message):
        return True
    if kind in ("past", "open"):
        return ask_past(turn, message)
    return False


_STARTS_A_TEXT = frozenset(("write", "clear", "go", "check"))
_ACTS: dict[str, Callable[[Recording, Command, str], bool]] = {
    "confirm": _confirm,
    "reject": _reject,
    "adopt": wordings.adopt,
    "adopt_all": wordings.adopt_all,
    "edit": wordings.edit,
    "cancel": wordings.cancel,
    "drop": wordings.drop,
    "help": _help,
    "variant": wordings.variant,
    "others": wordings.others,
    "last_wording": wordings.last_wording,
    "undo": _undo,
    "left": _left,
    "check": looking.check,
    "skip": _skip,
    "download": _download,
    "why": _why,
    "go_on": _go_on,
    "own": wordings.own,
    "go": _go,
    "write": wordings.write,
    "clear": _clear,
}
