"""Seconds and peak memory of reading one report per format, of about 5 and of about 60 pages."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant.documents.blocks import Block, Paragraph
from tests.generators.documents import blocks_of
from tests.generators.files import docx_of, markdown_of, page_of, pdf_of, text_of, xlsx_of
from tests.generators.reports import make_report

MAKERS = {
    "docx": docx_of,
    "html": page_of,
    "pdf": pdf_of,
    "xlsx": xlsx_of,
    "md": lambda blocks: markdown_of(blocks).encode(),
    "txt": lambda blocks: text_of(blocks).encode(),
}
SENTENCE = "各县区按季度公布政务公开工作情况，市政府办公室逐项核对并在网站专栏更新，全年共组织培训3次。"


def long(blocks: list[Block], characters: int) -> list[Block]:
    """The report with that much more prose after its first paragraph."""
    more = [Paragraph(SENTENCE * 6) for _ in range(characters // (len(SENTENCE) * 6))]
    first = next(i for i, block in enumerate(blocks) if isinstance(block, Paragraph))
    return [*blocks[: first + 1], *more, *blocks[first + 1 :]]


def measured(path: Path) -> tuple[float, float]:
    """Seconds and megabytes of reading a file in a process of its own, start and imports taken off the seconds."""
    code = (
        "import resource, sys, time\n"
        "from pathlib import Path\n"
        "from assistant.reading import read_file\n"
        "import pdfplumber, docx, openpyxl, lxml.html\n"
        "start = time.perf_counter()\n"
        "read_file(Path(sys.argv[1]))\n"
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
    )
    out = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    seconds, megabytes = out.stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    """One row per format and length."""
    short = blocks_of(make_report(7, form="2021"), 7)
    with tempfile.TemporaryDirectory() as folder:
        for pages, blocks in ((5, short), (60, long(short, 26_000))):
            for extension, make in MAKERS.items():
                path = Path(folder) / f"report.{extension}"
                path.write_bytes(make(blocks))
                start = time.perf_counter()
                seconds, megabytes = measured(path)
                whole = time.perf_counter() - start
                spent = f"{seconds:7.2f} s   whole process {whole:6.2f} s"
                print(f"{pages:3} pages .{extension:5} {spent}   {megabytes:6.0f} MB")


if __name__ == "__main__":
    main()
