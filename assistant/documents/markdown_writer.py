"""Blocks → Markdown that any editor shows and the reader takes back: headings, paragraphs, pipe tables."""

import re

from assistant.documents.blocks import Document, Heading, PageBreak, Paragraph, Table
from assistant.documents.writing import Imprint, clean, slots

# Characters that would begin or make markup anywhere in a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~]|(?<=\])\()")
# Line beginnings that would turn a paragraph into a heading, a list, a quotation or a rule.
_LINE_START = re.compile(r"^(\s*)(#{1,6}|[-+]|\d{1,9}[.)]|>)(?=\s|-|$)")


def write_markdown(document: Document, imprint: Imprint) -> bytes:
    """The text as UTF-8. A draft begins with its stamp as a comment, which is not part of the text."""
    parts = [f"<!-- {clean(imprint.stamp_note or imprint.stamp).replace('--', '——')} -->"] if imprint.stamp else []
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append("#" * min(block.level + 1, 6) + " " + _inline(block.text.replace("\n", "")))
        elif isinstance(block, Paragraph):
            parts.append("\n\n".join(_line(line) for line in block.text.split("\n") if line.strip()))
        elif isinstance(block, PageBreak):
            continue
        else:
            parts.append(_table(block))
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _inline(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(clean(text).split()) if "\n" in text else clean(text).strip())


def _line(text: str) -> str:
    text = _inline(text)
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}" if m[2][0].isdigit() else f"{m[1]}\\{m[2]}", text)


def _table(table: Table) -> str:
    """A pipe table has no merged cells: one over several rows is repeated, over columns it stands first."""
    lines = []
    for r, line in enumerate(slots(table)):
        texts = [_inline(slot.cell.text.replace("\n", " ")) if slot.column == c else "" for c, slot in enumerate(line)]
        lines.append("| " + " | ".join(texts) + " |")
        if r == 0:
            lines.append("|" + " --- |" * len(line))
    return "\n".join(lines)
