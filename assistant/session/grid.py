"""Values typed into a table on the page: each is read and judged on the server before it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assistant.form import load_form
from assistant.report.answer import Answer, Number
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.text.numbers import parse_number
from assistant.wording import say

LARGEST = 10**12
DECIMALS = 4


@dataclass(frozen=True)
class Judged:
    """The changes that can be stored, and one sentence for each value that cannot."""

    changes: tuple[Change, ...] = ()
    refused: tuple[str, ...] = ()


def judge(draft: Draft, typed: Mapping[str, str | None], who: str, when: datetime) -> Judged:
    """Reads what was typed, by cell or fact id. None clears a cell; an emptied field leaves it as it was."""
    changes: list[Change] = []
    refused: list[str] = []
    for target, raw in typed.items():
        before = draft.answers.get(target)
        if raw is None:
            if before is not None:
                changes.append(Change(target=target, before=before, evidence=say("session.cleared")))
            continue
        if not raw.strip() and before is None:
            continue
        value = _read(target, raw)
        if isinstance(value, str):
            refused.append(value)
        elif before is None or before.value != value:
            answer = Answer(value=value, raw=raw, source="typed", who=who, when=when, evidence=raw.strip())
            changes.append(Change(target=target, before=before, after=answer, evidence=raw.strip()))
    return Judged(tuple(changes), tuple(refused))


def _read(target: str, raw: str) -> Number | str:
    """The number typed, or the sentence that says why it is none."""
    form = load_form("2021")
    label, text = form.label(target), raw.strip()
    if target not in form.cells and target not in form.facts and target.rpartition(".")[0] not in form.facts:
        return say("session.no_such_cell", cell=target)
    if not text:
        return say("session.blank_kept", label=label)
    value = parse_number(text)
    if value is None:
        return say("session.not_a_number", label=label, typed=text[:20])
    if value < 0:
        return say("session.negative", label=label, typed=text[:20])
    if value > LARGEST:
        return say("session.too_large", label=label, typed=text[:20])
    defined = form.cell(target) or form.facts.get(target)
    if isinstance(value, Decimal) and value != value.to_integral_value():
        if defined is None or defined.number != "decimal":
            return say("session.not_whole", label=label, typed=text[:20])
        if value != round(value, DECIMALS):
            return say("session.too_fine", label=label, typed=text[:20], places=DECIMALS)
        return value
    return int(value)
