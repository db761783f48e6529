"""Web archives (.mht): the page inside a mail-like envelope."""

import email
import email.policy
from email.errors import MessageError

from assistant.documents.blocks import Document
from assistant.documents.html_reader import read_html
from assistant.documents.limits import refuse


def read_mht(data: bytes, name: str) -> Document:
    """The blocks of the first HTML part."""
    return read_html(_page(data, name), name)


def _page(data: bytes, name: str) -> bytes:
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"]
    except (MessageError, ValueError, LookupError, RecursionError):
        refuse("damaged", name)
    pages = [part for part in parts if isinstance(part, bytes) and part.strip()]
    if not pages:
        refuse("no_text", name)
    return pages[0]
