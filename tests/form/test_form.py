"""The definition is whole: 200 cells, every one asked once, every sum over cells that exist."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from assistant.errors import DefinitionError
from assistant.form import load_form
from assistant.form.address import join, split, with_column, with_row
from assistant.form.loader import DEFINITIONS, build_form

FORM = load_form()


def test_two_hundred_cells_in_three_tables() -> None:
    assert Counter(cell.table for cell in FORM.cells.values()) == {"t2": 10, "t3": 175, "t4": 15}


def test_every_entered_cell_is_asked_by_exactly_one_question() -> None:
    asked = Counter(cell for question in FORM.questions.values() for cell in question.cells)
    assert asked == Counter(cell.id for cell in FORM.cells.values() if cell.entered)


def test_every_text_is_asked_but_the_catch_all() -> None:
    asked = {question.text for question in FORM.questions.values() if question.text}
    assert {text.id for text in FORM.texts.values()} - asked == {"s1.other"}


def test_sums_of_table_three_hold_in_every_column_and_row() -> None:
    per_check = Counter(equation.check for equation in FORM.equations)
    assert per_check["T3-01"] == 7
    assert per_check["T3-02"] == 7
    assert per_check["T3-03"] == 25
    assert per_check["T4-01"] == per_check["T4-02"] == per_check["T4-03"] == 1
    (total,) = (eq for eq in FORM.equations if eq.check == "T3-02" and eq.where == "natural")
    assert len(total.right) == 21


def test_the_older_form_counts_nineteen_outcomes_and_keeps_what_means_something_else_apart() -> None:
    older = load_form("2019")
    (total,) = (eq for eq in older.unsplit_equations if eq.check == "T3-02" and eq.where == "natural")
    assert len(total.right) == 19
    assert "t2.normative.in_force" not in older.cells
    assert "legacy.normative.public_total" in older.extra
    assert older.cells["t2.penalty"].column is not None


def test_form_and_report_json_agree_on_the_keys_of_table_three() -> None:
    assert split("t3.deny.state_secret.total") == ("t3", "deny.state_secret", "total")
    assert with_column("t3.new.natural", "total") == "t3.new.total"
    assert with_row("t3.new.natural", "carried_in") == "t3.carried_in.natural"
    assert join("t2", "licensing", None) == "t2.licensing"


@pytest.mark.parametrize(
    ("file", "change", "named"),
    [
        ("questions.yaml", lambda d: d["questions"].pop(2), "t2.rules.issued"),
        ("questions.yaml", lambda d: d["questions"][3].update(cells=["t2.licence"]), "t2.licence"),
        (
            "questions.yaml",
            lambda d: d["questions"].append({"id": "x", "section": "s2", "cells": ["t2.fees_wan"]}),
            "t2.fees_wan",
        ),
        ("form.yaml", lambda d: d.update(colour="red"), "colour"),
        ("form.yaml", lambda d: d["facts"][0].update(text="s9.nothing"), "s9.nothing"),
        ("table3.yaml", lambda d: d["sums"][0]["left"].append("newly"), "newly"),
    ],
    ids=[
        "cell nobody asks for",
        "unknown cell",
        "asked twice",
        "unknown key",
        "dangling text",
        "dangling row in a sum",
    ],
)
def test_a_wrong_definition_fails_with_a_sentence_naming_the_place(
    tmp_path: Path, file: str, change, named: str
) -> None:
    folder = tmp_path / "2021"
    shutil.copytree(DEFINITIONS / "2021", folder)
    data = yaml.safe_load((folder / file).read_text(encoding="utf-8"))
    change(data)
    (folder / file).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DefinitionError, match=named):
        build_form(folder)
