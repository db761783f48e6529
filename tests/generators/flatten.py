"""A generated report as plain text, its tables flattened in the ways real files show."""

import random
import re
from collections.abc import Callable

from tests.generators.reports import FORM, Report
from tests.generators.tables import Style, style_of, table2_rows, table3_rows, table4_rows

NAMES = [c.label for c in FORM.tables["t3"].columns]
HEAD3 = [[FORM.identity_note, "申请人情况"], [NAMES[0], "法人或其他组织", NAMES[-1]], NAMES[1:6]]


def rows_of(
    report: Report, rng: random.Random, style: Style
) -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """Tables 2, 3 and 4 as rows of non-merged cells."""
    third = [[name for name in names if report.total_column or name != NAMES[-1]] for names in HEAD3]
    third += [[*filter(None, (row.top, row.group)), row.label, *row.values] for row in table3_rows(rng, report, style)]
    return table2_rows(rng, report, style), third, table4_rows(report, style)


def bars(rows: list[list[str]], rng: random.Random) -> list[str]:
    """One row a line: `a | b | c`."""
    ends = rng.choice(["", " |", " |"])
    start = rng.choice(["", "| "]) if ends else ""
    return [start + " | ".join(row) + ends for row in rows]


def spare_bars(rows: list[list[str]], rng: random.Random) -> list[str]:
    """One row a line with a spare empty column and merged headers shown as bars."""
    width = max(map(len, rows)) + 1
    return [" | ".join(row) + " |" * (width - len(row)) for row in rows]


def tabs(rows: list[list[str]], rng: random.Random) -> list[str]:
    """One row a line with tabs; labels begin in the column their depth gives."""
    return ["\t" * rng.choice([0, 0, 1]) + "\t".join(row) + rng.choice(["", "\t"]) for row in rows]


def spaces(rows: list[list[str]], rng: random.Random) -> list[str]:
    """One row a line, cells apart by spaces."""
    gap = rng.choice([" ", "  ", "    "])
    return [gap.join(cell for cell in row if cell) for row in rows]


def cells_with_bars(rows: list[list[str]], rng: random.Random) -> list[str]:
    """Each cell on a line of its own, closed by a bar."""
    indent = rng.choice(["", " ", "\t\t\t"])
    return [indent + (f"{cell} |" if cell else "|") for row in rows for cell in row]


def cells_bare(rows: list[list[str]], rng: random.Random) -> list[str]:
    """Each cell on a line of its own."""
    indent = rng.choice(["", "　　", "  "])
    return [indent + cell for row in rows for cell in row if cell]


def cells_apart(rows: list[list[str]], rng: random.Random) -> list[str]:
    """Each cell on a line of its own with an empty line behind."""
    return [line for row in rows for cell in row if cell for line in (cell, "")]


def indented(rows: list[list[str]], rng: random.Random) -> list[str]:
    """One row a line, full-width indents, cells apart by full-width spaces."""
    return ["　　" + "　".join(cell for cell in row if cell) for row in rows]


def one_line(rows: list[list[str]], rng: random.Random) -> list[str]:
    """The whole table in one line of text."""
    return [" ".join(cell for row in rows for cell in row if cell)]


def markdown(rows: list[list[str]], rng: random.Random) -> list[str]:
    """A pipe table, rows filled up."""
    width = max(map(len, rows))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]


def markdown_aligned(rows: list[list[str]], rng: random.Random) -> list[str]:
    """A pipe table in which merged cells are empty and every column keeps its place."""
    width = max(map(len, rows))
    count = min(len(rows[-1]) - 1, 7) if len(rows) > 20 else 0
    made = []
    for row in rows:
        if len(rows) > 20 and len(row) > count and any(cell[-1:].isdigit() for cell in row[-count:]):
            row = [*row[:-count], *[""] * (width - len(row)), *row[-count:]]
        elif len(rows) > 20 and len(row) == 5:
            row = [*[""] * (width - count + 1), *row]
        elif len(rows) > 20 and len(row) == 3:
            row = [*[""] * (width - count), row[0], row[1], "", "", "", "", row[2]]
        made.append("| " + " | ".join(row + [""] * (width - len(row))) + " |")
    return [made[0], "|" + " --- |" * width, *made[1:]]


def numbered_pieces(rows: list[list[str]], rng: random.Random) -> list[str]:
    """One table cut into many, each with a header 数据1 … 数据6."""
    made: list[str] = []
    at = 0
    while at < len(rows):
        size = rng.randint(3, 8)
        width = max(map(len, rows[at : at + size]))
        made += [
            " | ".join(["项目", *(f"数据{n}" for n in range(1, width))]),
            *(" | ".join(row) for row in rows[at : at + size]),
            "",
        ]
        at += size
    return made


def folded(rows: list[list[str]], rng: random.Random) -> list[str]:
    """As a PDF gives it: long labels folded around their figures, group labels set upright in between."""
    made: list[str] = []
    upright: list[str] = []
    for row in rows:
        label, values = _last_label(row)
        if not values or not label:
            made += _folded_header(row)
            continue
        groups = row[: row.index(label)]
        for group in groups:
            upright += _cut(group, 2 if len(group) < 9 else 1)
        if upright and rng.random() < 0.5:
            made.append(upright.pop(0))
        lead = upright.pop(0) + " " if upright and rng.random() < 0.4 else ""
        figures = " ".join(cell for cell in values if cell)
        if len(label) > 12 and rng.random() < 0.7:
            at = rng.randint(8, len(label) - 2)
            first, rest = label[:at], label[at:]
            made += [lead + first, figures, rest] if rng.random() < 0.5 else [lead + first, f"{rest} {figures}"]
        else:
            made.append(f"{lead}{label} {figures}")
    return made + upright


def _last_label(row: list[str]) -> tuple[str, list[str]]:
    """The label nearest to the figures, and the figures (a remark in a figure's cell does not make it a label)."""
    labels = [
        n for n, cell in enumerate(row) if re.search(r"[\u4e00-\u9fff]", cell) and not re.match(r"[\d,]+[（件]", cell)
    ]
    return (row[labels[-1]], row[labels[-1] + 1 :]) if labels else ("", row)


def _folded_header(row: list[str]) -> list[str]:
    if len(row) == 5 and row[0] == NAMES[1]:
        return ["商业 科研 社会公益 法律服务", "其他", "企业 机构 组织 机构"]
    return [" ".join(row)]


def _cut(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


LAYOUTS: dict[str, Callable[[list[list[str]], random.Random], list[str]]] = {
    "bars": bars, "spare_bars": spare_bars, "tabs": tabs, "spaces": spaces, "cells_with_bars": cells_with_bars,
    "cells_bare": cells_bare, "cells_apart": cells_apart, "indented": indented, "one_line": one_line,
    "markdown": markdown, "markdown_aligned": markdown_aligned, "numbered_pieces": numbered_pieces, "folded": folded,
}  # fmt: skip
SHOWS_BLANKS = {"bars", "tabs", "cells_with_bars", "markdown", "markdown_aligned", "spare_bars"}
"""Layouts in which an empty cell can be seen."""


def flattened(report: Report, layout: str, seed: int) -> str:
    """The whole report as text in that layout, with noise of pages and menus now and then."""
    rng = random.Random(seed)
    style = style_of(rng)
    if report.blank == "" and None in report.cells.values() and layout not in SHOWS_BLANKS:
        report.blank = "/"
    second, third, fourth = rows_of(report, rng, style)
    write = LAYOUTS[layout]
    lines: list[str] = []
    if rng.random() < 0.3:
        lines += ["首页>政务公开>年报", "发布日期：2024-01-20 浏览量：12", ""]
    lines += [*report.title.split("\n"), ""]
    heads = _headings(rng)
    texts = report.texts
    lines += [texts["preamble"], "", heads("s1")]
    for number, (topic, label) in enumerate(TOPICS, 1):
        lines += heads.topic(number, label, texts[topic])  # type: ignore[attr-defined]
    lines += [heads("s2"), *_noisy(write(second, rng), rng)]
    lines += [heads("s3"), *_paged(write(third, rng), rng, layout)]
    lines += [heads("s4"), *write(fourth, rng)]
    lines += [
        heads("s5"),
        *heads.topic(1, "存在的主要问题", texts["s5.problems"]),
        *heads.topic(2, "改进措施", texts["s5.measures"]),
    ]  # type: ignore[attr-defined]
    lines += [heads("s6"), texts["s6.fee"]]
    if rng.random() < 0.3:
        lines += ["", report.organ, f"{report.year + 1}年1月{rng.randint(1, 31)}日"]
    return "\n".join(lines) + "\n"


TOPICS = (
    ("s1.active", "主动公开"), ("s1.on_request", "依申请公开"), ("s1.management", "政府信息管理"),
    ("s1.platform", "政府信息公开平台建设"), ("s1.supervision", "监督保障"),
)  # fmt: skip


class _headings:
    """Headings in one of the shapes met."""

    def __init__(self, rng: random.Random) -> None:
        self.section = rng.choice(["{c}、{t}", "{c}、{t}", "{c}、 {t}", "## {c}、{t}"])
        self.topic_shape = rng.choice(["（{c}）{t}", "（{c}）{t}情况", "({c}){t}方面", "（{c}）{t}情况。", "{n}.{t}"])
        self.variant = rng.random() < 0.3
        self.rng = rng

    def __call__(self, key: str) -> str:
        section = FORM.section(key)
        title = self.rng.choice(section.spellings) if self.variant else section.label
        return self.section.format(c="一二三四五六"[section.ordinal - 1], t=title)

    def topic(self, number: int, label: str, text: str) -> list[str]:
        heading = self.topic_shape.format(c="一二三四五六"[number - 1], n=number, t=label)
        return [heading + text] if heading.endswith("。") else [heading, text]


def _noisy(lines: list[str], rng: random.Random) -> list[str]:
    """An empty line or a page number between rows."""
    if len(lines) > 6 and rng.random() < 0.3:
        at = rng.randrange(2, len(lines) - 1)
        return [*lines[:at], "", f"- {rng.randint(2, 9)} -", "", *lines[at:]]
    return lines


def _paged(lines: list[str], rng: random.Random, layout: str) -> list[str]:
    """A page end inside table 3, sometimes with its header repeated."""
    lines = _noisy(lines, rng)
    if layout in ("spaces", "folded", "bars") and len(lines) > 20 and rng.random() < 0.3:
        at = rng.randrange(10, len(lines) - 6)
        return [*lines[:at], *lines[:3], *lines[at:]]
    return lines
