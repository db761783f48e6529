"""Tables 2 and 4 and the figures of prose in the clerk's words."""

from collections.abc import Sequence

from assistant.dialogue.state import Waiting
from assistant.dialogue.understand.segments import Segment
from assistant.dialogue.understand.types import Known, Understood
from assistant.dialogue.understand.values import Refused, fits_unit, measured, rough
from assistant.form.address import join
from assistant.report.answer import Number
from assistant.wording import say

SUITS = ("suit_direct", "suit_after_review")


class Blocks:
    """Reads segments that speak of tables 2 and 4 or of single figures."""

    def __init__(self, known: Known, out: Understood, message: str) -> None:
        self.known, self.out, self.message = known, out, message
        self.rows: list[str] = []
        self.table = ""
        self.sums: dict[str, int] = {}
        self.parts: dict[str, int] = {}
        self.soft: set[str] = set()
        self.suits: Segment | None = None

    def read(self, one: Segment) -> None:
        """One segment; what it names is carried on to the next ones that name no row."""
        for cell in one.cells:
            self._cell(cell, one)
        rows, columns = self._rows(one), self._columns(one)
        if one.table in ("t2", "t4") and (rows or columns):
            if one.table != self.table:
                self.rows, self.table = [], one.table
            if rows:
                self.rows = rows
            self._matrix(rows, columns, one)

    def finish(self) -> None:
        """Sums of a block against the outcomes given with it."""
        if self.suits is not None:
            targets = [join("t4", row, c) for row in self.rows for c in self._outcomes()]
            self._wait(targets, self.suits, say("dialogue.which_suit", value=int(self.suits.value or 0)))
        for row, total in self.sums.items():
            parts = self.parts.get(row, 0)
            if not parts and total:
                self._which_outcome(row, total)
            elif parts != total:
                label = self.known.form.label(join("t4", row, "total"))
                cells = [one for one in self.out.certain if one.startswith(f"t4.{row}.")]
                self.out.doubt(say("dialogue.parts_differ", label=label, total=total, parts=parts), cells)

    def _rows(self, one: Segment) -> list[str]:
        found: list[str] = []
        for row in one.rows:
            if row == "t4.suit.*":
                found += SUITS
            elif row[:2] in ("t2", "t4"):
                found.append(row[3:-2])
        return found

    def _columns(self, one: Segment) -> list[str]:
        return [c.rpartition(".")[2] for c in one.columns if c[:2] == one.table]

    def _number(self, target: str, one: Segment) -> tuple[Number, bool] | None:
        """The segment's value for `target`; None after a refusal."""
        if one.number is None:
            return (0, False) if one.zero else None
        try:
            return measured(self.known, target, self.message, one.number)
        except Refused as error:
            self.out.refused.append(str(error))
            return None

    def put(self, target: str, one: Segment) -> None:
        """Stores the segment's number for one target, doubtful when it was only said roughly or in another unit."""
        found = self._number(target, one)
        if found is None:
            return
        value, converted = found
        before = None if target in self.soft else self.out.certain.get(target)
        self.soft.discard(target)
        label = self.known.form.label(target)
        self.out.add(target, value, one.text, zero=value == 0)
        if before is not None and before.value != value and "change" not in one.ops:
            self.out.doubt(say("dialogue.said_twice", label=label, first=before.value, second=value), [target])
        elif converted:
            self.out.doubt(say("dialogue.converted", value=value, unit=self.known.form.unit(target)), [target])
        elif one.number is not None and rough(one.number, self.known.form.unit(target)):
            self.out.doubt(say("dialogue.rough", value=value), [target])

    def _cell(self, cell: str, one: Segment) -> None:
        if one.value is None:
            return
        if one.number is not None and not fits_unit(self.known, cell, one.number.quantity.unit):
            same = [a for a in self._asked() if fits_unit(self.known, a, one.number.quantity.unit)]
            if len(same) != 1:
                return
            cell = same[0]
        if len(one.cells) > 1 and one.value and "each" not in one.ops:
            self.put(cell, one)
            self.out.doubt(say("dialogue.one_number_for_many", value=one.value), [cell])
            return
        self.put(cell, one)

    def _asked(self) -> list[str]:
        return [a for a in self.known.state.asked if a in self.known.form.facts or a in self.known.form.cells]

    def _matrix(self, rows: list[str], columns: list[str], one: Segment) -> None:
        table = one.table
        if one.zero:
            self._zeros(table, rows or self.rows, columns, one)
            return
        rows = rows or self.rows or self._row_left(table)
        if one.number is None:
            self._predicate(table, rows, columns, one)
        elif columns and len(rows) == 1:
            for column in columns:
                self._outcome(join(table, rows[0], column), rows[0], one)
        elif columns and rows:
            self._ask_row(table, rows, columns[0], one)
        elif table == "t4" and len(rows) == 1:
            self.sums[rows[0]] = int(one.number.quantity.value)
        elif table == "t4":
            self.suits, self.rows = one, rows
        elif rows:
            self.put(join(table, rows[0], "issued"), one)
            self.out.doubt(say("dialogue.issued_meant"), [join(table, rows[0], "issued")])

    def _outcome(self, target: str, row: str, one: Segment) -> None:
        """A figure of one row and column; two kinds of one outcome (驳回, 撤诉) within a stated sum are added up."""
        value = int(one.value or 0)
        parts, before = self.parts.get(row, 0), self.out.certain.get(target)
        if before is not None and parts + value <= self.sums.get(row, -1):
            self.out.add(target, int(before.value) + value, one.text)
        else:
            self.put(target, one)
        self.parts[row] = parts + value

    def _row_left(self, table: str) -> list[str]:
        """The row meant when none is named: the only one whose cells are asked, or the one the office can have."""
        if table == "t2":
            makes_rules = self.known.draft.office.level in ("province", "city")
            return ["normative", "rules"] if makes_rules else ["normative"]
        asked = {one.split(".")[1] for one in self.known.state.asked if one.startswith("t4.")}
        return sorted(asked) if len(asked) == 1 else ["review", *SUITS]

    def _outcomes(self) -> list[str]:
        return [c.key for c in self.known.form.tables["t4"].outcomes if c.key and c.key != "total"]

    def _zeros(self, table: str, rows: list[str], columns: list[str], one: Segment) -> None:
        if not rows:
            rows = ["normative", "rules"] if table == "t2" else ["review", *SUITS]
        for row in rows:
            for cell in self.known.form.cells.values():
                if cell.table != table or cell.row.key != row or not cell.entered:
                    continue
                column = cell.column.key if cell.column else None
                if columns and column not in columns:
                    continue
                if column == "in_force" and not columns and self.known.last_year(cell.id):
                    continue
                if cell.id not in self.out.certain:
                    self.out.add(cell.id, 0, one.text, zero=True)
                    if not columns:
                        self.soft.add(cell.id)

    def _predicate(self, table: str, rows: list[str], columns: list[str], one: Segment) -> None:
        """「复议1件，维持了」: an outcome said of the sum before it."""
        if table == "t4" and self.suits is not None and len(rows) == 1 and rows[0] in SUITS:
            self.sums[rows[0]] = int(self.suits.value or 0)
            self.suits = None
        if table != "t4" or len(columns) != 1 or not rows:
            return
        row = rows[0] if len(rows) == 1 else ""
        total = self.sums.pop(row, self.known.state.totals.get(f"t4.{row}"))
        if total:
            self.out.add(join(table, row, columns[0]), total, one.text)

    def _ask_row(self, table: str, rows: Sequence[str], column: str, one: Segment) -> None:
        self._wait([join(table, row, column) for row in rows], one, say("dialogue.which_block", value=one.value))

    def _wait(self, targets: Sequence[str], one: Segment, text: str) -> None:
        form = self.known.form
        rows = list(dict.fromkeys(form.cells[t].row.name for t in targets))
        self.out.waiting = Waiting(targets=tuple(targets), value=int(one.value or 0), text=text, choices=tuple(rows))

    def _which_outcome(self, row: str, total: int) -> None:
        targets = [join("t4", row, c) for c in self._outcomes()]
        names = [c.label for c in self.known.form.tables["t4"].outcomes if c.key != "total"]
        label = self.known.form.label(targets[0]).partition("·")[0]
        self.out.waiting = Waiting(
            targets=tuple(targets),
            value=total,
            text=say("dialogue.which_outcome", label=label, value=total),
            choices=tuple(names),
        )
