"""One cell as a number: what it states, and whether its text was more than a plain number."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from assistant.form.types import NumberKind
from assistant.reading.fold import plain
from assistant.reading.vocabulary import words
from assistant.report.answer import Number


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, words()["units"]), key=len, reverse=True))
    minus = "|".join(sorted(words()["minus_words"], key=len, reverse=True))
    plus = "|".join(sorted(words()["plus_words"], key=len, reverse=True))
    return re.compile(
        rf"^[?\s]*(?P<sign>[+\-−–]|{minus}|{plus})?\s*"
        rf"(?P<digits>\d{{1,3}}(?:[,，'’]\s?\d{{3}})+|\d{{1,3}}(?:\s\d{{3}})+|[1-9]\d*(?:\s*\n\s*\d+|\s\d)*|\d+)"
        rf"(?P<fraction>\s?\.\s?\d+)?\s*(?P<unit>{units}|{words()['ten_thousand']})?\s*"
        r"(?P<note>[(（【\[].*[)）】\]])?[?\s]*$",
        re.DOTALL,
    )


@cache
def _minus() -> frozenset[str]:
    return frozenset({"-", "−", "–", *words()["minus_words"]})


@cache
def _blank() -> frozenset[str]:
    return frozenset(words()["blank_marks"])


@dataclass(frozen=True)
class Figure:
    """`value` None: the cell states no number. `raw` is empty when the text was a plain number."""

    value: Number | None
    raw: str = ""


@lru_cache(maxsize=20000)
def is_number(text: str) -> bool:
    """The whole text states one number, perhaps with sign, unit or a note in brackets."""
    return bool(_pattern().match(plain(text)))


@lru_cache(maxsize=20000)
def is_blank(text: str) -> bool:
    """Nothing, or one of the signs written where a number is missing."""
    bare = plain(text).strip(" \t\n\r?")
    return not bare or bare in _blank()


def figure(text: str, kind: NumberKind, cell_unit: str = "") -> Figure:
    """The number a cell states, in the unit of the cell (元 under 万元 is converted); never a guess."""
    match = _pattern().match(plain(text))
    if not match:
        return Figure(None, text.strip())
    digits = re.sub(r"[^\d]", "", match["digits"])
    fraction = re.sub(r"\s", "", match["fraction"] or "")
    value = Decimal(digits + fraction)
    if match["sign"] in _minus():
        value = -value
    value = _scaled(value, match["unit"] or "", cell_unit)
    whole = kind != "decimal" and value == value.to_integral_value()
    bare = text.strip()
    is_plain = bool(re.fullmatch(r"[0-9]+(\.[0-9]+)?", bare))
    return Figure(int(value) if whole else value, "" if is_plain else bare)


def _scaled(value: Decimal, unit: str, cell_unit: str) -> Decimal:
    steps = {"元": 0, "万元": 4, "万": 4, "亿元": 8}
    if cell_unit == "万元" and unit in steps:
        return value.scaleb(steps[unit] - 4) if unit != "万元" else value
    if unit == "万" and cell_unit != "万元":
        return value.scaleb(4)
    return value
