"""Figures named in a question → cells: one cell, or several whose sum is meant."""

import re
from dataclasses import dataclass

from assistant.form import load_form
from assistant.narrative.spans import ORGANISATIONS, Mention, spans_in
from assistant.wording import load

BLOCKS = ("review", "suit_direct", "suit_after_review")
SUITS = ("suit_direct", "suit_after_review")
KINDS = ("cell", "fact", "row", "group", "column", "topic")
_PIECES = re.compile("(?:多少|几)件(?!事|套)")
_ASKS = re.compile("多少|几|合计|之和|走势|趋势|历年|占|数量|件数")
_MONEY = re.compile("钱|元|金额")
_VAGUE = ("t3.new.*", "t3.handled_total.*", "t3.handled.*")
"""收到, 办理 … say little alone; other weak words (结转, 不掌握) name their row well enough in talk of figures."""


@dataclass(frozen=True)
class Measure:
    """What is asked for: its name and the cells or facts that add up to it."""

    label: str
    cells: tuple[str, ...]
    unit: str = ""

    @property
    def single(self) -> str | None:
        return self.cells[0] if len(self.cells) == 1 else None


def measures_in(question: str) -> tuple[Measure, ...]:
    """The figures a question names, in its order; () when it names none of the form."""
    mentions = _meant(question)
    rows = [m for m in mentions if m.kind in ("row", "group")]
    columns = [m for m in mentions if m.kind == "column"]
    of_which = "其中" in question
    found: list[Measure] = []
    for mention in mentions:
        if mention.kind in ("cell", "fact"):
            found.append(_plain((mention.id,)))
    for row in rows:
        if row.table == "t2":
            found += _documents(row, [c for c in columns if c.table == "t2"])
        elif row.table == "t3":
            found += _applications(row.key, [c for c in columns if c.table == "t3"], of_which)
        elif row.table == "t4":
            found += _cases(row.key, [c for c in columns if c.table == "t4"], of_which)
    if not found:
        found += _without_row(mentions, columns)
    return tuple(dict.fromkeys(found))


def _meant(question: str) -> list[Mention]:
    """Mentions that name a figure here. A weak word (收到) counts only beside the talk of applications or cases (件),
    and never beside a strong word of the same kind; a group gives way to the row of it that is named."""
    named = [s for s in spans_in(question) if isinstance(s, Mention) and s.kind in KINDS]
    talk = any(m.kind == "topic" and m.id == "topic.application" for m in named) or bool(_PIECES.search(question))
    money = bool(_MONEY.search(question))
    asks = talk or bool(_ASKS.search(question))
    strong = [m for m in named if m.kind not in ("topic", "column") and (not m.weak or (asks and m.id not in _VAGUE))]

    def meant(m: Mention) -> bool:
        if not m.weak or m.kind == "topic" or m in strong:
            return True
        if m.kind == "column":
            return bool(strong)
        return not strong and (talk or (money and m.kind == "cell"))

    kept = [m for m in named if meant(m)]
    return [m for m in kept if not any(_within(other, m) for other in kept)]


def _within(one: Mention, whole: Mention) -> bool:
    """Whether `whole` is only the heading `one` stands under: 办理结果中无法提供的, 其他处理里逾期不缴费的."""
    if whole.kind not in ("row", "group") or one.kind not in ("row", "group") or one.key == whole.key:
        return False
    rows = {row.key: row.parent for row in load_form("2021").tables["t3"].rows}
    above = rows.get(one.key)
    return above is not None and whole.key in (above, rows.get(above))


def summed(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Several figures asked for together as one: 新收和结转合计. Beside 新收, 结转 is what came over from last year."""
    cells = list(dict.fromkeys(cell for measure in measures for cell in measure.cells))
    if "t3.new.total" in cells:
        cells = ["t3.carried_in.total" if cell == "t3.carried_out.total" else cell for cell in cells]
    return (_plain(tuple(cells)),) if len(measures) > 1 else measures


def rate_in(question: str) -> tuple[Measure, Measure] | None:
    """Part and whole of a rate asked for by name (办结率, 纠错率), the longest name first; None for any other."""
    folded = question.replace("行政", "")
    for name, rate in sorted(load("asking")["rates"].items(), key=lambda item: -len(item[0])):
        if name in folded:
            return _plain(tuple(rate["part"])), _plain(tuple(rate["whole"]))
    return None


def _documents(row: Mention, columns: list[Mention]) -> list[Measure]:
    keys = [c.key for c in columns] or ["issued", "repealed", "in_force"]
    return [_plain((f"t2.{row.key}.{key}",)) for key in keys]


def _applications(row: str, columns: list[Mention], of_which: bool) -> list[Measure]:
    row = "handled_total" if row == "handled" else row
    total = [_plain((f"t3.{row}.total",))]
    if not columns:
        return total
    return [*(total if of_which else []), *(_applicants(row, column.key) for column in columns)]


def _applicants(row: str, column: str) -> Measure:
    if column == "organisations":
        return _plain(tuple(f"t3.{row}.{one}" for one in ORGANISATIONS))
    return _plain((f"t3.{row}.{column}",))


def _cases(block: str, columns: list[Mention], of_which: bool) -> list[Measure]:
    blocks = SUITS if block == "suit" else (block,)
    keys = [c.key for c in columns] or ["total"]
    keys = ["total", *keys] if of_which and columns else keys
    return [_plain(tuple(f"t4.{one}.{key}" for one in blocks)) for key in keys]


def _without_row(mentions: list[Mention], columns: list[Mention]) -> list[Measure]:
    """Only columns or a topic: 自然人 means new applications, 维持 all three blocks, 申请 the applications received."""
    found: list[Measure] = []
    for column in columns:
        if column.table == "t3" and column.key != "total":
            found.append(_applicants("new", column.key))
        elif column.table == "t4" and not column.weak:
            found.append(_plain(tuple(f"t4.{block}.{column.key}" for block in BLOCKS)))
        elif column.table == "t2" and not column.weak:
            found.append(_plain((f"t2.normative.{column.key}",)))
    if not found and any(m.kind == "topic" and m.id == "topic.application" for m in mentions):
        found.append(_plain(("t3.new.total",)))
    return found


def _plain(cells: tuple[str, ...]) -> Measure:
    form = load_form("2021")
    known = tuple(cell for cell in cells if form.cell(cell) or cell in form.facts)
    label = form.label(known[0]) if len(known) == 1 else _shared(known)
    return Measure(label, known, form.unit(known[0]) if known else "")


def _shared(cells: tuple[str, ...]) -> str:
    form = load_form("2021")
    return " + ".join(form.label(cell) for cell in cells)
