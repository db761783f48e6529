"""Prints how many stated cells are read right: real reports with known figures, and generated ones by layout.

`python -m tests.measure_reading [count [layout …]]` with `count` generated files per layout; without layouts it
rewrites the tables of docs/reading.md.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from assistant.reading import read_file
from assistant.report.answer import Number
from assistant.report.published import PastReport
from tests.generators.documents import FORMATS, blocks_of
from tests.generators.flatten import LAYOUTS, flattened
from tests.generators.reports import Report, make_report

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "reports" / "dev"
PAGE = ROOT / "docs" / "reading.md"
HEAD = ("organ", "year", "scope", "format")


def number(value: object) -> Decimal | None:
    """A cell of a *report* document as a number."""
    return None if value is None else Decimal(str(value))


def compare(stated: dict[str, object], read: dict[str, Number | None]) -> tuple[list[str], list[str]]:
    """Cells read differently from what is stated, and those not read at all."""
    wrong = [k for k, v in stated.items() if read.get(k) is not None and number(v) != number(read[k])]
    missed = [k for k, v in stated.items() if v is not None and read.get(k) is None]
    return wrong, missed


def real() -> list[tuple[str, ...]]:
    """One line per real report with a truth file: file, cells right, wrong, missed, head, milliseconds."""
    lines = []
    for truth in sorted(REAL.glob("*.truth.json")):
        expected = json.loads(truth.read_text(encoding="utf-8"))
        path = next(p for p in REAL.glob(truth.name.split(".")[0] + ".*") if p != truth)
        start = time.perf_counter()
        report = read_file(path)
        spent = time.perf_counter() - start
        wrong, missed = compare(expected["cells"], report.cells)
        meta = report.meta.model_dump()
        head = [key for key in HEAD if meta[key] != expected["meta"][key]]
        total = len(expected["cells"])
        right = f"{total - len(wrong) - len(missed)}/{total}"
        lines.append(
            (path.name, right, str(len(wrong)), str(len(missed)), " ".join(head) or "✓", f"{spent * 1000:.0f}")
        )
    return lines


def text_differences(report: Report, read: PastReport) -> list[str]:
    """Texts that did not come back word for word."""
    found = read.texts | ({"s6.fee": read.texts["s6.other"]} if "s6.other" in read.texts else {})
    return [key for key, text in report.texts.items() if found.get(key) != text]


def generated(layout: str, count: int, folder: Path) -> Iterator[tuple[Report, PastReport, int]]:
    """Generated reports written in that layout and read back."""
    for seed in range(count):
        report = make_report(seed * 31 + len(layout))
        if layout in LAYOUTS:
            path = folder / f"{layout}.txt"
            path.write_text(flattened(report, layout, seed), encoding="utf-8")
        else:
            path = folder / f"report.{layout.partition('_')[0]}"
            path.write_bytes(FORMATS[layout](blocks_of(report, seed)))
        yield report, read_file(path), seed


def measure(layout: str, count: int, verbose: bool = False) -> tuple[int, int, int, int, int]:
    """Cells stated, wrong and missed, and files whose head or texts differ."""
    stated = wrong = missed = heads = texts = 0
    with tempfile.TemporaryDirectory() as folder:
        for report, read, seed in generated(layout, count, Path(folder)):
            w, m = compare(dict(report.cells), read.cells)
            expected = {"organ": report.organ, "year": report.year, "scope": report.scope, "format": report.form}
            head = {key: getattr(read.meta, key) for key, value in expected.items() if getattr(read.meta, key) != value}
            text = text_differences(report, read)
            if verbose and (w or m or head or text):
                print(
                    layout,
                    seed,
                    report.form,
                    "wrong",
                    w[:4],
                    "missed",
                    len(m),
                    m[:4],
                    head,
                    report.title if head else "",
                    text,
                )
            stated, wrong, missed = stated + len(report.cells), wrong + len(w), missed + len(m)
            heads, texts = heads + bool(head), texts + bool(text)
    return stated, wrong, missed, heads, texts


def main(arguments: list[str]) -> None:
    """Prints both tables, and writes them into the page when all layouts were measured."""
    count = int(arguments[0]) if arguments else 25
    chosen = arguments[1:] or [*LAYOUTS, *FORMATS]
    real_lines = real()
    for line in real_lines:
        print(*line, sep="\t")
    made: list[tuple[str, ...]] = []
    sums = [0, 0, 0]
    for layout in chosen:
        stated, wrong, missed, heads, texts = measure(layout, count, verbose=True)
        sums = [a + b for a, b in zip(sums, (stated, wrong, missed), strict=True)]
        share = f"{100 * (stated - wrong - missed) / stated:.2f} %"
        made.append((layout, str(count), share, str(wrong), str(missed), str(heads), str(texts)))
        print(*made[-1], sep="\t", flush=True)
    total = f"{100 * (sums[0] - sums[1] - sums[2]) / sums[0]:.3f} %"
    print("all", total)
    if not arguments[1:]:
        write_page(real_lines, made, total)


def write_page(real_lines: list[tuple[str, ...]], made: list[tuple[str, ...]], total: str) -> None:
    """Replaces what stands between the marks of the page."""
    parts = PAGE.read_text(encoding="utf-8").split("<!-- measured -->")
    tables = "\n\n".join(
        (
            _table(("file", "cells right", "wrong", "not found", "head", "ms"), real_lines),
            _table(
                ("layout", "files", "cells right", "wrong", "not found", "heads differing", "texts differing"), made
            ),
            f"All generated files: {total} of the cells right.",
        )
    )
    PAGE.write_text(f"{parts[0]}<!-- measured -->\n\n{tables}\n\n<!-- measured -->{parts[2]}", encoding="utf-8")


def _table(head: tuple[str, ...], lines: list[tuple[str, ...]]) -> str:
    rows = [head, tuple("---" for _ in head), *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


if __name__ == "__main__":
    main(sys.argv[1:])
