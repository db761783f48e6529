"""The form's labels folded for comparing, and which table a piece of text belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.form import load_form
from assistant.reading.fold import coverage, fold, likeness
from assistant.reading.vocabulary import words

SURE = 0.72
"""Likeness from which a short text counts as that label; two lost characters in eight still pass."""


@dataclass(frozen=True)
class Label:
    """A label of the form, its folded spellings, and whether only the older form has it."""

    key: str
    official: str
    spellings: tuple[str, ...]
    older: bool = False

    def match(self, folded: str) -> float:
        """Best likeness of any spelling."""
        return max(likeness(one, folded) for one in self.spellings)

    def within(self, folded: str) -> float:
        """How much of the best spelling stands somewhere in the text; short forms count less than full ones."""
        return max(coverage(one, folded) for one in self.spellings)


def label(key: str, official: str, spellings: Iterable[str], older: bool = False) -> Label:
    return Label(key, official, tuple(dict.fromkeys(filter(None, map(fold, spellings)))), older)


@cache
def strong(table: str) -> tuple[Label, ...]:
    """Labels that stand in one table only."""
    new, old = load_form("2021").tables[table], load_form("2019").tables[table]
    found: list[Label] = []
    if table == "t2":
        for form_table, older in ((new, False), (old, True)):
            for clause in form_table.clauses:
                found.append(label("clause", clause.caption, (clause.caption,)))
                found += [label("column", c.label, c.spellings, older) for c in clause.columns]
                found += [
                    label("row", r.label, r.spellings, older)
                    for r in clause.rows
                    if len(r.label) > 2 or r.key == "rules"
                ]
        found.append(label("head", new.head, (new.head,)))
    elif table == "t3":
        found = [
            label("row", row.label, [s for s in row.spellings if len(s) > 3], False)
            for row in new.rows
            if row.key not in ("other.misc", "handled_total", "other", "other.unsplit")
        ]
        found += [
            label("column", c.label, [s for s in c.spellings if len(s) > 2]) for c in new.columns if len(c.label) > 2
        ]
        found.append(label("head", new.head, (new.head,)))
        found.append(label("note", load_form("2021").identity_note, (load_form("2021").identity_note,)))
    else:
        found = [label("outcome", o.label, [o.label]) for o in new.outcomes if o.key != "total"]
        found += [
            label("block", b.label, [s for s in b.spellings if len(s) > 4]) for b in new.blocks if b.key != "review"
        ]
        found += [label("block", name, (name,)) for name in words()["case_blocks"]]
    unique: dict[tuple[str, ...], Label] = {}
    for one in found:
        if one.spellings:
            unique.setdefault(one.spellings, one)
    return tuple(unique.values())


@cache
def _exact() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in ("t2", "t3", "t4"):
        for one in strong(table):
            for spelling in one.spellings:
                found[spelling] = table
    return found


@cache
def _weak() -> frozenset[str]:
    return frozenset(words()["shared_labels"])


def is_label(text: str) -> bool:
    """The text is a label of one table, spelled as in the form or a known variant."""
    return fold(text) in _exact()


def table_of(text: str) -> str | None:
    """The table a piece of text is a label of, "weak" for a label several tables share, None otherwise."""
    folded = fold(text)
    if not folded:
        return None
    if folded in _exact():
        return _exact()[folded]
    if folded in _weak():
        return "weak"
    if len(folded) > 60:
        return _by_parts(folded)
    best, where = 0.0, None
    if len(folded) >= 4:
        for table in ("t3", "t2", "t4"):
            for one in strong(table):
                if (score := one.match(folded)) > best:
                    best, where = score, table
    if best >= SURE:
        return where
    return _piece(folded) or _by_parts(folded)


def _piece(folded: str) -> str | None:
    """A piece of a long label that a line end cut off, perhaps with signs of an upright group label in it."""
    if len(folded) < 5:
        return None
    for table in ("t3", "t2"):
        for one in strong(table):
            if any(len(s) > len(folded) and coverage(folded, s) >= 0.75 for s in one.spellings):
                return table
    return None


def parts_in(text: str, table: str) -> set[str]:
    """Different labels of a table standing in one text."""
    folded = fold(text)
    found = {one for label_ in strong(table) for one in label_.spellings if len(one) > 3 and one in folded}
    return found or {folded}


def _by_parts(folded: str) -> str | None:
    """Several labels run together in one text."""
    for table in ("t3", "t2", "t4"):
        parts = {one for label_ in strong(table) for one in label_.spellings if len(one) > 3 and one in folded}
        if (sum(map(len, parts)) >= 0.6 * len(folded) and len(parts) > 1) or len(parts) > 3:
            return table
    return None
