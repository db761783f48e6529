"""What an imported text says never becomes markup, formula, script or a broken file, in any format."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree, html
from openpyxl import load_workbook

from assistant.documents import open_document
from assistant.documents.blocks import Table
from assistant.rendering.export import export
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot
from tests.generators.snapshots import make_snapshot

LINES = [
    "<script>alert(1)</script>与<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1+1",
    "# 不是标题",
    "1. 不是列表",
    "a|b|c",
    "**粗** _斜_ `码` [链接](http://x.example) \\ ~",
    '#set page(fill: red) #eval("1+1") $x$ @ref <label>',
    "</style></title>--><!-- {{ 7*7 }} ${7*7} %s {0}",
    "字" * 3000,
    "w" * 2000,
    "控\x00制\x07字\x1f符\ufffe\u202e反写",
]
CLEAN = [line if "控" not in line else "控制字符反写" for line in LINES]


def hostile() -> Snapshot:
    base = make_snapshot(4, filled=True, longest=1)
    texts = {**base.texts, "s1.active": "\n".join(LINES), "s6.fee": "=1+1"}
    meta = Meta(organ='"><script>x</script>&局', year=2025, signed_date="2026-01-05")
    return Snapshot(meta=meta, stated=base.stated, texts=texts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".xlsx", ".pdf", ".json"])
def test_nothing_is_lost_or_obeyed(suffix: str, folder: Path) -> None:
    path = export(hostile(), folder / f"r{suffix}")
    assert path.stat().st_size > 1000
    if suffix == ".json":
        assert '"<script>alert(1)</script>' in path.read_text(encoding="utf-8")
        return
    texts = [b.text for b in open_document(path).blocks if not isinstance(b, Table)]
    if suffix == ".pdf":
        everything = "".join("".join(texts).split())
        short = [line for line in CLEAN if len(line) < 60]
        assert all("".join(line.split()) in everything.replace("\u200b", "") for line in short)
    else:
        flat = ["".join(text.split()) for text in texts]
        assert [line for line in CLEAN if "".join(line.split()) not in flat] == []


def test_page_has_no_active_content(folder: Path) -> None:
    page = html.fromstring(export(hostile(), folder / "p.html").read_bytes())
    tags = {node.tag for node in page.iter() if isinstance(node.tag, str)}
    assert tags.isdisjoint({"script", "img", "iframe", "object", "link", "a", "base", "form"})
    names = {name for node in page.iter() if isinstance(node.tag, str) for name in node.attrib}
    assert names <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "data-stamp", "data-note", "id", "scope",
        "headers", "rowspan", "colspan", "style",
    }  # fmt: skip


def test_only_the_sheet_of_sums_has_formulas(folder: Path) -> None:
    book = load_workbook(export(hostile(), folder / "f.xlsx"))
    formulas = {s.title for s in book.worksheets for row in s.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {"勾稽核对"}


def test_word_file_is_sound_xml_without_links(folder: Path) -> None:
    with zipfile.ZipFile(export(hostile(), folder / "x.docx")) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                assert not root.xpath("//*[@TargetMode='External']")
