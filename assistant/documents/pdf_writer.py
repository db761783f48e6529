"""Blocks → PDF with typst. The blocks go in as data, never as typst source."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from assistant.documents.blocks import Block, Document, Heading, PageBreak, Paragraph, Table
from assistant.documents.writing import Imprint, Slot, clean, is_centred, slots, widths
from assistant.errors import UnusableInput
from assistant.wording import say

_TEMPLATE = Path(__file__).with_name("report.typ")
_BODY = ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "Fangsong SC")
_SERIF = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
    "NSimSun",
    "STSong",
    "AR PL UMing CN",
)
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei",
         "WenQuanYi Micro Hei", "Droid Sans Fallback")  # fmt: skip
# For each use the faces of the standard first, then what may stand in for them.
_FACES = {
    "body": (*_BODY, *_SERIF, "SimHei", *_SANS),
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "华文中宋", *_SERIF, "SimHei", *_SANS),
    "black": ("SimHei", "黑体", "Heiti SC", *_SANS, *_SERIF),
    "script": (
        "楷体_GB2312",
        "KaiTi_GB2312",
        "KaiTi",
        "楷体",
        "STKaiti",
        "Kaiti SC",
        *_SERIF,
        "SimHei",
        *_SANS,
    ),
}
_LONGEST_WORD = 24


def write_pdf(document: Document, imprint: Imprint, font_paths: Sequence[Path] = ()) -> bytes:
    """The PDF as bytes. Raises UnusableInput without a Chinese font: boxes are worse than no file."""
    data = {
        "title": clean(imprint.title),
        "author": clean(imprint.author),
        "look": imprint.look,
        "stamp": imprint.stamp,
        "note": imprint.stamp_note,
        "mark": _drawn(imprint.stamp, tuple(font_paths)) if imprint.stamp else "",
        "faces": faces(tuple(font_paths)),
        "blocks": list(_blocks(document.blocks, imprint.look == "sheet")),
    }
    made = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=_fonts(tuple(font_paths)),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return bytes(made)  # type: ignore[arg-type]


@cache
def faces(font_paths: tuple[Path, ...] = ()) -> dict[str, list[str]]:
    """The installed faces for each use, best first."""
    installed = {name.casefold(): name for name in installed_families(font_paths)}
    found = {
        use: [installed[n.casefold()] for n in names if n.casefold() in installed] for use, names in _FACES.items()
    }
    if not found["body"]:
        raise UnusableInput(say("rendering.no_chinese_font"))
    return found


def installed_families(font_paths: tuple[Path, ...]) -> list[str]:
    """Names of all font families typst can use here."""
    return _fonts(font_paths).families()


@cache
def _fonts(font_paths: tuple[Path, ...]) -> typst.Fonts:
    """The fonts, looked for once: that takes longer than setting a report."""
    return typst.Fonts(font_paths=[str(path) for path in font_paths])


@cache
def _drawn(word: str, font_paths: tuple[Path, ...]) -> str:
    """The word as an SVG of outlines: across the page it is seen, but never read or copied as text."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        "#set text(font: json(bytes(sys.inputs.faces)), size: 150pt, fill: luma(232))\n"
        "#rotate(-45deg, reflow: true, sys.inputs.word)"
    )
    made = typst.compile(
        source.encode(),
        font_paths=_fonts(font_paths),
        format="svg",
        sys_inputs={"word": word, "faces": json.dumps(faces(font_paths)["black"])},
    )
    return bytes(made).decode()  # type: ignore[arg-type]


def _blocks(blocks: Sequence[Block], sheet: bool) -> Iterable[dict[str, Any]]:
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            yield {"kind": "heading", "level": min(block.level, 3), "lines": _lines(block.text)}
        elif isinstance(block, Paragraph):
            yield {
                "kind": "paragraph",
                "align": block.align,
                "lines": _lines(block.text),
                **_signing(blocks, index),
            }
        elif isinstance(block, PageBreak):
            yield {"kind": "page"}
        else:
            yield _table(block, sheet)


def _lines(text: str) -> list[str]:
    return [_breakable(line) for line in clean(text).split("\n")]


def _breakable(line: str) -> str:
    """A word too long for any line would run off the page: it may be parted anywhere."""
    if all(len(word) <= _LONGEST_WORD for word in line.split(" ")):
        return line
    parts, run = [], 0
    for char in line:
        run = run + 1 if char.isascii() and char != " " else 0
        parts.append(char)
        if run >= _LONGEST_WORD:
            parts.append("\u200b")
            run = 0
    return "".join(parts)


def _signing(blocks: Sequence[Block], index: int) -> dict[str, Any]:
    """Where a right-aligned line stands: the date four characters in, the organ centred above it."""
    block = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    before = blocks[index - 1] if index else None
    indent = 4.0
    if isinstance(block, Paragraph) and isinstance(following, Paragraph) and following.align == "right":
        indent = max(0.0, indent + (ems(following.text) - ems(block.text)) / 2)
    return {"indent": indent, "first": getattr(before, "align", "") != "right"}


def ems(text: str) -> float:
    """Width in characters; ASCII counts half."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _table(table: Table, sheet: bool) -> dict[str, Any]:
    grid = slots(table)
    columns = len(grid[0]) if grid else 0
    points = 9.0 if sheet or columns > 4 else 12.0
    starts = [slot for r, line in enumerate(grid) for c, slot in enumerate(line) if slot.starts_at(r, c)]
    return {
        "kind": "table",
        "columns": widths(table, columns),
        "head": table.head_rows,
        "points": points,
        "pad": 3.0 if table.key == "t3" or sheet else 5.0,
        "whole": not sheet and len(grid) <= 40,
        "cells": [_cell(table, slot) for slot in starts],
    }


def _cell(table: Table, slot: Slot) -> dict[str, Any]:
    cell = slot.cell
    caption = cell.header and table.head_rows == 0 and len(table.rows[slot.row]) == 1
    return {
        "x": slot.column,
        "y": slot.row,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "lines": _lines(cell.text),
        "centred": is_centred(table, slot),
        "label": cell.cell_id is None,
        "black": slot.row < table.head_rows or caption,
    }
