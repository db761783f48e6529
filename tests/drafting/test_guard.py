"""The guard lets through what was given, and nothing else."""

import pytest
from drafting_cases import snapshot

from assistant.drafting import guard

GIVEN = snapshot(2024, {"t3.new.natural": 3, "t3.granted.natural": 3, "t2.fees_wan": "12.5"}, phone="0512-6520001")


@pytest.mark.parametrize(
    "text",
    [
        "2024年，我局收到政府信息公开申请3件，予以公开3件。",
        "2025年，我局将继续推进公开；2023年的问题已整改。",
        "依据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号编制。",
        "统计期限为2024年1月1日至2024年12月31日。",
        "收取行政事业性收费12.5万元，电话：0512-6520001。",
        "对照《条例》第二十条，一是规范流程，二是加强培训。",
        "在20个工作日内作出答复。",
    ],
)
def test_what_was_given_passes(text: str) -> None:
    assert guard(text, GIVEN) == []


@pytest.mark.parametrize(
    ("text", "offending", "kind"),
    [
        ("全年组织培训12场。", "12", "number"),
        ("参训八十余人。", "八十", "number"),
        ("举办第六期培训班。", "第六期", "date"),
        ("收到申请3件，答复率98%。", "98%", "number"),
        ("2024年6月18日召开推进会。", "2024年6月18日", "date"),
        ("自2019年起连续推进。", "2019年", "date"),
        ("印发《关于加强政务公开工作的通知》。", "《关于加强政务公开工作的通知》", "document"),
        ("按照平政办发〔2024〕15号要求。", "〔2024〕15号", "document"),
    ],
)
def test_what_was_not_given_is_named(text: str, offending: str, kind: str) -> None:
    assert [(one.text, one.kind) for one in guard(text, GIVEN)] == [(offending, kind)]


def test_a_source_may_be_drawn_on() -> None:
    text = "组织培训12场，印发《关于加强政务公开工作的通知》。"
    assert guard(text, GIVEN, ["去年组织培训12场，并印发《关于加强政务公开工作的通知》。"]) == []


def test_the_spans_fit_the_text_as_given() -> None:
    text = "全年组织培训１２ 场。"
    assert [text[one.start : one.end] for one in guard(text, GIVEN)] == ["１２"]
