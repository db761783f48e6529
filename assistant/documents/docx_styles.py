"""Page, faces and styles of the Word files (GB/T 9704-2012; design: domain.md §9)."""

from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from lxml.etree import _Element

from assistant.documents.docx_xml import el, fonts, run, twips
from assistant.documents.writing import Imprint

_WATERMARK = Path(__file__).with_name("watermark.xml")

BODY = "仿宋_GB2312"
TITLE = "方正小标宋简体"
BLACK = "黑体"
SCRIPT = "楷体_GB2312"
FOLIO = "宋体"
BODY_POINTS = 16.0
LINE = 579  # twentieths of a point: 225 mm of type area in 22 lines
# 28 characters of 16 pt are 448 pt, the type area is 442.2 pt wide: each gives up a quarter of a point.
TRACKING = -5

# Faces that may stand in where an office has not installed the standard's own.
_SUBSTITUTES = {
    BODY: ("仿宋", "FangSong", "auto", "modern"),
    TITLE: ("华文中宋", "STZhongsong", "auto", "roman"),
    BLACK: ("SimHei", "SimHei", "auto", "swiss"),
    SCRIPT: ("楷体", "KaiTi", "auto", "script"),
    FOLIO: ("SimSun", "SimSun", "auto", "roman"),
}

# style id, Word's name, face, points, outline level
_HEADINGS = (
    ("Title", "Title", TITLE, 22.0, None),
    ("Heading1", "heading 1", BLACK, 16.0, 0),
    ("Heading2", "heading 2", SCRIPT, 16.0, 1),
    ("Heading3", "heading 3", BODY, 16.0, 2),
    ("Heading4", "heading 4", BODY, 16.0, 3),
)


def prepare(document: WordDocument, imprint: Imprint) -> None:
    """Own styles instead of the template's, its preview and theme faces gone, page and margins set."""
    for rels in (document.part.package.rels, document.part.rels):  # type: ignore[union-attr]
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")):
                del rels[key]
            elif rel.reltype.endswith("/fontTable"):
                rel.target_part._blob = _font_table()
    _styles(document.styles.element, imprint.look)
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    page(document.sections[0], imprint)
    properties = document.core_properties
    properties.title, properties.author, properties.subject = imprint.title, imprint.author, imprint.subject
    properties.last_modified_by, properties.comments = imprint.author, imprint.stamp
    properties.language, properties.revision, properties.keywords = "zh-CN", 1, ""
    if imprint.created:
        properties.created = properties.modified = imprint.created


def page(section: Section, imprint: Imprint) -> None:
    """A4 with the standard's margins; page numbers outside, on odd pages right, on even pages left."""
    sheet = imprint.look == "sheet"
    margins = (20, 20, 20, 20) if sheet else (37, 35, 28, 26)
    properties = section._sectPr
    for tag in ("w:pgSz", "w:pgMar", "w:cols", "w:docGrid"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    top, bottom, left, right = (twips(mm) for mm in margins)
    # The upper edge of the page number stands 7 mm below the type area; its line is about 6 mm high.
    footer = twips(10 if sheet else 35 - 7 - 6)
    properties.append(el("pgSz", w=twips(210), h=twips(297)))
    properties.append(
        el("pgMar", top=top, right=right, bottom=bottom, left=left, header=twips(15), footer=footer, gutter=0)
    )
    properties.append(el("cols", space=425))
    properties.append(el("docGrid", type="lines", linePitch=312 if sheet else LINE))
    for odd, part in ((True, section.footer), (False, section.even_page_footer)):
        part.is_linked_to_previous = False
        _fill(part._element, _folio(odd))
    for index, part in enumerate((section.header, section.even_page_header)):
        part.is_linked_to_previous = False
        _fill(part._element, *_stamp(imprint, index))


def type_area_mm(imprint: Imprint) -> float:
    return 170.0 if imprint.look == "sheet" else 156.0


def _fill(part: _Element, *paragraphs: _Element) -> None:
    for old in list(part):
        part.remove(old)
    part.extend(paragraphs)


def _folio(odd: bool) -> _Element:
    """「— 1 —」 in 14 pt, one character in from the outer edge."""
    look = (fonts(FOLIO), el("sz", val=28), el("szCs", val=28))
    indent = el("ind", right=280) if odd else el("ind", left=280)
    paragraph = el(
        "p",
        el("pPr", el("pStyle", val="Footer"), indent, el("jc", val="right" if odd else "left")),
        run("— ", *look),
    )
    for kind in ("begin", None, "end"):
        piece = el("r", el("rPr", fonts(FOLIO), el("sz", val=28), el("szCs", val=28)))
        if kind:
            piece.append(el("fldChar", fldCharType=kind))
        else:
            instruction = el("instrText")
            instruction.text = "PAGE"
            piece.append(instruction)
        paragraph.append(piece)
    look = (fonts(FOLIO), el("sz", val=28), el("szCs", val=28))
    paragraph.append(run(" —", *look))
    return paragraph


def _stamp(imprint: Imprint, index: int) -> tuple[_Element, ...]:
    """The header of a draft: the stamp as a watermark behind the text, and what it means."""
    properties = el("pPr", el("pStyle", val="Header"), el("jc", val="right"))
    paragraph = el("p", properties)
    if imprint.stamp:
        red = (fonts(BLACK), el("color", val="C00000"), el("sz", val=21), el("szCs", val=21))
        paragraph.append(run(imprint.stamp_note or imprint.stamp, *red))
        paragraph.append(_watermark(imprint.stamp, index))
    return (paragraph,)


def _watermark(word: str, index: int) -> _Element:
    """The word across the page as Word itself draws a watermark; the drawing is a file of its own."""
    made = parse_xml(_WATERMARK.read_bytes())
    for shape in made.iter("{urn:schemas-microsoft-com:vml}shape"):
        shape.set("id", f"stamp{index}")
        for path in shape:
            if path.tag.endswith("}textpath"):
                path.set("string", word)
    return made


def _font_table() -> bytes:
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{own},{alias}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (own, alias, _, family) in _SUBSTITUTES.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:fonts {nsdecls('w')}>{entries}</w:fonts>".encode()


def _styles(root: _Element, look: str) -> None:
    for old in list(root):
        root.remove(old)
    points = BODY_POINTS if look == "report" else 10.5
    half = round(points * 2)
    language = el("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    size = (el("sz", val=half), el("szCs", val=half))
    root.append(
        el(
            "docDefaults",
            el("rPrDefault", el("rPr", fonts(BODY), *size, language)),
            el("pPrDefault", el("pPr")),
        )
    )
    if look == "report":
        spacing = el("spacing", before=0, after=0, line=LINE, lineRule="exact")
        kern = [el("spacing", val=TRACKING)]
        indent = [el("ind", firstLineChars=200, firstLine=round(points * 40))]
    else:
        spacing, kern, indent = el("spacing", before=0, after=60, line=300, lineRule="atLeast"), [], []
    normal = el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", default="1", styleId="Normal")
    normal.append(
        el(
            "pPr",
            el("widowControl", val=0),
            el("autoSpaceDE", val=0),
            el("autoSpaceDN", val=0),
            spacing,
            *indent,
            el("jc", val="both"),
        )
    )
    kerning = [*kern, el("kern", val=2)]
    normal.append(el("rPr", fonts(BODY), *kerning, el("sz", val=half), el("szCs", val=half)))
    root.append(normal)
    root.append(
        el(
            "style", el("name", val="Default Paragraph Font"), el("uiPriority", val=1), el("semiHidden"),
            type="character", default="1", styleId="DefaultParagraphFont",
        )
    )  # fmt: skip
    root.append(_table_style())
    for style_id, name, face, points, outline in _HEADINGS:
        root.append(_heading(style_id, name, face, points, outline, look))
    for style_id in ("Header", "Footer", "TableText"):
        root.append(_plain(style_id))


def _table_style() -> _Element:
    margins = el("tblCellMar", el("top", w=0, type="dxa"), el("left", w=57, type="dxa"),
                 el("bottom", w=0, type="dxa"), el("right", w=57, type="dxa"))  # fmt: skip
    return el(
        "style", el("name", val="Normal Table"), el("uiPriority", val=99), el("semiHidden"),
        el("tblPr", el("tblInd", w=0, type="dxa"), margins), type="table", default="1", styleId="TableNormal",
    )  # fmt: skip


def _heading(style_id: str, name: str, face: str, points: float, outline: int | None, look: str) -> _Element:
    size = round(points * 2) if look == "report" else {None: 32, 0: 26, 1: 24}.get(outline, 22)
    style = el("style", el("name", val=name), el("basedOn", val="Normal"), el("next", val="Normal"))
    style.append(el("qFormat"))
    style.set(qn("w:type"), "paragraph")
    style.set(qn("w:styleId"), style_id)
    properties = el("pPr", el("keepNext"), el("keepLines"))
    if outline is None:
        line = {"line": 640, "lineRule": "exact"} if look == "report" else {"line": 480, "lineRule": "atLeast"}
        properties.append(el("spacing", before=0, after=LINE if look == "report" else 120, **line))
        properties.append(el("ind", firstLineChars=0, firstLine=0))
        properties.append(el("jc", val="center"))
    elif look == "sheet":
        properties.append(el("spacing", before=160, after=80))
    if outline is not None:
        properties.append(el("outlineLvl", val=outline))
    style.append(properties)
    style.append(el("rPr", fonts(face), el("sz", val=size), el("szCs", val=size)))
    return style


def _plain(style_id: str) -> _Element:
    """Header, footer and table cells: no indent, no grid, lines as high as the type needs."""
    return el(
        "style", el("name", val={"Header": "header", "Footer": "footer"}.get(style_id, "Table Text")),
        el("basedOn", val="Normal"),
        el("pPr", el("snapToGrid", val=0), el("spacing", before=0, after=0, line=240, lineRule="auto"),
           el("ind", firstLineChars=0, firstLine=0), el("jc", val="left")),
        el("rPr", el("spacing", val=0)),
        type="paragraph", styleId=style_id,
    )  # fmt: skip
