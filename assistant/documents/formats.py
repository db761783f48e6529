"""What a file really is, told by its content; names lie (a .doc is often a web page or a .docx inside)."""

import io
import json
import re
import zipfile
import zlib

from assistant.documents.charset import decode, is_text

_SIGNATURES = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "executable"),
    (b"\x7fELF", "executable"),
    (b"{\\rtf", "rtf"),
)
_TAG = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|table|div|p|span|meta|title|br|h[1-6])\b", re.I)
_MIME = re.compile(r"^(?:mime-version|content-type|from|date|subject)\s*:", re.I)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def kind_of_bytes(data: bytes) -> str:
    """docx, xlsx, pdf, html, mht, md or txt (as txt), json, zip; doc, xls, rtf, odt, ods, wps, wordxml, ole;
    image, archive, executable, ofd, pptx, encrypted; or unknown."""
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _kind_of_ole(data)
    if (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] in (
        b"ftypheic",
        b"ftypmif1",
        b"ftypavif",
    ):
        return "image"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and not (len(signature) == 2 and is_text(decode(head))):
            return kind
    return _kind_of_text(data)


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            encrypted = any(info.flag_bits & 1 for info in archive.infolist())
            mime = b""
            if "mimetype" in names and not encrypted:
                with archive.open("mimetype") as stream:
                    mime = stream.read(200)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        # Cut off in the middle: the directory at its end is gone, but the first entries name the kind.
        return "damaged"
    if mime.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names or "_rels/.rels" in names:
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        if any(name.startswith("ppt/") for name in names):
            return "pptx"
        if any(name.startswith("word/") or name.endswith("document.xml") for name in names):
            return "docx"
    return "zip"


def _kind_of_ole(data: bytes) -> str:
    """The old Office container names its streams in UTF-16."""
    for stream, kind in (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "pptx"),
        ("WpsContent", "wps"),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return "ole"


def _kind_of_text(data: bytes) -> str:
    text = decode(data[:400_000])
    if not is_text(text):
        return "unknown"
    start = text.lstrip()[:3000]
    if start[:1] in "{[" and _is_json(data):
        return "json"
    if "<pkg:package" in start or "<w:wordDocument" in start:
        return "wordxml"
    first = start.partition("\n")[0]
    if _MIME.match(first) and re.search(r"multipart/related|text/html", start, re.I):
        return "mht"
    if (start.startswith("<") and _TAG.search(start)) or len(_TAG.findall(text[:200_000])) >= 5:
        return "html"
    return "txt"


def _is_json(data: bytes) -> bool:
    try:
        json.loads(decode(data))
    except (ValueError, RecursionError):
        return False
    return True
