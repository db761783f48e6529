"""What the reader tells about a report it has read, one sentence each, under the ids of the check catalogue."""

from decimal import Decimal

from assistant.form import Equation, load_form
from assistant.reading.found import Found
from assistant.reading.vocabulary import expression
from assistant.report.answer import Number
from assistant.report.meta import Meta
from assistant.report.published import Note
from assistant.wording import say, text

MOST = 12
"""At most so many notes of one kind; the values themselves tell the rest."""


def notes_of(found: Found, meta: Meta, texts: dict[str, str], unplaced: int, torn: bool) -> tuple[Note, ...]:
    """All notes on one report, in the order of the catalogue."""
    return (
        *_format(found, meta),
        *_labels(found, meta, unplaced),
        *(Note(code="IMP-03", place=join.cells[0], text=join.text) for join in found.joins),
        *_blanks(found),
        *([_note("IMP-05", "preamble", "note.torn_date", period="—".join(meta.period or ()))] if torn else []),
        *_confirm(meta),
        *_sums(found, meta),
        *(
            [_note("IMP-08", "report", "note.personal")]
            if any(expression("mobile").search(t) for t in texts.values())
            else []
        ),
        *([_note("IMP-09", "t2", "note.older_values")] if found.older else []),
    )


def _note(code: str, where: str, key: str, **values: object) -> Note:
    return Note(code=code, place=say(f"reading.where.{where}"), text=say(f"reading.{key}", **values))


def _format(found: Found, meta: Meta) -> list[Note]:
    reasons = [
        *([say("reading.reason.older_columns")] if found.older else []),
        *([say("reading.reason.single_row")] if found.single_row_other else []),
    ]
    sentence = "".join([text(f"reading.format.{meta.format}"), *reasons])
    return [Note(code="IMP-01", place=say("reading.where.report"), text=sentence)]


def _labels(found: Found, meta: Meta, unplaced: int) -> list[Note]:
    notes = []
    if meta.format != "legacy":
        for table in ("t2", "t3", "t4"):
            if table not in found.tables:
                notes.append(_note("IMP-02", table, "note.table_missing", table=say(f"reading.where.{table}")))
    for table in found.tables:
        seen = [label for label in found.labels if label.table == table]
        missing = [
            label.official
            for label in seen
            if label.match == "missing" and not (found.single_row_other and label.official in _other_rows())
        ]
        damaged = [f"{label.printed}→{label.official}" for label in seen if label.match == "damaged"]
        if missing:
            notes.append(_note("IMP-02", table, "note.label_missing", labels="、".join(missing[:MOST])))
        if damaged:
            notes.append(_note("IMP-02", table, "note.label_damaged", labels="；".join(damaged[:MOST])))
    for table in found.doubled:
        notes.append(_note("IMP-02", table, "note.doubled", table=say(f"reading.where.{table}")))
    if unplaced:
        notes.append(_note("IMP-02", "report", "note.unplaced", count=unplaced))
    return notes


def _other_rows() -> frozenset[str]:
    rows = load_form("2021").tables["t3"].rows
    return frozenset(row.label for row in rows if row.parent == "other")


def _blanks(found: Found) -> list[Note]:
    form = load_form("2021")
    notes = [
        _note("IMP-04", "t3", "note.unclear", label=label, figures=figures) for label, figures in found.unclear[:MOST]
    ]
    notes += [_note("IMP-04", "t3", "note.by_sums", label=label) for label in found.by_sums[:MOST]]
    blank = [cell for cell, value in found.values.items() if value is None and cell in found.raw]
    words = [cell for cell in blank if len(found.raw[cell]) > 2 and not any(cell in join.cells for join in found.joins)]
    notes += [
        Note(
            code="IMP-04",
            place=cell,
            text=say("reading.note.not_a_number", label=form.label(cell), text=found.raw[cell]),
        )
        for cell in words[:MOST]
    ]
    if blank:
        notes.append(_note("IMP-04", "report", "note.blank", count=len(blank)))
    return notes


def _confirm(meta: Meta) -> list[Note]:
    notes = []
    if not meta.organ:
        notes.append(_note("IMP-06", "report", "note.no_organ"))
    if meta.year is None:
        notes.append(_note("IMP-06", "report", "note.no_year"))
    if meta.organ and meta.year is not None:
        scope = say(f"reading.scope.{meta.scope}")
        notes.append(_note("IMP-06", "report", "note.confirm", organ=meta.organ, year=meta.year, scope=scope))
    return notes


def wrong_sums(values: dict[str, Number | None], report_format: str) -> list[tuple[Equation, Number, Number]]:
    """Printed sums whose figures are all there and do not add up: equation, left side, right side."""
    wrong = []
    for equation in load_form("2021").equations_for(report_format):
        if equation.check is None:
            continue
        left = [values.get(cell) for cell in equation.left]
        right = [values.get(cell) for cell in equation.right]
        if any(value is None for value in (*left, *right)):
            continue
        a = sum((Decimal(value) for value in left if value is not None), Decimal(0))
        b = sum((Decimal(value) for value in right if value is not None), Decimal(0))
        if a != b:
            wrong.append((equation, a, b))
    return wrong


def _sums(found: Found, meta: Meta) -> list[Note]:
    form = load_form("2021")
    return [
        Note(
            code="IMP-07",
            place=equation.left[0],
            text=say(
                "reading.note.sum_wrong",
                left="+".join(form.label(cell) for cell in equation.left),
                stated=stated,
                expected=expected,
            ),
        )
        for equation, stated, expected in wrong_sums(found.values, meta.format)[:MOST]
    ]
