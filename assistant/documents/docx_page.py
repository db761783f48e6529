"""The page of the Word files: margins, page numbers, and the stamp of a draft (GB/T 9704-2012)."""

from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from lxml.etree import _Element

from assistant.documents.docx_styles import BLACK, FOLIO, LINE
from assistant.documents.docx_xml import el, fonts, run, twips
from assistant.documents.writing import Imprint

_WATERMARK = Path(__file__).with_name("watermark.xml")


def set_page(section: Section, imprint: Imprint) -> None:
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


def type_area(section: Section) -> int:
    """Width between the margins in twips."""
    width, left, right = (section.page_width, section.left_margin, section.right_margin)
    return round(((width or 0) - (left or 0) - (right or 0)) / 635)


def stamp_headers(section: Section, imprint: Imprint) -> None:
    """Adds the stamp of a draft to whatever headers an office's own frame has."""
    headers = [section.header, section.even_page_header, section.first_page_header]
    for index, part in enumerate(headers):
        if index == 0 or not part.is_linked_to_previous:
            part._element.extend(_stamp(imprint, index))


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
