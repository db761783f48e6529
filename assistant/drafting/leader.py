"""「领导会问什么」: the biggest changes against last year, each with the reason the data gives, or left open."""

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from assistant.report.answer import Number
from assistant.report.snapshot import Snapshot
from assistant.text.numbers import format_like
from assistant.wording import load, say


class Headline(BaseModel):
    """A figure a leader looks at. `parts` make it up, `flow` moves it (+1, −1), `last_year` is what it continues."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cell: str
    parts: tuple[str, ...] = ()
    flow: dict[str, int] = Field(default_factory=dict)
    last_year: str | None = None
    breakdown: bool = False


@dataclass(frozen=True)
class Question:
    """A change worth a question. `reason` is found in the data; None leaves the question open for the clerk."""

    cell: str
    label: str
    old: Number
    new: Number
    text: str
    reason: str | None = None


@cache
def headlines() -> tuple[Headline, ...]:
    return tuple(Headline.model_validate(one) for one in load("leader")["headlines"])


def questions(old: Snapshot, new: Snapshot, limit: int = 5) -> tuple[Question, ...]:
    """The `limit` biggest changes, biggest first. A figure unknown in either year raises no question."""
    ranked: list[tuple[float, Headline, Number, Number]] = []
    for one in headlines():
        before, after = old.value(one.cell), new.value(one.cell)
        if before is None or after is None or before == after:
            continue
        ranked.append((_weight(before, after), one, before, after))
    ranked.sort(key=lambda entry: -entry[0])
    return tuple(_question(one, before, after, old, new) for _, one, before, after in ranked[:limit])


def _weight(before: Number, after: Number) -> float:
    """Relative change, weighted by its size, so that 0 → 1 does not outrank 550 → 9487."""
    change, largest = abs(float(after) - float(before)), max(float(after), float(before))
    return change / largest * math.log1p(change)


def _question(one: Headline, before: Number, after: Number, old: Snapshot, new: Snapshot) -> Question:
    form = new.form
    label, unit = form.label(one.cell), form.unit(one.cell)
    rising = after > before
    text = say(
        f"drafting.leader.{'rise' if rising else 'fall'}",
        label=label,
        old=_number(before),
        new=_number(after),
        unit=unit,
        change=_number(abs(Decimal(after) - Decimal(before))),
        percent="" if not before else say("drafting.leader.percent", percent=change_percent(before, after)),
    )
    return Question(one.cell, label, before, after, text, _reason(one, before, after, old, new))


def change_percent(before: Number, after: Number) -> str:
    """「12.5%」 without sign; the base must not be zero."""
    share = abs(Decimal(after) - Decimal(before)) * 100 / Decimal(before)
    return f"{share.quantize(Decimal('0.1')).normalize():f}%"


def _reason(one: Headline, before: Number, after: Number, old: Snapshot, new: Snapshot) -> str | None:
    change = Decimal(after) - Decimal(before)
    if one.last_year and (past := old.value(one.last_year)) is not None and past == after:
        return say("drafting.leader.continues", label=new.form.label(one.last_year), value=_number(past))
    if one.flow:
        moves = {cell: new.value(cell) for cell in one.flow}
        if all(value is not None for value in moves.values()):
            net = sum(Decimal(moves[cell] or 0) * sign for cell, sign in one.flow.items())
            named = [(new.form.label(cell), _number(value or 0)) for cell, value in moves.items()]
            written = say("drafting.list_separator").join(f"{label}{value}" for label, value in named)
            return say("drafting.leader.flow" if net == change else "drafting.leader.flow_differs", moves=written)
    return _from_parts(_parts_of(one, old, new), change, old, new)


def _parts_of(one: Headline, old: Snapshot, new: Snapshot) -> tuple[str, ...]:
    if not one.breakdown:
        return one.parts
    prefix = f"{one.cell}."
    return tuple(dict.fromkeys(fact for fact in (*new.facts, *old.facts) if fact.startswith(prefix)))


def _from_parts(parts: tuple[str, ...], change: Decimal, old: Snapshot, new: Snapshot) -> str | None:
    """The one or two parts that carry at least half of the change in its own direction."""
    moves: list[tuple[Decimal, str]] = []
    for part in parts:
        before, after = old.value(part), new.value(part)
        if before is None and after is None:
            continue
        move = Decimal(after or 0) - Decimal(before or 0)
        if move * change > 0:
            moves.append((abs(move), part))
    moves.sort(reverse=True)
    carried = sum((move for move, _ in moves[:2]), Decimal(0))
    if not moves or carried * 2 < abs(change):
        return None
    chosen = moves[:1] if moves[0][0] * 2 >= abs(change) else moves[:2]
    written = say("drafting.list_separator").join(
        say(
            "drafting.leader.part",
            label=new.form.label(part),
            old=_number(old.value(part) or 0),
            new=_number(new.value(part) or 0),
        )
        for _, part in chosen
    )
    return say("drafting.leader.from_parts", parts=written)


def _number(value: Number | Decimal) -> str:
    return format_like(value)
