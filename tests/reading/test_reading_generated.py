"""Generated reports in every layout: no figure wrong, none lost, texts word for word."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.blocks import Document, Paragraph, Place
from assistant.reading import read_document
from assistant.reading.items import Group
from assistant.reading.place import Positions
from tests.generators.documents import FORMATS
from tests.generators.flatten import LAYOUTS, flattened
from tests.generators.reports import make_report
from tests.measure_reading import compare, generated, text_differences

ENOUGH = [layout for layout in (*LAYOUTS, *FORMATS) if not layout.startswith("pdf")]


@pytest.mark.parametrize("layout", [*ENOUGH, "pdf"])
def test_figures_texts_and_head_come_back(layout: str, tmp_path: Path) -> None:
    for report, read, seed in generated(layout, 1 if layout == "pdf" else 4, tmp_path):
        assert compare(dict(report.cells), read.cells) == ([], []), seed
        assert (read.meta.organ, read.meta.year, read.meta.scope) == (report.organ, report.year, report.scope), seed
        assert read.meta.format == report.form, seed
        assert text_differences(report, read) == [], seed


@given(
    st.lists(st.text(alphabet="一二三、（）()1.行政许可规章总计结果维持 |\t0123/-年月日申请", max_size=40), max_size=30)
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_text_is_read_without_a_fault(lines: list[str]) -> None:
    report = read_document(Document(tuple(Paragraph(line) for line in lines), "txt"))
    assert set(report.cells) >= {"t2.licensing", "t4.review.total"}


@given(st.integers(0, 400), st.sampled_from(sorted(LAYOUTS)), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_lost_lines_lose_figures_and_never_move_them(seed: int, layout: str, rng) -> None:
    """A file with lines missing gives fewer figures; what is read in single-line layouts still is what was stated."""
    if layout not in ("bars", "spaces", "tabs", "indented"):
        layout = "bars"
    report = make_report(seed, blanks=False)
    lines = flattened(report, layout, seed).split("\n")
    kept = [line for line in lines if rng.random() > 0.05]
    read = read_document(Document(tuple(Paragraph(line) for line in kept), "txt"))
    wrong, _ = compare({k: v for k, v in report.cells.items() if k.startswith("t3.")}, read.cells)
    assert wrong == []


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_too_few_figures_are_never_given_to_columns_by_guess(figures: list[int]) -> None:
    cells = [str(figure) for figure in figures]
    placed = Positions(7).place(Group(cells, [None] * len(cells), 1, Place(), "", ""))
    assert placed.how == "unclear"
    assert set(placed.cells) == {None}
