"""Types of the form definition: what the YAML files may say, and the indexed form made of them."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

Confidence = Literal["A", "B", "C", "D"]
NumberKind = Literal["integer", "decimal", "text"]


class Strict(BaseModel):
    """Unknown keys in a definition file are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Basis(Strict):
    """Where a rule or label comes from, and how sure that is (A national text … D inference)."""

    source: str
    confidence: Confidence


class Named(Strict):
    """Something printed in the form: its exact label, other spellings met in the wild, a short name for talk."""

    key: str | None
    label: str
    variants: tuple[str, ...] = ()
    short: str | None = None

    @property
    def name(self) -> str:
        """Short name for conversation."""
        return self.short or self.label

    @property
    def spellings(self) -> tuple[str, ...]:
        """The exact label first, then its variants."""
        return (self.label, *self.variants)


class Column(Named):
    """A column of table 2 or 3, or an outcome of table 4; `group` is the header above it."""

    group: str | None = None
    number: NumberKind = "integer"
    same_as: str | None = None


class Row(Named):
    """A row; `group` rows carry no cells of their own, `legacy` rows stand only in older forms."""

    mark: str = ""
    parent: str | None = None
    kind: Literal["data", "group", "legacy"] = "data"
    number: NumberKind = "integer"
    group: str | None = None

    @property
    def printed(self) -> str:
        """Mark and label as they stand in the table."""
        return self.mark + self.label


class Clause(Strict):
    """A block of table 2: a caption row, a header row and its data rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str


class SumRule(Strict):
    """A declared sum, repeated per column or per row: Σ left = Σ right."""

    check: str | dict[str, str]
    per: Literal["column", "row"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    derives: str | None = None
    proposes: str | None = None
    basis: Basis


class TableDef(Strict):
    """One statutory table. `clauses` (table 2), `matrix` (table 3) and `outcomes` (table 4) differ in layout only."""

    id: str
    section: str
    layout: Literal["clauses", "matrix", "outcomes"]
    basis: Basis
    head: str = ""
    unit: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    clauses: tuple[Clause, ...] = ()
    blocks: tuple[Row, ...] = ()
    outcomes: tuple[Column, ...] = ()
    sums: tuple[SumRule, ...] = ()

    @property
    def data_rows(self) -> tuple[Row, ...]:
        """Rows that carry cells in this form (table 4: the blocks)."""
        if self.layout == "clauses":
            return tuple(row for clause in self.clauses for row in clause.rows)
        return tuple(row for row in (self.rows or self.blocks) if row.kind == "data")

    @property
    def data_columns(self) -> tuple[Column, ...]:
        """Columns of table 3, outcomes of table 4; empty for table 2, whose clauses have their own."""
        return self.columns or self.outcomes


class SectionDef(Named):
    """One of the six sections."""

    key: str  # pyright: ignore[reportIncompatibleVariableOverride] - a section always has one
    ordinal: int
    table: str | None = None
    basis: Basis


class TextDef(Strict):
    """A narrative part: the preamble, a topic of section 一, or a part of 五 or 六. `speaks_of` are the cells it may
    quote (`a.b.*` allowed), for whoever writes it anew."""

    id: str
    section: str | None
    label: str
    topic: int | None = None
    variants: tuple[str, ...] = ()
    optional: bool = False
    speaks_of: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.label, *self.variants)


class FactDef(Strict):
    """A figure that lives only in prose. With `breakdown`, its parts are facts `<id>.<label>` of their own."""

    id: str
    label: str
    unit: str
    text: str
    number: NumberKind = "integer"
    breakdown: bool = False


class MetaDef(Strict):
    """Something the report says of the office itself."""

    id: str
    label: str


class Question(Strict):
    """What is asked together: cells, facts or one text. `cells` may end in `.*`; the loader expands them.

    `when` names an earlier question that must have brought something other than zero.
    `together` names a later text question whose paragraph may be shown beside this one, to be adopted with it.
    `facts_without_past` are asked only when there is no past paragraph to take the wording from.
    """

    id: str
    section: str
    cells: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    facts_without_past: tuple[str, ...] = ()
    text: str | None = None
    together: str | None = None
    when: str | None = None
    optional: bool = False

    @property
    def asks(self) -> tuple[str, ...]:
        """Every id the question is after."""
        return (*self.cells, *self.facts, *((self.text,) if self.text else ()))


@dataclass(frozen=True)
class CellDef:
    """One numeric cell, or a legacy or subtotal cell (`counted=False`) that is not among the 200."""

    id: str
    table: str
    row: Row
    column: Column | None
    section: str
    number: NumberKind
    unit: str
    entered: bool
    counted: bool = True

    @property
    def label(self) -> str:
        """For talk: 「新收·自然人」."""
        if self.column is None or not self.column.label or self.column.key is None:
            return self.row.name
        return f"{self.row.name}·{self.column.name}"


@dataclass(frozen=True)
class Equation:
    """Σ left = Σ right over cell ids. `check` is None for subtotals the form does not print."""

    check: str | None
    left: tuple[str, ...]
    right: tuple[str, ...]
    derives: str | None = None
    proposes: str | None = None
    where: str = ""


@dataclass(frozen=True)
class Form:
    """The loaded form, indexed by id. `cells` holds the 200 in table order; `extra` legacy and subtotal cells."""

    id: str
    title: str
    citation: str
    regulation: str
    regulation_order: str
    identity_note: str
    sections: tuple[SectionDef, ...]
    texts: dict[str, TextDef]
    facts: dict[str, FactDef]
    meta: dict[str, MetaDef]
    tables: dict[str, TableDef]
    cells: dict[str, CellDef]
    extra: dict[str, CellDef]
    equations: tuple[Equation, ...]
    unsplit_equations: tuple[Equation, ...]
    questions: dict[str, Question] = field(default_factory=dict)

    def cell(self, cell_id: str) -> CellDef | None:
        """The cell, legacy or subtotal cell of that id."""
        return self.cells.get(cell_id) or self.extra.get(cell_id)

    def section(self, key: str) -> SectionDef:
        return next(section for section in self.sections if section.key == key)

    def equations_for(self, report_format: str) -> tuple[Equation, ...]:
        """Equations of a report by its `format`: with （六） as one row for `2019` and `mixed`."""
        return self.unsplit_equations if report_format in ("2019", "mixed") else self.equations

    def label(self, any_id: str) -> str:
        """The name staff know an id by: cell, fact, part of a breakdown, text or detail of the office."""
        if cell := self.cell(any_id):
            return cell.label
        for group in (self.facts, self.texts, self.meta):
            if any_id in group:
                return group[any_id].label
        head, _, part = any_id.rpartition(".")
        if head in self.facts:
            return f"{self.facts[head].label}·{part}"
        return any_id

    def unit(self, any_id: str) -> str:
        """Unit of a cell or fact, e.g. 件, 万元."""
        if cell := self.cell(any_id):
            return cell.unit
        fact = self.facts.get(any_id) or self.facts.get(any_id.rpartition(".")[0])
        return fact.unit if fact else ""

    @cached_property
    def question_of(self) -> dict[str, Question]:
        """Cell, fact or text id → the one question that asks for it."""
        return {asked: q for q in self.questions.values() for asked in (*q.asks, *q.facts_without_past)}

    @cached_property
    def equations_of(self) -> dict[str, tuple[Equation, ...]]:
        """Cell id → the equations it stands in."""
        found: dict[str, list[Equation]] = {}
        for equation in self.equations:
            for cell_id in (*equation.left, *equation.right):
                found.setdefault(cell_id, []).append(equation)
        return {cell_id: tuple(equations) for cell_id, equations in found.items()}
