"""One message as a whole: which part of the form each segment speaks of, and what 「其余没有」 covers."""

from collections.abc import Sequence

from assistant.dialogue.state import Proposal
from assistant.dialogue.understand.applications import Applications
from assistant.dialogue.understand.blocks import Blocks
from assistant.dialogue.understand.breakdown import published
from assistant.dialogue.understand.caution import (
    apply_difference,
    corrected,
    difference,
    foreign,
    in_yuan,
    residue,
    weigh,
    without_waiting,
)
from assistant.dialogue.understand.office import office_details
from assistant.dialogue.understand.pasted import pasted
from assistant.dialogue.understand.plainly import bare
from assistant.dialogue.understand.segments import Segment, segments_of
from assistant.dialogue.understand.types import Known, Understood
from assistant.dialogue.understand.values import Refused, fits_unit, measured
from assistant.dialogue.understand.waiting import settle_waiting
from assistant.wording import load, say


def understand(message: str, known: Known) -> Understood:
    """What the message would store. Nothing is stored here, and nothing is made up where it says nothing."""
    message = corrected(in_yuan(without_waiting(message)))
    if not message.strip() or set(message) & set("<>{}"):
        return Understood()
    relative = difference(message)
    if relative is not None:
        plain, sign, past = relative
        return apply_difference(_understand(plain, known), sign, past, known)
    return weigh(_understand(message, known), message, known)


def _understand(message: str, known: Known) -> Understood:
    out = Understood()
    if pasted(message, known, out):
        return out
    if office_details(message, known, out):
        return out
    if published(message, known, out):
        return out
    segments = segments_of(message, _talk(known), known.draft.meta.year)
    segments = [one for one in segments if _answers(one)]
    out.overwrite = any({"change", "wrong"} & one.ops for one in segments)
    segments = _without_negated(segments)
    if settle_waiting(segments, known, out):
        return out
    if _bare_correction(segments, message, known, out) or _same_as_last_year(segments, known, out):
        return out
    if _open_question(segments, message, known, out):
        return out
    _read(segments, message, known, out)
    return out


def _talk(known: Known) -> str:
    asked = known.state.asked or known.state.last
    return asked[0][:2] if asked and asked[0][:2] in ("t2", "t3", "t4") else (asked[0] if asked else "")


def _without_negated(segments: Sequence[Segment]) -> list[Segment]:
    """「行政处罚不是12，是15件」: what was named with the wrong value is meant by the next number."""
    kept: list[Segment] = []
    wrong: Segment | None = None
    for one in segments:
        if wrong is not None and one.number is not None and not one.names:
            one.rows, one.columns, one.cells = wrong.rows, wrong.columns, wrong.cells
            one.table = wrong.table
            wrong = None
        elif wrong is not None:
            kept.append(wrong)
            wrong = None
        corrected = "wrong" in one.ops or ("change" in one.ops and one.value is None)
        if corrected and one.names and one is not segments[-1]:
            wrong = one
        else:
            kept.append(one)
    return kept


def _answers(one: Segment) -> bool:
    """Not a share, not a figure of another year, not a number of something the form does not count."""
    counted = one.number is not None
    if counted and (one.past or one.number.quantity.percent):  # type: ignore[union-attr]
        return False
    return "share" not in one.ops and not ("topic.elsewhere" in one.topics and not one.names and counted)


def _read(segments: Sequence[Segment], message: str, known: Known, out: Understood) -> None:
    applications, blocks = Applications(known, out), Blocks(known, out, message)
    rest: Segment | None = None
    before: Segment | None = None
    for one in segments:
        if one.zero and not one.names and "rest" in one.ops:
            rest = one
            continue
        if _second_number(one, before, out):
            continue
        before = one
        if "unknown" in one.ops and not one.names:
            continue
        if not _countable(one, message, known, out):
            continue
        if one.number is not None and not one.names and _by_unit(one, known, out, blocks):
            continue
        if one.table == "t3" or any(x.startswith("t3.") for x in (*one.rows, *one.columns)):
            applications.read(one)
        else:
            blocks.read(one)
    applications.finish()
    blocks.finish()
    if rest is not None:
        _rest(rest, known, out)


def _second_number(one: Segment, before: Segment | None, out: Understood) -> bool:
    """「处罚12到15件」: a second number for the same thing makes the first one doubtful; 「比去年多5件」 does not."""
    if before is None or one.names or one.number is None or one.clause != before.clause or not before.number:
        return False
    if one.table == "t3" or not before.cells or any(op.startswith("growth") for op in one.ops):
        return any(op.startswith("growth") for op in one.ops)
    if before.cells[0] in out.certain and "change" not in one.ops:
        first = out.certain[before.cells[0]].value
        out.doubt(say("dialogue.two_numbers", first=first, second=one.value), before.cells)
        return True
    return False


def _by_unit(one: Segment, known: Known, out: Understood, blocks: Blocks) -> bool:
    """「收了200元」 among cells asked together: the only one counted in that unit is meant."""
    assert one.number is not None
    unit = one.number.quantity.unit
    asked = [a for a in known.state.asked if a in known.form.facts or a.startswith("t2.")]
    fitting = [a for a in asked if unit and known.form.unit(a) == unit]
    if len(fitting) != 1 or fitting[0] in out.certain or len(asked) < 2 or one.table != _talk(known):
        return False
    blocks.put(fitting[0], one)
    return True


def _countable(one: Segment, message: str, known: Known, out: Understood) -> bool:
    """Table 3 and 4 count whole, non-negative cases; anything else is refused in one sentence."""
    if one.number is None or one.table not in ("t3", "t4") or one.cells:
        return True
    any_cell = "t3.new.natural" if one.table == "t3" else "t4.review.upheld"
    try:
        measured(known, any_cell, message, one.number)
    except Refused as error:
        out.refused.append(str(error))
        return False
    if one.number.quantity.exactness != "exact":
        out.reason = say("dialogue.rough", value=one.number.quantity.value)
    return True


def _rest(one: Segment, known: Known, out: Understood) -> None:
    """「其余没有」: certain for the block of what was named, offered for the rest of its table."""
    said = [*out.certain, *out.doubtful]
    form = known.form
    if out.totals or out.waiting or out.refused or out.doubtful:
        return
    questions = {form.question_of[t].id for t in said if t in form.question_of}
    if not questions and known.question:
        questions = {known.question.id}
    cells = [c for q in questions for c in (*form.questions[q].cells, *form.questions[q].facts)]
    for target in known.unanswered(cells):
        if target in said or target.startswith("meta."):
            continue
        if target.endswith(".in_force") and known.last_year(target):
            continue
        if known.snapshot.derived.get(target) is None or known.value(target) is None:
            out.add(target, 0, one.text, zero=True)
    tables = {form.cells[t].table for t in said if t in form.cells}
    out.zero_rest = [
        c.id
        for c in form.cells.values()
        if c.table in tables and c.entered and c.id not in out.certain and known.unanswered([c.id])
    ]
    if "t3" in tables:
        out.zero_rest = [one for one in out.zero_rest if not one.startswith("t3.")]


def _open_question(segments: Sequence[Segment], message: str, known: Known, out: Understood) -> bool:
    """A message that names nothing answers the open question: 「没有」, 「12」, 「都是0」."""
    asked = [one for one in known.state.asked if one in known.form.cells or one in known.form.facts]
    if asked and bare(message) in load("commands")["zeros"]:
        _all_zero(asked, message, known, out)
        return True
    if not segments or any(
        one.names and (one.value is not None or set(one.cells) - set(asked) or one.rows or one.columns)
        for one in segments
    ):
        return False
    values = [one for one in segments if one.value is not None]
    if not asked or not values or any(one.topics - {"topic.application"} for one in values):
        return False
    if all(one.value == 0 for one in values):
        if any("topic.application" in one.topics for one in values) and not asked[0].startswith("t3.new"):
            return False
        _all_zero(asked, message, known, out)
        return True
    unread = residue(message)
    if foreign(unread, values, asked, known):
        return True
    done = _bare_numbers(values, asked, message, known, out)
    if done and out.certain and unread:
        out.doubt(say("understanding.unread_words", words=unread))
    return done


def _all_zero(asked: Sequence[str], message: str, known: Known, out: Understood) -> None:
    """「都没有」; a stock of documents that stood last year is not among what did not happen."""
    for target in asked:
        if not (target.endswith(".in_force") and known.last_year(target)):
            out.add(target, 0, message, zero=True)


def _bare_numbers(values: Sequence[Segment], asked: list[str], message: str, known: Known, out: Understood) -> bool:
    blocks = Blocks(known, out, message)
    if len(values) == len(asked) and len(asked) > 1 and all("total" not in one.ops for one in values):
        for target, one in zip(asked, values, strict=True):
            blocks.put(target, one)
        out.doubt(say("dialogue.in_order"))
        return True
    for one in values:
        unit = one.number.quantity.unit if one.number else ""
        fitting = [target for target in asked if fits_unit(known, target, unit)]
        exact = [target for target in fitting if unit and known.form.unit(target) == unit]
        fitting = exact if len(exact) == 1 else fitting
        if len(fitting) != 1:
            return bool(out.certain)
        blocks.put(fitting[0], one)
    return True


def _bare_correction(segments: Sequence[Segment], message: str, known: Known, out: Understood) -> bool:
    """「不对，是5件」: the value of what was last recorded or proposed."""
    if not out.overwrite or any(one.names for one in segments):
        return False
    values = [one for one in segments if one.value is not None]
    if len(values) != 1:
        return False
    pending = known.state.pending
    last = [p.target for p in pending.proposals] if pending else list(known.state.last)
    if len(last) > 1:
        last = [one for one in last if known.value(one)] or last
    if len(last) != 1:
        out.refused.append(say("dialogue.correct_which", value=values[0].value))
        return True
    Blocks(known, out, message).put(last[0], values[0])
    return True


def _same_as_last_year(segments: Sequence[Segment], known: Known, out: Understood) -> bool:
    """「和去年一样」: zeros of last year are certain, other figures are shown for confirmation."""
    if not any("same" in one.ops for one in segments) or known.past is None:
        return False
    named = [one for segment in segments for one in (*segment.cells, *segment.rows)]
    targets = [
        cell.id
        for cell in known.form.cells.values()
        if cell.entered and any(cell.id == n or (n.endswith(".*") and cell.id.startswith(n[:-1])) for n in named)
    ] or [one for one in known.state.asked if one in known.form.cells or one in known.form.facts]
    for target in targets:
        value = known.last_year(target)
        if value is not None:
            out.certain[target] = Proposal(target=target, value=value, source="confirmed")
    if any(p.value for p in out.certain.values()):
        out.doubt(say("dialogue.same_as_last_year"))
    return bool(out.certain or out.doubtful)
