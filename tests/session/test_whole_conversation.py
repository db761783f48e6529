"""The sample street office from last year's report to the final file, through the real conversation."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.assemble import build_session
from assistant.session import Session
from assistant.session.lines import turn_line
from assistant.settings import Settings
from assistant.wording import PROMPTS

ORGAN = "澄湖区柳岸街道办事处"
SAMPLE = PROMPTS / "sample" / "street_2025.md"
FIGURES = (
    "共36条，其中街道文件4条、财政信息6条、民生实事14条、会议信息5条、其他7条",
    "行政处罚12件，其余没有",
    "确认",
    "2件，都是自然人",
    "全部予以公开",
    "确认",
    "没有复议和诉讼",
    "没有收信息处理费，也没有发通知",
)


@pytest.fixture
def real_session(tmp_path: Path) -> Session:
    return build_session(Settings(data=tmp_path / "data"))


def accept(line: dict[str, Any]) -> str:
    """What a clerk with nothing to add would click next."""
    choices = next((reply["choices"] for reply in reversed(line["replies"]) if reply.get("choices")), [])
    return next((one for one in ("确认", "和去年一样", "采用") if one in choices), "采用")


def settled(line: dict[str, Any]) -> bool:
    last = line["replies"][-1]
    return last["kind"] == "progress" and last["open"] == []


def test_from_last_years_report_to_the_final_file(real_session: Session, tmp_path: Path) -> None:
    draft = real_session.create(ORGAN, 2026, real_session.read(SAMPLE))
    line: dict[str, Any] = {}
    for message in FIGURES:
        line = turn_line(real_session.say(draft, message))
    values = real_session.draft(draft).snapshot().values
    assert values["t2.penalty"] == 12
    assert (values["t3.new.total"], values["t3.carried_in.total"], values["t3.handled_total.total"]) == (2, 1, 3)
    for _ in range(40):
        if settled(line):
            break
        line = turn_line(real_session.say(draft, accept(line)))
    assert settled(line), line
    assert len(real_session.drafts()) == 1
    assert real_session.drafts()[0].open == 0
    errors = [one.text for one in real_session.check(draft).findings if one.level == "error" and not one.waived]
    assert errors == []
    for name in ("年报.docx", "年报.html", "年报.md", "年报.xlsx", "年报.json"):
        made = real_session.export(draft, tmp_path / name)
        assert made.final
        assert real_session.read(made.path).cells["t2.penalty"] == 12
    assert len(real_session._parts.drafts.finals(draft)) == 1
    assert json.loads((tmp_path / "年报.json").read_text(encoding="utf-8"))["draft"]["meta"]["year"] == 2026


def test_every_stored_value_says_where_it_came_from(real_session: Session) -> None:
    draft = real_session.create(ORGAN, 2026, real_session.read(SAMPLE))
    for message in FIGURES:
        real_session.say(draft, message)
    for target, answer in real_session.draft(draft).answers.items():
        assert answer.evidence or answer.source in ("confirmed", "confirmed_zero"), target
        assert answer.when.year > 2000
        assert answer.source in ("typed", "imported", "confirmed", "confirmed_zero", "computed")
    logged = {entry.change.target for entry in real_session.log(draft)}
    assert logged >= set(real_session.draft(draft).answers)
