"""Tables from positions: for readers that know the corner and size of each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.blocks import Cell, Place, Table


@dataclass
class Spot:
    """A cell at `row`, `column` (from 0) with its size in positions."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


def table_of(spots: Sequence[Spot], height: int, place: Place, head_rows: int = 0) -> Table:
    """The table of `height` rows with these cells; positions nobody covers become empty cells.

    Where spots overlap, the earlier one keeps its size and the later one is cut to what is free.
    """
    width = max((spot.column + spot.colspan for spot in spots), default=0)
    taken = [[False] * width for _ in range(height)]
    rows: list[list[tuple[int, Cell]]] = [[] for _ in range(height)]

    def put(spot: Spot) -> None:
        if spot.row >= height or taken[spot.row][spot.column]:
            return
        right = 1
        while right < spot.colspan and not taken[spot.row][spot.column + right]:
            right += 1
        down = 1
        span = range(spot.column, spot.column + right)
        while down < spot.rowspan and spot.row + down < height and not any(taken[spot.row + down][c] for c in span):
            down += 1
        for line in taken[spot.row : spot.row + down]:
            line[spot.column : spot.column + right] = [True] * right
        where = Place(place.page, place.line, place.table, spot.row + 1, spot.column + 1, place.sheet)
        rows[spot.row].append((spot.column, Cell(spot.text, down, right, spot.header, where)))

    for spot in spots:
        put(spot)
    for row in range(height):
        for column in range(width):
            if not taken[row][column]:
                put(Spot(row, column, ""))
    return Table(tuple(tuple(cell for _, cell in sorted(row, key=lambda p: p[0])) for row in rows), place, head_rows)
