"""Blocks → one HTML file: real tables, no scripts, nothing from outside, fit for print."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from assistant.documents.blocks import Block, Document, Heading, PageBreak, Paragraph, Table
from assistant.documents.writing import Imprint, Slot, clean, is_centred, slots, widths

_STYLE = Path(__file__).with_name("page.css")
# The page needs no script and no connection; this forbids both even if a text should try.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(document: Document, imprint: Imprint) -> bytes:
    """The page as UTF-8. A draft's stamp is drawn by the style sheet, so it is never part of the text."""
    body = "\n".join(_blocks(document.blocks))
    stamp = f' data-stamp="{_text(imprint.stamp)}" data-note="{_text(imprint.stamp_note)}"' if imprint.stamp else ""
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{_text(imprint.author)}">\n'
        f"<title>{_text(imprint.title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f'<body class="{imprint.look}"{stamp}>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    )
    return page.encode("utf-8")


def _text(text: str) -> str:
    return escape(clean(text), quote=True)


def _blocks(blocks: Iterable[Block]) -> Iterable[str]:
    caption = ""
    tables = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level + 1, 6)
            yield f"<h{level}>{_lines(block.text)}</h{level}>"
            caption = block.text
        elif isinstance(block, Paragraph):
            look = {"right": ' class="right"', "centre": ' class="centre"'}.get(block.align, "")
            yield f"<p{look}>{_lines(block.text)}</p>"
        elif isinstance(block, PageBreak):
            yield '<div class="page"></div>'
        else:
            tables += 1
            yield from _table(block, f"b{tables}", caption)


def _lines(text: str) -> str:
    return "<br>".join(escape(clean(line), quote=False) for line in text.split("\n"))


def _table(table: Table, name: str, caption: str) -> Iterable[str]:
    grid = slots(table)
    columns = len(grid[0]) if grid else 0
    yield f'<table class="{table.key or "plain"}">'
    if caption:
        yield f"<caption>{_text(caption)}</caption>"
    shares = "".join(f'<col style="width:{share * 100:.2f}%">' for share in widths(table, columns))
    yield f"<colgroup>{shares}</colgroup>"
    if table.head_rows:
        yield "<thead>"
    for r, line in enumerate(grid):
        if r == table.head_rows:
            yield "</thead>\n<tbody>" if r else "<tbody>"
        cells = "".join(_cell(table, grid, slot, name) for c, slot in enumerate(line) if slot.starts_at(r, c))
        yield f"<tr>{cells}</tr>"
    yield "</tbody>\n</table>" if table.head_rows < len(grid) else "</table>"


def _cell(table: Table, grid: list[list[Slot]], slot: Slot, name: str) -> str:
    cell = slot.cell
    spans = "".join(
        f' {word}="{size}"' for word, size in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if size > 1
    )
    look = "" if is_centred(table, slot) else ' class="left"'
    if cell.header:
        scope = _scope(table, grid, slot)
        return f'<th id="{_id(name, slot)}" scope="{scope}"{spans}{look}>{_lines(cell.text)}</th>'
    heads = " ".join(_id(name, head) for head in _headers(grid, slot))
    link = f' headers="{heads}"' if heads else ""
    return f"<td{link}{spans}{look}>{_lines(cell.text)}</td>"


def _id(name: str, slot: Slot) -> str:
    return f"{name}r{slot.row + 1}c{slot.column + 1}"


def _scope(table: Table, grid: list[list[Slot]], slot: Slot) -> str:
    """Whether a header speaks for its columns or for its rows."""
    across = slot.row < table.head_rows or all(one.cell.header for one in grid[slot.row])
    if across:
        return "colgroup" if slot.cell.colspan > 1 else "col"
    return "rowgroup" if slot.cell.rowspan > 1 else "row"


def _headers(grid: list[list[Slot]], slot: Slot) -> list[Slot]:
    """Headers of a data cell: the nearest run of header cells above it, then those at its left."""
    found: dict[tuple[int, int], Slot] = {}
    above: list[Slot] = []
    for r in range(slot.row - 1, -1, -1):
        if grid[r][slot.column].cell.header:
            above.append(grid[r][slot.column])
        elif above:
            break
    for one in (*reversed(above), *grid[slot.row][: slot.column]):
        if one.cell.header:
            found.setdefault((one.row, one.column), one)
    return list(found.values())
