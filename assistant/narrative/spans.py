"""The one tokenizer for what a clerk types, what last year's paragraph says and what this year's paragraph claims.

`spans_in(text)` returns the tokens that carry meaning, in order and without overlap, with offsets into the text as
given. Words that mean nothing here (的, 我街道 …) yield no token. The kinds:

- `Number`    a counted quantity. `.quantity` (narrative.types.Quantity: value, unit, exactness, percent); `.outer`
              is the span with 约, 余 and the unit. 「3件」「四十余条」「12.5万元」「占54%」
- `Mention`   names something in the form. `.kind` is cell, row, column, group, fact, topic, text or section; `.id` is
              `t3.new.*` (row), `t3.deny.*` (group), `t3.*.natural` (column), `t4.review.*`, `t4.suit.*` (both suits),
              `t4.*.upheld`, `t2.normative.*`, `t2.*.issued`, `t2.penalty` (cell), a fact, text or section id, or
              `topic.application`, `topic.elsewhere` …; `.weak` words (收到, 维持, 企业) name it for sure only where
              the talk is of it; `.also` are other ids the same word may mean. `t3.*.organisations` is 法人或其他组织,
              all five columns.
- `Operator`  `.kind`: of_which 其中 · listing 分别为 · respectively 分别 · rest 其余 · also 另有 · all 都 · each 各 ·
              none 没有 · same 和去年一样 · wrong 不对 · change 改成 · and 以及 · total 一共 · open 等 · except 除 ·
              growth_up 同比增长 · growth_down · share 占 · rate 办结率 · unknown 不清楚
- `NonCount`  a figure that counts nothing: `.kind` year, date, document, ordinal, phone …; `.year` when it names one
- `Scope`     `.kind` wide 全市 · own 我局 · narrow 市本级, 代表区政府, 备案 · part 网上申请, 延期, 去年
- `Break`     punctuation, `.text` is the mark; brackets are breaks too

The bare word 其他 is decided by its neighbours: column 其他 after columns, outcome 其他结果 after outcomes, row 其他
after the rows of 其他处理, else the operator rest. `cell_of(row, column)` joins two mentions to a cell id.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.form.loader import load_form
from assistant.narrative.lexicon import Entry, Kind, lexicon
from assistant.narrative.types import Quantity
from assistant.text.nonquantity import not_counted
from assistant.text.normalise import Normalised, normalise
from assistant.text.numbers import FoundNumber, find_numbers, from_chinese

ORGANISATIONS = ("business", "research", "public_interest", "legal_service", "other_org")
"""Columns under 法人或其他组织."""

_BREAKS = re.compile(r"[，、。；：！？\n（）,;:()\[\]【】〔〕]")
_OTHER = ("其他", "其它")
_BARE = re.compile(r"[是有为：:]?([零〇一二两三四五六七八九十百千万]+)(?=[，。；、\n）和]|$)")


@dataclass(frozen=True)
class Span:
    """A token; start and end count characters of the text as given, `text` is its plain spelling."""

    start: int
    end: int
    text: str = field(compare=False)


@dataclass(frozen=True)
class Number(Span):
    """A counted quantity; `outer` takes in 约, 余 and the unit."""

    quantity: Quantity
    outer: tuple[int, int]


@dataclass(frozen=True)
class Mention(Span):
    """Something of the form named in words."""

    kind: Kind
    id: str
    weak: bool = False
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Row, column or outcome key without table and star: new, deny.internal, natural, upheld."""
        _, _, rest = self.id.partition(".")
        return rest.removeprefix("*.").removesuffix(".*")

    @property
    def table(self) -> str:
        """t2, t3, t4, or the first part of a fact or text id."""
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class Operator(Span):
    """A word that steers how the rest is read."""

    kind: str


@dataclass(frozen=True)
class NonCount(Span):
    """A figure that counts nothing."""

    kind: str
    year: int | None = None


@dataclass(frozen=True)
class Scope(Span):
    """Whose figures: the whole area, the organ itself, or less than the whole report."""

    kind: str


@dataclass(frozen=True)
class Break(Span):
    """Punctuation."""


AnySpan = Number | Mention | Operator | NonCount | Scope | Break


def spans_in(text: str) -> list[AnySpan]:
    """The tokens of `text`, in order."""
    return spans_of(normalise(text))


def spans_of(plain: Normalised) -> list[AnySpan]:
    """The tokens of normalised text; offsets lead to the original."""
    skipped = not_counted(plain.text)
    # 第三方 is no ordinal and the 一年 of 上一年度结转 no duration: known words go before such figures.
    blocked = [(one.start, one.end) for one in skipped if one.kind not in ("ordinal", "duration")]
    words = list(lexicon().scan(plain.text, blocked))
    known = bytearray(len(plain.text))
    for start, end, _ in words:
        known[start:end] = b"\1" * (end - start)
    skipped = [one for one in skipped if not any(known[one.start : one.end])]
    covered = [(start, end) for start, end, entry in words if _hides(entry, plain.text[start:end])]
    numbers = find_numbers(_hide(plain.text, covered), skipped)
    numbers += _bare_numerals(plain.text, words, numbers)
    tokens: list[tuple[int, int, AnySpan]] = []
    for one in skipped:
        span = plain.original(one.start, one.end)
        tokens.append((one.start, one.end, NonCount(*span, plain.text[one.start : one.end], one.kind, one.year)))
    for number in numbers:
        tokens.append((number.start, number.end, _number(plain, number)))
    busy = bytearray(len(plain.text))
    for number in numbers:
        busy[number.outer_start : number.outer_end] = b"\1" * (number.outer_end - number.outer_start)
    for start, end, entry in words:
        if not any(busy[start:end]):
            tokens.append((start, end, _word(plain, start, end, entry)))
    for start, end, _ in tokens:
        busy[start:end] = b"\1" * (end - start)
    for mark in _BREAKS.finditer(plain.text):
        if not busy[mark.start()]:
            tokens.append((mark.start(), mark.end(), Break(*plain.original(*mark.span()), mark[0])))
    tokens += _others(plain, busy)
    tokens.sort(key=lambda token: token[0])
    return _settle_others([token for _, _, token in tokens])


def cell_of(row: Mention, column: Mention) -> str | None:
    """The cell where a row (or block) and a column (or outcome) of the same table meet; None when they do not."""
    if row.table != column.table or row.kind not in ("row", "group") or column.kind != "column":
        return None
    cell_id = f"{row.table}.{row.key}.{column.key}"
    return cell_id if load_form("2021").cell(cell_id) else None


def _hides(entry: Entry, word: str) -> bool:
    """Whether numerals inside a known word count nothing: 三类内部事务信息, 一件未收."""
    return entry.family == "mention" or (entry.key == "none" and word[0] in "一零")


def _hide(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, place = [], 0
    for start, end in spans:
        pieces += [text[place:start], "\x01" * (end - start)]
        place = end
    return "".join((*pieces, text[place:]))


def _number(plain: Normalised, found: FoundNumber) -> Number:
    start, end = plain.original(found.start, found.end)
    quantity = Quantity(start, end, found.value, found.unit, found.exactness, found.style, found.percent)
    text = plain.text[found.outer_start : found.outer_end]
    return Number(start, end, text, quantity, plain.original(found.outer_start, found.outer_end))


def _word(plain: Normalised, start: int, end: int, entry: Entry) -> AnySpan:
    span, text = plain.original(start, end), plain.text[start:end]
    if entry.family == "operator":
        return Operator(*span, text, entry.key)
    if entry.family == "scope":
        return Scope(*span, text, entry.key)
    return Mention(*span, text, entry.kind or "topic", entry.key, entry.weak, entry.also)


def _bare_numerals(text: str, words: list[tuple[int, int, Entry]], known: list[FoundNumber]) -> list[FoundNumber]:
    """「自然人三，企业二」: a bare Chinese numeral counts right after a mention, or where it is all there is."""
    found: list[FoundNumber] = []
    ends = [end for _, end, entry in words if entry.family == "mention" or entry.key in ("rest", "change", "total")]
    for start in (*ends, 0):
        match = _BARE.match(text, start)
        value = from_chinese(match[1]) if match else None
        if match is None or value is None or any(n.start <= match.start(1) < n.end for n in known):
            continue
        first, last = match.span(1)
        found.append(FoundNumber(first, last, Decimal(value), "", "exact", "chinese", False, first, last))
    return found


def _others(plain: Normalised, busy: bytearray) -> list[tuple[int, int, AnySpan]]:
    found: list[tuple[int, int, AnySpan]] = []
    for word in _OTHER:
        place = plain.text.find(word)
        while place >= 0:
            if not busy[place]:
                span = plain.original(place, place + 2)
                found.append((place, place + 2, Operator(*span, word, "rest")))
            place = plain.text.find(word, place + 2)
    return found


_OTHER_OF: dict[tuple[Literal["column", "row"], str], str] = {
    ("column", "t3"): "t3.*.other_org",
    ("column", "t4"): "t4.*.other",
    ("row", "t3"): "t3.other.misc.*",
}


def _settle_others(tokens: list[AnySpan]) -> list[AnySpan]:
    """Decides each bare 其他 by the mention before it and the number after it."""
    settled = list(tokens)
    for index, token in enumerate(tokens):
        if not isinstance(token, Operator) or token.text not in _OTHER:
            continue
        following = next((t for t in tokens[index + 1 :] if not (isinstance(t, Break) and t.text in "：:")), None)
        before = next((t for t in reversed(settled[:index]) if isinstance(t, Mention) and t.kind != "topic"), None)
        if not isinstance(following, Number) or before is None:
            continue
        if before.kind == "column":
            target = _OTHER_OF.get(("column", before.table))
        else:
            target = _OTHER_OF[("row", "t3")] if before.id.startswith("t3.other") else None
        if target:
            kind: Kind = "row" if target.endswith(".*") else "column"
            settled[index] = Mention(token.start, token.end, token.text, kind, target)
    return settled
