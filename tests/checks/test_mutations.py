"""True reports raise no error; one figure changed is found, and the true value is among the proposals."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import checks
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot
from tests.generators import office as make
from tests.generators.reports import make_report

FORM = make.FORM
SUMS = {cell for equation in FORM.equations if equation.check for cell in (*equation.left, *equation.right)}
NOT_FIGURES = {"T2-01", "PRE-01"}
"""The generated offices may fill 规章 and shorten their titles; both are faults, but not of figures."""


def _true(seed: int) -> Snapshot:
    report = make_report(seed, form="2021", blanks=False)
    meta = Meta(organ=report.organ, year=report.year, scope="aggregate" if report.scope == "aggregate" else "own")
    stated = {one: value for one, value in report.cells.items() if value is not None}
    return Snapshot(meta=meta, stated=stated, texts=report.texts, published=True)


@settings(max_examples=40)
@given(st.integers(0, 10_000).filter(lambda seed: make_report(seed, form="2021", blanks=False).total_column))
def test_a_true_report_raises_no_error(seed: int) -> None:
    found = checks.run(_true(seed)).findings
    assert [make.brief(f) for f in found if f.level == "error" and f.check not in NOT_FIGURES] == []


def _office(seed: int) -> Snapshot:
    """The office with other figures: every entered count of an applicant class and outcome drawn anew."""
    rng = random.Random(seed)
    entered = dict(make.ENTERED)
    for column in ("natural", "business", "legal_service"):
        rows = [c.id for c in FORM.cells.values() if c.entered and c.table == "t3" and c.id.endswith("." + column)]
        outcomes = [one for one in rows if ".new." not in one and ".carried_in." not in one]
        for one in outcomes:
            entered[one] = rng.choice([0, 0, rng.randint(1, 60)])
        total = sum(entered[one] for one in outcomes)
        entered[f"t3.carried_in.{column}"] = min(total, rng.randint(0, 9))
        entered[f"t3.new.{column}"] = total - entered[f"t3.carried_in.{column}"]
    return Snapshot(meta=make.office().meta, stated=make.cells_of(entered), texts={}, published=True)


@given(st.integers(0, 10_000), st.sampled_from(sorted(SUMS)), st.integers(1, 400))
def test_one_wrong_figure_is_found_and_its_true_value_proposed(seed: int, cell: str, by: int) -> None:
    report = _office(seed)
    true = report.stated[cell]
    wrong = make.changed(report, {"cells": {cell: true + by}, "no_file": True})
    found = [
        f
        for f in checks.run(wrong).findings
        if f.check[:3] in ("T3-", "T4-") and f.level == "error" and cell in f.cells
    ]
    assert found
    proposals = [c.after for f in found for fix in f.fixes for c in fix.changes if c.cell == cell]
    total_of_row = cell.startswith("t4.") and not cell.endswith(".total")
    assert true in proposals or total_of_row, "in table 4 any addend could be the wrong one"


@given(st.integers(0, 10_000), st.integers(0, 50))
def test_two_digits_swapped_come_first(seed: int, extra: int) -> None:
    report = _office(seed)
    true = 10 * (1 + extra % 8) + 9
    cells = {"t2.licensing": true, "t4.review.upheld": true, "t4.review.total": true}
    swapped = int(str(true)[::-1])
    wrong = make.changed(report, {"cells": {**cells, "t4.review.total": swapped}, "no_file": True})
    if swapped != true:
        finding = next(f for f in checks.run(wrong).findings if f.check == "T4-01")
        assert {c.cell: c.after for c in finding.fixes[0].changes} in (
            {"t4.review.total": true},
            {"t4.review.upheld": swapped},
        )


@pytest.mark.parametrize("column", [c.key for c in FORM.tables["t3"].data_columns])
@pytest.mark.parametrize("row", ["new", "granted", "deny.process", "carried_out"])
def test_a_value_one_column_off_is_proposed_back(row: str, column: str) -> None:
    keys = [c.key for c in FORM.tables["t3"].data_columns][:-1]
    if column not in keys[1:]:
        pytest.skip("the first column and the total have no neighbour to slip from")
    before = keys[keys.index(column) - 1]
    report = _office(7)
    cells = dict(make.ENTERED) | {f"t3.{row}.{before}": 17, f"t3.{row}.{column}": 0}
    if row == "new":
        cells[f"t3.granted.{before}"] = cells.get(f"t3.granted.{before}", 0)
    true = make.cells_of(cells)
    wrong = true | {f"t3.{row}.{before}": 0, f"t3.{row}.{column}": 17}
    base = Snapshot(meta=report.meta, stated=wrong, published=True)
    levels = {f.check for f in checks.run(base).findings if f.level == "error"}
    assert levels & {"T3-01", "T3-02", "T3-04"}
