"""Cells, headings and titles one by one, from tables an official could read."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from assistant.reading.figures import figure
from assistant.reading.headings import section_named, title_of, topic_named
from assistant.reading.organ import parse_title

CASES = Path(__file__).parent.parent / "cases" / "reading"


def cases(name: str) -> list[dict]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("figures"), ids=lambda case: case["text"])
def test_a_cell_states_its_number_and_keeps_its_text(case: dict) -> None:
    read = figure(case["text"], case.get("kind", "integer"), case.get("unit", "件"))
    expected = None if case["value"] is None else Decimal(str(case["value"]))
    assert (None if read.value is None else Decimal(read.value)) == expected
    assert read.raw == case["raw"]


@pytest.mark.parametrize("case", cases("headings"), ids=lambda case: case["line"])
def test_a_heading_is_known_by_its_words(case: dict) -> None:
    folded = title_of(case["line"]).folded
    named = topic_named(folded, case["in"]) if "in" in case else section_named(folded)
    assert named == case["names"]


@pytest.mark.parametrize("case", cases("titles"), ids=lambda case: case["title"])
def test_a_title_names_organ_and_year(case: dict) -> None:
    assert parse_title(case["title"]) == (case["organ"], case["year"])
