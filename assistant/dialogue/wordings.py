"""The narrative parts in the conversation: adopt, edit, other wordings, write."""

from assistant.dialogue import paragraphs, showing
from assistant.dialogue.commands import Command, text_of
from assistant.dialogue.recording import SHOWN, Recording
from assistant.dialogue.replies import Answered, Recorded, Reference
from assistant.dialogue.state import Offered
from assistant.report.changes import Change
from assistant.report.progress import progress
from assistant.wording import say


def adopt(turn: Recording, _command: Command, _message: str) -> bool:
    offered = turn.state.offered
    if offered is None:
        turn.notice("no_draft_open")
        turn.ask_next()
        return True
    adopt_shown(turn, offered)
    turn.ask_next()
    return True


def fill_shown(turn: Recording, message: str) -> bool:
    """Puts what the message says into the open spots of the shown paragraph, and adopts it once none is left."""
    offered = turn.state.offered
    filled = paragraphs.fill(offered, message) if offered is not None else None
    if filled is None:
        return False
    turn.offer_text(filled)
    left = paragraphs.unverified(filled)
    if not left and turn.state.offered is not None:
        adopt_shown(turn, filled)
    elif left and filled == offered:
        turn.notice("not_the_same", words=paragraphs.words_of(filled, left[0]))
    turn.ask_next()
    return True


def adopt_shown(turn: Recording, offered: Offered) -> None:
    """Takes the shown paragraph, and the one shown beside it, into the draft."""
    shown = [one for one in (offered, turn.state.beside) if one is not None]
    _adopted(turn, [turn.writer.adopt(one, turn.known) for one in shown])
    left = len(paragraphs.unverified(offered))
    if left:
        turn.notice("kept_unverified", count=left)
    turn.look([one.text_id for one in shown])


def _adopted(turn: Recording, changes: list[Change]) -> None:
    """Takes paragraphs into the draft and says so."""
    turn.apply(changes)
    done = showing.shown(changes, turn.form)
    names = say("dialogue.separator").join(c.label for c in done)
    turn.replies.append(Recorded(text=say("dialogue.recorded_texts", labels=names), changes=done))
    turn.remember(offered=None, beside=None, last=tuple(c.target for c in changes), references=0, jumped=None)


def adopt_all(turn: Recording, _command: Command, _message: str) -> bool:
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
        _adopted(turn, changes)
        turn.look([c.target for c in changes])
    turn.ask_next()
    return True


def edit(turn: Recording, _command: Command, _message: str) -> bool:
    offered = turn.state.offered
    if offered is None:
        turn.notice("no_draft_open")
        turn.ask_next()
        return True
    turn.offer_text(offered.model_copy(update={"editing": True}))
    turn.notice("own_words", label=turn.form.label(offered.text_id))
    return True


def cancel(turn: Recording, _command: Command, _message: str) -> bool:
    """The clerk writes nothing of their own after all; the paragraph is shown again."""
    offered = turn.state.offered
    if offered is None or not offered.editing:
        turn.notice("nothing_pending")
    else:
        turn.offer_text(offered.model_copy(update={"editing": False}))
        turn.notice("not_written")
    turn.ask_next()
    return True


def drop(turn: Recording, _command: Command, _message: str) -> bool:
    """Takes the sentences with open spots out of the shown paragraph."""
    offered = turn.state.offered
    if offered is None or not paragraphs.unverified(offered):
        turn.notice("no_draft_open")
    elif (left := paragraphs.without_doubts(offered)) is None:
        turn.notice("would_be_empty")
    else:
        turn.offer_text(left)
        if turn.state.offered is not None and not paragraphs.unverified(left):
            adopt_shown(turn, left)
    turn.ask_next()
    return True


def variant(turn: Recording, _command: Command, _message: str) -> bool:
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


def others(turn: Recording, _command: Command, message: str) -> bool:
    return wording(turn, message, "others")


def last_wording(turn: Recording, _command: Command, message: str) -> bool:
    return wording(turn, message, "own")


def wording(turn: Recording, message: str, whose: str) -> bool:
    """How a part was written last year, or elsewhere."""
    question = turn.known.question
    text_id = text_of(message, turn.known) or (turn.state.offered.text_id if turn.state.offered else None)
    text_id = text_id or (question.text if question else None) or _text_of_facts(turn)
    if text_id is None:
        return ask_past(turn, message)
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


def own(turn: Recording, command: Command, _message: str) -> bool:
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
    turn.remember(offered=None, beside=None, last=(text_id,), references=0, jumped=None)
    turn.look([text_id])
    turn.ask_next()


def write(turn: Recording, command: Command, message: str) -> bool:
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


def ask_past(turn: Recording, message: str) -> bool:
    given: Answered = turn.desk.answer(message, turn.draft, turn.state.topics)
    turn.replies.append(given)
    turn.remember(topics=(*turn.state.topics, message)[-4:])
    turn.ask_next()
    return True
