"""The three statutory tables as blocks, with the merges the form prints (design: domain.md §2.4-2.6)."""

from collections.abc import Callable

from assistant.documents.blocks import Cell, Table
from assistant.form import Column, Row, TableDef, address

Figure = Callable[[str], str]

# Millimetres of the 156 mm type area: three label columns, natural persons, five kinds of bodies, total.
_MATRIX_WIDTHS = (9.0, 17.0, 47.0, 13.0, 11.0, 11.0, 11.0, 11.0, 11.0, 15.0)
_CLAUSE_WIDTHS = (42.0, 38.0, 38.0, 38.0)


def form_table(table: TableDef, figure: Figure, note: str = "") -> Table:
    """A table of the form. `figure` gives the printed text of a cell id, `note` the top left words."""
    layouts = {"clauses": _clauses, "matrix": _matrix, "outcomes": _outcomes}
    return layouts[table.layout](table, figure, note)


def _clauses(table: TableDef, figure: Figure, _note: str) -> Table:
    """Table 2: per clause a caption over the whole width, a header row, its data rows."""
    width = 1 + max(len(clause.columns) for clause in table.clauses)
    rows: list[tuple[Cell, ...]] = []
    for clause in table.clauses:
        spread = width - len(clause.columns)
        rows.append((Cell(clause.caption, colspan=width, header=True),))
        rows.append((Cell(table.head, header=True), *(_wide(c.label, spread, header=True) for c in clause.columns)))
        for row in clause.rows:
            ids = [address.join(table.id, row.key, column.key) for column in clause.columns]
            rows.append((Cell(row.label, header=True), *(_wide(figure(one), spread, cell_id=one) for one in ids)))
    return Table(tuple(rows), widths=_CLAUSE_WIDTHS if width == len(_CLAUSE_WIDTHS) else (), key=table.id)


def _wide(text: str, spread: int, header: bool = False, cell_id: str | None = None) -> Cell:
    return Cell(text, colspan=spread, header=header, cell_id=cell_id)


def _matrix(table: TableDef, figure: Figure, note: str) -> Table:
    """Table 3: nested row labels at the left, applicants across the top."""
    rows = [row for row in table.rows if row.kind != "legacy"]
    lineage = {row.key: _ancestors(row, rows) for row in rows}
    depth = 1 + max(len(above) for above in lineage.values())
    body: list[tuple[Cell, ...]] = []
    waiting: list[Cell] = []
    for row in rows:
        if row.kind == "group":
            under = sum(1 for one in rows if one.kind == "data" and row.key in lineage[one.key])
            waiting.append(Cell(row.printed, rowspan=under, header=True))
            continue
        ids = [address.join(table.id, row.key, column.key) for column in table.columns]
        label = Cell(row.printed, colspan=depth - len(lineage[row.key]), header=True)
        body.append((*waiting, label, *(Cell(figure(one), cell_id=one) for one in ids)))
        waiting = []
    head = _column_heads(table.columns, Cell(note, rowspan=3, colspan=depth, header=True), table.head)
    sizes = _MATRIX_WIDTHS if len(_MATRIX_WIDTHS) == depth + len(table.columns) else ()
    return Table((*head, *body), head_rows=len(head), widths=sizes, key=table.id)


def _ancestors(row: Row, rows: list[Row]) -> tuple[str | None, ...]:
    parent = next((one for one in rows if row.parent and one.key == row.parent), None)
    return (parent.key, *_ancestors(parent, rows)) if parent else ()


def _column_heads(columns: tuple[Column, ...], corner: Cell, head: str) -> tuple[tuple[Cell, ...], ...]:
    """Three header rows: the subject, the groups, the members of the groups."""
    groups: list[Cell] = []
    members: list[Cell] = []
    for index, column in enumerate(columns):
        if column.group is None:
            groups.append(Cell(column.label, rowspan=2, header=True))
            continue
        members.append(Cell(column.label, header=True))
        if index == 0 or columns[index - 1].group != column.group:
            groups.append(Cell(column.group, colspan=sum(c.group == column.group for c in columns), header=True))
    return (corner, Cell(head, colspan=len(columns), header=True)), tuple(groups), tuple(members)


def _outcomes(table: TableDef, figure: Figure, _note: str) -> Table:
    """Table 4: one line of figures under three rows of headings."""
    wide = len(table.outcomes)
    top: list[Cell] = []
    middle: list[Cell] = []
    low: list[Cell] = []
    for index, block in enumerate(table.blocks):
        labels = [Cell(o.label, rowspan=1 if block.group else 2, header=True) for o in table.outcomes]
        if block.group is None:
            top.append(Cell(block.label, colspan=wide, header=True))
            middle += labels
            continue
        if index == 0 or table.blocks[index - 1].group != block.group:
            under = sum(one.group == block.group for one in table.blocks)
            top.append(Cell(block.group, colspan=wide * under, header=True))
        middle.append(Cell(block.label, colspan=wide, header=True))
        low += labels
    ids = [address.join(table.id, b.key, o.key) for b in table.blocks for o in table.outcomes]
    data = tuple(Cell(figure(one), cell_id=one) for one in ids)
    return Table((tuple(top), tuple(middle), tuple(low), data), head_rows=3, key=table.id)
