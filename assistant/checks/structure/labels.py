"""Tables and their labels as printed (STR-07…10), and what the reader had to note (IMP)."""

import re
from collections.abc import Iterator

from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View

TABLES = {"t2": 2, "t3": 3, "t4": 4}
FORM_2021 = 2021


@decides("STR-07")
def tables(view: View) -> Iterator[Outcome]:
    """Tables 2, 3 and 4 are there, with the rows of the 2021 form."""
    seen = view.snapshot.structure
    if seen is None or (view.year and view.year < FORM_2021):
        yield Unknown("STR-07")
        return
    headed = {h.target for h in seen.headings}
    for table, number in TABLES.items():
        there = table in seen.tables or any(one.startswith(table + ".") for one in view.snapshot.stated)
        if there:
            continue
        if view.whole_file and (seen.tables or f"s{number}" in headed):
            yield Found("STR-07", {"title": view.form.section(f"s{number}").label}, section=number)
        else:
            yield Unknown("STR-07")
    if seen.single_row_other and "t3" not in seen.older_form_tables:
        yield Found("STR-07", {}, "single_row", section=3)


@decides("STR-08")
def older_form(view: View) -> Iterator[Outcome]:
    """No table of the 2019 form in a report for 2021 or later."""
    seen = view.snapshot.structure
    if view.year is None:
        yield Unknown("STR-08")
    elif view.year < FORM_2021:
        return
    elif seen and seen.older_form_tables:
        for table in seen.older_form_tables:
            number = TABLES.get(table)
            title = view.form.section(f"s{number}").label if number else table
            yield Found("STR-08", {"title": title, "year": view.year}, section=number)
    elif view.meta.format == "2019":
        yield Found("STR-08", {"title": view.form.section("s2").label, "year": view.year}, section=2)
    elif seen is None:
        yield Unknown("STR-08")


@decides("STR-09", "STR-10", "IMP-02")
def labels(view: View) -> Iterator[Outcome]:
    """Labels are the form's own: not damaged, not a variant, none missing or unknown."""
    seen = view.snapshot.structure
    if seen is None or not seen.labels:
        yield from (Unknown(one) for one in ("STR-09", "STR-10", "IMP-02"))
        return
    odd: list[str] = []
    single = {row.label for row in view.form.tables["t3"].rows if row.parent == "other" and seen.single_row_other}
    for label in seen.labels:
        words = {"printed": label.printed, "official": label.official}
        section = TABLES.get(label.table)
        if label.match == "damaged":
            yield Found("STR-09", words, found=label.printed, expected=label.official, section=section)
        elif label.match == "variant" and _worth(label.printed, label.official):
            yield Found("STR-10", words, found=label.printed, expected=label.official, section=section)
        elif label.match in ("missing", "unknown") and label.official not in single:
            odd.append(label.printed or label.official)
    if odd:
        yield Found("IMP-02", {"labels": "、".join(odd[:10]), "count": len(odd)}, found=odd[0])


def _worth(printed: str, official: str) -> bool:
    """A variant that differs in words, not only in signs and blanks."""
    return re.sub(r"\W", "", printed) != re.sub(r"\W", "", official)


@decides("IMP-01", "IMP-09")
def form_seen(view: View) -> Iterator[Outcome]:
    """Which form the file follows, by its structure; of the 2019 form only figures that mean the same are used."""
    if not view.snapshot.published:
        yield Unknown("IMP-01")
        yield Unknown("IMP-09")
        return
    kind = view.meta.format
    if kind != "2021":
        yield Found("IMP-01", {"form": kind}, kind)
    if kind == "2019":
        yield Found("IMP-09", {}, section=2)


@decides("IMP-03")
def joined(view: View) -> Iterator[Outcome]:
    """Two neighbouring cells that may be one number: proposed, never done."""
    if not view.snapshot.published:
        yield Unknown("IMP-03")
    for note in view.snapshot.notes:
        if note.code == "IMP-03":
            yield Found("IMP-03", {"place": note.place, "note": note.text}, found=note.place)


@decides("IMP-07")
def kept_as_published(view: View) -> Iterator[Outcome]:
    """Arithmetic faults of a published report stay as they were printed."""
    if not view.snapshot.published:
        yield Unknown("IMP-07")
        return
    wrong = 0
    for equation in view.form.equations_for(view.meta.format):
        left = [view.value(one) for one in equation.left]
        right = [view.value(one) for one in equation.right]
        if equation.check and None not in left + right:
            wrong += sum(v or 0 for v in left) != sum(v or 0 for v in right)
    if wrong:
        yield Found("IMP-07", {"count": wrong}, found=wrong)
