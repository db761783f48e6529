"""The sheet of sums: its stored values are what a calculating program gets from its formulas."""

import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from assistant.rendering.export import export
from tests.generators.snapshots import make_snapshot


def sums(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path, data_only=True)["勾稽核对"]
    return [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_every_declared_sum_has_a_line(tmp_path: Path) -> None:
    snapshot = make_snapshot(9, filled=True)
    declared = [one for one in snapshot.form.equations_for("2021") if one.check]
    assert len(sums(export(snapshot, tmp_path / "a.xlsx"))) == len(declared) == 7 + 7 + 25 + 3


def test_verdicts(tmp_path: Path) -> None:
    snapshot = make_snapshot(9)
    empty = type(snapshot)(meta=snapshot.meta)
    assert {row[4] for row in sums(export(empty, tmp_path / "e.xlsx"))} == {"未填全"}
    zeros = type(snapshot)(meta=snapshot.meta, stated=dict.fromkeys(snapshot.form.cells, 0))
    assert {row[4] for row in sums(export(zeros, tmp_path / "z.xlsx"))} == {"相符"}
    wrong = type(snapshot)(meta=snapshot.meta, stated={**zeros.stated, "t4.review.total": 3})
    lines = [row for row in sums(export(wrong, tmp_path / "w.xlsx")) if row[4] == "不相符"]
    assert [row[1:4] for row in lines] == [(3, 0, 3)]


def test_formulas_give_the_values_stored_beside_them(tmp_path: Path) -> None:
    """The SUMs, worked out here from the cells they name, are what the file says without being calculated."""
    path = export(make_snapshot(21), tmp_path / "a.xlsx")
    book = load_workbook(path)
    for formulas, stored in zip(book["勾稽核对"].iter_rows(min_row=2), sums(path), strict=True):
        sides = [_sum(book, str(formulas[c].value)) for c in (1, 2)]
        assert [Decimal(str(value)) for value in stored[1:3]] == sides
        assert formulas[3].value == f"=B{formulas[3].row}-C{formulas[3].row}"


def _sum(book: Workbook, formula: str) -> Decimal:
    places = re.findall(r"'([^']+)'!([A-Z]+\d+)", formula)
    assert formula.startswith("=SUM(")
    assert len(places) == formula.count(",") + 1
    return sum((Decimal(str(book[sheet][cell].value or 0)) for sheet, cell in places), Decimal(0))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice to calculate")
def test_a_calculating_program_agrees(tmp_path: Path) -> None:
    path = export(make_snapshot(21), tmp_path / "a.xlsx")
    profile = (tmp_path / "profile").as_uri()
    out = tmp_path / "out"
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(out), str(path)], check=False, capture_output=True, timeout=90)
    if not (out / "a.xlsx").exists():
        pytest.skip("LibreOffice is here without its spreadsheet program")
    assert sums(out / "a.xlsx") == sums(path)
