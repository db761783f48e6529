"""Files in a .zip, as offices send whole years: names as Windows wrote them, sizes by what comes out."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from assistant.documents.limits import MAX_ZIP_ENTRIES, MAX_ZIP_TOTAL, read_part, refuse
from assistant.errors import UnusableInput

_RATIO = 200
MAX_FILES = 200


def members(data: bytes, name: str, max_mb: int) -> Iterator[tuple[str, bytes | UnusableInput]]:
    """Name and content (or error) of each file inside; folders and hidden files are passed over."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        refuse("damaged", name)
    with archive:
        if len(listed) > MAX_ZIP_ENTRIES:
            refuse("bomb", name)
        chosen = [info for info in listed if _wanted(_name(info))]
        total = sum(info.file_size for info in listed)
        packed = sum(info.compress_size for info in listed)
        if total > MAX_ZIP_TOTAL or len(chosen) > MAX_FILES or (total > 2**24 and total > packed * _RATIO):
            refuse("bomb", name)
        if not chosen:
            refuse("no_report_inside", name)
        for info in chosen:
            try:
                yield _name(info), read_part(archive, info.filename, name, max_mb * 2**20)
            except UnusableInput as error:
                yield _name(info), error


def _wanted(name: str) -> bool:
    base = name.replace("\\", "/").rpartition("/")[2]
    return bool(base) and not base.startswith((".", "~$")) and "__MACOSX" not in name


def _name(info: zipfile.ZipInfo) -> str:
    """Without the UTF-8 flag the name was read as cp437, while Chinese Windows wrote GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
