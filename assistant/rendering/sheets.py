"""What the working papers share: listings, cells named with their table, dates and values as printed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from assistant.documents.blocks import Cell, Table
from assistant.form import Form
from assistant.report.answer import Value
from assistant.wording import say
from assistant.wording import text as wording

_SHOWN = 60


def listing(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Table:
    """A table with one header row that is repeated on every page."""
    head = tuple(Cell(text, header=True) for text in heads)
    body = tuple(tuple(Cell(text) for text in row) for row in rows)
    return Table((head, *body), head_rows=1, widths=tuple(widths))


def place(form: Form, one: str) -> str:
    """「表三 新收·自然人」; texts and facts by their own label."""
    cell = form.cell(one)
    return f"{wording(f'rendering.sheet.{cell.table}')} {cell.label}" if cell else form.label(one)


def shown(value: Value | None) -> str:
    """A value in a listing; unknown is said, long text is cut."""
    if value is None:
        return wording("rendering.paper.unknown")
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "……"


def moment(when: datetime) -> str:
    """Date and time to the minute."""
    return say("rendering.paper.moment", when=when)
