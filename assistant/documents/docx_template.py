"""An office's own Word file as the frame of the report: its letterhead, margins and styles, our text and tables.

The frame holds a paragraph 〔正文〕 where the report goes. Styles are taken from the frame by Word's names for them;
what it lacks is added.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element

from assistant.documents import docx_styles as styles
from assistant.documents.docx_xml import el
from assistant.documents.writing import Imprint
from assistant.errors import UnusableInput
from assistant.wording import say
from assistant.wording import text as wording

_BODY_STYLE = "ReportText"


def open_template(data: bytes) -> tuple[WordDocument, _Element]:
    """The frame and its paragraph for the report. Raises UnusableInput when it is no .docx or has no such place."""
    try:
        frame = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, OpcError, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise UnusableInput(say("rendering.template_unreadable")) from error
    slot = wording("rendering.template_slot")
    for paragraph in frame.element.body.iter(qn("w:p")):
        if _text(paragraph).strip() == slot and paragraph.getparent() is frame.element.body:
            return frame, paragraph
    raise UnusableInput(say("rendering.template_without_slot", slot=slot))


def put_in(frame: WordDocument, place: _Element, made: Iterable[_Element], imprint: Imprint) -> None:
    """Replaces the place by the report, in the frame's own styles where it has them."""
    names = _adopt(frame.styles.element, imprint)
    for element in made:
        for paragraph in element.iter(qn("w:p")):
            _restyle(paragraph, names)
        place.addprevious(element)
    parent = place.getparent()
    if parent is not None:
        parent.remove(place)


def _text(paragraph: _Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def _adopt(root: _Element, imprint: Imprint) -> dict[str, str]:
    """Our style ids → the frame's ids for the styles of that name, ours added where it has none."""
    known = {_name(style): str(style.get(qn("w:styleId"))) for style in root.iter(qn("w:style"))}
    ids: dict[str, str] = {}
    for style in styles.paragraph_styles(imprint.look):
        own = str(style.get(qn("w:styleId")))
        own = _BODY_STYLE if own == "Normal" else own
        name = _name(style) if own != _BODY_STYLE else wording("rendering.template_body_style")
        if name.casefold() in known:
            ids[own] = known[name.casefold()]
            continue
        style.set(qn("w:styleId"), own)
        style.attrib.pop(qn("w:default"), None)
        for child in style:
            if child.tag == qn("w:name"):
                child.set(qn("w:val"), name)
            elif child.tag in (qn("w:basedOn"), qn("w:next")):
                child.set(qn("w:val"), ids.get(_BODY_STYLE, _BODY_STYLE))
        root.append(style)
        ids[own] = own
    return ids


def _name(style: _Element) -> str:
    found = style.find(qn("w:name"))
    return str(found.get(qn("w:val"))).casefold() if found is not None else ""


def _restyle(paragraph: _Element, names: Mapping[str, str]) -> None:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = el("pPr")
        paragraph.insert(0, properties)
    given = properties.find(qn("w:pStyle"))
    if given is None:
        given = el("pStyle", val=_BODY_STYLE)
        properties.insert(0, given)
    own = str(given.get(qn("w:val")))
    given.set(qn("w:val"), names.get(own, own))
