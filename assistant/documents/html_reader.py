"""Web pages: the report out of the page around it, tables with their spans, layout tables opened."""

import re

import lxml.etree as etree
from lxml import html

from assistant.documents.blocks import Document, Heading, Table
from assistant.documents.charset import decode, is_text
from assistant.documents.html_blocks import Walker
from assistant.documents.html_main import main_content, tidy, title_of
from assistant.documents.limits import MAX_BLOCKS, refuse

MAX_BYTES = 8 * 2**20
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[1-24-9]|2\d|3[01]);|&#x0*(?:[0-8bcef]|1[0-9a-f]);",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(data: bytes, name: str) -> Document:
    """Blocks of the main content of a page; `title` is what the page calls itself."""
    if len(data) > MAX_BYTES:
        refuse("too_large_inside", name)
    text = decode(data)
    if not is_text(text):
        refuse("unknown", name)
    text = _CONTROL.sub("", _DECLARATION.sub("", text))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        refuse("no_text", name)
    if sum(1 for _ in root.iter("td", "th", "p", "div", "li", "a", "br")) > MAX_BLOCKS:
        refuse("too_large_inside", name)
    title = title_of(root)
    try:
        tidy(root)
        main, before = main_content(root, title)
        walker = Walker()
        walker.walk(main)
    except RecursionError:
        refuse("too_complex", name)
    blocks = [*before, *walker.blocks]
    if not any(isinstance(block, Table | Heading) or getattr(block, "text", "") for block in blocks):
        refuse("no_text", name)
    return Document(tuple(blocks), "html", name, title)
