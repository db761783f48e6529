"""The table of sentences and what becomes of them a year later."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from drafting_cases import snapshot

from assistant.drafting import roll_forward
from assistant.drafting.rollforward import with_facts

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
