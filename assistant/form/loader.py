"""Loads `definition/<year>/*.yaml` strictly: a wrong key, a dangling id or a cell nobody asks for is an error."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.errors import DefinitionError
from assistant.form import address
from assistant.form.types import (
    Basis,
    CellDef,
    Clause,
    Equation,
    FactDef,
    Form,
    MetaDef,
    Question,
    Row,
    SectionDef,
    Strict,
    SumRule,
    TableDef,
    TextDef,
)

T = TypeVar("T")
DEFINITIONS = Path(__file__).parent / "definition"


class Unsplit(Strict):
    """The group that older forms print as a single row, and the row that stands for it."""

    group: str
    row: str


class FormFile(Strict):
    """What form.yaml may say."""

    id: str
    extends: str | None = None
    title: str = ""
    citation: str
    regulation: str = ""
    regulation_order: str = ""
    identity_note: str = ""
    basis: Basis
    sections: tuple[SectionDef, ...] = ()
    texts: tuple[TextDef, ...] = ()
    facts: tuple[FactDef, ...] = ()
    meta: tuple[MetaDef, ...] = ()
    unsplit: Unsplit | None = None


class QuestionsFile(Strict):
    """What questions.yaml may say."""

    questions: tuple[Question, ...] = ()


@cache
def load_form(year: str = "2021") -> Form:
    """The form of that definition year, checked and indexed. Raises DefinitionError naming file and key."""
    return build_form(DEFINITIONS / year)


def build_form(folder: Path) -> Form:
    """Loads one definition folder; `extends` takes what is missing from another definition."""
    head = _read(folder / "form.yaml", FormFile)
    base = load_form(head.extends) if head.extends else None
    tables = dict(base.tables) if base else {}
    for path in sorted(folder.glob("table*.yaml")):
        table = _read(path, TableDef)
        tables[table.id] = table
    if base and head.unsplit:
        tables["t3"] = _with_single_row(tables["t3"], head.unsplit)
    cells: dict[str, CellDef] = {}
    extra: dict[str, CellDef] = dict(base.extra) if base else {}
    for table in tables.values():
        for cell in _cells_of(table, legacy=base is not None):
            (cells if cell.counted else extra)[cell.id] = cell
    equations = tuple(eq for table in tables.values() for eq in _equations_of(table, unsplit=False))
    unsplit = tuple(eq for table in tables.values() for eq in _equations_of(table, unsplit=True))
    questions = () if base else _read(folder / "questions.yaml", QuestionsFile).questions
    form = Form(
        id=head.id,
        title=head.title or (base.title if base else ""),
        citation=head.citation,
        regulation=head.regulation or (base.regulation if base else ""),
        regulation_order=head.regulation_order or (base.regulation_order if base else ""),
        identity_note=head.identity_note or (base.identity_note if base else ""),
        sections=head.sections or (base.sections if base else ()),
        texts={text.id: _speaking(text, (*cells, *extra)) for text in head.texts} or (dict(base.texts) if base else {}),
        facts={fact.id: fact for fact in head.facts} or (dict(base.facts) if base else {}),
        meta={one.id: one for one in head.meta} or (dict(base.meta) if base else {}),
        tables=tables,
        cells=cells,
        extra=extra,
        equations=equations,
        unsplit_equations=unsplit,
        questions={q.id: _expanded(q, cells) for q in questions},
    )
    _verify(form, folder, asks=base is None)
    return form


def _read(path: Path, kind: type[T]) -> T:
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        return TypeAdapter(kind).validate_python(data)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{path.parent.name}/{path.name}: {error}") from error


def _with_single_row(table: TableDef, unsplit: Unsplit) -> TableDef:
    """Table 3 as the 2019 form prints it: the group's sub-rows replaced by its one row."""
    rows: list[Row] = []
    for row in table.rows:
        if (row.parent == unsplit.group and row.key != unsplit.row) or row.key == unsplit.group:
            continue
        rows.append(row.model_copy(update={"kind": "data", "parent": "handled"}) if row.key == unsplit.row else row)
    return table.model_copy(update={"rows": tuple(rows)})


def _cells_of(table: TableDef, legacy: bool) -> list[CellDef]:
    if table.layout == "clauses":
        return [cell for clause in table.clauses for cell in _clause_cells(table, clause, legacy)]
    derived_rows = {rule.derives for rule in table.sums if rule.per == "column"}
    derived_columns = {rule.derives for rule in table.sums if rule.per == "row"}
    cells = []
    for row in table.rows or table.blocks:
        if row.key is None or (row.kind == "group" and row.parent is None):
            continue
        for column in table.data_columns:
            cells.append(
                CellDef(
                    id=address.join(table.id, row.key, column.key),
                    table=table.id,
                    row=row,
                    column=column,
                    section=table.section,
                    number="integer",
                    unit=table.unit,
                    entered=row.kind == "data" and row.key not in derived_rows and column.key not in derived_columns,
                    counted=row.kind == "data",
                )
            )
    return cells


def _clause_cells(table: TableDef, clause: Clause, legacy: bool) -> list[CellDef]:
    cells = []
    for row in clause.rows:
        for column in clause.columns:
            same = column.same_as
            if legacy and same is None:
                cell_id, counted = address.join("legacy", row.key, column.key), False
            else:
                cell_id = address.join(table.id, row.key, column.key if same is None else same or None)
                counted = not legacy or cell_id in load_form("2021").cells
            if not counted and not cell_id.startswith("legacy."):
                cell_id = address.join("legacy", row.key, column.key)
            number = row.number if row.number != "integer" else column.number
            cells.append(
                CellDef(
                    cell_id, table.id, row, column, table.section, number, clause.unit, entered=True, counted=counted
                )
            )
    return cells


def _equations_of(table: TableDef, unsplit: bool) -> list[Equation]:
    rows = [row.key for row in table.rows or table.blocks if row.kind == "data" and row.key]
    if unsplit and table.layout == "matrix":
        rows = [key for key in rows if not key.startswith("other.")]
        rows.insert(rows.index("handled_total"), "other.unsplit")
    columns = [column.key for column in table.data_columns if column.key]
    equations: list[Equation] = []
    for rule in table.sums:
        for scope in columns if rule.per == "column" else rows:
            equations.append(_equation(table.id, rule, scope, rows))
    for group in table.rows:
        if group.kind == "group" and group.parent:
            parts = address.expand([f"{group.key}.*"], rows)
            for column in columns:
                subtotal = address.join(table.id, group.key, column)
                members = tuple(address.join(table.id, part, column) for part in parts)
                equations.append(Equation(None, (subtotal,), members, derives=subtotal, where=column))
    return equations


def _equation(table: str, rule: SumRule, scope: str, rows: list[str]) -> Equation:
    def cells(keys: tuple[str, ...]) -> tuple[str, ...]:
        if rule.per == "row":
            return tuple(address.join(table, scope, key) for key in keys)
        return tuple(address.join(table, row, scope) for row in address.expand(keys, rows))

    def one(key: str | None) -> str | None:
        return cells((key,))[0] if key else None

    check = rule.check if isinstance(rule.check, str) else rule.check[scope]
    return Equation(check, cells(rule.left), cells(rule.right), one(rule.derives), one(rule.proposes), scope)


def _speaking(text: TextDef, cells: tuple[str, ...]) -> TextDef:
    return text.model_copy(update={"speaks_of": address.expand(text.speaks_of, cells)})


def _expanded(question: Question, cells: dict[str, CellDef]) -> Question:
    entered = [cell.id for cell in cells.values() if cell.entered]
    return question.model_copy(update={"cells": address.expand(question.cells, entered)})


def _verify(form: Form, folder: Path, asks: bool) -> None:
    """Every id used exists, and every entered cell is asked by exactly one question."""
    problems: list[str] = []
    for equation in form.equations:
        problems += [
            f"{equation.check}: no cell {cell_id!r}"
            for cell_id in (*equation.left, *equation.right)
            if form.cell(cell_id) is None
        ]
    section_keys = {section.key for section in form.sections}
    problems += [
        f"text {t.id!r}: no section {t.section!r}"
        for t in form.texts.values()
        if t.section and t.section not in section_keys
    ]
    spoken = [(t.id, cell) for t in form.texts.values() for cell in t.speaks_of if asks]
    problems += [f"text {text!r}: no cell {cell!r}" for text, cell in spoken if form.cell(cell) is None]
    problems += [f"fact {f.id!r}: no text {f.text!r}" for f in form.facts.values() if f.text not in form.texts]
    problems += [
        f"section {s.key!r}: no table {s.table!r}" for s in form.sections if s.table and s.table not in form.tables
    ]
    known = {*form.cells, *form.facts, *form.texts, *form.meta}
    asked: dict[str, str] = {}
    for question in form.questions.values():
        if question.section not in section_keys | {"preamble"}:
            problems.append(f"question {question.id!r}: no section {question.section!r}")
        problems += [
            f"question {question.id!r}: no question {other!r}"
            for other in (question.when, question.together)
            if other and other not in form.questions
        ]
        for one in (*question.asks, *question.facts_without_past):
            if one not in known:
                problems.append(f"question {question.id!r}: no cell, fact or text {one!r}")
            if one in asked:
                problems.append(f"{one!r} is asked by {asked[one]!r} and by {question.id!r}")
            asked[one] = question.id
    if asks:
        problems += [
            f"cell {cell.id!r} is asked by no question"
            for cell in form.cells.values()
            if cell.entered and cell.id not in asked
        ]
    if problems:
        raise DefinitionError(f"{folder.name}: " + "; ".join(problems))
