"""Messages that answer: figures, office details, open figures of a paragraph, own wording."""

from assistant.dialogue import paragraphs, showing
from assistant.dialogue.desk import ReadsWithModel
from assistant.dialogue.offers import zero_offer
from assistant.dialogue.recording import Recording
from assistant.dialogue.state import Proposal
from assistant.dialogue.understand import Understood, understand
from assistant.dialogue.wordings import fill_shown, store_own
from assistant.wording import say


def answer(turn: Recording, message: str) -> None:
    """Reads the message as an answer; what cannot be read changes nothing and says so."""
    if _text_answer(turn, message):
        return
    out = understand(message, turn.known)
    if not out.touched:
        if _with_model(turn, message):
            return
        _unread(turn)
        return
    if message.rstrip().endswith(("吗", "?", "？", "吧？")):
        out.doubt(say("dialogue.asked_back"))
    for sentence in dict.fromkeys(out.refused):
        turn.notice_text(sentence)
    _store(turn, out)
    turn.ask_next()


def _text_answer(turn: Recording, message: str) -> bool:
    """An answer to a shown paragraph: figures for its open spans, or the clerk's own words."""
    question = turn.known.question
    offered = turn.state.offered
    text_id = offered.text_id if offered else (question.text if question else None)
    if text_id is None or turn.state.pending is not None or turn.state.waiting is not None:
        return False
    if question is not None and offered is None and turn.state.asked and text_id not in turn.state.asked:
        return False
    shown = offered is not None and not offered.editing and not _names_figures(turn, message)
    if shown and fill_shown(turn, message):
        return True
    if paragraphs.is_own_words(message, offered, text_id):
        loose = text_id in ("s5.problems", "s5.measures") and not (offered and offered.editing)
        if loose and _names_figures(turn, message):
            return False
        store_own(turn, text_id, message)
        return True
    return False


def _names_figures(turn: Recording, message: str) -> bool:
    """Whether the message gives figures of the form by name, which are an answer to something else."""
    out = understand(message, turn.known)
    return len(message) < 30 and any(one in turn.form.cells for one in (*out.certain, *out.doubtful))


def _store(turn: Recording, out: Understood) -> None:
    certain = list(out.certain.values())
    differing = [p for p in certain if _differs(turn, p)]
    if out.overwrite or turn.state.jumped:
        differing = []
    stored = [p for p in certain if p not in differing]
    same = [p for p in stored if _stands(turn, p)]
    if turn.state.pending is not None and out.certain:
        _take_over(turn, out)
    turn.remember(
        totals={**turn.state.totals, **out.totals},
        waiting=out.waiting or (turn.state.waiting if not out.certain else None),
        all_to=out.all_to or turn.state.all_to,
    )
    done = turn.store(stored)
    if not done and same and not differing and not out.doubtful:
        turn.notice("same_already", label=turn.form.label(same[0].target), value=showing.spoken(same[0].value))
    if out.doubtful or differing:
        reason = out.reason or say("dialogue.changes_answer")
        turn.propose([*out.doubtful.values(), *differing], reason, out.choices)
    elif out.zero_rest and turn.state.pending is None and (offer := zero_offer(out.zero_rest, turn.known)):
        turn.remember(pending=offer)
    elif out.reason and not done:
        turn.notice_text(out.reason)


def _stands(turn: Recording, proposal: Proposal) -> bool:
    before = turn.draft.answers.get(proposal.target)
    return before is not None and before.value == proposal.value


def _differs(turn: Recording, proposal: Proposal) -> bool:
    """An answer given before, other than 0 by a block confirmation, is not replaced without a word of change."""
    before = turn.draft.answers.get(proposal.target)
    return before is not None and before.value != proposal.value


def _take_over(turn: Recording, out: Understood) -> None:
    """A new value for a proposed cell replaces the proposal; correcting a part of it confirms nothing of the rest."""
    pending = turn.state.pending
    assert pending is not None
    left = tuple(p for p in pending.proposals if p.target not in out.certain)
    changed = len(left) < len(pending.proposals)
    turn.remember(pending=None if changed or pending.key else pending.model_copy(update={"proposals": left}))


def _with_model(turn: Recording, message: str) -> bool:
    """A model's reading of what the rules could not read is only ever proposed."""
    question = turn.known.question
    if not isinstance(turn.desk, ReadsWithModel) or question is None:
        return False
    cells = [one for one in turn.state.asked if one in turn.form.cells or one in turn.form.facts]
    read = turn.desk.understand_with_model(message, question.id, cells)
    proposals = [
        Proposal(target=target, value=value, evidence=message)
        for target, value in read
        if target in cells and value >= 0
    ]
    if not proposals:
        return False
    turn.propose(proposals)
    turn.mark_model()
    turn.ask_next()
    return True


def _unread(turn: Recording) -> None:
    question = turn.known.question
    example = showing.example_of(question.id) if question else ""
    if example:
        turn.notice("unread", example=example)
    else:
        turn.notice("unread_plain")
    turn.ask_next()
