"""How much a file may hold, and the sentence it ends with when it cannot be used."""

import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

import lxml.etree as etree

from assistant.errors import UnusableInput
from assistant.wording import say

MAX_PAGES = 400
MAX_ROWS = 2000
MAX_COLUMNS = 256
MAX_SPAN_CELLS = 200_000
MAX_BLOCKS = 30_000
MAX_TEXT = 600_000
MAX_PARAGRAPH = 100_000
MAX_PART_BYTES = 24 * 2**20
MAX_ZIP_ENTRIES = 3000
MAX_ZIP_TOTAL = 400 * 2**20


def refuse(key: str, name: str, **values: object) -> NoReturn:
    """Raises UnusableInput with the sentence `documents.<key>`."""
    raise UnusableInput(say(f"documents.{key}", name=name, **values))


def read_bytes(path: Path, max_mb: int) -> bytes:
    """The content of a regular file of at most `max_mb`; never waits on a pipe or device."""
    name = path.name or str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            refuse("is_folder" if path.is_dir() else "not_a_file", name)
        # Opened without waiting, looked at once opened: a pipe cannot be swapped in between.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        refuse("not_found", name)
    except IsADirectoryError:
        refuse("is_folder", name)
    except PermissionError:
        refuse("is_folder" if path.is_dir() else "no_permission", name)
    except (OSError, ValueError):
        refuse("not_found" if not os.path.lexists(str(path).replace("\0", "")) else "not_a_file", name)
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(stream.fileno())
        if stat.S_ISDIR(status.st_mode):
            refuse("is_folder", name)
        if not stat.S_ISREG(status.st_mode):
            refuse("not_a_file", name)
        try:
            data = stream.read(max_mb * 2**20 + 1)
        except OSError:
            refuse("unreadable", name)
    if len(data) > max_mb * 2**20:
        refuse("too_big", name, limit=max_mb)
    if not data.strip(b"\0 \r\n\t"):
        refuse("empty", name)
    return data


def read_part(archive: zipfile.ZipFile, part: str, name: str, limit: int = MAX_PART_BYTES) -> bytes:
    """One member of a zip, unpacked up to `limit` whatever its header claims. KeyError when missing."""
    info = archive.getinfo(part)
    if info.flag_bits & 1:
        refuse("encrypted", name)
    try:
        with archive.open(info) as stream:
            data = stream.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        refuse("damaged", name)
    if len(data) > limit:
        refuse("bomb", name)
    return data


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML part: no entities, no DTD, no network, libxml2's own depth and size limits on."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        refuse("damaged", name)
    if root is None:
        refuse("damaged", name)
    return root


def clip(value: str | None, low: int, high: int) -> int:
    """A count written in a file, kept between `low` and `high`; what is no number is `low`."""
    text = (value or "").strip()
    if not text.isascii() or not text.isdigit():
        return low
    return max(low, min(high, int(text[:9])))
