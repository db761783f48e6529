"""The table of sentences and what becomes of them a year later."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from drafting_cases import snapshot

from assistant.drafting import roll_forward, rollforward_document
from assistant.drafting.rollforward import with_facts
from assistant.report.meta import Meta
from assistant.report.published import PastReport

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "drafting" / "rollforward.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_sentence_reads_as_the_table_says(case: dict[str, Any]) -> None:
    old = with_facts(snapshot(2023, case.get("old")))
    new = snapshot(2024, case.get("new"), unknown=case.get("unknown", False))
    rolled = roll_forward(case["text"], case["text_id"], old, new)
    assert rolled.text == case["expect"]
    marked = [rolled.text[start:end] for start, end in rolled.unverified]
    assert marked == ["〔待核〕" + words for words in case.get("unverified", [])]
    stale = [rolled.text[m.start : m.end] for m in rolled.marks if m.kind == "stale"]
    assert stale == case.get("stale", [])
    stated = [f"{rolled.text[slice(*one.span)]} {one.cell}" for one in rolled.replaced]
    assert stated == case.get("cells", [])


def test_the_table_is_large_enough_and_names_are_told_apart() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 80
    assert len(set(names)) == len(names)


def test_two_years_on_the_years_move_by_two() -> None:
    rolled = roll_forward("2022年，我局持续推进公开。2023年将加强培训。", "s5.measures", snapshot(2022), snapshot(2024))
    assert rolled.text == "2024年，我局持续推进公开。2025年将加强培训。"


def test_the_preamble_keeps_its_numbers() -> None:
    text = "本报告包括六个部分，统计期限为2023年1月1日至2023年12月31日，地址：中华路1号，电话：0537-6520023。"
    rolled = roll_forward(text, "preamble", snapshot(2023), snapshot(2024))
    assert rolled.text == text.replace("2023年", "2024年")
    assert rolled.unverified == ()


def test_a_report_that_does_not_say_its_year_is_taken_for_the_last_one() -> None:
    past = PastReport(texts={"s5.measures": "2024年将加强培训。", "s1.platform": "2023年运行平稳。"})
    texts = rollforward_document(past, {}, 2024)["texts"]
    assert [one["text"] for one in texts.values()] == ["2025年将加强培训。", "2024年运行平稳。"]


def test_the_document_names_spans_cells_and_values() -> None:
    past = PastReport(
        meta=Meta(year=2023),
        cells={"t3.new.total": 3, "t2.fees_wan": Decimal("12.5")},
        texts={
            "s1.on_request": "2023年收到政府信息公开申请3件，培训会参加20人。",
            "s1.management": "收取行政事业性收费12.5万元。",
        },
    )
    texts = rollforward_document(past, {"t3.new.total": 8, "t2.fees_wan": "8.36"}, 2024)["texts"]
    first, second = texts["s1.on_request"], texts["s1.management"]
    assert first["text"] == "2024年收到政府信息公开申请8件，培训会参加〔待核〕20人。"
    assert first["replaced"] == [{"span": {"start": 15, "end": 16}, "cell": "t3.new.total", "old": 3, "new": 8}]
    assert [first["text"][one["start"] : one["end"]] for one in first["unverified"]] == ["〔待核〕20人"]
    assert second["replaced"][0]["new"] == "8.36"


def test_the_paragraphs_own_comma_is_kept() -> None:
    new = snapshot(2024, {"t3.new.natural": 1, "t3.granted.natural": 1})
    rolled = roll_forward("2023年,我局未收到政府信息公开申请.", "s1.on_request", snapshot(2023), new)
    assert "，" not in rolled.text
