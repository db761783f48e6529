"""Page, faces and styles of the Word files (GB/T 9704-2012; design: domain.md §9)."""

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls, qn
from lxml.etree import _Element

from assistant.documents.docx_xml import el, fonts
from assistant.documents.writing import Imprint

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
    """Own styles instead of the template's, its preview and theme faces gone."""
    for rels in (document.part.package.rels, document.part.rels):  # type: ignore[union-attr]
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")):
                del rels[key]
            elif rel.reltype.endswith("/fontTable"):
                rel.target_part._blob = _font_table()
    _styles(document.styles.element, imprint.look)
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    set_properties(document, imprint)


def set_properties(document: WordDocument, imprint: Imprint) -> None:
    """What the file says of itself; otherwise the author would be the library's."""
    properties = document.core_properties
    properties.title, properties.author, properties.subject = imprint.title, imprint.author, imprint.subject
    properties.last_modified_by, properties.comments = imprint.author, imprint.stamp
    properties.language, properties.revision, properties.keywords = "zh-CN", 1, ""
    if imprint.created:
        properties.created = properties.modified = imprint.created


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
    half = _half_points(look)
    language = el("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    size = (el("sz", val=half), el("szCs", val=half))
    runs = el("rPrDefault", el("rPr", fonts(BODY), *size, language))
    root.append(el("docDefaults", runs, el("pPrDefault", el("pPr"))))
    root.extend(paragraph_styles(look))
    root.append(
        el(
            "style", el("name", val="Default Paragraph Font"), el("uiPriority", val=1), el("semiHidden"),
            type="character", default="1", styleId="DefaultParagraphFont",
        )
    )  # fmt: skip
    root.append(_table_style())
    root.extend(_plain(style_id) for style_id in ("Header", "Footer"))


def paragraph_styles(look: str) -> list[_Element]:
    """The styles text and tables are set in: Normal first, which the others build on."""
    headings = [
        _heading(style_id, name, face, points, outline, look) for style_id, name, face, points, outline in _HEADINGS
    ]
    return [_normal(look), *headings, _plain("TableText")]


def _half_points(look: str) -> int:
    return round((BODY_POINTS if look == "report" else 10.5) * 2)


def _normal(look: str) -> _Element:
    half = _half_points(look)
    tracking, indent = [], []
    spacing = el("spacing", before=0, after=60, line=300, lineRule="atLeast")
    if look == "report":
        spacing = el("spacing", before=0, after=0, line=LINE, lineRule="exact")
        tracking = [el("spacing", val=TRACKING)]
        indent = [el("ind", firstLineChars=200, firstLine=half * 20)]
    # No extra room between Chinese and digits, or 28 characters would not fit a line.
    tight = (el("autoSpaceDE", val=0), el("autoSpaceDN", val=0))
    return el(
        "style", el("name", val="Normal"), el("qFormat"),
        el("pPr", el("widowControl", val=0), *tight, spacing, *indent, el("jc", val="both")),
        el("rPr", fonts(BODY), *tracking, el("kern", val=2), el("sz", val=half), el("szCs", val=half)),
        type="paragraph", default="1", styleId="Normal",
    )  # fmt: skip


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
