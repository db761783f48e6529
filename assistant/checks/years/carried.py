"""Last year's figures against this year's (XY)."""

from collections.abc import Iterator

from assistant.checks.finding import CellChange, Fix, Span
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.report.answer import Number
from assistant.wording import say

SHOWN = 8


@decides("XY-01", "XY-02")
def carried_in(view: View) -> Iterator[Outcome]:
    """上年结转 equals last year's 结转下年度继续办理, in total and in every column."""
    total_differs = False
    for column in reversed(view.form.tables["t3"].data_columns):
        check = "XY-01" if column.key == "total" else "XY-02"
        one, source = f"t3.carried_in.{column.key}", f"t3.carried_out.{column.key}"
        now, old = view.value(one), view.before(source)
        if now is None or old is None:
            yield Unknown(check)
            continue
        if now == old:
            continue
        total_differs = total_differs or check == "XY-01"
        change = say("checks.fix.cell", label=view.label(one), before=now, after=old)
        fix = Fix(label=say("checks.fix.last_year", change=change), changes=(CellChange(cell=one, after=old),))
        only_column = check == "XY-02" and not total_differs
        yield Found(
            check,
            {"where": column.name, "now": now, "old": old, "difference": abs(now - old)},
            "column" if only_column else "text",
            cells=(one,),
            found=now,
            expected=old,
            fixes=(fix,),
            level="warn" if only_column else None,
        )


@decides("XY-03")
def same_body(view: View) -> Iterator[Outcome]:
    """Last year's report is there, of the same body, scope and form."""
    old = view.previous
    if old is None:
        yield Unknown("XY-03")
    elif view.mismatch:
        words = {"organ": old.meta.organ, "year": old.meta.year, "own": view.meta.organ, "own_year": view.year}
        yield Found("XY-03", words, view.mismatch, doubtful=True)
    elif {old.meta.format, view.meta.format} - {"2021", "mixed"} and old.meta.format != view.meta.format:
        yield Found("XY-03", {"format": old.meta.format}, "format", doubtful=True)


@decides("XY-04", "XY-05")
def changes(view: View) -> Iterator[Outcome]:
    """Every cell as last year; or what changed, row by row."""
    pairs = [(one, view.value(one), view.before(one)) for one in view.expected_cells]
    known = [(one, now, old) for one, now, old in pairs if now is not None and old is not None]
    if not known:
        yield Unknown("XY-04")
        yield Unknown("XY-05")
        return
    changed = [(one, now, old) for one, now, old in known if now != old]
    if not changed and len(known) == len(pairs) and any(now for _, now, _ in known):
        yield Found("XY-04", {"count": len(known)}, section=2)
    rows = [row for row in changed if _whole_row(row[0])]
    if rows:
        lines = [_line(view, *row) for row in rows[:SHOWN]]
        words = {"count": len(rows), "lines": say("checks.words.semicolon").join(lines)}
        yield Found("XY-05", words, cells=tuple(one for one, _, _ in rows), section=_section(rows[0][0]))


def _whole_row(one: str) -> bool:
    return one.startswith("t2.") or one.endswith(".total")


def _section(one: str) -> int:
    return int(one[1])


def _line(view: View, one: str, now: Number, old: Number) -> str:
    share = say("checks.words.share", share=f"{(now - old) * 100 / old:+.1f}") if old else ""
    return say("checks.words.change", label=view.label(one), old=old, now=now, share=share)


@decides("XY-07")
def last_years_number(view: View) -> Iterator[Outcome]:
    """A number in the text is last year's for the same item although the table changed."""
    if view.comparable is None:
        yield Unknown("XY-07")
        return
    for claim in view.claims:
        if claim.kind != "count" or not claim.readings or (claim.year and claim.year != view.year):
            continue
        value = claim.quantity.value
        now = [_sum(view, reading.cells, last_year=False) for reading in claim.readings]
        old = [_sum(view, reading.cells, last_year=True) for reading in claim.readings]
        if value and value in old and value not in now and None not in now:
            place = old.index(value)
            words = {"value": value, "what": view.label(claim.readings[place].cells[0]), "now": now[place]}
            span = Span(text_id=claim.text_id, start=claim.quantity.start, end=claim.quantity.end)
            cells = claim.readings[place].cells
            yield Found("XY-07", words, cells=cells, span=span, found=value, expected=now[place])


def _sum(view: View, cells: tuple[str, ...], last_year: bool) -> Number | None:
    values = [view.before(one) if last_year else view.value(one) for one in cells]
    return None if None in values else sum((v for v in values if v is not None), 0)
