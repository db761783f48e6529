"""A desk without drafting and archive, and drafts of invented offices."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assistant.dialogue.replies import Answered, FileReply, Passage
from assistant.dialogue.state import State
from assistant.dialogue.turn import TurnResult, start, take_turn
from assistant.form import load_form
from assistant.report.answer import Answer, Mark, Number
from assistant.report.changes import Change
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.published import PastReport

FORM = load_form("2021")
NOW = datetime(2025, 1, 6, 9, 0)
APPLICANTS = ("natural", "business", "research", "public_interest", "legal_service", "other_org")


@dataclass(frozen=True)
class Words:
    text: str
    marks: tuple[Mark, ...] = ()
    origin: str = "往年"
    missing_facts: tuple[str, ...] = ()


@dataclass
class FakeDesk:
    """Proposes last year's paragraph or a stock sentence; `open_figure` marks 「3次」 in it."""

    batches: list[list[Change]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    exported: list[str] = field(default_factory=list)
    profiles: frozenset[str] = frozenset()

    def propose(self, text_id: str, draft: Draft, variant: int = 0) -> Words:
        past = draft.previous.texts.get(text_id) if draft.previous else None
        text = past if past and not variant else f"{FORM.label(text_id)}工作有序开展（第{variant + 1}稿）。"
        place = text.find("3次〔待核〕")
        marks = (Mark(start=place, end=place + 6, kind="unverified"),) if place >= 0 else ()
        return Words(text, marks)

    def references(self, text_id: str, draft: Draft, who: str = "others", skip: int = 0) -> list[Passage]:
        organ = "本单位" if who == "own" else "另一街道"
        return [Passage(organ=organ, year=2023, section=text_id, text="参考文字。", source="a.docx")]

    def answer(self, question: str, draft: Draft, context: Sequence[str] = ()) -> Answered:
        self.asked.append(question)
        return Answered(text="答复", answer="答复")

    def export(self, draft: Draft, extension: str = "docx") -> FileReply:
        self.exported.append(extension)
        return FileReply(text="已生成", path=f"out.{extension}")

    def last_changes(self, draft: Draft) -> list[Change]:
        return list(self.batches[-1]) if self.batches else []


@dataclass
class Talk:
    """A conversation held against the turn functions, state through JSON each time."""

    draft: Draft
    desk: FakeDesk = field(default_factory=FakeDesk)
    state: State = field(default_factory=State)
    messages: int = 0
    result: TurnResult | None = None

    def begin(self) -> TurnResult:
        self._keep(start(self.draft, self.state, self.desk))
        assert self.result is not None
        return self.result

    def say(self, text: str) -> TurnResult:
        self.messages += 1
        state = State.model_validate_json(self.state.model_dump_json())
        result = take_turn(self.draft, state, text, self.desk, "张三", NOW)
        if result.undo:
            self.desk.batches.pop()
        elif result.changes:
            self.desk.batches.append(list(result.changes))
        self._keep(result)
        return result

    def _keep(self, result: TurnResult) -> None:
        self.draft, self.state, self.result = result.draft, result.state, result

    def values(self) -> dict[str, object]:
        return {one: answer.value for one, answer in self.draft.answers.items()}


def past_report(**cells: int) -> PastReport:
    """Last year's report of an invented street office: everything 0 but `cells` (`__` for the dot)."""
    values: dict[str, Number | None] = dict.fromkeys(FORM.cells, 0)
    values.update({name.replace("__", "."): value for name, value in cells.items()})
    meta = Meta(
        organ="青禾市东湖区柳荫街道办事处",
        year=2023,
        level="street",
        site_name="东湖区人民政府网站",
        url="http://www.example.gov.cn",
        address="柳荫路1号",
        phone="0000-1234567",
    )
    texts = {one: f"{text.label}：本年度按要求开展工作。" for one, text in FORM.texts.items() if not text.optional}
    texts["s1.supervision"] = "全年开展培训3次〔待核〕，未发生责任追究。"
    return PastReport(meta=meta, cells=values, texts=texts)


def new_draft(past: PastReport | None = None, *, office: bool = True) -> Draft:
    """A draft as the session begins it: carry-over and office details taken from last year's report."""
    meta = Meta(organ="青禾市东湖区柳荫街道办事处", year=2024, level="street")
    draft = Draft(meta=meta, previous=past)
    given: dict[str, object] = {}
    if past is not None:
        for column in APPLICANTS:
            given[f"t3.carried_in.{column}"] = past.cells[f"t3.carried_out.{column}"]
    if office or past is not None:
        given |= {
            "meta.site_name": "东湖区人民政府网站",
            "meta.url": "http://www.example.gov.cn",
            "meta.address": "柳荫路1号",
            "meta.phone": "0000-1234567",
        }
    answers = {
        one: Answer.model_validate({"value": value, "source": "imported", "when": NOW}) for one, value in given.items()
    }
    return draft.model_copy(update={"answers": answers})
