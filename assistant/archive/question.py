"""A question about past reports → what is asked: which figures, of whom, of which years, and what to do with them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.archive.measures import Measure, measures_in, rate_in, summed
from assistant.narrative.spans import Mention, spans_in
from assistant.text.numbers import from_chinese
from assistant.wording import load

Kind = Literal["figure", "share", "compare", "trend", "rank", "any", "wording", "rule", "list", "open"]
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")
_RATE = re.compile("率(?!先)")
_SUFFIX = re.compile("[局委办厅院镇乡县区市州旗]|街道|中心|政府|办公室")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年")


@dataclass(frozen=True)
class Asked:
    """What a question asks for. `ago` are years before the report in hand, `recent` a number of years back;
    `organs` the offices named; `whose` own or others when said so."""

    kind: Kind
    text: str
    measures: tuple[Measure, ...] = ()
    years: tuple[int, ...] = ()
    ago: tuple[int, ...] = ()
    recent: int = 0
    organs: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    """The spellings the offices were called by."""
    whose: Literal["", "own", "others"] = ""
    section: str = ""
    most: bool = True

    @property
    def timed(self) -> bool:
        """Whether the question says which year it is about."""
        return bool(self.years or self.ago or self.recent)


def understand(question: str, organs: Sequence[str], before: Sequence[str] = ()) -> Asked:
    """What `question` asks. `organs` are the offices in the archive; a follow-up («那行政诉讼呢？») takes what it
    leaves out from the questions before it, the latest first."""
    asked = _alone(question, organs)
    if not before or not _follows(asked):
        return asked
    last = understand(before[-1], organs, before[:-1])
    return Asked(
        kind=asked.kind if asked.kind not in ("figure", "open") or last.kind in ("rule", "list") else last.kind,
        text=question if asked.measures or asked.section else f"{last.text} {question}",
        measures=asked.measures or last.measures,
        years=asked.years if asked.timed else last.years,
        ago=asked.ago if asked.timed else last.ago,
        recent=asked.recent if asked.timed else last.recent,
        organs=asked.organs or ("" if asked.whose else last.organs) or (),
        called=(*asked.called, *last.called),
        whose=asked.whose or ("" if asked.organs else last.whose),
        section=asked.section or last.section,
        most=asked.most if asked.kind == "rank" else last.most,
    )


def _alone(question: str, organs: Sequence[str]) -> Asked:
    words = load("asking")
    named = named_organs(question, organs)
    rest = question
    for name in sorted((spelling for _, spelling in named), key=len, reverse=True):
        rest = rest.replace(name, "　")
    spans = spans_in(rest)
    measures = measures_in(rest)
    if _says(rest, words["sum"]):
        measures = summed(measures)
    rate = rate_in(rest)
    if rate or _RATE.search(rest):
        measures = rate or ()
    years = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(question)))
    years = years or tuple(dict.fromkeys(2000 + int(year) for year in _SHORT_YEAR.findall(question)))
    timed = _without(question, [s for s in spans_in(question) if isinstance(s, Mention) and s.kind == "row"])
    ago = (
        () if years else tuple(n for n, said in sorted(words["years"].items()) if _says(_masked(timed, words, n), said))
    )
    kind = "share" if rate else _kind(question, words, bool(measures))
    if kind == "figure" and (len(years) + len(ago) > 1 or len(named) > 1):
        kind = "compare"
    return Asked(
        kind=kind,
        text=question,
        measures=measures,
        years=years,
        ago=ago,
        recent=_recent(question, words),
        organs=tuple(dict.fromkeys(organ for organ, _ in named)),
        called=tuple(spelling for _, spelling in named),
        whose="others" if _says(question, words["others"]) else "own" if _says(question, words["own"]) else "",
        section=next((s.id for s in spans if isinstance(s, Mention) and s.kind in ("text", "section")), ""),
        most=_says(question, words["most"]),
    )


def _kind(question: str, words: dict, measured: bool) -> Kind:
    for kind in ("list", "rule", "wording", "rank", "trend"):
        if _says(question, words["kinds"][kind]):
            return kind  # type: ignore[return-value]
    if measured and _says(question, words["any"]):
        return "any"
    if _recent(question, words):
        return "trend" if measured else "open"
    for kind in ("compare", "share"):
        if _says(question, words["kinds"][kind]) and measured:
            return kind  # type: ignore[return-value]
    return "figure" if measured else "open"


def _follows(asked: Asked) -> bool:
    """A short question that leaves out what it is about."""
    words = load("asking")
    begins = any(asked.text.lstrip().startswith(word) for word in ("那", "再"))
    ends = asked.text.rstrip("？?。 ").endswith("呢")
    bare = not asked.measures and not asked.section and asked.kind in ("figure", "open", "trend", "compare")
    told = asked.timed or asked.organs or _says(asked.text, words["kinds"]["compare"])
    return begins or ends or bool(bare and told and len(asked.text) <= 14)


def _recent(question: str, words: dict) -> int:
    match = re.search(f"(?:{'|'.join(words['recent'])})([0-9０-９一二两三四五六七八九十]{{1,2}})[个]?年", question)
    if not match:
        return 0
    return int(match[1]) if match[1].isdigit() else from_chinese(match[1]) or 0


def _masked(question: str, words: dict, ago: int) -> str:
    """大前年 holds 前年: longer words for other years are taken out first."""
    for other, said in words["years"].items():
        if other != ago:
            for word in said:
                if any(word != mine and mine in word for mine in words["years"][ago]):
                    question = question.replace(word, "　")
    return question


def _without(question: str, mentions: Sequence[Mention]) -> str:
    """The question with row labels blanked out: 上年结转 names no year."""
    for mention in mentions:
        question = question[: mention.start] + "　" * (mention.end - mention.start) + question[mention.end :]
    return question


def _says(question: str, said: Sequence[str]) -> bool:
    return any(word in question for word in said)


def named_organs(question: str, organs: Sequence[str]) -> list[tuple[str, str]]:
    """Offices of the archive named in the question, each with the spelling used; the full name beats a short one."""
    found: list[tuple[str, str, int]] = []
    for organ in organs:
        for spelling in spellings(organ):
            at = question.find(spelling)
            if at >= 0:
                found.append((organ, spelling, at))
                break
    if not found:
        return abbreviated(question, organs)
    longest = max((len(spelling) for _, spelling, _ in found), default=0)
    return [
        (organ, spelling)
        for organ, spelling, at in sorted(found, key=lambda f: f[2])
        if not any(other != spelling and spelling in other and len(other) <= longest for _, other, _ in found)
    ]


def abbreviated(question: str, organs: Sequence[str]) -> list[tuple[str, str]]:
    """The one office an abbreviation can mean: 林草局 for …林业和草原局, 卫健委 for …卫生健康委员会. Its signs stand in
    the full name in the same order, the last near its end; [] when several offices fit."""
    for match in _SUFFIX.finditer(question):
        for start in range(max(0, match.start() - 7), match.start() - 1):
            short = question[start : match.end()]
            if re.fullmatch("[\u4e00-\u9fff]{3,10}", short):
                fitting = [organ for organ in organs if _abbreviates(short, organ)]
                if len(fitting) == 1:
                    return [(fitting[0], short)]
    return []


def _abbreviates(short: str, organ: str) -> bool:
    at = -1
    places = []
    for sign in short:
        at = organ.find(sign, at + 1)
        if at < 0:
            return False
        places.append(at)
    tail = organ[places[-1] :]
    begins = places[0] == 0 or organ[places[0] - 1] in "省市县区州盟旗"
    return begins and len(tail) <= 3


@cache
def spellings(organ: str) -> tuple[str, ...]:
    """How an office may be called: 云川市澄湖区柳岸街道办事处 → …柳岸街道办事处, 柳岸街道; longest first."""
    forms = [organ]
    tail = re.split(r"(?<=[省市县区州盟旗])", organ)
    tails = ["".join(tail[i:]) for i in range(1, len(tail)) if len("".join(tail[i:])) >= 3]
    forms += tails
    for form in (organ, *tails):
        for suffix in ("人民政府办公厅", "人民政府办公室", "人民政府", "街道办事处", "办事处", "委员会"):
            if form.endswith(suffix) and len(form) > len(suffix) + 1:
                base = form[: -len(suffix)]
                forms.append(base + ("街道" if suffix == "街道办事处" else "政府办" if "办公" in suffix else ""))
                if suffix == "人民政府":
                    forms.append(base + "政府")
    forms += [form[:-1] for form in forms if form[-1] in "省市县区镇乡州旗盟" and len(form) >= 3]
    generic = {"政府", "街道", "办公室", "人民政府", "办事处", "委员会"}
    return tuple(sorted({f for f in forms if len(f) >= 2 and f not in generic}, key=len, reverse=True))


def years_of(asked: Asked, base: int | None) -> tuple[int, ...]:
    """The calendar years a question is about, given the year of the report in hand; () when it names none."""
    if asked.years:
        return asked.years
    if base is None:
        return ()
    if asked.recent:
        return tuple(range(base - asked.recent, base)) or ()
    return tuple(base - n for n in asked.ago)
