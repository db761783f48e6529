"""Details of the office in one message: website, address, telephone, e-mail, kind of office."""

import re

from assistant.dialogue.state import Proposal
from assistant.dialogue.understand.types import Known, Understood
from assistant.wording import load

_SHAPES = {
    "meta.url": re.compile(r"(?:https?://|www\.)[\w.\-/:?=&%#~]+", re.ASCII),
    "meta.email": re.compile(r"[\w.\-]+@[\w\-]+(?:\.[\w\-]+)+", re.ASCII),
    "meta.phone": re.compile(
        r"(?<![\d.])(?:\(?0\d{2,3}\)?[-－— ]?)?\d{7,8}(?:-\d{1,6})?(?![\d.])|(?<!\d)1\d{10}(?!\d)"
    ),
    "meta.postcode": re.compile(r"(?<!\d)\d{6}(?!\d)"),
}
_PART = re.compile(r"[，,；;。\n]+")


def office_details(message: str, known: Known, out: Understood) -> bool:
    """Reads labelled or self-evident details; only while details are asked for, or when labelled."""
    words = load("commands")["office"]
    asked = any(one.startswith("meta.") for one in known.state.asked)
    labelled = any(word in message for labels in words["labels"].values() for word in labels if len(word) > 1)
    if not asked and not ((labelled and _SHAPES["meta.url"].search(message)) or (labelled and _phone_only(message))):
        return False
    found: dict[str, str] = {}
    for part in _PART.split(message):
        _read_part(part.strip(), words, found, asked)
    for target, value in found.items():
        out.certain[target] = Proposal(target=target, value=value, evidence=message)
    return bool(found)


def _phone_only(message: str) -> bool:
    return bool(_SHAPES["meta.phone"].search(message))


def _read_part(part: str, words: dict[str, dict[str, list[str]]], found: dict[str, str], asked: bool) -> None:
    if not part:
        return
    rest = part
    for target, shape in _SHAPES.items():
        if match := shape.search(rest):
            found.setdefault(target, match[0])
            rest = rest[: match.start()] + rest[match.end() :]
    for target, labels in words["labels"].items():
        for label in sorted(labels, key=len, reverse=True):
            place = rest.find(label)
            if place < 0:
                continue
            value = re.sub(r"^[是为在：: ]+", "", rest[place + len(label) :]).strip()
            if value and target not in found:
                found[target] = value
            rest = rest[:place]
            break
    if not asked:
        return
    bare = rest.strip(" ：:")
    for level, names in words["levels"].items():
        if bare in names:
            found.setdefault("meta.level", level)
            return
    if len(bare) < 4 or any(bare.startswith(one) for one in words["skip"]):
        return
    if any(one in bare for one in words["site_words"]):
        found.setdefault("meta.site_name", bare)
    elif any(one in bare for one in words["address_words"]):
        found.setdefault("meta.address", bare)
