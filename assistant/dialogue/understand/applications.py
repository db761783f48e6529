"""Table 3 in the clerk's words: how many applications of whom, and what became of them."""

from collections.abc import Sequence

from assistant.dialogue.understand.ledger import SUPPLY, Ledger
from assistant.dialogue.understand.segments import Segment
from assistant.form.address import join
from assistant.wording import say

_TOTALS = ("t3.handled.*", "t3.handled_total.*")
SUMS = ("new", "carried_in", "handled_total", "carried_out")


class Applications(Ledger):
    """Reads the segments of one message in order; `finish` gives what they come to."""

    def read(self, one: Segment) -> None:
        """One segment after the other."""
        rows, columns = self._rows(one), self._columns(one)
        value = one.value
        if one.other and value and not columns and self._other_column(rows):
            columns = ["other_org"]
            one.columns.append("t3.*.other_org")
        if value is not None and rows and columns:
            self._cells(rows, columns, int(value), one)
        elif value is not None and columns:
            self._applicants(columns, int(value), one)
        elif value is not None and rows:
            self._row_sum(rows, int(value), one)
        elif value is not None:
            self._bare(int(value), one)
        elif rows and columns:
            for column in columns:
                self._predicate(rows[-1], column, one)
        elif rows:
            self._of_what_was_said(rows[-1], one)
        elif columns:
            self._of_whom(columns, one)
        if rows or columns or value is not None:
            self.last = one

    def _rows(self, one: Segment) -> list[str]:
        """Rows named; of a group and its member the member is meant. Totals follow from the rest and are not taken."""
        rows = [row[3:-2] for row in one.rows if row.startswith("t3.") and row not in _TOTALS]
        return [row for row in rows if not any(other.startswith(row + ".") for other in rows)]

    def _columns(self, one: Segment) -> list[str]:
        keys = [column.rpartition(".")[2] for column in one.columns if column.startswith("t3.")]
        if "organisations" in keys:
            keys = [key for key in keys if key != "organisations"]
            keys += [key for key in self.columns if key != "natural"] if one.zero and not keys else []
            if not keys and one.value:
                self.organisations = int(one.value)
                targets = [join("t3", "new", c) for c in self.columns if c != "natural"]
                self.out.waiting = self._which(targets, self.organisations)
        return [key for key in keys if key != "total"]

    def _other_column(self, rows: list[str]) -> bool:
        """Whether 其他 before a number names the column.

        So it does beside a row of applications, where that column has some, or where it could be the rest of nothing.
        """
        nothing = not (self.entries or self.run or self.totals) and not any(self._supply(c) for c in self.columns)
        return nothing or (bool(rows) and (rows[-1] in SUPPLY or bool(self._supply("other_org"))))

    def _cells(self, rows: list[str], columns: list[str], value: int, one: Segment) -> None:
        if len(rows) * len(columns) > 1 and value and "each" not in one.ops and "all" not in one.ops:
            if len(rows) == 2 and "new" in rows:
                rows = [row for row in rows if row != "new"]
            elif len(columns) > 1:
                self.out.reason = self.out.reason or say("dialogue.one_number_for_many", value=value)
        for row in rows:
            for column in columns:
                if row in self._groups():
                    self._group(row, column, value, one)
                    continue
                self._put(row, column, value, one)
                if row not in SUMS and "row" in one.after and self._stated("new", column) is None and value:
                    self._put("new", column, value, one)
        self.row, self.narrow = rows[-1], columns[-1] if len(columns) == 1 else None

    def _applicants(self, columns: list[str], value: int, one: Segment) -> None:
        """A number beside an applicant: of the row whose sum was just given, else of the new applications."""
        row = self.default
        if not value and any(self._stated("new", column) for column in columns):
            return
        if self.row and self.row in self.totals and self._still_fits(columns, value):
            row = self.row
        if self.narrow and sum(v for _, v, _ in self.run) == self._supply(self.narrow):
            self._settle_local()
        if self.run and self.row == self.run[-1][0]:
            key, total, _ = self.run[-1]
            said = sum(v for (r, _), v in self.entries.items() if r == key)
            if said + value <= total:
                row = key
                self._put(row, columns[0], value, one)
                if said + value == total:
                    self.run.pop()
                    self.row = ""
                return
        self._settle_local()
        for column in columns:
            self._put(row, column, value, one)
        self.row, self.narrow = row, columns[-1] if len(columns) == 1 else None

    def _settle_local(self) -> None:
        """「自然人2件，公开1件；企业…」: outcomes said before the next applicant are those of the one before."""
        said = sum(value for _, value, _ in self.run)
        if not self.run or self.narrow is None or said > (self._supply(self.narrow) or 0):
            return
        for row, value, segment in self.run:
            self._put(row, self.narrow, value, segment)
        self.run, self.local = [], True

    def _still_fits(self, columns: Sequence[str], value: int) -> bool:
        said = sum(v for (row, c), v in self.entries.items() if row == self.row and c not in columns)
        return said + value * len(columns) <= self.totals[self.row]

    def _row_sum(self, rows: list[str], value: int, one: Segment) -> None:
        for row in rows:
            if value == 0:
                self._zero_row(row, one)
            elif row in self._groups():
                self._group(row, self._inherited(one), value, one)
            elif self.open_group and row.startswith(self.open_group[0] + "."):
                self._refine(row, value, one)
            elif (column := self._inherited(one)) is not None:
                self._put(row, column, value, one)
            elif row in SUMS and row != "carried_out":
                self.totals[row] = value
                self.row, self.narrow = row, None
            else:
                self.run.append((row, value, one))
                self.row = row

    def _zero_row(self, row: str, one: Segment) -> None:
        members = [r for r in self.rows if r == row or r.startswith(row + ".")]
        for member in members:
            for column in self.columns:
                if (member, column) not in self.entries and member != "handled_total":
                    self._put(member, column, 0, one)
        if row == "new":
            self.totals[row] = 0

    def _inherited(self, one: Segment) -> str | None:
        """「自然人新收2件予以公开2件」: the applicant named at the head of the clause holds for all of it."""
        last = self.last
        if last and last.clause == one.clause and len(last.columns) == 1 and "column" not in last.after and last.rows:
            return last.columns[0].rpartition(".")[2]
        return None

    def _bare(self, value: int, one: Segment) -> None:
        """A number alone: the sum of the applications, while nothing else is talked of."""
        if one.zero:
            if "rest" not in one.ops and (not self.last or "topic.application" in one.topics):
                self._zero_row(self.default, one)
            return
        said = [v for (row, _), v in self.entries.items() if row == self.default]
        if "total" in one.ops or (not self.totals and not said and not self.run):
            self.totals[self.default] = value
            self.row = self.default
        elif self.last is not None:
            one.pointed = value

    def _predicate(self, row: str, column: str, one: Segment) -> None:
        """「企业那件不掌握」: all applications of that column."""
        supply = self._supply(column)
        value = one.pointed or supply
        if value is None:
            return
        if row in self._groups():
            self._group(row, column, value, one)
        else:
            self._put(row, column, value, one)

    def _of_what_was_said(self, row: str, one: Segment) -> None:
        if self.open_group and row.startswith(self.open_group[0] + "."):
            self._refine(row, self.open_group[2], one)
            return
        if self.everything and row.startswith(self.everything[0] + "."):
            self.everything = (row, one.text)
            return
        if "rest" in one.ops:
            self.remaining = row
            return
        last = self.last
        columns = self._columns(last) if last else []
        pointed = one.pointed or (last.pointed if last and not last.names else None)
        if pointed is not None and not columns:
            columns = [c for c in self.columns if self._supply(c) == pointed]
            if len(columns) != 1:
                self.run.append((row, pointed, one))
                return
        sums = {column for (r, column), v in self.entries.items() if r == "new" and v}
        if "all" in one.ops and one.pointed is None and len(sums) != 1:
            self.everything = (row, one.text)
        elif columns and last and last.value:
            for column in columns:
                if row in self._groups():
                    self._group(row, column, int(last.value), one)
                else:
                    self._put(row, column, int(last.value), one)
        elif last is None or not last.rows or last.rows == ["t3.new.*"]:
            self.everything = (row, one.text)

    def _of_whom(self, columns: list[str], one: Segment) -> None:
        """「3件，都是自然人」, 「剩下的是企业」."""
        row = self.row or self.default
        if self.totals.get(self.default) and not any(r == self.default for r, _ in self.entries):
            row, self.local, self.narrow = self.default, True, columns[0]
        total = self.totals.get(row, self.known.state.totals.get(f"t3.{row}"))
        if self.run and row == self.run[-1][0]:
            total = self.run.pop()[1]
        if total is None or len(columns) != 1:
            return
        said = sum(v for (r, c), v in self.entries.items() if r == row and c not in columns)
        if total - said > 0:
            self._put(row, columns[0], total - said, one)
            self.totals.setdefault(row, total)
