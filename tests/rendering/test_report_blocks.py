"""The report as blocks: headings, merges and where each cell of the form stands."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.documents.blocks import Document, Heading, Paragraph, Table
from assistant.documents.writing import slots
from assistant.form import load_form
from assistant.rendering.report import printed_date, report_document
from assistant.report.meta import Meta
from assistant.report.published import Structure
from assistant.report.snapshot import Snapshot

CASES = Path(__file__).parent.parent / "cases" / "rendering"
SHAPES = yaml.safe_load((CASES / "table_shapes.yaml").read_text(encoding="utf-8"))
OUTLINES = yaml.safe_load((CASES / "outlines.yaml").read_text(encoding="utf-8"))
META = Meta(organ="甲镇人民政府", year=2025)


def tables(document: Document) -> dict[str, Table]:
    return {str(b.key): b for b in document.blocks if isinstance(b, Table)}


def outline(document: Document) -> list[str]:
    lines = []
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(f"{block.level} {block.text}")
        elif isinstance(block, Paragraph):
            lines.append(f"= {block.text}")
        elif isinstance(block, Table):
            lines.append(str(block.key))
    return [line.replace("\n", "") for line in lines]


@pytest.mark.parametrize("case", OUTLINES, ids=lambda case: case["name"])
def test_outline(case: dict[str, Any]) -> None:
    meta = META.model_copy(update={"signed_date": case.get("signed")})
    snapshot = Snapshot(meta=meta, texts=case["texts"], published=case.get("published", False))
    assert outline(report_document(snapshot, final=case.get("final", False))) == case["outline"]


@pytest.mark.parametrize("name", SHAPES)
def test_merges(name: str) -> None:
    single = Structure(single_row_other=True) if name.endswith("_single") else None
    table = tables(report_document(Snapshot(meta=META, structure=single)))[name.removesuffix("_single")]
    grid = table.grid()
    assert (len(grid), len(grid[0])) == (SHAPES[name]["rows"], SHAPES[name]["columns"])
    spans = [
        [r + 1, cell.text, cell.rowspan, cell.colspan]
        for r, row in enumerate(table.rows)
        for cell in row
        if cell.rowspan > 1 or cell.colspan > 1
    ]
    listed = [span for span in spans if span[1]]
    missing = [span for span in SHAPES[name]["spans"] if span not in listed]
    assert not missing
    if not single:
        assert listed == SHAPES[name]["spans"]


def test_every_cell_of_the_form_is_printed_once() -> None:
    found = [c.cell_id for t in tables(report_document(Snapshot(meta=META))).values() for row in t.rows for c in row]
    ids = [one for one in found if one]
    assert sorted(ids) == sorted(load_form("2021").cells)


def test_a_cell_stands_under_its_column_and_beside_its_row() -> None:
    grid = slots(tables(report_document(Snapshot(meta=META, stated={"t3.refuse.mass.legal_service": 7})))["t3"])
    place = next((r, c) for r, line in enumerate(grid) for c, s in enumerate(line) if s.cell.text == "7")
    assert grid[place[0]][2].cell.text == "4.无正当理由大量反复申请"
    assert grid[2][place[1]].cell.text == "法律服务机构"


def test_published_report_keeps_what_stood_there() -> None:
    raw = {"t4.review.upheld": "/"}
    printed = tables(report_document(Snapshot(meta=META, raw=raw, published=True)))["t4"]
    draft = tables(report_document(Snapshot(meta=META, raw=raw)))["t4"]
    assert printed.rows[-1][0].text == "/"
    assert draft.rows[-1][0].text == ""


@pytest.mark.parametrize(
    ("iso", "shown"), [("2026-01-05", "2026年1月5日"), ("2026年1月", "2026年1月"), ("2025-12-31", "2025年12月31日")]
)
def test_dates_have_no_leading_zeros(iso: str, shown: str) -> None:
    assert printed_date(iso) == shown
