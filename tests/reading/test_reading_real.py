"""Real published reports: every cell that stands in the file, and whose report of which year it is."""

import json
from pathlib import Path

import pytest

from assistant.reading import read_file
from tests.measure_reading import HEAD, REAL, compare

TRUTHS = sorted(REAL.glob("*.truth.json"))
# Text taken from a PDF with two years side by side: each file holds half of both years' table 4.
NOT_IN_FILE = {"suqian_2023": 8, "suqian_2024": 7}


@pytest.mark.skipif(not TRUTHS, reason="the real reports are not beside the repository")
@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_every_cell_that_stands_in_the_file_is_read(truth: Path) -> None:
    expected = json.loads(truth.read_text(encoding="utf-8"))
    name = truth.name.split(".")[0]
    path = next(path for path in REAL.glob(f"{name}.*") if path != truth)
    report = read_file(path)
    wrong, missed = compare(expected["cells"], report.cells)
    assert wrong == []
    assert len(missed) == NOT_IN_FILE.get(name, 0)
    assert {key: getattr(report.meta, key) for key in HEAD} == {key: expected["meta"][key] for key in HEAD}
