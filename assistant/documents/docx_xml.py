"""Small helpers to write WordprocessingML by hand where python-docx has no call for it."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from assistant.documents.writing import clean

TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Twentieths of a point, the unit of Word's measures."""
    return round(millimetres * TWIPS_PER_MM)


def el(tag: str, *children: _Element, **attributes: object) -> _Element:
    """`el("jc", val="center")` → `<w:jc w:val="center"/>`; children in the order given."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def fonts(name: str) -> _Element:
    """One face for Latin and Chinese alike, so that digits in the text keep its look."""
    return el("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia")


def run(text: str, *properties: _Element) -> _Element:
    """A run; newlines become line breaks, tabs stay tabs, and nothing in `text` is markup."""
    made = el("r")
    if properties:
        made.append(el("rPr", *properties))
    for index, line in enumerate(clean(text).split("\n")):
        if index:
            made.append(el("br"))
        for part, piece in enumerate(line.split("\t")):
            if part:
                made.append(el("tab"))
            if piece:
                content = el("t")
                content.text = piece
                content.set(qn("xml:space"), "preserve")
                made.append(content)
    return made
