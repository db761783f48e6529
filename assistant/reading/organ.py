"""Whose report it is: the organ's name from title, page, introduction or signature."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import yaml

from assistant.reading.fold import plain
from assistant.reading.vocabulary import HAN, expression, words
from assistant.report.meta import Level

_TAIL = expression("title_tail").pattern
_TITLES = (
    re.compile(rf"^(?P<year>20\d\d)年(?:度)?(?P<organ>.*?){_TAIL}.*报告"),
    re.compile(rf"^(?P<organ>.*?){_TAIL}(?:工作)?(?P<year>20\d\d)年(?:度)?.*报告"),
    re.compile(rf"^(?P<organ>.*?)(?:关于)?(?P<year>20\d\d)年(?:度)?{_TAIL}?.*报告"),
    re.compile(rf"^(?P<organ>.*?){_TAIL}(?:工作)?(?:年度)?报告"),
)


@cache
def _ends() -> tuple[tuple[str, Level], ...]:
    pairs = [(end, level) for level, ends in words()["organ_ends"].items() for end in ends]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def parse_title(title: str) -> tuple[str, int | None]:
    """Organ and year as the title has them; "" and None where it has none."""
    bare = re.sub(r"\s", "", plain(title)).strip("《》")
    for shape in _TITLES:
        if match := shape.match(bare):
            organ = match["organ"].strip("-—·,，:：()（）《》")
            year = int(match["year"]) if "year" in match.groupdict() and match["year"] else None
            return (organ + "政府" if organ.endswith("人民") else organ), year
    return "", None


def level_of(organ: str) -> Level:
    """What kind of office the name says it is."""
    if organ in words()["municipalities"] or any(organ == city + "人民政府" for city in words()["municipalities"]):
        return "province"
    for end, level in _ends():
        if organ.endswith(end):
            return level
    return "other"


def is_government(organ: str) -> bool:
    """The name is that of a people's government (or of an area, whose report is its government's)."""
    return organ.endswith("人民政府") or organ.endswith("行政公署")


def is_area(organ: str) -> bool:
    """The name is only that of a county, city, town …"""
    return level_of(organ) in ("province", "city", "county", "town") and not is_government(organ)


def looks_like_organ(text: str) -> bool:
    """A short line that is the name of an office."""
    bare = re.sub(r"\s", "", plain(text))
    return 3 <= len(bare) <= 32 and bool(re.fullmatch(rf"{HAN}+(?:（{HAN}+）)?", bare)) and level_of(bare) != "other"


def completed(organ: str, text: str) -> str:
    """The fullest form of the name in the text: with the city in front, and with 人民政府 for a bare area."""
    bare = re.sub(r"\s", "", plain(text))
    if (is_area(organ) and re.search(rf"{organ}人民政府(?!办公)", bare)) or (
        is_area(organ) and level_of(organ) in ("province", "city", "county")
    ):
        organ += "人民政府"
    elif organ.endswith("街道") and f"{organ}办事处" in bare:
        organ += "办事处"
    found: list[str] = []
    for match in re.finditer(rf"({HAN}{{2,14}}){re.escape(organ)}", bare):
        if front := _area_in_front(match[1]):
            found.append(front + organ)
    # Words run into the name from the left in single places only; the part all places share is the name.
    return max(found, key=lambda name: (sum(other.endswith(name) for other in found), len(name)), default=organ)


def _area_in_front(text: str) -> str:
    """The names of higher areas at the end of a text: 淮安市, 张掖市甘州区."""
    match = expression("areas_in_front").search(text)
    if not match:
        return ""
    found = match[1]
    for opening in sorted(words()["name_openings"] + words()["editor_verbs"], key=len, reverse=True):
        found = found.split(opening)[-1]
    return found if found and found[0] not in words()["not_names"] and len(found) >= 3 else ""


def from_introduction(text: str) -> str:
    """The office that says it wrote the report: 「本报告由X根据…」, 「X按照《…》」, 「请与X联系」."""
    bare = re.sub(r"\s", "", plain(text))
    verbs = "|".join(words()["editor_verbs"])
    openings = "|".join(words()["editor_openings"])
    for shape in (
        rf"(?:{openings})({HAN}{{3,30}}?)(?:{verbs})",
        rf"(?:^|[。,，;；])({HAN}{{3,30}}?)(?:{verbs})",
        rf"(?:请与|联系单位[:：]|请联系)({HAN}{{3,30}}?)(?:联系|[(（,，。])",
        rf"(?:^|[。,，;；《“])({HAN}{{3,30}}?)20\d\d年(?:度)?(?:政府|政务)?信息公开",
    ):
        for match in re.finditer(shape, bare):
            if looks_like_organ(match[1]) and match[1][0] not in words()["not_first"]:
                return match[1]
    return ""


def writer_for(organ: str, text: str) -> str:
    """A government's office that writes the area's report, with no title to tell: the government itself, when the
    text speaks for the whole area and never as the office."""
    bare = re.sub(r"\s", "", plain(text))
    area = sum(bare.count(word) for word in words()["own_area"])
    government = re.sub(r"办公[室厅]$", "", organ)
    speaks = area >= 2 or re.search(rf"{government[-6:]}20\d\d年", bare)
    if government != organ and is_government(government) and speaks and "我办" not in bare:
        return government
    return organ


def from_area_talk(text: str) -> str:
    """No name anywhere: the area the text speaks for as its own (「全市」), named with an office or as a known city."""
    bare = re.sub(r"\s", "", plain(text))
    own = Counter(word[-1] for word in words()["own_area"] for _ in range(bare.count(word)))
    office = Counter(
        kind for kind in words()["own_office"] for _ in range(bare.count(f"我{kind}") + bare.count(f"本{kind}"))
    )
    if office and (not own or office.most_common(1)[0][1] >= own.most_common(1)[0][1]):
        return _named_office(bare, office.most_common(1)[0][0])
    for kind, _ in own.most_common(2):
        offices = rf"(?:人民政府|{HAN}{{2,8}}?(?:局|委员会|办公室|分局))"
        names = Counter(
            name
            for name in re.findall(rf"(?<!{HAN})({HAN}{{2,3}}{kind})(?={offices})", bare)
            if not set(name[:-1]) & set(words()["not_names"])
        )
        if kind == "市":
            for city in cities():
                names[f"{city}市"] += bare.count(city)
        if names and (best := names.most_common(1)[0])[1]:
            return best[0]
    return ""


def _named_office(bare: str, kind: str) -> str:
    """The one office of that kind the text names by a full name more than once."""
    names = Counter(
        name
        for name in re.findall(rf"(?<!{HAN})({HAN}{{2,16}}?{kind})(?!{HAN}*长)", bare)
        if name[0] not in words()["not_names"]
    )
    return names.most_common(1)[0][0] if names and names.most_common(1)[0][1] >= 2 else ""


@cache
def cities() -> tuple[str, ...]:
    """Prefecture-level cities by name."""
    data = yaml.safe_load((Path(__file__).parent / "cities.yaml").read_text(encoding="utf-8"))
    return tuple(data["cities"].split())
