"""Old and foreign office formats through LibreOffice, when the machine has it."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assistant.documents.blocks import Document
from assistant.documents.docx_reader import read_docx
from assistant.documents.limits import refuse
from assistant.documents.xlsx_reader import read_xlsx
from assistant.wording import say

TIMEOUT = 18.0
CONVERTED: Mapping[str, str] = {
    "doc": "docx",
    "wps": "docx",
    "rtf": "docx",
    "odt": "docx",
    "wordxml": "docx",
    "ole": "docx",
    "xls": "xlsx",
    "ods": "xlsx",
}
_SUFFIX = {"wordxml": "xml", "ole": "doc"}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def read_office(data: bytes, name: str, kind: str) -> Document:
    """The blocks of a file of `kind`, converted in a folder and profile of its own."""
    label = say(f"documents.formats.{kind}")
    target = CONVERTED[kind]
    program = _program()
    if program is None:
        refuse("needs_office", name, format=label, wanted=f".{target}")
    with tempfile.TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"report.{_SUFFIX.get(kind, kind)}")
        source.write_bytes(data)
        made = Path(folder, "out", f"report.{target}")
        if not _convert(program, source, target, made.parent) or not made.is_file():
            refuse("office_failed", name, format=label, wanted=f".{target}")
        converted = made.read_bytes()
    document = (read_docx if target == "docx" else read_xlsx)(converted, name)
    return Document(document.blocks, kind, name, document.title, document.warnings)


def _program() -> str | None:
    for candidate in ("soffice", "libreoffice", *_PLACES):
        if found := shutil.which(candidate):
            return found
    return None


def _convert(program: str, source: Path, target: str, folder: Path) -> bool:
    profile = Path(source.parent, "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        str(source),
    ]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(timeout=TIMEOUT) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """LibreOffice is a script with a child: end the group, not only the script."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
