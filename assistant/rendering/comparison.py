"""This year beside last year: every figure that changed, and the rows a comparison of the texts gives."""

from collections.abc import Iterable, Sequence

from assistant.documents.blocks import Block, Document, Heading, Paragraph, Table
from assistant.rendering.report import report_title
from assistant.rendering.sheets import listing, place, shown
from assistant.report.answer import Number
from assistant.report.snapshot import Snapshot
from assistant.wording import say
from assistant.wording import text as wording

TextRow = Sequence[str]
"""Label of the text, what it was, what it is now, a remark; each may be empty."""


def comparison_sheet(old: Snapshot, new: Snapshot, texts: Iterable[TextRow] = ()) -> Document:
    """「对比去年」: changed figures with their difference, then the texts as given."""
    title = say("rendering.paper.comparison_title", title=report_title(new).replace("\n", ""))
    years = say("rendering.paper.years", old=old.meta.year or "—", new=new.meta.year or "—")
    blocks: list[Block] = [Heading(title, 0), Paragraph(years)]
    blocks.append(Heading(wording("rendering.paper.part.figures"), 1))
    changes = figure_changes(old, new)
    blocks.append(changes if len(changes.rows) > 1 else Paragraph(wording("rendering.paper.none")))
    if rows := [tuple(row) for row in texts]:
        heads = tuple(wording(f"rendering.paper.head.{key}") for key in ("text", "before", "now", "remark"))
        blocks += [
            Heading(wording("rendering.paper.part.wordings"), 1),
            listing(heads, rows, (1.6, 4, 4, 1.6)),
        ]
    return Document(tuple(blocks), kind="report", title=title)


def figure_changes(old: Snapshot, new: Snapshot) -> Table:
    """Cells whose value differs from last year's; unknown on either side is shown as such, never as 0."""
    rows = []
    for one in (*new.form.cells, *new.facts):
        before, now = old.value(one), new.value(one)
        if before != now:
            rows.append((place(new.form, one), shown(before), shown(now), _difference(before, now)))
    heads = tuple(wording(f"rendering.paper.head.{key}") for key in ("place", "before", "now", "difference"))
    return listing(heads, rows, (5, 2, 2, 2))


def _difference(before: Number | None, now: Number | None) -> str:
    if before is None or now is None:
        return "—"
    return f"{now - before:+f}" if not isinstance(now - before, int) else f"{now - before:+d}"
