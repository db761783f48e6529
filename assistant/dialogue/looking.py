"""What the draft says of itself when asked: what the checks find, how a figure stands."""

from assistant.checks.finding import Finding
from assistant.checks.run import run
from assistant.dialogue import showing
from assistant.dialogue.commands import Command, target_of
from assistant.dialogue.recording import SHOWN, Recording
from assistant.dialogue.replies import Answered, Found
from assistant.wording import say

LONGEST = 16
"""Characters of a section's name behind 检查; more are no name."""


def check(turn: Recording, command: Command, _message: str) -> bool:
    """What the checks find; of one section when it is named (「检查第三部分」)."""
    section = target_of(command.rest, turn.known) if command.rest else None
    if command.rest and (section is None or len(command.rest) > LONGEST):
        return False
    result = run(turn.draft.snapshot(), turn.known.past, profiles=turn.profiles, waivers=turn.draft.waivers)
    standing = [f for f in result.findings if f.waived is None and f.check != "PUB-10"]
    if section is not None:
        standing = [f for f in standing if within(f, section[:2])]
    answered = [f for f in standing if f.level != "info"] or standing
    if answered:
        text = say("dialogue.found", count=min(len(answered), SHOWN))
        turn.replies.append(Found(text=text, findings=tuple(answered[:SHOWN])))
    else:
        turn.notice("nothing_found")
    turn.ask_next()
    return True


def within(finding: Finding, section: str) -> bool:
    """Whether a finding is about a section (`s3`), its table or its text."""
    table = {"s2": "t2", "s3": "t3", "s4": "t4"}.get(section, section)
    number = {"t2": "s2", "t3": "s3", "t4": "s4"}.get(section, section)
    at = (*finding.cells, *((finding.span.text_id,) if finding.span is not None else ()))
    return any(one[:2] in (section, table, number) for one in at)


def draft_figure(turn: Recording, message: str) -> bool:
    """「处罚多少了」: this year's figure as it stands in the draft, with its name."""
    target = target_of(message, turn.known)
    if target is None or not (target in turn.form.cells or target in turn.form.facts):
        return False
    total = f"{target.rpartition('.')[0]}.total"
    target = total if target.startswith("t3.") and total in turn.form.cells else target
    value, label = turn.draft.snapshot().value(target), turn.form.label(target)
    key = "figure_now" if value is not None else "figure_open"
    text = say(f"dialogue.{key}", label=label, value=showing.spoken(value), unit=turn.form.unit(target))
    turn.replies.append(Answered(text=text, answer=text, found=value is not None))
    turn.ask_next()
    return True
