"""A paragraph written or revised by a model, with the facts locked: it never sees a number, it places slots.

Facts go in as {{1}}, {{2}} … with their names; the slots are filled afterwards, each tied to its cell. A figure,
date or document the model wrote itself is caught by the guard: the paragraph is asked for once more, then refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.guard import Offence, guard
from assistant.drafting.types import Proposed
from assistant.errors import ModelUnavailable
from assistant.form import load_form
from assistant.llm.port import Model
from assistant.llm.prompts import Rendered, prompt
from assistant.report.answer import Mark, Number
from assistant.report.snapshot import Snapshot
from assistant.wording import say

_SLOT = re.compile(r"\{\{(\d+)\}\}")
_MARKUP = re.compile(r"^\s*(#+|[-*]|```).*$|\*\*", re.MULTILINE)


@dataclass(frozen=True)
class Slot:
    """One locked fact."""

    cell: str
    value: Number
    unit: str


class Writing:
    """One paragraph being written. Iterate to stream it (slots filled as they come), then take `result`."""

    def __init__(
        self,
        model: Model,
        text_id: str,
        snapshot: Snapshot,
        cells: Sequence[str],
        *,
        current: str = "",
        references: Sequence[str] = (),
        wish: str = "",
    ) -> None:
        self._model, self._text_id, self._snapshot = model, text_id, snapshot
        self._sources = [current, wish]
        self._slots = slots(snapshot, cells)
        self._prompt = prompt("draft").render(
            part=load_form().label(text_id),
            facts=_listed(self._slots) or say("drafting.no_facts"),
            current=_locked(current, self._slots),
            references="\n\n".join(references),
            wish=wish,
        )
        self.result: Proposed | None = None

    def __iter__(self) -> Iterator[str]:
        """The paragraph in pieces. `result` is set at the end; ModelUnavailable when it is refused."""
        for last in (False, True):
            text = ""
            for piece in self._model.stream(self._prompt):
                text += piece
                yield piece
            proposed, offences = self._judged(text)
            if not offences:
                self.result = proposed
                return
            if last:
                raise ModelUnavailable(say("drafting.model_refused", words=_named(offences)))
            self._prompt = _again(self._prompt, offences)
            yield "\n"

    def _judged(self, text: str) -> tuple[Proposed, list[Offence]]:
        text = _MARKUP.sub("", text).strip()
        unlocked = _SLOT.sub("", text)
        filled, marks = fill(text, self._slots)
        offences = guard(unlocked, _nothing(self._snapshot), self._sources)
        return Proposed(filled, marks, say("drafting.by_model", name=self._model.name)), offences


def slots(snapshot: Snapshot, cells: Sequence[str]) -> list[Slot]:
    """The known facts among `cells`, in order."""
    form = load_form()
    known = [(cell, snapshot.value(cell)) for cell in dict.fromkeys(cells)]
    return [Slot(cell, value, form.unit(cell)) for cell, value in known if value is not None]


def fill(text: str, facts: Sequence[Slot]) -> tuple[str, tuple[Mark, ...]]:
    """The text with its slots filled, each number marked as bound to its cell; an unknown slot stays 〔待补〕."""
    pieces: list[str] = []
    marks: list[Mark] = []
    length = at = 0
    for match in _SLOT.finditer(text):
        pieces.append(text[at : match.start()])
        length += match.start() - at
        number = int(match[1])
        fact = facts[number - 1] if 0 < number <= len(facts) else None
        shown = str(fact.value) if fact else say("drafting.blank")
        kind = "bound" if fact else "unverified"
        marks.append(
            Mark(start=length, end=length + len(shown), kind=kind, cell=fact.cell if fact else None, new=shown)
        )
        pieces.append(shown)
        length += len(shown)
        at = match.end()
    return "".join((*pieces, text[at:])), tuple(marks)


def _nothing(snapshot: Snapshot) -> Snapshot:
    """The report without its figures: outside the slots no figure is allowed, not even a true one."""
    return Snapshot(meta=snapshot.meta, title=snapshot.title)


def _listed(facts: Sequence[Slot]) -> str:
    form = load_form()
    return "\n".join(f"{{{{{i}}}}}：{form.label(fact.cell)}（{fact.unit}）" for i, fact in enumerate(facts, 1))


def _locked(current: str, facts: Sequence[Slot]) -> str:
    """The paragraph as it stands, its known numbers replaced by their slots, longest first."""
    order = sorted(range(len(facts)), key=lambda i: -len(str(facts[i].value)))
    for i in order:
        current = re.sub(
            rf"(?<![\d.]){re.escape(str(facts[i].value))}(?=\s*{facts[i].unit})", f"{{{{{i + 1}}}}}", current
        )
    return current


def _named(offences: Sequence[Offence]) -> str:
    return say("drafting.list_separator").join(dict.fromkeys(offence.text for offence in offences[:5]))


def _again(asked: Rendered, offences: Sequence[Offence]) -> Rendered:
    return Rendered(asked.name, asked.system, f"{asked.user}\n\n{say('drafting.write_again', words=_named(offences))}")
