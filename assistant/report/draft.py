"""The report being written."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import Conflict
from assistant.report.answer import Answer, Number, Paragraph
from assistant.report.changes import Change
from assistant.report.meta import Meta
from assistant.report.published import PastReport
from assistant.report.snapshot import Snapshot


class Waiver(BaseModel):
    """A finding explained away in writing; valid only while the values it speaks of stay what they were."""

    model_config = ConfigDict(frozen=True)

    check: str
    key: str
    """`Finding.key`: check, places and values, so that a changed value ends the waiver."""
    reason: str
    who: str
    when: datetime


class Draft(BaseModel):
    """Immutable: every change gives a new draft. `revision` counts stored versions (optimistic locking).

    `answers` holds cells, facts and office details (`meta.phone`); `skipped` the question ids put off;
    `declined` optional texts the office does not want.
    """

    model_config = ConfigDict(frozen=True)

    id: str = ""
    meta: Meta
    answers: dict[str, Answer] = Field(default_factory=dict)
    texts: dict[str, Paragraph] = Field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    previous: PastReport | None = None
    model_allowed: bool = False
    """The clerk agreed that text of this report may be sent to the configured language model."""
    revision: int = 0

    def get(self, target: str) -> Answer | Paragraph | None:
        """The answer or paragraph stored under an id."""
        return self.answers.get(target) or self.texts.get(target)

    def apply(self, changes: Iterable[Change]) -> "Draft":
        """The draft after `changes`. Raises Conflict when one no longer starts from what is stored."""
        answers, texts = dict(self.answers), dict(self.texts)
        for change in changes:
            store: dict[str, Answer] | dict[str, Paragraph]
            store = texts if isinstance(change.after or change.before, Paragraph) else answers
            if store.get(change.target) != change.before:
                raise Conflict(change.target)
            if change.after is None:
                store.pop(change.target, None)
            else:
                store[change.target] = change.after  # type: ignore[assignment]
        return self.model_copy(update={"answers": answers, "texts": texts})

    @property
    def office(self) -> Meta:
        """The head of the report with the answered office details filled in."""
        details = {key[5:]: a.value for key, a in self.answers.items() if key.startswith("meta.")}
        return self.meta.model_copy(update={k: v for k, v in details.items() if k in Meta.model_fields})

    def snapshot(self) -> Snapshot:
        """What checks, rendering and comparison read."""
        numbers: dict[str, Number] = {}
        facts: dict[str, Number] = {}
        form = Snapshot(meta=self.meta).form
        for target, answer in self.answers.items():
            if isinstance(answer.value, str):
                continue
            (numbers if form.cell(target) else facts)[target] = answer.value
        return Snapshot(
            meta=self.office,
            stated=numbers,
            raw={t: a.raw for t, a in self.answers.items() if a.raw and form.cell(t)},
            facts=facts,
            texts={text_id: paragraph.text for text_id, paragraph in self.texts.items()},
            marks={text_id: paragraph.marks for text_id, paragraph in self.texts.items()},
            title=form.title.format(organ=self.office.organ, year=self.office.year),
        )
