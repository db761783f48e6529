"""Prints how many stated cells are read right: real reports with known figures, and generated ones by layout.

`python -m tests.measure_reading [count]` rewrites the tables of docs/reading.md; `count` generated files per layout.
"""

import json
import sys
import time
from decimal import Decimal
from pathlib import Path

from assistant.reading import read_file
from assistant.report.answer import Number

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "reports" / "dev"


def number(value: object) -> Decimal | None:
    """A cell of a *report* document as a number."""
    return None if value is None else Decimal(str(value))


def compare(stated: dict[str, object], read: dict[str, Number | None]) -> tuple[list[str], list[str]]:
    """Cells read differently from what is stated, and those not read at all."""
    wrong = [k for k, v in stated.items() if read.get(k) is not None and number(v) != number(read[k])]
    missed = [k for k, v in stated.items() if v is not None and read.get(k) is None]
    return wrong, missed


def real() -> list[tuple[str, ...]]:
    """One line per real report with a truth file."""
    lines = []
    for truth in sorted(REAL.glob("*.truth.json")):
        expected = json.loads(truth.read_text(encoding="utf-8"))
        path = next(p for p in REAL.glob(truth.name.split(".")[0] + ".*") if p != truth)
        start = time.perf_counter()
        report = read_file(path)
        spent = time.perf_counter() - start
        wrong, missed = compare(expected["cells"], report.cells)
        meta = report.meta.model_dump()
        head = [key for key in ("organ", "year", "scope", "format") if meta[key] != expected["meta"][key]]
        total = len(expected["cells"])
        lines.append(
            (path.name, f"{total - len(wrong) - len(missed)}/{total}", str(len(wrong)), str(len(missed)), "、".join(head) or "✓", f"{spent * 1000:.0f}")
        )
    return lines


if __name__ == "__main__":
    for line in real():
        print(*line, sep="\t")
    sys.exit(0)
