"""What was said of table 3 so far in one message, and how it adds up with what is stored."""

from assistant.dialogue.state import Waiting
from assistant.dialogue.understand.segments import Segment
from assistant.dialogue.understand.splits import splits
from assistant.dialogue.understand.types import Known, Understood
from assistant.form.address import join
from assistant.wording import say

SUPPLY = ("new", "carried_in")


class Ledger:
    """Figures by row and column (`entries`), sums over all columns (`totals`), outcomes of no column yet (`run`).

    The sums of the form decide between readings: outcomes must fit the applications of their column. A figure that
    fits in one way only is certain; otherwise it is put to the clerk with the reason.
    """

    def __init__(self, known: Known, out: Understood) -> None:
        self.known, self.out = known, out
        form = known.form
        table = form.tables["t3"]
        self.columns = [c.key for c in table.columns if c.key and c.key != "total"]
        self.rows = [r.key for r in table.data_rows if r.key]
        self.entries: dict[tuple[str, str], int] = {}
        self.totals: dict[str, int] = {}
        self.words: dict[tuple[str, str], str] = {}
        self.run: list[tuple[str, int, Segment]] = []
        self.everything: tuple[str, str] | None = None
        self.remaining: str | None = None
        self.row = ""
        self.last: Segment | None = None
        self.open_group: tuple[str, str | None, int | None] | None = None
        self.narrow: str | None = None
        self.local = False
        self.organisations = 0
        asked = {one.rpartition(".")[0] for one in known.state.asked if one.startswith("t3.")}
        self.default = asked.pop()[3:] if len(asked) == 1 else "new"

    def _put(self, row: str, column: str, value: int, one: Segment) -> None:
        if self.entries.get((row, column), value) != value and not one.zero:
            self.out.reason = self.out.reason or say(
                "dialogue.said_twice",
                label=self.known.form.label(join("t3", row, column)),
                first=self.entries[row, column],
                second=value,
            )
        self.entries[row, column] = value
        self.words[row, column] = one.text

    def _groups(self) -> tuple[str, ...]:
        return ("deny", "unable", "refuse", "other")

    def _group(self, row: str, column: str | None, value: int, one: Segment) -> None:
        if value == 0:
            members = [r for r in self.rows if r.startswith(row + ".")]
            for member in members:
                for c in [column] if column else self.columns:
                    self._put(member, c, 0, one)
            return
        self.open_group = (row, column, value)
        self.row = row
        if column and "row" in one.after and self._stated("new", column) is None:
            self._put("new", column, value, one)

    def _refine(self, row: str, value: int | None, one: Segment) -> None:
        assert self.open_group is not None
        group, column, total = self.open_group
        amount = value if value is not None else total or 0
        if column:
            self._put(row, column, amount, one)
        else:
            self.run.append((row, amount, one))
        left = (total or 0) - amount
        self.open_group = (group, column, left) if left > 0 else None

    def _stated(self, row: str, column: str) -> int | None:
        if (row, column) in self.entries:
            return self.entries[row, column]
        value = self.known.value(join("t3", row, column))
        return None if value is None else int(value)

    def _supply(self, column: str) -> int | None:
        """Applications to be dealt with in a column; None while nothing is known of any applicant."""
        new = self._stated("new", column)
        carried = self._stated("carried_in", column) or 0
        if new is None and not any(self._stated("new", c) is not None for c in self.columns):
            return carried or None
        return (new or 0) + carried

    def _used(self, column: str, skip: str = "") -> int:
        rows = [r for r in self.rows if r not in ("new", "carried_in", "handled_total") and r != skip]
        return sum(self._stated(row, column) or 0 for row in rows)

    def finish(self) -> None:
        """Places what was said of no column, and judges the sums."""
        self._open_sums()
        self._place_run()
        self._place_all()
        for (row, column), value in self.entries.items():
            self.out.add(join("t3", row, column), value, self.words[row, column], zero=value == 0)
        self._judge()
        if self.open_group and self.open_group[1] is None and not any(self._supply(c) for c in self.columns):
            self.out.refused.append(say("dialogue.whose_outcomes"))
        elif self.open_group and self.out.waiting is None:
            group, column, value = self.open_group
            members = [r for r in self.rows if r.startswith(group + ".")]
            places = [column] if column else [c for c in self.columns if self._supply(c)]
            self.out.waiting = self._which([join("t3", m, c) for m in members for c in places], value or 0)

    def _open_sums(self) -> None:
        for row, total in self.totals.items():
            said = sum(v for (r, _), v in self.entries.items() if r == row)
            said += self.organisations if row == "new" else 0
            before = sum(self._stated(row, c) or 0 for c in self.columns)
            if row not in SUPPLY or total == said or (not said and before == total):
                continue
            if said == 0:
                only = self._only(row)
                if only:
                    self.entries[row, only], self.words[row, only] = total, str(total)
                else:
                    self.out.totals[f"t3.{row}"] = total
            elif said < total or said > total:
                label = self.known.form.label(join("t3", row, "total"))
                reason = say("dialogue.parts_differ", label=label, total=total, parts=said)
                self.out.reason = self.out.reason or reason
                if said < total:
                    self.out.totals[f"t3.{row}"] = total

    def _only(self, row: str) -> str | None:
        """The one column a row sum can stand in, when the question was after a single column."""
        asked = [one for one in self.known.state.asked if one.startswith(f"t3.{row}.")]
        return asked[0].rpartition(".")[2] if len(asked) == 1 else None

    def _place_run(self) -> None:
        """Outcomes given as sums over all applicants, spread over the columns in the one way that fits."""
        run = [(row, value) for row, value, _ in self.run]
        if not run:
            return
        whole = sum(value for _, value in run)
        text = "，".join(one.text for _, _, one in self.run)
        supply = {c: (self._supply(c) or 0) - self._used(c) for c in self.columns}
        supply = {c: v for c, v in supply.items() if v > 0}
        narrow = self.narrow
        mentioned = {c for r, c in self.entries if r in SUPPLY}
        if narrow and (self.local or mentioned == {narrow}) and supply.get(narrow, 0) >= whole:
            supply = {narrow: supply[narrow]}
        if not supply and self.totals.get("new") == whole:
            self.out.totals["t3.new"] = whole
        ways = splits(tuple(v for _, v in run), tuple(supply.values()))
        if not ways:
            self._no_way(run, whole, sum(supply.values()))
            return
        for (row, _), spread in zip(run, ways[0], strict=True):
            for column, value in zip(supply, spread, strict=True):
                if value:
                    self.entries[row, column], self.words[row, column] = value, text
        if len(ways) > 1:
            self.out.reason = self.out.reason or say("dialogue.several_ways")

    def _no_way(self, run: list[tuple[str, int]], whole: int, supply: int) -> None:
        if supply == 0 and not any(self._stated("new", c) is not None for c in self.columns):
            self.out.refused.append(say("dialogue.whose_outcomes"))
        else:
            label = "、".join(self.known.form.label(join("t3", row, "total")) for row, _ in run)
            self.out.refused.append(say("dialogue.more_than_received", label=label, total=whole, supply=supply))

    def _place_all(self) -> None:
        row, text = self.everything or (self.remaining, "")
        if row is None:
            return
        if all(self._supply(c) is None for c in self.columns):
            self.out.all_to = f"t3.{row}"
            return
        left = {c: (self._supply(c) or 0) - self._used(c, row) for c in self.columns}
        if row in self._groups():
            column = next((c for c, v in left.items() if v > 0), None)
            self.open_group = (row, column, sum(v for v in left.values() if v > 0))
            return
        for column, value in left.items():
            if value > 0:
                self.entries[row, column], self.words[row, column] = value, text or row

    def _judge(self) -> None:
        """Outcomes beyond the applications of their column are put to the clerk with both values."""
        for column in self.columns:
            supply = self._supply(column)
            touched = any(c == column and r not in SUPPLY for r, c in self.entries)
            used = self._used(column)
            if touched and supply is not None and used > supply:
                label = next(c.name for c in self.known.form.tables["t3"].columns if c.key == column)
                self.out.doubt(say("dialogue.more_than_received", label=label, total=used, supply=supply))
        if self.out.reason:
            self.out.doubt(self.out.reason, [one for one in self.out.certain if one.startswith("t3.")])

    def _which(self, targets: list[str], value: int) -> Waiting:
        form = self.known.form
        cells = [form.cells[one] for one in targets]
        many_rows = len({cell.row.key for cell in cells}) > 1
        names = [cell.row.name if many_rows else cell.column.name if cell.column else "" for cell in cells]
        names = list(dict.fromkeys(names))
        text = say("dialogue.which_row" if many_rows else "dialogue.which_applicant", value=value)
        return Waiting(targets=tuple(targets), value=value, text=text, choices=tuple(names))
