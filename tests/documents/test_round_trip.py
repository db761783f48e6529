"""What was written into a file comes back as the same blocks, whatever the format."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import open_document
from assistant.documents.blocks import Block, Document, Heading, Paragraph, Table
from tests.generators import files

REPORT: list[Block] = [
    Heading("青石镇2024年政府信息公开工作年度报告", 0),
    Paragraph("本报告由青石镇人民政府编制，数据的统计期限自2024年1月1日起至2024年12月31日止，如有疑问请与我们联系。"),
    Heading("一、总体情况", 1),
    Heading("（一）主动公开", 2),
    Paragraph(
        "全年主动公开信息128条，其中机构职能类12条、计划规划类6条；没有收到针对公开内容的投诉举报，一切按规定办理。"
    ),
    Heading("二、主动公开政府信息情况", 1),
    files.table(
        "第二十条第（一）项 | < | < | <",
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数",
        "规章 | 0 | 0 | 0",
        "行政规范性文件 | 3 | | 8",
        "第二十条第（八）项 | < | < | <",
        "信息内容 | 本年收费金额（单位：万元） | < | <",
        "行政事业性收费 | 12.5 | < | <",
    ),
    Paragraph("上表的数据已经核对。"),
    files.table(
        "申请人情况 | < | < | 自然人 | 法人或其他组织 | < | 总计",
        "^ | ^ | ^ | ^ | 商业企业 | 科研机构 | ^",
        "一、本年新收 | < | < | 4 | 11 | 0 | 15",
        "三、办理结果 | （一）予以公开 | < | 1 | 2 | 0 | 3",
        "^ | （三）不予公开 | 1.国家秘密 | 0 | 7 | 0 | 7",
        "^ | ^ | 2.其他 | | 2 | / | 2",
    ),
    Paragraph("以上就是全部情况，没有其他需要报告的事项，请予审阅。"),
]


def grids(document: Document) -> list[list[list[tuple[str, int, int]]]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in table.grid()] for table in tables]


def words(document: Document) -> list[str]:
    texts = (block.text for block in document.blocks if isinstance(block, Heading | Paragraph))
    return [text.replace(" ", "") for text in texts if text.strip()]


EXPECTED = Document(tuple(REPORT), "blocks")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.docx", files.docx_of(REPORT)),
        ("report.html", files.html_of(REPORT).encode()),
        ("page.html", files.page_of(REPORT[1:], "青石镇2024年政府信息公开工作年度报告")),
        ("gbk.htm", files.page_of(REPORT[1:], "青石镇2024年政府信息公开工作年度报告", "gb18030")),
        ("report.pdf", files.pdf_of(REPORT)),
        ("report.xlsx", files.xlsx_of(REPORT)),
        ("a web page.doc", files.html_of(REPORT).encode("gb18030")),
        ("a new one.wps", files.docx_of(REPORT)),
    ],
)
def test_blocks_come_back(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    document = open_document(path)
    assert grids(document) == grids(EXPECTED)
    missing = [text for text in words(EXPECTED) if text not in words(document)]
    assert not missing
    extra = "".join(words(document))
    assert "栏目" not in extra
    assert "隐藏" not in extra
    assert "备案号" not in extra


def test_headings_keep_their_levels(tmp_path: Path) -> None:
    for name, content in (
        ("r.docx", files.docx_of(REPORT[2:])),
        ("r.html", files.html_of(REPORT[2:]).encode()),
        ("r.md", files.markdown_of(REPORT[2:]).encode()),
    ):
        (tmp_path / name).write_bytes(content)
        levels = [(b.level, b.text) for b in open_document(tmp_path / name).blocks if isinstance(b, Heading)]
        assert levels == [(b.level, b.text) for b in REPORT[2:] if isinstance(b, Heading)], name


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_every_encoding(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(files.text_of(REPORT).replace("\n", "\r\n").encode(codec))
    document = open_document(path)
    lines = files.text_of(REPORT).split("\n")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == [line.rstrip() for line in lines]
    assert [b.place.line for b in document.blocks] == list(range(1, len(lines) + 1))


def test_rows_without_rules_stay_rows(tmp_path: Path) -> None:
    path = tmp_path / "bare.pdf"
    path.write_bytes(files.pdf_of(REPORT, rules=False))
    rows = [b.text.split("\t") for b in open_document(path).blocks if isinstance(b, Paragraph) and "\t" in b.text]
    assert ["一、本年新收", "4", "11", "0", "15"] in rows
    assert ["行政规范性文件", "3", "8"] in rows


def test_a_table_over_page_ends_is_one_table(tmp_path: Path) -> None:
    long = files.table("项目 | 数量 | 合计", *(f"第{n}行 | {n} | {n * 2}" for n in range(60)))
    path = tmp_path / "long.pdf"
    path.write_bytes(files.pdf_of([Paragraph("下面是一张很长的表，跨越几页，每一行都应当读到。"), long]))
    document = open_document(path)
    assert grids(document) == grids(Document((long,), "blocks"))
    assert not any(text.strip("- ").isdigit() for text in words(document))


CELL = st.text(alphabet="规章件数0123456789一（）/.", max_size=8).map(str.strip)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with merged cells: spans are drawn where they fit."""
    height, width = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    rows = [[draw(CELL) for _ in range(width)] for _ in range(height)]
    for r in range(height):
        for c in range(1, width):
            if draw(st.integers(0, 5)) == 0:
                rows[r][c] = "<"
    for c in range(width):
        for r in range(1, height):
            free = rows[r][c] != "<" and (c + 1 == width or rows[r][c + 1] != "<")
            above = rows[r - 1][c] != "<" and (c + 1 == width or rows[r - 1][c + 1] != "<")
            if free and above and draw(st.integers(0, 5)) == 0:
                rows[r][c] = "^"
    rows[0][0] = rows[0][0] or "头"
    return files.table(*(" | ".join(row) for row in rows))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(tables())
def test_any_table_survives_word_and_web(tmp_path_factory: pytest.TempPathFactory, table: Table) -> None:
    folder = tmp_path_factory.mktemp("tables")
    blocks = [Paragraph("表前的文字。"), table, Paragraph("表后的文字。")]
    expected = grids(Document((table,), "blocks"))
    for name, content in (("t.docx", files.docx_of(blocks)), ("t.html", files.html_of(blocks).encode())):
        (folder / name).write_bytes(content)
        assert grids(open_document(folder / name)) == expected
