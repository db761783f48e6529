"""Two years of the same office as published: what the earlier text said of a cell must come out as the later table."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.drafting import rollforward_document
from assistant.narrative.binding import bind
from assistant.narrative.claims import claims_in
from assistant.reading import read_file
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot
from assistant.text.normalise import normalise
from assistant.text.numbers import find_numbers, parse_number

DATA = Path(__file__).parents[3] / "shared" / "data" / "reports" / "dev"
PAIRS = (
    ("suqian_2023.txt", "suqian_2024"),
    ("hongze_2023.pdf", "hongze_2024"),
    ("suqian_2024.txt", "suqian_2023"),
    ("hongze_2024.pdf", "hongze_2023"),
    ("jinxiang_2023.txt", "suqian_2024"),
)


def _figures(name: str) -> dict[str, Any]:
    cells = json.loads((DATA / f"{name}.truth.json").read_text(encoding="utf-8"))["cells"]
    return {cell: Decimal(v) if isinstance(v, str) else v for cell, v in cells.items() if v is not None}


@pytest.mark.parametrize(("earlier", "later"), PAIRS, ids=lambda name: name.partition(".")[0])
def test_the_earlier_text_reads_as_the_later_table_says(earlier: str, later: str, record_property: Any) -> None:
    if not (DATA / earlier).is_file():
        pytest.skip(f"no shared data at {DATA}")
    past = read_file(DATA / earlier)
    year = (past.meta.year or 0) + 1
    figures = _figures(later)
    new = Snapshot(meta=Meta(year=year), stated=figures)
    count: Counter[str] = Counter()
    for text_id, rolled in rollforward_document(past, figures, year)["texts"].items():
        text = rolled["text"]
        marked = [(one["start"], one["end"]) for one in rolled["unverified"]]
        for one in rolled["replaced"]:
            stated = parse_number(text[one["span"]["start"] : one["span"]["end"]])
            right = sum(Decimal(new.value(cell) or 0) for cell in one["cell"].split("+"))
            if text[one["span"]["end"] :].startswith(("%", "％")):  # worked out from its cells, not their sum
                right = parse_number(str(one["new"]))
            count["replaced" if stated == right else "wrong"] += 1
        for claim in claims_in(text, text_id, year):
            seen = any(start <= claim.quantity.start < end for start, end in marked)
            count["wrong"] += not seen and bind(claim, new.values).state == "differs"
        count["marked"] += len(marked)
        if text_id != "preamble":
            _nothing_new(past.texts[text_id], text, rolled)
    for key in ("replaced", "marked", "wrong"):
        record_property(key, count[key])
    print(f"{earlier} → {later}: {dict(count)}")
    assert count["wrong"] == 0
    assert count["replaced"] + count["marked"] > 0


def _nothing_new(before: str, text: str, rolled: dict[str, Any]) -> None:
    """A number neither placed from this year's figures nor marked must be a recomputed rate or an old quoted name."""
    settled = [(one["span"]["start"], one["span"]["end"]) for one in rolled["replaced"]]
    settled += [(one["start"], one["end"]) for one in rolled["unverified"]]
    plain = normalise(text)
    for number in find_numbers(plain.text):
        start = plain.offsets[number.start]
        quoted = plain.text[number.start : number.end] in normalise(before).text
        assert number.percent or quoted or any(a <= start < b for a, b in settled), text[start - 10 : start + 10]
