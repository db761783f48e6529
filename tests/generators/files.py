"""Files of every format from the same neutral blocks, written by other means than the product's own writers."""

import html
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import typst
from openpyxl import Workbook

from assistant.documents.blocks import Block, Heading, PageBreak, Paragraph, Place, Table
from assistant.documents.grid import Spot, table_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def table(*rows: str) -> Table:
    """A table as text: cells between bars, `a <` goes on to the left cell's right, `^` goes on from above.

    `table("头 | 宽 | <", "^ | 1 | 2")` has a cell two rows high and a cell two columns wide.
    """
    spots: dict[tuple[int, int], Spot] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(part.strip() for part in row.split("|")):
            if text == "<":
                spots[r, c] = spots[r, c - 1]
            elif text == "^":
                spots[r, c] = spots[r - 1, c]
            else:
                spots[r, c] = Spot(r, c, text)
            spot = spots[r, c]
            spot.rowspan, spot.colspan = max(spot.rowspan, r - spot.row + 1), max(spot.colspan, c - spot.column + 1)
    return table_of(list({id(spot): spot for spot in spots.values()}.values()), len(rows), Place())


def docx_of(blocks: Sequence[Block]) -> bytes:
    """A bare Word file: headings by outline level, tables with gridSpan and vMerge."""
    return docx_with("".join(map(_docx_block, blocks)))


def docx_with(body: str, **parts: str) -> bytes:
    """A Word file with this body XML (prefix w) and further parts, such as `numbering` and `styles`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{_W}">{content}</w:{name}>')
    return made.getvalue()


def _docx_block(block: Block) -> str:
    if isinstance(block, Heading):
        look = f'<w:pPr><w:outlineLvl w:val="{block.level - 1}"/></w:pPr>' if block.level else _TITLE
        return f"<w:p>{look}{docx_run(block.text)}</w:p>"
    if isinstance(block, Paragraph):
        return f"<w:p>{docx_run(block.text)}</w:p>"
    if isinstance(block, PageBreak):
        return ""
    grid = f'<w:gridCol w:w="{_COLUMN}"/>' * len(block.grid()[0])
    rows = "".join(_docx_row(block, r) for r in range(len(block.rows)))
    return f"<w:tbl><w:tblPr>{_BORDERS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


_COLUMN = 1200
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
_BORDERS = f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
_TITLE = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>'
TITLE_STYLE = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'


def docx_run(text: str) -> str:
    """A run; newlines are soft breaks, tabs are tabs."""
    inner = "<w:br/>".join(
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t"))
        for line in text.split("\n")
    )
    return f"<w:r>{inner}</w:r>"


def _docx_row(block: Table, r: int) -> str:
    grid = block.grid()
    made = []
    c = 0
    while c < len(grid[r]):
        cell = grid[r][c]
        merge = ""
        if cell.rowspan > 1:
            merge = "<w:vMerge/>" if r and grid[r - 1][c] is cell else '<w:vMerge w:val="restart"/>'
        text = "" if merge == "<w:vMerge/>" else cell.text
        width = f'<w:tcW w:w="{_COLUMN * cell.colspan}" w:type="dxa"/>'
        paragraphs = "".join(f"<w:p>{docx_run(line)}</w:p>" for line in text.split("\n"))
        made.append(f'<w:tc><w:tcPr>{width}<w:gridSpan w:val="{cell.colspan}"/>{merge}</w:tcPr>{paragraphs}</w:tc>')
        c += cell.colspan
    return f"<w:tr>{''.join(made)}</w:tr>"


def html_of(blocks: Sequence[Block]) -> str:
    """The blocks as elements, without a page around them."""
    return "\n".join(map(_html_block, blocks))


def _html_block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{_html_text(block.text)}</h{block.level + 1}>"
    if isinstance(block, Paragraph):
        return f"<p>&nbsp;&nbsp;&nbsp; {_html_text(block.text)}</p>"
    if isinstance(block, PageBreak):
        return ""
    rows = (
        "<tr>"
        + "".join(
            f'<td rowspan="{cell.rowspan}" colspan={cell.colspan}><p>{_html_text(cell.text) or "&nbsp;"}</p></td>'
            for cell in row
        )
        + "</tr>"
        for row in block.rows
    )
    return f"<table border=1><tbody>{''.join(rows)}</tbody></table>"


def _html_text(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def page_of(blocks: Sequence[Block], title: str = "年度报告", charset: str = "utf-8") -> bytes:
    """A noisy government page with the blocks inside a layout table."""
    menu = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(12))
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><meta name="ArticleTitle" content="{title}">
<title>{title}_某某政府网</title><script>var a = "<p>不是正文，共99件</p>";</script>
<style>p {{ color: red }}</style></head>
<body><div class="header"><ul>{menu}</ul></div><div>您现在的位置：<a href="/">首页</a> &gt; <a href="/a">年报</a></div>
<form action="/"><div class="main"><h1>{title}</h1><div>来源：某某局 字体：大 中 小</div>
<table width="100%"><tr><td valign=top><div class="TRS_Editor">{html_of(blocks)}</div></td></tr></table></div></form>
<div style="display:none">隐藏的文字</div><div class="related"><h3>相关链接</h3><ul>{menu}</ul></div>
<div class="footer"><p>主办：某某政府　备案号：某ICP备12345678号</p><p>网站标识码：1234567890</p></div></body></html>"""
    return page.encode(charset)


def markdown_of(blocks: Sequence[Block]) -> str:
    """Headings with #, tables with pipes (spans are flattened: a covered position is empty)."""
    made = []
    for block in blocks:
        if isinstance(block, Heading):
            made.append(f"{'#' * (block.level + 1)} {block.text}")
        elif isinstance(block, Paragraph):
            made.append(block.text)
        elif isinstance(block, Table):
            rows = _flat(block)
            lines = [f"| {' | '.join(row)} |" for row in rows]
            made.append("\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]))
    return "\n\n".join(made) + "\n"


def text_of(blocks: Sequence[Block]) -> str:
    """Lines, tables flattened to tabs."""
    made = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            made.append(block.text)
        elif isinstance(block, Table):
            made += ["\t".join(row) for row in _flat(block)]
    return "\n".join(made) + "\n"


def _flat(block: Table) -> list[list[str]]:
    seen: set[int] = set()
    rows = []
    for row in block.grid():
        texts = []
        for cell in row:
            texts.append("" if id(cell) in seen else cell.text)
            seen.add(id(cell))
        rows.append(texts)
    return rows


def pdf_of(blocks: Sequence[Block], *, rules: bool = True, page: str = 'paper: "a4"', numbers: bool = True) -> bytes:
    """A printed report; `rules=False` leaves the lines of the tables out. `page` are typst's page arguments."""
    numbering = ', numbering: "- 1 -"' if numbers else ""
    stroke = "0.5pt" if rules else "none"
    head = (
        f'#set page({page}{numbering})\n#set text(font: "Noto Serif CJK SC", lang: "zh", size: 12pt)\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
    )
    made = [head]
    for block in blocks:
        if isinstance(block, Heading):
            made.append(f'#block(text(weight: "bold")[{_typst(block.text)}])')
        elif isinstance(block, Paragraph):
            made.append(_typst(block.text))
        elif isinstance(block, PageBreak):
            made.append("#pagebreak()")
        else:
            width = len(block.grid()[0])
            flush = "#par(first-line-indent: 0pt)"
            cells = ", ".join(
                f"table.cell(rowspan: {cell.rowspan}, colspan: {cell.colspan})[{flush}[{_typst(cell.text)}]]"
                for row in block.rows
                for cell in row
            )
            made.append(f"#table(columns: {width}, stroke: {stroke}, {cells})")
    return typst.compile("\n\n".join(made).encode())


def _typst(text: str) -> str:
    escaped = "".join(f"\\{char}" if char in "\\#$*_`<>@[]~=-+./'\"" else char for char in text)
    return escaped.replace("\n", " \\ ")


def xlsx_of(blocks: Sequence[Block], sheet: str = "年报") -> bytes:
    """One sheet: paragraphs over the first eight columns, tables with merged cells, an empty row after each."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    at = 1
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            page.cell(at, 1, block.text)
            page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=8)
            at += 1
        elif isinstance(block, Table):
            grid = block.grid()
            seen: set[int] = set()
            for r, row in enumerate(grid):
                for c, cell in enumerate(row):
                    if id(cell) in seen:
                        continue
                    seen.add(id(cell))
                    page.cell(at + r, c + 1, int(cell.text) if cell.text.isdigit() else cell.text or None)
                    if cell.rowspan > 1 or cell.colspan > 1:
                        bottom, right = at + r + cell.rowspan - 1, c + cell.colspan
                        page.merge_cells(start_row=at + r, end_row=bottom, start_column=c + 1, end_column=right)
            at += len(grid) + 1
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
