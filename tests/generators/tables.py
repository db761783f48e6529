"""The three tables of a generated report as rows of cells with spans, and their variants met in real files."""

import random
from dataclasses import dataclass
from decimal import Decimal

from assistant.documents.blocks import Cell, Table
from assistant.form import load_form
from tests.generators.reports import COLUMNS, FORM, Report

LABELS = {
    "deny.law_forbidden": ["", "其他法律法规禁止公开", "其他法律行政止公开", "其他法律、行政法规禁止公开"],
    "deny.three_security": ["危及“三安全一稳定”", '危及"三安全一稳定"', "危及三安全一稳定"],
    "other.no_correction": ["", "逾期不补正"],
    "other.fee_unpaid": ["", "逾期不缴费"],
    "partial": ["", "", "部分公开", "部分公开（区分处理的，只计这一情形， 不计其他情形）"],
    "normative": ["", "", "规范性文件", "規範性文件"],
}  # fmt: skip


@dataclass
class Style:
    """How labels and figures of one report are written, the same way throughout."""

    mark: str = "."
    brackets: str = "（）"
    damage: float = 0.0
    grouped: bool = False
    full_width: bool = False
    unit: str = ""
    spaced: bool = False


def style_of(rng: random.Random) -> Style:
    return Style(
        mark=rng.choice([".", "．", "、", ". "]),
        brackets=rng.choice(["（）", "（）", "()"]),
        damage=rng.choice([0.0, 0.0, 0.03]),
        grouped=rng.random() < 0.12,
        full_width=rng.random() < 0.06,
        unit="件" if rng.random() < 0.05 else "",
        spaced=rng.random() < 0.1,
    )


def written(value: int | Decimal | None, report: Report, style: Style) -> str:
    """A value as its cell has it."""
    if value is None:
        return report.blank
    text = f"{value:,}" if style.grouped else str(value)
    if report.remarks and value > 3 and isinstance(value, int) and value % 5 == 0:
        return f"{text}（其中上年转来{value // 3}件）" if value % 2 else f"{text}件"
    if style.full_width:
        text = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return text + (style.unit if isinstance(value, int) else "")


def row_label(rng: random.Random, style: Style, key: str, mark: str, label: str) -> str:
    """The label of a row with its number, perhaps a variant, perhaps damaged."""
    text = rng.choice(LABELS.get(key, [""])) or label
    if len(text) > 7 and rng.random() < style.damage:
        at = rng.randrange(1, len(text) - 1)
        text = text[:at] + text[at + 1 :]
    if style.spaced and len(text) > 4:
        at = rng.randrange(2, len(text) - 1)
        text = f"{text[:at]} {text[at:]}"
    mark = mark.replace("（", style.brackets[0]).replace("）", style.brackets[1])
    return (mark[0] + style.mark if mark[:1].isdigit() else mark) + text


def table2_rows(rng: random.Random, report: Report, style: Style) -> list[list[str]]:
    """Rows of table 2: captions, headers and data, as cells."""
    form = load_form("2019" if report.form == "2019" else "2021")
    cells = {
        (c.row.key, c.column.key if c.column else None): c.id
        for c in (*form.cells.values(), *form.extra.values())
        if c.table == "t2"
    }
    rows: list[list[str]] = []
    for clause in form.tables["t2"].clauses:
        rows.append([clause.caption])
        rows.append([form.tables["t2"].head, *(column.label for column in clause.columns)])
        for row in clause.rows:
            label = row_label(rng, style, str(row.key), "", row.label)
            rows.append([label, *(written(report.cells[cells[row.key, c.key]], report, style) for c in clause.columns)])
    return rows


@dataclass
class Line3:
    """A row of table 3: the label of the group it opens ("" otherwise), its own label, its figures."""

    top: str
    group: str
    label: str
    values: list[str]
    depth: int


def table3_rows(rng: random.Random, report: Report, style: Style) -> list[Line3]:
    """Data rows of table 3 in order."""
    single = report.form != "2021"
    columns = COLUMNS if report.total_column else COLUMNS[:-1]
    rows: list[Line3] = []
    top = group = ""
    for row in FORM.tables["t3"].rows:
        key = str(row.key)
        if key == "handled":
            top = row.printed
            continue
        if row.kind == "group" and not (single and key == "other"):
            group = row_label(rng, style, key, row.mark, row.label)
            if report.subtotals:
                values = [subtotal(report, key, column) for column in columns]
                rows.append(Line3(top, "", group, values, 1))
                top = group = ""
            continue
        if (single and key.startswith("other.") and key != "other.unsplit") or (single and key == "other"):
            continue
        if key == "other.unsplit" and not single:
            continue
        values = [written(report.cells[f"t3.{key}.{column}"], report, style) for column in columns]
        depth = 0 if row.parent is None else 1 if row.parent == "handled" or key == "other.unsplit" else 2
        rows.append(
            Line3(top, group if depth == 2 else "", row_label(rng, style, key, row.mark, row.label), values, depth)
        )
        top = group = ""
    return rows


def subtotal(report: Report, group: str, column: str) -> str:
    """The sum of a group in one column; empty cells count as nothing."""
    cells = [v for k, v in report.cells.items() if k.startswith(f"t3.{group}.") and k.endswith(f".{column}")]
    return str(sum(v for v in cells if v is not None))


def table4_rows(report: Report, style: Style) -> list[list[str]]:
    """Table 4 as rows: one line under three header rows, a row per block, or a row per outcome."""
    names = [outcome.label for outcome in FORM.tables["t4"].outcomes]
    blocks = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    values = table4_values(report, style)
    if report.cases == "rows":
        return [["类别", *names], *([block, *values[5 * n : 5 * n + 5]] for n, block in enumerate(blocks))]
    if report.cases == "upright":
        return [["结果", *blocks], *([name, *values[n::5]] for n, name in enumerate(names))]
    return [["行政复议", "行政诉讼"], [*names, "未经复议直接起诉", "复议后起诉"], names * 2, values]


def table4_values(report: Report, style: Style) -> list[str]:
    """The fifteen figures of table 4 in order."""
    return [written(value, report, style) for cell, value in report.cells.items() if cell.startswith("t4.")]


def grid2(rows: list[list[str]]) -> Table:
    """Table 2 with merged cells."""
    width = max(len(row) for row in rows)
    made = []
    for row in rows:
        if len(row) == 1:
            made.append((Cell(row[0], colspan=width, header=True),))
        else:
            made.append((*(Cell(text) for text in row[:-1]), Cell(row[-1], colspan=width - len(row) + 1)))
    return Table(tuple(made))


def grid3(rows: list[Line3], total: bool = True, split_header: bool = False) -> Table:
    """Table 3 with the spans of the form; `split_header` folds 商业企业 over two rows."""
    names = [c.label for c in FORM.tables["t3"].columns]
    orgs = names[1:6]
    down = 3 if split_header else 2
    top = [Cell(FORM.identity_note, rowspan=1 + down, colspan=3), Cell("申请人情况", colspan=7 if total else 6)]
    second = [Cell(names[0], rowspan=down), Cell("法人或其他组织", colspan=5)]
    if total:
        second.append(Cell(names[-1], rowspan=down))
    header = [tuple(top), tuple(second)]
    if split_header:
        header.append(
            tuple(
                Cell(name[: (len(name) + 1) // 2] if len(name) > 2 else name, rowspan=1 if len(name) > 2 else 2)
                for name in orgs
            )
        )
        header.append(tuple(Cell(name[(len(name) + 1) // 2 :]) for name in orgs if len(name) > 2))
    else:
        header.append(tuple(Cell(name) for name in orgs))
    inner = sum(row.depth > 0 for row in rows)
    grouped = any(row.group for row in rows)
    made = []
    for at, row in enumerate(rows):
        cells = []
        if row.depth == 0:
            cells.append(Cell(row.label, colspan=3))
        else:
            if row.top:
                cells.append(Cell(row.top, rowspan=inner))
            if row.depth == 1 or not grouped:
                cells.append(Cell(row.label, colspan=2))
            else:
                if row.group:
                    size = 1
                    while at + size < len(rows) and rows[at + size].depth == 2 and not rows[at + size].group:
                        size += 1
                    cells.append(Cell(row.group, rowspan=size))
                cells.append(Cell(row.label))
        made.append((*cells, *(Cell(value) for value in row.values)))
    return Table((*header, *made), head_rows=len(header))


def grid4(report: Report, style: Style) -> Table:
    """Table 4 with its three header rows, or as plain rows."""
    names = [outcome.label for outcome in FORM.tables["t4"].outcomes]
    values = table4_values(report, style)
    if report.cases != "line":
        return Table(tuple(tuple(Cell(text) for text in row) for row in table4_rows(report, style)), head_rows=1)
    return Table(
        (
            (Cell("行政复议", colspan=5), Cell("行政诉讼", colspan=10)),
            (
                *(Cell(name, rowspan=2) for name in names),
                Cell("未经复议直接起诉", colspan=5),
                Cell("复议后起诉", colspan=5),
            ),
            tuple(Cell(name) for name in names * 2),
            tuple(Cell(value) for value in values),
        ),
        head_rows=3,
    )
