"""What single change would make the sums true again. Proposed as buttons, never applied by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.checks.finding import CellChange, Finding, Fix
from assistant.checks.view import View
from assistant.form import Equation
from assistant.report.answer import Number
from assistant.report.snapshot import Snapshot
from assistant.wording import say

AT_MOST = 3


@dataclass(frozen=True)
class Repair:
    """One way out: new values by cell, how it may have happened, and its rank (0 is likeliest)."""

    changes: tuple[tuple[str, Number], ...]
    how: str
    rank: int


@dataclass(frozen=True)
class Sums:
    """The sums that can be judged, and by how much each is off."""

    view: View

    @cached_property
    def by_cell(self) -> dict[str, list[Equation]]:
        known: dict[str, list[Equation]] = {}
        for equation in self.view.form.equations_for(self.view.meta.format):
            cells = (*equation.left, *equation.right)
            if equation.check and all(self.view.value(cell) is not None for cell in cells):
                for cell in cells:
                    known.setdefault(cell, []).append(equation)
        return known

    def off(self, equation: Equation, changed: dict[str, Number]) -> Number:
        """Σ left − Σ right with some cells changed."""
        left = sum((self._value(cell, changed) for cell in equation.left), 0)
        return left - sum((self._value(cell, changed) for cell in equation.right), 0)

    def holds(self, changed: dict[str, Number]) -> bool:
        """Whether every sum a changed cell stands in is true."""
        return not self.broken(changed)

    def broken(self, changed: dict[str, Number]) -> list[Equation]:
        """The sums over changed cells that are not true."""
        return [eq for cell in changed for eq in self.by_cell.get(cell, ()) if self.off(eq, changed)]

    def settle(self, cell: str, equation: Equation, changed: dict[str, Number]) -> Number | None:
        """The value of `cell` that makes the sum true, if it is a possible count."""
        off = self.off(equation, changed)
        value = self._value(cell, changed) + (-off if cell in equation.left else off)
        return value if value >= 0 else None

    def _value(self, cell: str, changed: dict[str, Number]) -> Number:
        return changed[cell] if cell in changed else self.view.value(cell) or 0


def repairs(snapshot: Snapshot, finding: Finding) -> list[Fix]:
    """Buttons that mend a sum finding (T3-01…03, T4-01…03), likeliest first; other findings have none."""
    view = View(snapshot)
    for equation in view.form.equations_for(snapshot.meta.format):
        if equation.check == finding.check and finding.cells == (*equation.left, *equation.right):
            return repairs_of(view, equation)
    return []


def repairs_of(view: View, equation: Equation) -> list[Fix]:
    """The likeliest changes that make this sum, and every sum they touch, true again."""
    sums = Sums(view)
    found = sorted([*_single(sums, equation), *_moved(sums, equation)], key=lambda one: one.rank)[:AT_MOST]
    if equation.derives and not any(equation.derives in dict(one.changes) for one in found):
        total = sums.settle(equation.derives, equation, {})
        if total is not None:
            found.append(Repair(((equation.derives, total),), "total", 9))
    return [_button(view, one) for one in found]


def _single(sums: Sums, equation: Equation) -> Iterator[Repair]:
    for cell in (*equation.left, *equation.right):
        value = sums.settle(cell, equation, {})
        if value is None or not sums.holds({cell: value}):
            continue
        how, rank = _slip(sums.view.value(cell) or 0, value)
        if cell == equation.derives:
            yield Repair(((cell, value),), "total" if rank > 2 else how, min(rank, 2))
        elif rank < 3 or len(sums.by_cell[cell]) > 1:
            yield Repair(((cell, value),), how, rank)


def _moved(sums: Sums, equation: Equation) -> Iterator[Repair]:
    """A value in the next row or the wrong column: two cells change by the same amount, opposite ways."""
    for cell in (*equation.left, *equation.right):
        value = sums.settle(cell, equation, {})
        old = sums.view.value(cell) or 0
        if value is None:
            continue
        left_over = sums.broken({cell: value})
        for other in {c: None for eq in left_over[:1] for c in (*eq.left, *eq.right) if c != cell}:
            was = sums.view.value(other) or 0
            new = was - (value - old)
            if new < 0 or {old, was} != {value, new} or not sums.holds({cell: value, other: new}):
                continue
            same_row = cell.rpartition(".")[0] == other.rpartition(".")[0]
            yield Repair(((cell, value), (other, new)), "column" if same_row else "row", 1)


def _slip(old: Number, new: Number) -> tuple[str, int]:
    """How `new` may have become `old` at the keyboard, and how likely that is."""
    a, b = str(old), str(new)
    if len(a) == len(b) and sorted(a) == sorted(b):
        return "swapped", 0
    if len(a) + 1 == len(b) and _without_one(b, a):
        return "lost", 1
    if len(a) == len(b) + 1 and _without_one(a, b):
        return "extra", 1
    if len(a) == len(b) and len(a) > 1 and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return "digit", 2
    return "other", 3


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _button(view: View, one: Repair) -> Fix:
    moves = say("checks.words.semicolon").join(
        say("checks.fix.cell", label=view.label(c), before=view.value(c), after=v) for c, v in one.changes
    )
    changes = tuple(CellChange(cell=cell, after=value) for cell, value in one.changes)
    return Fix(label=say(f"checks.fix.{one.how}", change=moves), changes=changes)
