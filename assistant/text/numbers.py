"""Numbers in digits and in Chinese numerals: finding, reading and writing them."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal

from assistant.text.nonquantity import NotCounted, not_counted
from assistant.text.normalise import normalise
from assistant.text.words import words

Style = Literal["digits", "chinese", "grouped"]
Exactness = Literal["exact", "over", "about", "under"]

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MULTIPLES = {
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 10**8,
}
_HAN = "零〇一二两三四五六七八九十百千万亿廿卅"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LONGEST = 24
"""A longer run of digits is no figure, and no longer fits the arithmetic of Decimal."""
_FREE_MEASURES = frozenset("件条份宗篇名人元")
"""Measures before which a lone Chinese numeral counts; 一个, 一项, 一次 are mostly plain words."""


@dataclass(frozen=True)
class FoundNumber:
    """A number in normalised text. start:end is the figure with its 万; outer_* add 约, 余 and unit."""

    start: int
    end: int
    value: Decimal
    unit: str
    exactness: Exactness
    style: Style
    percent: bool
    outer_start: int
    outer_end: int


def parse_number(text: str) -> int | Decimal | None:
    """The value when the whole string is one number (１２, 1,204, 3.5, 三千二百零六, 1.2万); else None."""
    plain = normalise(text).text.strip().replace(" ", "")
    if not plain or len(plain) > _LONGEST:
        return None
    sign = -1 if plain[0] in "-－" else 1
    plain = plain.lstrip("+-－") if plain[:1] in "+-－" else plain
    arabic = re.fullmatch(r"(\d+(?:[,，]\d{3})*(?:\.\d+)?)((?:[十百千]?万|[百千]|亿)?)", plain)
    if arabic:
        value = Decimal(re.sub("[,，]", "", arabic[1])) * _MULTIPLES.get(arabic[2], 1)
    else:
        spoken = from_chinese(plain)
        if spoken is None:
            return None
        value = Decimal(spoken)
    value *= sign
    return (
        int(value)
        if value == value.to_integral_value() and "." not in plain.rstrip("万亿千百十")
        else value.normalize() + 0
    )


def from_chinese(text: str) -> int | None:
    """十二 → 12, 二〇二三 → 2023, 一万二 → 12000; None for what is no single number (一二十, 三五)."""
    if not text or any(char not in _HAN for char in text):
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if all(char in _DIGITS for char in text):
        if len(text) == 1 or (len(text) > 2 and ("〇" in text or "零" in text or len(text) >= 4)):
            return int("".join(str(_DIGITS[char]) for char in text))
        return None
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            head, _, tail = text.rpartition(unit)
            high = from_chinese(head) if head else None
            low = _below(tail, size) if tail else 0
            return None if high is None or low is None else high * size + low
    return _section(text)


def _below(tail: str, size: int) -> int | None:
    """What follows 万 or 亿; a lone digit means the next lower place (一万二 = 12000)."""
    if len(tail) == 1 and tail in _DIGITS:
        return _DIGITS[tail] * size // 10
    return from_chinese(tail.lstrip("零〇"))


def _section(text: str) -> int | None:
    total, digit, last, zero = 0, None, 10_000, False
    for char in text:
        if char in ("零", "〇"):
            zero = True
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        else:
            size = _TENS[char]
            if size >= last or (digit is None and (size != 10 or (total and not zero))):
                return None
            total += (1 if digit is None else digit) * size
            digit, last = None, size
    if digit is not None:
        total += digit * (last // 10 if not zero and 10 < last < 10_000 else 1)
    return total


def to_chinese(number: int) -> str:
    """3206 → 三千二百零六; 12 → 十二; negative numbers are not written."""
    if number < 0:
        raise ValueError(f"no Chinese numeral for {number!r}")
    names = "零一二三四五六七八九"
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if number >= size:
            high, low = divmod(number, size)
            link = "零" if low and low < size // 10 else ""
            return (
                to_chinese(high)
                + unit
                + (link + _under_ten_thousand(low, names) if 0 < low < 10_000 else to_chinese(low) if low else "")
            )
    return _under_ten_thousand(number, names, first=True) if number else "零"


def _under_ten_thousand(number: int, names: str, first: bool = False) -> str:
    out, zero = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if zero and out else "") + names[digit] + unit
            zero = False
        elif out:
            zero = True
    return out[1:] if first and out.startswith("一十") else out


def format_like(value: int | Decimal, style: Style = "digits", unit: str = "") -> str:
    """The value written in that style, followed by the unit: 12,345条, 三百二十条, 12.5万元."""
    amount = Decimal(value)
    whole = amount == amount.to_integral_value()
    if style == "chinese" and whole and amount >= 0:
        written = to_chinese(int(amount))
        if written == "二" and unit and unit != "元":
            written = "两"
    elif style == "grouped":
        written = f"{int(amount):,}" if whole else f"{amount:,f}"
    else:
        written = str(int(amount)) if whole else f"{amount.normalize():f}"
    return written + unit


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, Exactness], dict[str, Exactness]]:
    known = words()
    before: dict[str, Exactness] = {w: k for k, ws in known.before.items() for w in ws}  # type: ignore[misc]
    after: dict[str, Exactness] = {w: k for k, ws in known.after.items() for w in ws}  # type: ignore[misc]

    def alternatives(items: object) -> str:
        return "|".join(re.escape(w) for w in sorted(items, key=len, reverse=True))  # type: ignore[call-overload, type-var]

    measures = "|".join(
        re.escape(w) + (f"(?![{known.guards[w]}])" if w in known.guards else "")
        for w in sorted(known.measures, key=len, reverse=True)
    )
    pattern = re.compile(
        rf"(?P<near>(?:{alternatives(before)})*)"
        rf"(?:百分之(?P<per>{_ARABIC}|[{_HAN}]+)|(?P<number>{_ARABIC}|[{_HAN}]+))"
        rf"\s?(?P<multiple>(?:[十百千]?万|[百千]|亿)(?!元|里|方|兆))?"
        rf"(?P<percent>%|个百分点)?"
        rf"(?P<rest>(?:{alternatives(a for a in after if len(a) == 1)}|有余)?(?!\\d))"
        rf"\s?(?P<late>(?:万|亿)(?!元))?"
        rf"(?P<unit>(?:{measures})?)"
        rf"(?P<tail>(?:{alternatives(a for a in after if len(a) > 1)})?)"
    )
    return pattern, before, after


def find_numbers(text: str, skip: list[NotCounted] | None = None) -> list[FoundNumber]:
    """Counted numbers in normalised text; years, dates, ordinals, telephones (or `skip`) are left out."""
    pattern, before, after = _patterns()
    masked = _mask(text, not_counted(text) if skip is None else skip)
    found: list[FoundNumber] = []
    for match in pattern.finditer(masked):
        number = _read(match, masked, before, after)
        if number is not None:
            found.append(number)
    return found


def _mask(text: str, skip: list[NotCounted]) -> str:
    pieces, place = [], 0
    for one in skip:
        pieces += [text[place : one.start], "\0" * (one.end - one.start)]
        place = one.end
    return "".join((*pieces, text[place:]))


def _read(
    match: re.Match[str], text: str, before: dict[str, Exactness], after: dict[str, Exactness]
) -> FoundNumber | None:
    group = "per" if match["per"] else "number"
    raw, unit = match[group], match["unit"]
    if len(raw) > _LONGEST:
        return None
    chinese = raw[0] in _HAN
    if chinese and not _counts(match, text, raw, unit, percent=group == "per"):
        return None
    if chinese:
        spoken = from_chinese(raw)
        if spoken is None:
            return None
        value = Decimal(spoken)
    else:
        try:
            value = Decimal(raw.replace(",", ""))
        except InvalidOperation:
            return None
    multiple = (match["multiple"] or "") or (match["late"] or "")
    value *= _MULTIPLES.get(multiple, 1)
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    percent = group == "per" or match["percent"] == "%"
    style: Style = "chinese" if chinese else "grouped" if "," in raw else "digits"
    end = match.end("multiple") if match["multiple"] else match.end("late") if match["late"] else match.end(group)
    start = match.start(group) - (3 if group == "per" else 0)
    return FoundNumber(
        start=start,
        end=match.end("percent") if match["percent"] == "%" else end,
        value=value,
        unit=match["percent"] if match["percent"] and match["percent"] != "%" else unit,
        exactness=_exactness(match, text, before, after, bool(match["multiple"] or match["late"])),
        style=style,
        percent=percent,
        outer_start=match.start(),
        outer_end=match.end(),
    )


def _exactness(
    match: re.Match[str],
    text: str,
    before: dict[str, Exactness],
    after: dict[str, Exactness],
    multiplied: bool,
) -> Exactness:
    marks: set[Exactness] = set()
    near = match["near"]
    while near:
        word = next(w for w in sorted(before, key=len, reverse=True) if near.startswith(w))
        marks.add(before[word])
        near = near[len(word) :]
    for word in (match["rest"], match["tail"]):
        if word:
            marks.add(after[word])
    if len(marks) == 1:
        return marks.pop()
    if marks:
        return "about"
    return (
        "about"
        if multiplied
        and match["number"]
        and match["number"][0] not in _HAN
        and not text[match.end() :].startswith("元")
        else "exact"
    )


def _counts(match: re.Match[str], text: str, raw: str, unit: str, percent: bool) -> bool:
    """Whether a Chinese numeral counts something here; 一方面, 三审三校, 统一 do not."""
    if percent:
        return True
    previous = text[match.start() - 1] if match.start() else ""
    following = text[match.end() : match.end() + 1]
    if len(raw) == 1 and raw in "十百千万亿" and not unit:
        return False
    if raw[0] in "百千万亿":
        return False
    if unit:
        lone = raw == "一"
        if previous and previous in "每某任这那逐第统另唯同专单":
            return False
        return not lone or (unit in _FREE_MEASURES and following not in "个" + _HAN)
    if match["rest"] or match["tail"] or match["near"]:
        return False
    return (
        len(raw) >= 2
        and from_chinese(raw) is not None
        and (not following or following in "，。；、）\n")
        and not previous.isdigit()
    )
