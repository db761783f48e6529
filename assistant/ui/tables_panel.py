"""表格: the three statutory tables to type in. Every value is checked on the server before it is stored."""

from collections.abc import Sequence

import streamlit as st

from assistant.checks.run import Result
from assistant.documents.blocks import Block, Heading, Table
from assistant.rendering.report import report_document
from assistant.report.draft import Draft
from assistant.ui import paper
from assistant.ui.shared import act, session, ui

GRID = "paper_grid"


def show(draft: Draft, result: Result) -> None:
    """Grids in the statutory layout: arrow keys, Enter, paste of a block from Excel; totals follow at once."""
    st.caption(ui("tables.hint"))
    snapshot = draft.snapshot()
    blocks = list(report_document(snapshot, marks=True).blocks)
    shown = [
        b for i, b in enumerate(blocks) if isinstance(b, Table) or (isinstance(b, Heading) and _before_table(blocks, i))
    ]
    paper.show(
        shown,
        key=GRID,
        label=ui("panel.tables"),
        edited=lambda changes: act(session().edit, draft.id, changes),
        states=paper.cell_states(draft, result),
        editable=frozenset(cell.id for cell in snapshot.form.cells.values() if cell.entered),
    )


def _before_table(blocks: Sequence[Block], index: int) -> bool:
    return any(isinstance(b, Table) for b in blocks[index + 1 : index + 3])
