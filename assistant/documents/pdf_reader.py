"""PDF: pages to paragraphs and tables, running heads out, tables put together over pages."""

import io
import logging
import re
import struct
import time
import zlib

from assistant.documents.blocks import Document
from assistant.documents.limits import MAX_PAGES, refuse

SECONDS = 15.0
_STREAM = re.compile(rb"stream\r?\n")
_MAX_STREAM = 48 * 2**20
# Drawing instructions of a page; a text page has a tenth of this, and what has more takes minutes.
_MAX_DRAWING = 3 * 2**18
_PICTURE = re.compile(rb"/Image\b|/DCTDecode|/JPXDecode")
_DATA = re.compile(
    rb"/Length[123]\b|/ObjStm\b|/XRef\b|/Metadata\b|/CIDFontType0C|/Type1C|/OpenType|/EmbeddedFile|/ICCBased|/N \d"
)
_MAX_TOTAL = 256 * 2**20
_PIECE = 2**14
_MAX_PIECE = 2**20
_CID = re.compile(r"\(cid:\d+\)")
# What a broken PDF makes its parser raise; it checks little of what it reads.
BROKEN = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
    OSError,
    MemoryError,
    struct.error,
    zlib.error,
)


def read_pdf(data: bytes, name: str) -> Document:
    """Blocks of a PDF with page numbers; a warning `scanned_pages` when some pages have no text."""
    # The parser weighs as much as all other readers together: only who opens a PDF waits for it.
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    from assistant.documents.pdf_blocks import blocks_of
    from assistant.documents.pdf_page import Piece, pieces_of

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    _check_streams(data, name)
    end = time.monotonic() + SECONDS
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages: list[list[Piece]] = []
            count = len(pdf.pages)
            if count > MAX_PAGES:
                refuse("too_many_pages", name, count=count, limit=MAX_PAGES)
            for page in pdf.pages:
                if time.monotonic() > end:
                    refuse("too_complex", name)
                pages.append(pieces_of(page))
                page.close()
    except PdfminerException as error:
        refuse("encrypted" if isinstance(error.args[0], PDFPasswordIncorrect) else "damaged", name)
    except (PDFException, PSException, *BROKEN):
        refuse("damaged", name)
    if not pages:
        refuse("damaged", name)
    blocks = blocks_of(pages)
    text = "".join(_texts(pages))
    if len(re.sub(r"\s", "", text)) < 20 or len(_CID.findall(text)) * 12 > len(text):
        refuse("scan", name)
    warnings = ("scanned_pages",) if any(not page for page in pages[1:-1]) else ()
    return Document(tuple(blocks), "pdf", name, warnings=warnings)


def _texts(pages: list) -> list[str]:
    return [
        text
        for page in pages
        for piece in page
        for text in ([piece.text] if hasattr(piece, "text") else [cell.text for cell in piece.cells])
    ]


def _check_streams(data: bytes, name: str) -> None:
    """Refuses streams that unpack to far more than any page or font holds, before the parser unpacks them."""
    total = 0
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 400) : found.start()].rpartition(b"obj")[2]
        if _PICTURE.search(head):
            continue
        packed = b"FlateDecode" in head
        size = _unpacked(data, found.end()) if packed else data.find(b"endstream", found.end()) - found.end()
        total += size
        if size >= _MAX_STREAM or total >= _MAX_TOTAL:
            refuse("bomb", name)
        if size > _MAX_DRAWING and not _DATA.search(head):
            refuse("too_complex", name)


def _unpacked(data: bytes, start: int) -> int:
    """How much the packed stream at `start` holds, counted up to the limit without keeping it."""
    unpacker = zlib.decompressobj()
    size = 0
    while start < len(data) and not unpacker.eof and size < _MAX_STREAM:
        piece = data[start : start + _PIECE]
        start += len(piece)
        try:
            while piece and size < _MAX_STREAM:
                size += len(unpacker.decompress(piece, _MAX_PIECE))
                piece = unpacker.unconsumed_tail
        except zlib.error:
            break
    return size
