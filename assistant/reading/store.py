"""Raw cells stored under their ids, and labels as they were printed."""

from assistant.form import CellDef
from assistant.reading.figures import figure, is_blank
from assistant.reading.fold import fold, likeness
from assistant.reading.found import Found
from assistant.reading.items import Group
from assistant.reading.labels import Label
from assistant.report.published import LabelSeen


def store(found: Found, cell: CellDef, text: str | None, group: Group | None) -> None:
    """One cell as the file has it. None: the file has no such cell at all."""
    number = cell.number
    if text is None:
        found.values.setdefault(cell.id, None)
        return
    if number == "text":
        number = "decimal"
    if is_blank(text):
        found.values[cell.id] = None
        found.raw[cell.id] = text.strip()
    else:
        read = figure(text, number, cell.unit)
        found.values[cell.id] = read.value
        if read.raw:
            found.raw[cell.id] = read.raw
    if group is not None:
        found.places[cell.id] = group.place


def seen(table: str, label: Label, group: Group, older: bool = False) -> LabelSeen:
    """The label of a row as printed beside its figures, and how it relates to the form's own."""
    pieces = [piece for piece in (group.own.split("  ") if "  " in group.own else [group.own]) if piece]
    window = fold(group.before[-80:]) + fold(group.after[:40])
    official = fold(label.official)
    best = max(pieces, key=lambda piece: label.match(fold(piece)), default="") or group.before[-30:]
    printed = best.strip()
    folded = fold(printed)
    if folded.endswith(official) or _in_order(official, window):
        match = "older_form" if older else "exact"
    elif any(folded.endswith(one) or _in_order(one, window) for one in label.spellings if len(one) > 2):
        match = "variant"
    elif max((likeness(one, folded) for one in label.spellings), default=0) >= 0.5:
        match = "damaged"
    else:
        match = "damaged" if label.within(window) >= 0.5 else "unknown"
    return LabelSeen(table=table, official=label.official, printed=printed, match=match)


def _in_order(label: str, window: str) -> bool:
    """Every character of a label stands in the window in this order, close together: a label folded over lines."""
    start = window.find(label[0]) if label else -1
    while start >= 0:
        at, last = start, start
        for char in label[1:]:
            at = window.find(char, at + 1)
            if at < 0 or at - last > 8:
                break
            last = at
        else:
            return last - start < len(label) * 2 + 4
        start = window.find(label[0], start + 1)
    return False
