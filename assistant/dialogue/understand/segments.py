"""A typed message as segments: one number (or 「没有」, or none) with what it speaks of and the words that steer it.

Which mentions belong to a number between two of them is decided per kind of mention: when a clause names rows before
its first number, rows stand before their numbers all along; when it ends with a row, they stand after; the same for
columns and single cells. 「自然人2件公开企业1件不掌握」 so reads as two segments, each a column, a number and a row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.narrative.spans import AnySpan, Break, Mention, NonCount, Number, Operator, spans_in
from assistant.text.numbers import from_chinese
from assistant.wording import load

DIMENSIONS = {"row": "row", "group": "row", "column": "column", "cell": "cell", "fact": "cell"}
_LISTS = {"row": "rows", "column": "columns", "cell": "cells"}
_SOFT = frozenset("、：:")
_SENTENCE = frozenset("。；！？\n;")
_OF_APPLICATIONS = ("topic.application", "topic.applicants")
_STEPS = {"千": 1000, "百": 100}
_NOT = re.compile("^(?:没有|没|未|无)")
_WHOLE = ("全", "皆")
_POINTING = re.compile(r"[那这]([0-9]+|[一二两三四五六七八九十百]+)[件宗个份]")


@dataclass
class Segment:
    """`number` and `zero` are exclusive; with neither, the mentions are a predicate on what was said before.

    `after` holds the dimensions named behind the number; `pointed` is the count in 「那两件」.
    """

    text: str
    clause: int = 0
    sentence: int = 0
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    topics: set[str] = field(default_factory=set)
    number: Number | None = None
    zero: bool = False
    ops: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    pointed: int | None = None
    table: str = ""
    past: bool = False
    """The clause speaks of another year."""
    other: bool = False
    """The word was 其他, which is also the name of a column."""

    @property
    def value(self) -> Decimal | None:
        if self.zero:
            return Decimal(0)
        return self.number.quantity.value if self.number else None

    @property
    def names(self) -> bool:
        return bool(self.rows or self.columns or self.cells)


def segments_of(message: str, table: str, year: int | None = None) -> list[Segment]:
    """The segments of a message of the report of `year`.

    `table` is what the talk is of (t2, t3, t4, or a text id), for words of weak meaning.
    """
    found: list[Segment] = []
    sentence = 0
    tokens = spans_in(message)
    table = _opening(tokens, table)
    for number, (clause, end) in enumerate(_clauses(tokens)):
        strong = [t for t in clause if isinstance(t, Mention) and not t.weak]
        table = _talk(strong, table, clause)
        clause = _opened(_joined(clause))
        past = _of_another_year(message, clause, year)
        settled = [one for one in (_settled(token, table) for token in clause) if one is not None]
        for segment in _split(message, settled):
            segment.clause, segment.sentence, segment.table = number, sentence, _own(segment, table)
            segment.past = past and "t3.carried_in.*" not in segment.rows and "same" not in segment.ops
            found.append(segment)
        sentence += end in _SENTENCE
    return [one for one in found if one.names or one.value is not None or one.ops or one.topics]


def _of_another_year(message: str, clause: Sequence[AnySpan], year: int | None) -> bool:
    """Whether a clause says 去年 or names another year; what it counts is no answer."""
    start, end = clause[0].start, clause[-1].end
    begin = max((message.rfind(mark, 0, start) for mark in "，,。；;\n"), default=-1) + 1
    named = [t.year for t in clause if isinstance(t, NonCount) and t.kind == "year" and t.year]
    growth = any(isinstance(t, Operator) and t.kind.startswith("growth") for t in clause)
    words = any(word in message[begin:end] for word in load("commands")["years_before"])
    return bool(year and any(one < year for one in named)) or (words and not growth)


def _opened(clause: list[AnySpan]) -> list[AnySpan]:
    """「没有废止」 also names what there was none of."""
    kept: list[AnySpan] = []
    for token in clause:
        kept.append(token)
        if _is_none(token) and (inside := _NOT.sub("", token.text)) != token.text:
            named = [t for t in spans_in(inside) if isinstance(t, Mention) and t.kind != "topic"]
            kept += [replace(t, start=token.start, end=token.end) for t in named]
    return kept


def _joined(clause: list[AnySpan]) -> list[AnySpan]:
    """「12万3千元」 is one number said in two steps."""
    kept: list[AnySpan] = []
    for token in clause:
        last = kept[-1] if kept else None
        if isinstance(last, Number) and isinstance(token, Number) and last.end == token.start:
            part, unit = token.quantity.value, token.quantity.unit
            if unit[:1] in _STEPS:
                part, unit = part * _STEPS[unit[:1]], unit[1:]
            value = last.quantity.value + part
            quantity = replace(token.quantity, start=last.start, value=value, unit=unit, exactness="exact")
            text = last.text + token.text
            kept[-1] = Number(last.start, token.end, text, quantity, (last.outer[0], token.outer[1]))
        else:
            kept.append(token)
    return kept


def _clauses(tokens: Sequence[AnySpan]) -> list[tuple[list[AnySpan], str]]:
    clauses: list[tuple[list[AnySpan], str]] = [([], "")]
    for token in tokens:
        if isinstance(token, Break):
            if token.text not in _SOFT:
                clauses[-1] = (clauses[-1][0], token.text)
                clauses.append(([], ""))
        else:
            clauses[-1][0].append(token)
    return [clause for clause in clauses if clause[0]]


def _opening(tokens: Sequence[AnySpan], table: str) -> str:
    """A message that names its own subject is of that subject from its first word, whatever question is open."""
    own: list[str] = []
    for token in tokens:
        if not isinstance(token, Mention) or token.kind in ("text", "section"):
            continue
        if token.id in _OF_APPLICATIONS:
            own.append("t3")
        elif not token.weak and token.kind != "topic":
            own.append(token.table if token.table[0] == "t" else token.id)
    # 许可 and 申请, 收费 and 信息处理费 share words; the open question holds while any word is of it.
    return table if not own or table in own or any(one[:2] == table[:2] for one in own) else own[0]


def _talk(strong: Sequence[Mention], table: str, clause: Sequence[AnySpan]) -> str:
    """The table a clause speaks of: what it names for certain, else what the talk was of before."""
    tables = {one.table for one in strong if one.table in ("t2", "t3", "t4")}
    if table in tables:
        return table
    if tables:
        return min(tables)
    if any(isinstance(t, Mention) and t.id in _OF_APPLICATIONS for t in clause):
        return "t3"
    facts = [one.id for one in strong if one.kind == "fact"]
    return facts[0] if facts else table


def _settled(token: AnySpan, table: str) -> AnySpan | None:
    """A weak mention counts only where the talk is of its table; a word of several meanings takes the one that fits."""
    if not isinstance(token, Mention):
        return token
    if token.kind in ("text", "section"):
        return None
    choices = (token.id, *token.also)
    fitting = [one for one in choices if one.partition(".")[0] == table.partition(".")[0]]
    if token.weak and token.kind != "topic" and not fitting:
        return None
    if fitting and fitting[0] != token.id:
        kind = "column" if ".*." in fitting[0] else "row" if fitting[0].endswith(".*") else "cell"
        return Mention(token.start, token.end, token.text, kind, fitting[0], token.weak)
    return token


def _own(segment: Segment, table: str) -> str:
    for one in (*segment.rows, *segment.columns, *segment.cells):
        if one[:2] in ("t2", "t3", "t4"):
            return one[:2]
    return table


def _split(message: str, tokens: Sequence[AnySpan]) -> list[Segment]:
    """One clause as segments, in order."""
    if not tokens:
        return []
    places = [i for i, t in enumerate(tokens) if isinstance(t, Number) or _is_none(t)]
    places = [i for i in places if not (_is_none(tokens[i]) and _beside_number(places, i, tokens))]
    start, end = tokens[0].start, tokens[-1].end
    text = message[start:end]
    if not places:
        segment = Segment(text)
        if any(isinstance(t, Mention) and message[t.start - 1 : t.start] in _WHOLE for t in tokens if t.start):
            segment.ops.add("all")
        for token in tokens:
            _take(segment, token)
        segment.pointed = _pointed(message, start, end)
        return [segment]
    segments = [_quantity(tokens[place], text) for place in places]
    leading = _kinds(tokens[: places[0]])
    trailing = _kinds(tokens[places[-1] + 1 :])
    for index, token in enumerate(tokens):
        if index in places:
            continue
        before = sum(place < index for place in places)
        if before == 0:
            owner, behind = 0, False
        elif before == len(places):
            owner, behind = before - 1, True
            kind = _kind(token)
            if kind and kind in leading and getattr(segments[before - 1], _LISTS[kind]):
                # 「制发3件废止1件现行有效待定」: what is named last has no number of its own.
                segments += [Segment(text)] if len(segments) == len(places) else []
                owner, behind = len(places), False
        else:
            kind = _kind(token)
            behind = bool(kind) and kind not in leading and kind in trailing
            owner = before - 1 if behind else before
        _take(segments[owner], token)
        if behind and (kind := _kind(token)):
            segments[owner].after.add(kind)
    return segments


def _is_none(token: AnySpan) -> bool:
    return isinstance(token, Operator) and token.kind == "none"


def _beside_number(places: Sequence[int], place: int, tokens: Sequence[AnySpan]) -> bool:
    """「没有」 right before a number (「没有3件」) negates nothing; two of them say it once."""
    return place - 1 in places and _is_none(tokens[place - 1])


def _quantity(token: AnySpan, text: str) -> Segment:
    if isinstance(token, Number) and token.quantity.value:
        return Segment(text, number=token)
    return Segment(text, zero=True)


def _kind(token: AnySpan) -> str:
    return DIMENSIONS.get(token.kind, "") if isinstance(token, Mention) else ""


def _kinds(tokens: Sequence[AnySpan]) -> set[str]:
    return {kind for token in tokens if (kind := _kind(token))}


def _take(segment: Segment, token: AnySpan) -> None:
    if isinstance(token, Operator):
        segment.ops.add(token.kind)
        segment.other = segment.other or token.text in ("其他", "其它")
        segment.zero = segment.zero or (token.kind == "none" and segment.number is None)
    elif isinstance(token, Mention):
        if token.text.startswith(("都", "均")):
            segment.ops.add("all")
        if token.kind == "topic":
            segment.topics.add(token.id)
            return
        names = {"row": segment.rows, "column": segment.columns, "cell": segment.cells}[_kind(token)]
        if token.id not in names:
            names.append(token.id)


def _pointed(message: str, start: int, end: int) -> int | None:
    match = _POINTING.search(message, max(0, start - 6), end)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else from_chinese(match[1])
