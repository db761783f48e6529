"""Messages that steer the conversation: yes and no, undo, state, jumps, wording of others, files, questions."""

from collections.abc import Callable

from assistant.checks.run import run
from assistant.dialogue import paragraphs, rules, showing
from assistant.dialogue.commands import (
    Command,
    command_of,
    extension,
    puts_off,
    question_kind,
    target_of,
    text_of,
    words,
)
from assistant.dialogue.plan import next_question
from assistant.dialogue.recording import SHOWN, Recording
from assistant.dialogue.replies import Answered, Found, Recorded, Reference
from assistant.dialogue.state import Offered
from assistant.report.changes import Change, inverse
from assistant.report.progress import progress
from assistant.wording import say


def steer(turn: Recording, message: str) -> bool:
    """Acts on a message that is a command or a question; False when it is an answer."""
    offered = turn.state.offered
    command = command_of(message)
    if offered is not None and offered.editing and (command is None or command.name not in _LEAVES_EDITING):
        return False
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
        filled = paragraphs.fill(turn.state.offered, message)
        if filled is not None:
            turn.offer_text(filled)
            turn.ask_next()
            return True
        return _adopt(turn, _command, message)
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
        return _edit(turn, command, message)
    turn.notice("correct_which", value="…")
    turn.ask_next()
    return True


def _adopt(turn: Recording, _command: Command, _message: str) -> bool:
    offered = turn.state.offered
    if offered is None:
        turn.notice("no_draft_open")
        turn.ask_next()
        return True
    change = turn.writer.adopt(offered, turn.known)
    turn.apply([change])
    label = turn.form.label(offered.text_id)
    done = showing.shown([change], turn.form)
    turn.replies.append(Recorded(text=say("dialogue.recorded_text", label=label), changes=done))
    left = len(paragraphs.unverified(offered))
    if left:
        turn.notice("kept_unverified", count=left)
    turn.remember(offered=None, last=(offered.text_id,), references=0, jumped=None)
    turn.look([offered.text_id])
    turn.ask_next()
    return True


def _adopt_all(turn: Recording, _command: Command, _message: str) -> bool:
    """Adopts every open paragraph that has no open figure; the others are shown one by one."""
    now = progress(turn.draft, turn.form)
    changes: list[Change] = []
    for question_id, ids in now.open.items():
        text_id = turn.form.questions[question_id].text
        if text_id is None or text_id not in ids or set(ids) - {text_id}:
            continue
        shown = turn.state.offered
        if shown is None or shown.text_id != text_id:
            shown = paragraphs.propose(text_id, turn.known, turn.desk)
        if shown is not None and not paragraphs.unverified(shown):
            changes.append(turn.writer.adopt(shown, turn.known))
    if not changes:
        turn.notice("all_adopted_none")
    else:
        turn.apply(changes)
        done = showing.shown(changes, turn.form)
        names = say("dialogue.separator").join(c.label for c in done)
        turn.replies.append(Recorded(text=say("dialogue.recorded_texts", labels=names), changes=done))
        turn.remember(offered=None, last=tuple(c.target for c in changes), jumped=None)
        turn.look([c.target for c in changes])
    turn.ask_next()
    return True


def _edit(turn: Recording, _command: Command, _message: str) -> bool:
    offered = turn.state.offered
    if offered is None:
        turn.notice("no_draft_open")
        turn.ask_next()
        return True
    turn.offer_text(offered.model_copy(update={"editing": True}))
    turn.notice("own_words", label=turn.form.label(offered.text_id))
    return True


def _variant(turn: Recording, _command: Command, _message: str) -> bool:
    offered = turn.state.offered
    if offered is None:
        turn.notice("no_draft_open")
        turn.ask_next()
        return True
    passages = turn.desk.references(offered.text_id, turn.draft, "others", turn.state.references)
    label = turn.form.label(offered.text_id)
    if passages:
        text = say("dialogue.reference_others", label=label)
        turn.replies.append(Reference(text=text, text_id=offered.text_id, passages=tuple(passages[:SHOWN])))
        turn.remember(references=turn.state.references + len(passages[:SHOWN]))
    other = paragraphs.propose(offered.text_id, turn.known, turn.desk, offered.variant + 1)
    turn.offer_text(other or offered)
    turn.ask_next()
    return True


def _others(turn: Recording, _command: Command, message: str) -> bool:
    return _wording(turn, message, "others")


def _last_wording(turn: Recording, _command: Command, message: str) -> bool:
    return _wording(turn, message, "own")


def _wording(turn: Recording, message: str, whose: str) -> bool:
    """How a part was written last year, or elsewhere."""
    question = turn.known.question
    text_id = text_of(message, turn.known) or (turn.state.offered.text_id if turn.state.offered else None)
    text_id = text_id or (question.text if question else None) or _text_of_facts(turn)
    if text_id is None:
        return _past(turn, message)
    label = turn.form.label(text_id)
    skip = turn.state.references if whose == "others" else 0
    passages = turn.desk.references(text_id, turn.draft, "own" if whose == "own" else "others", skip)
    if passages:
        text = say(f"dialogue.reference_{whose}", label=label)
        turn.replies.append(Reference(text=text, text_id=text_id, passages=tuple(passages[:SHOWN])))
        turn.remember(references=skip + len(passages[:SHOWN]))
    else:
        turn.notice("no_reference", label=label)
    turn.ask_next()
    return True


def _text_of_facts(turn: Recording) -> str | None:
    """The part the figure asked for belongs to."""
    facts = [turn.form.facts[one] for one in turn.state.asked if one in turn.form.facts]
    return facts[0].text if facts else None


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


def _check(turn: Recording, _command: Command, _message: str) -> bool:
    result = run(turn.draft.snapshot(), turn.known.past, waivers=turn.draft.waivers)
    standing = [f for f in result.findings if f.waived is None and f.check != "PUB-10"]
    answered = [f for f in standing if f.level != "info"] or standing
    if answered:
        text = say("dialogue.found", count=min(len(answered), SHOWN))
        turn.replies.append(Found(text=text, findings=tuple(answered[:SHOWN])))
    else:
        turn.notice("nothing_found")
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
        kept = tuple(one for one in turn.draft.skipped if one != question.id)
        turn.draft = turn.draft.model_copy(update={"skipped": (*kept, question.id)})
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
    turn.remember(jumped=None)
    turn.ask_next()
    return True


def _own(turn: Recording, command: Command, _message: str) -> bool:
    question = turn.known.question
    text_id = turn.state.offered.text_id if turn.state.offered else (question.text if question else None)
    if text_id is None or len(command.rest) < paragraphs.SHORTEST:
        return False
    store_own(turn, text_id, command.rest)
    return True


def store_own(turn: Recording, text_id: str, text: str) -> None:
    """The clerk's own paragraph, word for word."""
    change = turn.writer.own(text_id, text, turn.known, turn.desk)
    turn.apply([change])
    done = showing.shown([change], turn.form)
    label = turn.form.label(text_id)
    turn.replies.append(Recorded(text=say("dialogue.recorded_text", label=label), changes=done))
    turn.remember(offered=None, last=(text_id,), references=0, jumped=None)
    turn.look([text_id])
    turn.ask_next()


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
    turn.remember(pending=None, waiting=None, jumped=question_id, offered=None)
    turn.ask_next()


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


def _write(turn: Recording, command: Command, message: str) -> bool:
    text_id = text_of(command.rest, turn.known) or text_of(message, turn.known)
    question = turn.known.question
    text_id = text_id or (question.text if question else None)
    if text_id is None:
        turn.notice("no_target")
        turn.ask_next()
        return True
    offered: Offered | None = paragraphs.propose(text_id, turn.known, turn.desk)
    turn.remember(pending=None, waiting=None, jumped=turn.form.question_of[text_id].id, offered=offered)
    turn.ask_next()
    return True


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
        return _wording(turn, message, kind)
    if kind == "rule":
        term = rules.term_for(message)
        if term is not None:
            turn.replies.append(rules.answered(term))
            turn.ask_next()
            return True
        return _past(turn, message)
    if kind in ("past", "open"):
        return _past(turn, message)
    return False


def _past(turn: Recording, message: str) -> bool:
    given: Answered = turn.desk.answer(message, turn.draft, turn.state.topics)
    turn.replies.append(given)
    turn.remember(topics=(*turn.state.topics, message)[-4:])
    turn.ask_next()
    return True


_LEAVES_EDITING = frozenset(("undo", "download", "left", "check", "adopt", "adopt_all", "variant", "skip", "go", "own"))
_ACTS: dict[str, Callable[[Recording, Command, str], bool]] = {
    "confirm": _confirm,
    "reject": _reject,
    "adopt": _adopt,
    "adopt_all": _adopt_all,
    "edit": _edit,
    "variant": _variant,
    "others": _others,
    "last_wording": _last_wording,
    "undo": _undo,
    "left": _left,
    "check": _check,
    "skip": _skip,
    "download": _download,
    "why": _why,
    "go_on": _go_on,
    "own": _own,
    "go": _go,
    "write": _write,
    "clear": _clear,
}
