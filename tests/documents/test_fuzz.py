"""Whatever bytes come: a document or one sentence, never another error."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.blocks import Block, Document, Paragraph
from assistant.documents.docx_reader import read_docx
from assistant.documents.formats import kind_of_bytes
from assistant.documents.html_reader import read_html
from assistant.documents.mht_reader import read_mht
from assistant.documents.pdf_reader import read_pdf
from assistant.documents.text_reader import read_text
from assistant.documents.xlsx_reader import read_xlsx
from assistant.errors import UnusableInput
from tests.generators import files

BLOCKS: list[Block] = [
    Paragraph("这是一段不短的文字，用来装进各种文件里，再把文件弄坏。"),
    files.table("项目 | 数量 | <", "规章 | 1 | 2", "^ | 3 | 4"),
]
READERS = {
    "docx": (read_docx, files.docx_of(BLOCKS), 120),
    "xlsx": (read_xlsx, files.xlsx_of(BLOCKS), 60),
    "html": (read_html, files.page_of(BLOCKS), 150),
    "mht": (read_mht, b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + files.page_of(BLOCKS), 80),
    "txt": (read_text, files.markdown_of(BLOCKS).encode(), 150),
    "pdf": (read_pdf, files.pdf_of(BLOCKS), 25),
}


def read_or_refused(reader: Callable[[bytes, str], Document], content: bytes) -> bool:
    try:
        return bool(reader(content, "x").blocks)
    except UnusableInput as error:
        return str(error).endswith("。")


def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """A cut, some flipped bits or foreign bytes in the middle."""
    at = draw(st.integers(0, len(data)))
    how = draw(st.sampled_from(("cut", "flip", "insert")))
    if how == "cut":
        return data[:at]
    if how == "insert":
        return data[:at] + draw(st.binary(max_size=60)) + data[at:]
    made = bytearray(data)
    for place in draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=8)):
        made[place] ^= 1 << draw(st.integers(0, 7))
    return bytes(made)


def rezipped(draw: st.DrawFn, data: bytes) -> bytes:
    """Damage inside the packed parts, where the checksums agree again."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        chosen = draw(st.sampled_from(source.namelist()))
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, damaged(draw, content) if name == chosen else content)
    return made.getvalue()


@pytest.mark.parametrize("kind", READERS)
def test_damaged_files(kind: str) -> None:
    reader, valid, examples = READERS[kind]

    @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        draw = data.draw
        inside = kind in ("docx", "xlsx") and draw(st.booleans())
        content = rezipped(draw, valid) if inside else damaged(draw, valid)
        kind_of_bytes(content)
        assert read_or_refused(reader, content)

    check()


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=300))
def test_random_bytes(content: bytes) -> None:
    kind_of_bytes(content)
    for reader, _, _ in READERS.values():
        if reader is read_pdf and not content.startswith(b"%PDF"):
            continue
        assert read_or_refused(reader, content)


def test_control_characters_in_a_page() -> None:
    page = "<div>\x01\x0c<p>文字&#1;&#x1f;</p>\x1b<tab\x02le><tr><td>格</td></tr></div>".encode()
    assert read_html(page, "x").blocks
