"""Plain text and Markdown: a paragraph a line with its number, headings and pipe tables where marked.

Tables flattened to tabs or lines stay lines, tabs kept: what they mean is for the reading of reports to tell.
"""

import re

from assistant.documents.blocks import Block, Cell, Document, Heading, Paragraph, Place, Table
from assistant.documents.charset import decode, is_text
from assistant.documents.limits import MAX_COLUMNS, refuse

MAX_LINES = 30_000
MAX_BYTES = 8 * 2**20
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t\u3000]+(.+?)[ \t]*#*$")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"<(https?://[^<>\s]+|[\w.+-]+@[\w.-]+)>|\[([^\[\]]+)\]\((?:https?:|mailto:|/)[^()\s]*\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)


def read_text(data: bytes, name: str) -> Document:
    """A .txt or .md file; `kind` is md when it holds marked headings or a pipe table."""
    if len(data) > MAX_BYTES:
        refuse("too_large_inside", name)
    text = decode(data)
    if not is_text(text):
        refuse("unknown", name)
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        refuse("too_large_inside", name)
    return document_of_lines(lines, name)


def document_of_lines(lines: list[str], name: str) -> Document:
    """Blocks of lines already decoded."""
    marked = any(_HEADING.match(line) for line in lines) or any(map(_starts_table, lines, lines[1:]))
    blocks: list[Block] = []
    tables = 0
    number = 0
    while number < len(lines):
        line = lines[number]
        place = Place(line=number + 1)
        if not marked:
            blocks.append(Paragraph(line.rstrip(), place))
        elif heading := _HEADING.match(line):
            blocks.append(Heading(inline(heading[2]), len(heading[1]) - 1, place))
        elif number + 1 < len(lines) and _starts_table(line, lines[number + 1]):
            tables += 1
            end = _end_of_table(lines, number + 2)
            blocks.append(_table([(number, line), *enumerate(lines[number + 2 : end], number + 2)], tables))
            number = end
            continue
        else:
            blocks.append(Paragraph(inline(line.rstrip()), place))
        number += 1
    if not any(isinstance(b, Table) or (not hasattr(b, "rows") and getattr(b, "text", "").strip()) for b in blocks):
        refuse("no_text", name)
    return Document(tuple(blocks), "md" if marked else "txt", name)


def inline(text: str) -> str:
    """A line of Markdown without its marks."""
    text = _EMPHASIS.sub(r"\2", text)
    text = _LINK.sub(lambda found: found[1] or found[2], text)
    return _ESCAPE.sub(r"\1", text)


def _starts_table(line: str, following: str) -> bool:
    return "|" in line and "|" in following and bool(_RULE.match(following)) and not _RULE.match(line)


def _end_of_table(lines: list[str], number: int) -> int:
    while number < len(lines) and "|" in lines[number]:
        number += 1
    return number


def _table(lines: list[tuple[int, str]], number: int) -> Table:
    rows = []
    for index, (at, line) in enumerate(lines):
        parts = _BAR.split(line.strip())
        parts = parts[1:] if not parts[0].strip() and len(parts) > 1 else parts
        parts = parts[:-1] if not parts[-1].strip() and len(parts) > 1 else parts
        texts = [_BREAK.sub("\n", inline(part.strip())) for part in parts[:MAX_COLUMNS]]
        rows.append(
            tuple(
                Cell(
                    text,
                    header=index == 0,
                    place=Place(line=at + 1, table=number, row=index + 1, column=column),
                )
                for column, text in enumerate(texts, 1)
            )
        )
    return Table(tuple(rows), Place(line=lines[0][0] + 1, table=number), head_rows=1)
