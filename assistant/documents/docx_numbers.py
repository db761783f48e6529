"""Numbers that Word and WPS put before paragraphs by themselves, in headings and table rows alike."""

import re
from dataclasses import dataclass, field

import lxml.etree as etree

from assistant.documents.limits import clip
from assistant.text.numbers import to_chinese

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = ("chinese", "taiwanese", "japaneseCounting", "ideographTraditional")
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """One level of a list: where it starts, how its number is written, the text around it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""


@dataclass
class Numbering:
    """The lists of a document with their running counters; use `prefix` in document order."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    """Per numId."""
    shared: dict[str, str] = field(default_factory=dict)
    """numId → abstractNumId: lists of one definition count on together."""
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def prefix(self, num_id: str, level: int) -> str:
        """The number of the next paragraph at `level`; empty for bullets and unknown lists."""
        levels = self.lists.get(num_id)
        if not levels or level not in levels:
            return ""
        counts = self.counters.setdefault(self.shared.get(num_id, num_id), {})
        counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].style in ("bullet", "none"):
            return ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = levels.get(at, Level())
            return written(counts.get(at, shown.start), shown.style)

        return _PLACE.sub(number, levels[level].text)


def written(value: int, style: str) -> str:
    """`value` in one of Word's number formats; unknown ones come out as digits."""
    if style.startswith(_CHINESE):
        return to_chinese(value)
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if style == "ideographDigital":
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    if style in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26) * (1 + (value - 1) // 26 % 10)
        return letter if style == "upperLetter" else letter.lower()
    if style in ("upperRoman", "lowerRoman"):
        return _roman(value) if style == "upperRoman" else _roman(value).lower()
    return str(value)


def numbering_of(root: etree._Element) -> Numbering:
    """Reads numbering.xml."""
    made = Numbering()
    definitions: dict[str, dict[int, Level]] = {}
    for abstract in root.iterchildren(f"{W}abstractNum"):
        levels = {_level_of(node): _level(node) for node in abstract.iterchildren(f"{W}lvl")}
        definitions[abstract.get(f"{W}abstractNumId", "")] = levels
    for num in root.iterchildren(f"{W}num"):
        num_id = num.get(f"{W}numId", "")
        target = num.find(f"{W}abstractNumId")
        abstract_id = target.get(f"{W}val", "") if target is not None else ""
        levels = dict(definitions.get(abstract_id, {}))
        made.shared[num_id] = abstract_id
        for override in num.iterchildren(f"{W}lvlOverride"):
            at = _level_of(override)
            if (inner := override.find(f"{W}lvl")) is not None:
                levels[at] = _level(inner)
            if (start := override.find(f"{W}startOverride")) is not None and at in levels:
                old = levels[at]
                levels[at] = Level(clip(start.get(f"{W}val"), 0, 10_000), old.style, old.text)
                # A restarted list counts by itself.
                made.shared[num_id] = f"num {num_id}"
        made.lists[num_id] = levels
    return made


def _level_of(node: etree._Element) -> int:
    return clip(node.get(f"{W}ilvl"), 0, 8)


def _level(node: etree._Element) -> Level:
    def value(tag: str, default: str) -> str:
        found = node.find(f"{W}{tag}")
        return found.get(f"{W}val", default) if found is not None else default

    return Level(clip(value("start", "1"), 0, 10_000), value("numFmt", "decimal"), value("lvlText", ""))


def _roman(value: int) -> str:
    made = ""
    for size, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= size and len(made) < 20:
            made, value = made + letters, value - size
    return made
