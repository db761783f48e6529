"""Measured on published reports: no right statement is doubted as wrong, the known faults are found."""

import json
import re
from pathlib import Path

import pytest

from assistant.narrative.binding import bind
from assistant.narrative.claims import breakdowns_in, claims_in
from assistant.narrative.types import Breakdown, Part

REPORTS = Path(__file__).parents[3] / "shared/data/reports/dev"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="published reports are not at hand")

TEXTS = ["suqian_2023", "suqian_2024", "jinxiang_2023"]
WRONG_SUMS = {"P088", "P101", "P128"}


def prose(name: str) -> list[tuple[str, str]]:
    """Text ids and paragraphs of the narrative sections before the first table."""
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    text = re.sub(r"(?<=[^。\s])\n(?=[^（\s#])", "", text[: text.index("第二十条第（一）项")])
    topics = {
        "一": "s1.active",
        "二": "s1.on_request",
        "三": "s1.management",
        "四": "s1.platform",
        "五": "s1.supervision",
    }
    found, topic = [], "s1.other"
    for line in text.split("\n"):
        if head := re.match(r"[\s#]*（(.)）", line):
            topic = topics.get(head[1], "s1.other")
        found.append((topic, line))
    return found


def cells(name: str) -> dict[str, int | float | None]:
    stated = json.loads((REPORTS / f"{name}.truth.json").read_text(encoding="utf-8"))["cells"]
    return {cell: one["value"] if isinstance(one, dict) else one for cell, one in stated.items()}


def wrong(parts: tuple[Part, ...]) -> bool:
    split = [part for part in parts if part.parts]
    return any(sum(q.quantity.value for q in p.parts) != p.quantity.value or wrong(p.parts) for p in split)


def faulty(one: Breakdown) -> bool:
    return (not one.open and one.parts_sum != one.total.value) or wrong(one.parts)


@pytest.mark.parametrize("name", TEXTS)
def test_right_statements_are_never_called_wrong(name: str) -> None:
    values = cells(name)
    paragraphs = prose(name)
    states = [bind(c, values).state for topic, line in paragraphs for c in claims_in(line, topic, int(name[-4:]))]
    assert "differs" not in states
    assert "agrees" in states
    assert not [b for topic, line in paragraphs for b in breakdowns_in(line, topic) if faulty(b)]


def test_figures_of_another_base_are_uncertain() -> None:
    values = cells("suqian_2024")
    doubted = [
        c.quantity.value
        for topic, line in prose("suqian_2024")
        for c in claims_in(line, topic, 2024)
        if bind(c, values).state == "uncertain"
    ]
    assert doubted == [134, 57]


def test_only_the_wrong_sums_of_the_excerpts_are_found() -> None:
    found = set()
    for line in (REPORTS / "excerpts.jsonl").read_text(encoding="utf-8").splitlines():
        excerpt = json.loads(line)
        text = excerpt["text"].partition("第二十条第(一)项")[0].partition("第二十条第（一）项")[0]
        if any(faulty(one) for one in breakdowns_in(text, "s1.other")):
            found.add(excerpt["id"])
    assert found == WRONG_SUMS
