"""What an organ's name tells: the areas in it, the kind of organ, and which region words fit it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.checks.words import pattern
from assistant.report.meta import Level, Meta

_LEVELS: dict[str, Level] = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "自治州": "city",
    "州": "city",
    "盟": "city",
    "县": "county",
    "自治县": "county",
    "旗": "county",
    "区": "county",
    "镇": "town",
    "乡": "town",
    "街道": "street",
}
_GOVERNMENT = re.compile("人民政府$")


@dataclass(frozen=True)
class Organ:
    """`areas`: (name, unit) from the widest to the narrowest; `tail`: what stands after them (民政局, 人民政府)."""

    name: str
    areas: tuple[tuple[str, str], ...]
    tail: str

    @property
    def ministry(self) -> bool:
        return bool(pattern("ministry").search(self.name))

    @property
    def level(self) -> Level:
        """The level of the body itself; a local department is a `department`."""
        if not self.areas:
            return "other"
        level = _LEVELS[self.areas[-1][1]]
        if level == "street":
            return "street" if self.tail in ("", "办事处") else "department"
        if level == "city" and len(self.areas) > 1 and _LEVELS[self.areas[-2][1]] == "city":
            level = "county"
        return level if self.tail in ("", "人民政府") else "department"

    @property
    def area_level(self) -> Level:
        """The level of the area it works for."""
        return _LEVELS[self.areas[-1][1]] if self.areas else "other"


@lru_cache(maxsize=512)
def parse(name: str) -> Organ:
    """Takes the name apart from the left, area by area."""
    areas: list[tuple[str, str]] = []
    place = 0
    plain = re.sub(r"\s|政府信息公开.*$", "", name)
    while match := pattern("area").match(plain, place):
        areas.append((match[1], match[2]))
        place = match.end()
    return Organ(plain, tuple(areas), plain[place:])


def level_of(meta: Meta) -> Level:
    """The level as given, else as the name tells; `other` when neither does."""
    return meta.level if meta.level != "other" else parse(meta.organ).level


def is_government(meta: Meta) -> bool:
    """Whether the report is a people's government's (条例第五十条第四项)."""
    return meta.is_government or bool(_GOVERNMENT.search(meta.organ))
