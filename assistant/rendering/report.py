"""A report as blocks: title, preamble and the six sections, figures in their tables, texts under headings.

The inverse of reading. An unknown figure is an empty cell, never 0; a missing text is marked 〔待补〕.
"""

from collections.abc import Iterable
from decimal import Decimal

from assistant.documents.blocks import Block, Document, Heading, Paragraph, Run
from assistant.form import SectionDef, TableDef, TextDef, load_form
from assistant.rendering.tables import form_table
from assistant.report.answer import Mark, Number
from assistant.report.snapshot import Snapshot
from assistant.wording import say
from assistant.wording import text as wording

_SIGNATURE = "meta.organ"
_SIGNED_DATE = "meta.signed_date"
_DOC_NO = "meta.doc_no"


def printed(value: Number | None) -> str:
    """A figure as it stands in a table: plain digits, "" when unknown."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def report_title(snapshot: Snapshot) -> str:
    """The title as published, else the form's own; broken by a newline after the name of the organ."""
    meta, form = snapshot.meta, snapshot.form
    title = snapshot.title or ""
    if not title.strip() or meta.year is None or not meta.organ:
        organ = meta.organ or wording("rendering.missing_text")
        title = title.strip() or form.title.format(organ=organ, year=meta.year or wording("rendering.missing_year"))
    organ, rest = meta.organ, title.removeprefix(meta.organ)
    if organ and rest != title and rest.strip() and len(title) > 20:
        return f"{organ}\n{rest.strip()}"
    return title


def report_document(snapshot: Snapshot, *, final: bool = False, marks: bool = False) -> Document:
    """The whole report.

    With `marks` paragraphs carry runs for the screen (bound, unverified …). Without, what nobody has vouched
    for is followed by 〔待核〕 in the text itself, so that it stays visible in every file.
    """
    form, meta = snapshot.form, snapshot.meta
    title = report_title(snapshot)
    blocks: list[Block] = [Heading(title, 0)]
    if meta.doc_no:
        blocks.append(Paragraph(meta.doc_no, align="centre", text_id=_DOC_NO))
    preamble = next(text for text in form.texts.values() if text.section is None)
    blocks += _text(snapshot, preamble.id, marks, required=not snapshot.published and not final)
    for section in form.sections:
        blocks.append(Heading(f"{_ordinal(section.ordinal)}、{section.label}", 1))
        blocks += _section(snapshot, section, marks, final)
    if meta.signed_date:
        if meta.organ:
            blocks.append(Paragraph(meta.organ, align="right", text_id=_SIGNATURE))
        blocks.append(Paragraph(printed_date(meta.signed_date), align="right", text_id=_SIGNED_DATE))
    return Document(tuple(blocks), kind="report", source=meta.source or "", title=title.replace("\n", ""))


def printed_date(iso: str) -> str:
    """「2024年1月5日」 without leading zeros (GB/T 9704-2012 7.3.5); what is no ISO date is left as it is."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso
    return say("rendering.date", year=int(parts[0]), month=int(parts[1]), day=int(parts[2]))


def _ordinal(number: int) -> str:
    return "一二三四五六七八九十"[number - 1]


def _section(snapshot: Snapshot, section: SectionDef, marks: bool, final: bool) -> Iterable[Block]:
    form = snapshot.form
    if section.table:
        yield form_table(_table(snapshot, section.table), lambda cell: figure(snapshot, cell), form.identity_note)
        return
    texts = [text for text in form.texts.values() if text.section == section.key]
    shown = [text for text in texts if _is_shown(snapshot, text)]
    # What belongs to no topic opens section 一; 五 and 六 left in one piece have no sub-heading.
    loose = [text for text in shown if text.topic is None and (section.ordinal == 1 or len(shown) == 1)]
    if snapshot.published and len(shown) == 1 and section.ordinal != 1:
        loose = shown
    for text in loose:
        yield from _text(snapshot, text.id, marks, required=False)
    headed = [text for text in shown if text not in loose]
    for number, text in enumerate(headed, start=1):
        yield Heading(f"（{_ordinal(number)}）{text.label}", 2)
        yield from _text(snapshot, text.id, marks, required=not snapshot.published and not final)


def _is_shown(snapshot: Snapshot, text: TextDef) -> bool:
    filled = bool(snapshot.texts.get(text.id, "").strip())
    return filled or not (text.optional or snapshot.published)


def _table(snapshot: Snapshot, table_id: str) -> TableDef:
    """The table as this report has it: table 3 with （六） in one row where the report printed it so."""
    single = bool(snapshot.structure and snapshot.structure.single_row_other)
    single = single or any(cell.startswith("t3.other.unsplit.") for cell in snapshot.stated)
    return (load_form("2019") if single and table_id == "t3" else snapshot.form).tables[table_id]


def figure(snapshot: Snapshot, cell_id: str) -> str:
    """The printed text of a cell. A published report keeps what stood there even when it was no number."""
    value = snapshot.value(cell_id)
    if value is None and snapshot.published:
        return snapshot.raw.get(cell_id, "")
    return printed(value)


def _text(snapshot: Snapshot, text_id: str, marks: bool, required: bool) -> Iterable[Paragraph]:
    """The paragraphs of one narrative part, one per line."""
    whole = snapshot.texts.get(text_id, "")
    if not whole.strip():
        if required:
            yield Paragraph(wording("rendering.missing_text"), text_id=text_id)
        return
    spans = sorted(snapshot.marks.get(text_id, ()), key=lambda mark: (mark.start, mark.end))
    start = 0
    for line in whole.split("\n"):
        end = start + len(line)
        inside = [m for m in spans if m.start < end and m.end > start]
        if line.strip():
            runs = tuple(_runs(line, start, inside)) if marks else ()
            text = line if marks else _with_notices(line, start, inside)
            yield Paragraph(text.strip(), runs=runs, text_id=text_id)
        start = end + 1


def _runs(line: str, offset: int, marks: list[Mark]) -> Iterable[Run]:
    """The line cut at its marks; of marks that overlap the one that begins first is kept."""
    at = 0
    for mark in marks:
        start, end = max(mark.start - offset, at), min(mark.end - offset, len(line))
        if start >= end:
            continue
        if start > at:
            yield Run(line[at:start])
        yield Run(line[start:end], mark.kind, mark.cell)
        at = end
    if at < len(line):
        yield Run(line[at:])


def _with_notices(line: str, offset: int, marks: list[Mark]) -> str:
    notice = wording("rendering.unverified")
    ends = {min(mark.end - offset, len(line)) for mark in marks if mark.kind == "unverified"}
    for end in sorted(ends, reverse=True):
        if not line.startswith(notice, end):
            line = line[:end] + notice + line[end:]
    return line
