"""Text and look of Word paragraphs: changes as accepted, hidden text and field codes left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.etree as etree

from assistant.documents.docx_numbers import W
from assistant.documents.limits import clip

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset(
    W + tag
    for tag in (
        "sdt",
        "sdtContent",
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
    )
)
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_TITLES = ("title", "标题")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_ALIGN = {"center": "centre", "right": "right", "end": "right"}


def children(node: etree._Element) -> Iterator[etree._Element]:
    """Children of a node with wrappers (content controls, accepted insertions, links) opened."""
    for child in node.iterchildren(tag=etree.Element):
        if child.tag in _WRAPPERS:
            yield from children(child)
        elif child.tag == f"{_COMPATIBILITY}AlternateContent":
            if (chosen := _chosen(child)) is not None:
                yield from children(chosen)
        else:
            yield child


def paragraph_text(node: etree._Element) -> str:
    """The text of one paragraph; soft line breaks are newlines."""
    return "".join(_run_text(child) for child in children(node) if child.tag in (f"{W}r", f"{W}ruby"))


def _run_text(run: etree._Element) -> str:
    if _on(run.find(f"{W}rPr/{W}vanish")):
        return ""
    parts: list[str] = []
    for piece in children(run):
        match str(piece.tag).removeprefix(W):
            case "t":
                parts.append(piece.text or "")
            case "tab" | "ptab":
                parts.append("\t")
            case "br" | "cr":
                parts.append("" if piece.get(f"{W}type") in ("page", "column") else "\n")
            case "noBreakHyphen":
                parts.append("-")
            case "sym":
                code = piece.get(f"{W}char", "")
                character = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
                parts.append("" if "\ud800" <= character <= "\udfff" else _PRIVATE.sub("", character))
            case "ruby":
                base = piece.find(f"{W}rubyBase")
                parts.append(paragraph_text(base) if base is not None else "")
    return "".join(parts)


def text_boxes(node: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph, each once though stored in two forms."""
    stack = list(node.iterchildren(tag=etree.Element))[::-1]
    while stack:
        child = stack.pop()
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_COMPATIBILITY}AlternateContent":
            if (chosen := _chosen(child)) is not None:
                stack.append(chosen)
        elif child.tag not in (f"{W}del", f"{W}moveFrom"):
            stack.extend(list(child.iterchildren(tag=etree.Element))[::-1])


def _chosen(node: etree._Element) -> etree._Element | None:
    choice = node.find(f"{_COMPATIBILITY}Choice")
    return choice if choice is not None else node.find(f"{_COMPATIBILITY}Fallback")


def _on(node: etree._Element | None) -> bool:
    return node is not None and node.get(f"{W}val", "1") not in ("0", "false", "off")


@dataclass
class Looks:
    """Styles by id: what a paragraph takes from its style and the styles that one is based on."""

    styles: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> "Looks":
        """Reads styles.xml."""
        if root is None:
            return cls()
        return cls({style.get(f"{W}styleId", ""): style for style in root.iterchildren(f"{W}style")})

    def outline(self, paragraph: etree._Element) -> int | None:
        """Heading level as blocks count them (title 0, first level 1), or None."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            level = clip(own.get(f"{W}val"), 0, 9)
            return level + 1 if level < 9 else None
        for style in self._chain(paragraph):
            name = style.find(f"{W}name")
            shown = name.get(f"{W}val", "").strip() if name is not None else ""
            if found := _HEADING.match(shown):
                return int(found[1])
            if shown.lower() in _TITLES:
                return 0
            level = style.find(f"{W}pPr/{W}outlineLvl")
            if level is not None and (value := clip(level.get(f"{W}val"), 0, 9)) < 9:
                return value + 1
        return None

    def numbered(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """List id and level of a paragraph, its own or its style's; None when not numbered."""
        num_id, level = _number_of(paragraph)
        for style in self._chain(paragraph):
            if num_id is not None:
                break
            num_id, styled = _number_of(style)
            level = styled if level is None else level
        return (num_id if num_id != "0" else None), level or 0

    def align(self, paragraph: etree._Element) -> str:
        """left, centre or right."""
        for node in (paragraph, *self._chain(paragraph)):
            if (found := node.find(f"{W}pPr/{W}jc")) is not None:
                return _ALIGN.get(found.get(f"{W}val", ""), "left")
        return "left"

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        for _ in range(12):
            style = self.styles.get(named.get(f"{W}val", "")) if named is not None else None
            if style is None:
                return
            yield style
            named = style.find(f"{W}basedOn")


def _number_of(node: etree._Element) -> tuple[str | None, int | None]:
    found = node.find(f"{W}pPr/{W}numPr")
    if found is None:
        return None, None
    num_id, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    return (
        num_id.get(f"{W}val") if num_id is not None else None,
        clip(level.get(f"{W}val"), 0, 8) if level is not None else None,
    )
