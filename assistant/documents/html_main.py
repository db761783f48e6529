"""Which part of a web page is the report: menus, footers and lists of links out, then the weightiest part.

Text inside links weighs nothing. A part is left behind only when it holds neither table nor numbered heading.
"""

import re
from collections.abc import Iterator

import lxml.etree as etree
from lxml import html

from assistant.documents.blocks import Block, Heading

_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "canvas",
    "video",
    "audio",
    "input",
    "select",
    "button",
    "textarea",
    "nav",
    "footer",
    "head",
)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot\w*|side\w*|bread\w*|crumb\w*|share\w*|relat\w*|copyright|toolbar|pager|"
    r"login|search\w*|qrcode|ewm|dqwz|position|location|friend\w*|link\w*|banner|advert\w*|ad)(?=$|[\s_-])",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SECTION = re.compile(r"(?:^|\n)\s*[（(]?[一二三四五六][)）]?\s*、")
_SHARE = 0.7
_LINKS = 0.6


def title_of(root: html.HtmlElement) -> str | None:
    """The title the page gives its article: government sites use a meta field, others <title>."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and (meta.get("content") or "").strip():
            return _squeeze(meta.get("content") or "")
    for node in root.iter("title"):
        if text := _squeeze(_text(node)):
            return text
    return None


def tidy(root: html.HtmlElement) -> None:
    """Takes out what is never the report: scripts, hidden parts, menus, lists of links."""
    for node in list(root.iter(*_DROPPED)):
        _drop(node)
    for node in list(root.iter(etree.Element)):
        if node.get("hidden") is not None or _HIDDEN.search(node.get("style") or ""):
            _drop(node)
    weights = _weights(root)
    total = weights.get(root, (0, 0))
    for node in list(root.iter("div", "ul", "ol", "section", "aside", "header", "table", "p", "dl")):
        plain, linked = weights.get(node, (0, 0))
        named = _AROUND.search(f"{node.get('class') or ''} {node.get('id') or ''}")
        many = sum(1 for _ in zip(node.iter("a"), range(3), strict=False)) == 3
        if (many and linked > (plain + linked) * _LINKS) or (named and plain < total[0] * 0.15 and not _telling(node)):
            _drop(node)


def main_content(root: html.HtmlElement, title: str | None) -> tuple[html.HtmlElement, list[Block]]:
    """The element that holds the report, and headings that stood before it on the page."""
    weights = _weights(root)
    body = root.find("body")
    node = root if body is None else body
    before: list[Block] = []
    while True:
        inner = [child for child in node if isinstance(child.tag, str)]
        best = max(inner, key=lambda child: weights.get(child, (0, 0))[0], default=None)
        if best is None or best.tag in ("p", "table", "tr", "td", "tbody", "span", "pre"):
            return node, before
        if weights[best][0] < weights[node][0] * _SHARE:
            return node, before
        others = [child for child in inner if child is not best]
        if any(map(_telling, others)) or len((node.text or "").strip()) > 20:
            return node, before
        for child in others[: inner.index(best)]:
            before += [Heading(text, 0) for text in _titles(child, title)]
        node = best


def _titles(node: html.HtmlElement, title: str | None) -> Iterator[str]:
    for part in node.iter(etree.Element):
        text = _squeeze(_text(part))
        alike = title is not None and len(text) >= 8 and text.replace(" ", "") in title.replace(" ", "")
        if 4 <= len(text) <= 80 and (part.tag in ("h1", "h2", "h3") or alike):
            yield text
            return


def _telling(node: html.HtmlElement) -> bool:
    """Holds a table of some rows or a numbered heading."""
    if sum(1 for _ in zip(node.iter("tr"), range(4), strict=False)) >= 3:
        return True
    return bool(_SECTION.search("\n".join(text.strip() for text in node.itertext())))


def _weights(root: html.HtmlElement) -> dict[html.HtmlElement, tuple[int, int]]:
    """Per element: characters outside and inside links."""
    made: dict[html.HtmlElement, tuple[int, int]] = {}
    for _, node in etree.iterwalk(root, events=("end",)):
        if not isinstance(node.tag, str):
            continue
        plain, linked = len((node.text or "").strip()), 0
        for child in node:
            own = made.get(child, (0, 0))
            plain += own[0] + len((child.tail or "").strip())
            linked += own[1]
        made[node] = (0, plain + linked) if node.tag == "a" else (plain, linked)
    return made


def _text(node: html.HtmlElement) -> str:
    return "".join(node.itertext())


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _drop(node: html.HtmlElement) -> None:
    if node.getparent() is not None:
        node.drop_tree()
