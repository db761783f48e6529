"""From the words around a number to what it counts, and which cells that may be (domain.md §3.6).

Adding a reading: rows, groups and cells of the form are read by their ids; only what the form does not spell out (收到 may
include what was carried in, 法人或其他组织 is five columns) stands here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.narrative.frames import Frame
from assistant.narrative.lexicon import lexicon
from assistant.narrative.spans import ORGANISATIONS, AnySpan, Break, Mention, Operator
from assistant.narrative.types import Reading

_CHECKS = (
    ("t3.new", "NT-01"),
    ("t3.carried_in", "NT-02"),
    ("t3.handled_total", "NT-03"),
    ("t3.carried_out", "NT-04"),
    ("t3.granted", "NT-05"),
    ("t3.partial", "NT-05"),
    ("t3.deny", "NT-06"),
    ("t3.unable", "NT-06"),
    ("t3.refuse", "NT-06"),
    ("t3.other", "NT-06"),
    ("t4.", "NT-08"),
    ("t2.rules", "NT-11"),
    ("t2.normative", "NT-11"),
    ("t2.", "NT-12"),
)
_MONEY = ("元", "万元", "亿元", "千元")
_COUNTED = frozenset(
    [
        "",
        "件",
        "份",
        "宗",
        "起",
        "例",
        "个",
        "项",
        "次",
        "条",
        "件次",
        "张",
        "单",
        "笔",
        "人次",
        "封",
        "批",
        "人",
        "名",
    ]
)
_CASES = frozenset(["", "件", "起", "宗", "例", "个", "次", "项", "案", "份", "条"])
_DOCUMENTS = frozenset(["", "件", "份", "个", "部", "项", "篇", "条"])
_PLAIN = frozenset(["件", "条", "份", "宗", "篇", "元", "万元", "亿元", "千元"])
"""Measures that need no noun behind them."""
_INFORMATION = ("类", "信息", "公示", "公告", "领域", "权责", "相关信息", "事项清单")
_PLAIN_OUTCOME = re.compile("维持|纠正|结果|审结")
"""Outcome words that need no interpretation, unlike 驳回 or 撤诉."""
_SUITS = ("suit_direct", "suit_after_review")


@dataclass(frozen=True)
class Meaning:
    """What a number counts: the lexicon topic, its readings, the check that judges it."""

    topic: str
    readings: tuple[Reading, ...] = ()
    check: str | None = None


def check_of(cell_id: str) -> str | None:
    """The narrative check that judges figures of this cell."""
    return next((check for prefix, check in _CHECKS if cell_id.startswith(prefix)), None)


def one(topic: str, *cells: str, also: Iterable[tuple[str, ...]] = (), strict: bool = True) -> Meaning:
    """A meaning with a first reading and accepted alternatives."""
    readings = (Reading(cells, strict), *(Reading(other, False) for other in also))
    return Meaning(topic, readings, check_of(cells[0]))


def meanings(frame: Frame, text: str) -> list[Meaning]:
    """What the number of a frame counts; several when one number is said of several things (收到并办结 3 件)."""
    local = _local(frame, text) or ()
    unit = frame.number.quantity.unit
    mentions = [token for token in local if isinstance(token, Mention)]
    if any(m.id == "topic.elsewhere" for m in mentions) or _counts_a_noun(frame, text):
        return []
    if unit in _MONEY:
        return _money([m for m in mentions or frame.run if not (m.table == "s6" and m.weak) or "信息处理费" in text])
    if not mentions:
        return _implied(frame)
    for reader in (_documents, _cases, _decisions, _applications, _facts):
        if found := reader(frame, mentions, local, text):
            return found
    return []


def _counts_a_noun(frame: Frame, text: str) -> bool:
    """「十个流程」「3家单位」: the number counts the unknown word that directly follows it."""
    if frame.number.quantity.unit in _PLAIN:
        return False
    end = frame.number.outer[1]
    behind = text[end : end + 4]
    known = any(token.start == end for token in frame.right) or behind.startswith(lexicon().fillers)
    return bool(behind) and "\u4e00" <= behind[0] <= "\u9fff" and not known


def _local(frame: Frame, text: str) -> Sequence[AnySpan] | None:
    """The tokens that speak of the number: those before it, and what directly follows where that completes them."""
    left = [token for token in frame.left if isinstance(token, (Mention, Operator, Break))]
    if text[: frame.number.outer[0]].rstrip().endswith("、") and not frame.respective:
        left = []
    named = [token for token in left if isinstance(token, Mention)]
    if named and (not all(m.weak for m in named) or frame.followed):
        return left
    right = [token for token in frame.right if isinstance(token, (Mention, Operator))]
    if frame.followed and frame.right and text[frame.right[-1].end : frame.right[-1].end + 1].isdigit():
        return left or None
    if named and right:
        gap = text[frame.number.outer[1] : right[0].start]
        if len(gap) > 8 or not isinstance(right[0], Mention):
            return left
        return [*left, *(m for m in right if isinstance(m, Mention))][: len(left) + 2]
    if named:
        return left
    return [token for token in right if isinstance(token, Mention)] or None


def _money(mentions: Sequence[Mention]) -> list[Meaning]:
    for mention in mentions:
        if mention.id == "t2.fees_wan":
            return [one("fees", "t2.fees_wan", strict=not mention.weak)]
        if mention.id in ("s6.fee.received_yuan", "s6.fee.asked_yuan"):
            return [Meaning(mention.id, (Reading((mention.id,)),))]
    return []


def _implied(frame: Frame) -> list[Meaning]:
    """「行政复议方面，共发生 3 件」: only the talk before tells what is counted; never sure."""
    summed = any(isinstance(token, Operator) and token.kind == "total" for token in frame.left)
    if not summed or frame.inside or frame.number.quantity.unit not in _CASES - {""}:
        return []
    if frame.subject == "application":
        return [one("received", "t3.new.total", also=(("t3.new.total", "t3.carried_in.total"),), strict=False)]
    if frame.subject == "review":
        return [one("review", "t4.review.total", strict=False)]
    return []


def _documents(frame: Frame, mentions: Sequence[Mention], _: Sequence[AnySpan], text: str) -> list[Meaning]:
    if frame.number.quantity.unit not in _DOCUMENTS:
        return []
    rows = _unique(m.key for m in mentions if m.table == "t2" and m.kind == "row")
    columns = [m for m in mentions if m.id.startswith("t2.*.")]
    if any(m.id == "s1.active.published_total" for m in mentions):
        return [Meaning("documents_published")] if rows else []
    if not rows and frame.subject in ("rules", "normative") and columns and not any(m.weak for m in columns):
        rows = [frame.subject]
    if not rows or any(text[m.end : m.end + 2].startswith(_INFORMATION) for m in mentions if m.kind == "row"):
        return []
    if not columns:
        columns = [m for m in frame.run if m.id.startswith("t2.*.")]
    keys = _unique(m.key for m in columns)
    if len(keys) != 1:
        return [Meaning("documents")]
    strict = not all(m.weak for m in columns) or columns[0].text in ("制定", "出台", "印发")
    return [one(f"{'+'.join(rows)}.{keys[0]}", *(f"t2.{row}.{keys[0]}" for row in rows), strict=strict)]


def _decisions(frame: Frame, mentions: Sequence[Mention], _: Sequence[AnySpan], text: str) -> list[Meaning]:
    cells = [m for m in mentions if m.kind == "cell" and m.id != "t2.fees_wan"]
    if len(_unique(m.id for m in cells)) != 1 or frame.number.quantity.unit not in _CASES:
        return []
    published = any(m.key in ("granted", "active.published_total") for m in (*mentions, *frame.run))
    blurred = published or text[cells[-1].end : cells[-1].end + 4].startswith(_INFORMATION)
    blurred = blurred or (frame.subject == "info" and frame.inside)
    if blurred or (frame.subject == "other" and frame.inside):
        return [Meaning("published_decisions")]
    return [one(cells[0].id.removeprefix("t2."), cells[0].id, strict=not cells[0].weak)]


def _cases(frame: Frame, mentions: Sequence[Mention], local: Sequence[AnySpan], text: str) -> list[Meaning]:
    if frame.number.quantity.unit not in _CASES:
        return []
    blocks = [m for m in mentions if m.table == "t4" and m.kind in ("row", "group")]
    outcomes = _unique(m.key for m in mentions if m.id.startswith("t4.*."))
    if frame.subject in ("", "application", "info") and not blocks and all(m.weak for m in mentions):
        return []
    keys = _blocks(blocks) or ({"review": ["review"], "suit": [*_SUITS]}.get(frame.subject, []) if outcomes else [])
    if not keys:
        return []
    carried = _unique(m.key for m in frame.run if m.id.startswith("t4.*."))
    if len(outcomes) > 1 or len(carried) > 1:
        return [Meaning("cases")]
    local_outcomes = bool(outcomes) or not carried
    outcomes = outcomes or carried
    outcome = outcomes[0] if outcomes else "total"
    sure = not outcomes or any(_PLAIN_OUTCOME.search(m.text) for m in mentions if m.id.startswith("t4.*."))
    strict = sure and local_outcomes and bool(blocks or frame.subject in ("review", "suit"))
    each = any(isinstance(token, Operator) and token.kind == "each" for token in local)
    if each and len(blocks) > 1:
        return [one("+".join(_blocks([m])), *(f"t4.{key}.{outcome}" for key in _blocks([m]))) for m in blocks]
    topic = "+".join(keys) + ("" if outcome == "total" else "." + outcome)
    return [one(topic, *(f"t4.{key}.{outcome}" for key in keys), strict=strict)]


def _blocks(mentions: Sequence[Mention]) -> list[str]:
    keys: list[str] = []
    narrow = [m for m in mentions if m.key in _SUITS]
    for mention in mentions:
        if mention.key == "suit" and not narrow:
            keys += _SUITS
        elif mention.key != "suit":
            keys.append(mention.key)
    return _unique(keys)


def _applications(frame: Frame, mentions: Sequence[Mention], local: Sequence[AnySpan], text: str) -> list[Meaning]:
    if frame.number.quantity.unit not in _COUNTED:
        return []
    if any(m.kind == "fact" and not m.weak for m in mentions):
        return []
    about = frame.subject == "application" or any(m.id == "topic.application" and _is_about(m, frame) for m in mentions)
    rows = [m for m in mentions if m.table == "t3" and m.kind in ("row", "group") and m.key != "handled"]
    columns = applicants(mentions, frame.run)
    strong = [m for m in rows if not m.weak]
    about = about or any("申请" in m.text for m in rows)
    if not about and not (strong and frame.subject in ("", "other")):
        return []
    if strong and not about and all(m.key in ("new", "handled_total") for m in strong):
        return []
    column = _column(columns)
    if column is None:
        return []
    if strong:
        return _rows(strong, column, local)
    verbs = _unique(m.key for m in rows)
    if not verbs:
        named = any(m.id == "topic.application" for m in mentions)
        return _received(column, frame) if named or columns else []
    return _verbs(verbs, [m.text for m in rows], column, frame)


def applicants(mentions: Sequence[Mention], run: Sequence[Mention] = ()) -> list[Mention]:
    """Columns named outright; 公民, 企业 count only beside such (公民、法人和其他组织; 自然人 7 件，企业 1 件)."""
    named = [m for m in mentions if m.table == "t3" and m.kind == "column"]
    sure = [m for m in named if not m.weak]
    beside = any(m.key == "organisations" for m in sure) or any(m.kind == "column" and not m.weak for m in run)
    return named if beside else sure


def _is_about(mention: Mention, frame: Frame) -> bool:
    return not mention.weak or frame.subject in ("application", "")


def _column(columns: Sequence[Mention]) -> tuple[str, ...] | None:
    """The columns meant; natural persons and organisations named together are everybody."""
    keys = _unique(m.key for m in columns)
    if not keys or {"natural", "organisations"} <= set(keys):
        return ("total",)
    if keys == ["organisations"]:
        return ORGANISATIONS
    return (keys[0],) if len(keys) == 1 else None


def _cells(row: str, column: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"t3.{row}.{key}" for key in column)


def _rows(strong: Sequence[Mention], column: tuple[str, ...], local: Sequence[AnySpan]) -> list[Meaning]:
    keys = _unique(m.key for m in strong)
    if len(keys) > 1:
        keys = [key for key in keys if key not in ("new", "handled_total")] or keys
    if len(keys) > 1:
        # 因不掌握等原因无法提供: the group said last is meant; 无法提供（不掌握）: the row.
        parents = [key for key in keys if any(other.startswith(key + ".") for other in keys)]
        keys = [keys[-1]] if keys[-1] in parents else [key for key in keys if key not in parents]
    cells = tuple(cell for key in keys for cell in _cells(key, column))
    each = any(isinstance(token, Operator) and token.kind == "each" for token in local)
    if each and len(keys) > 1:
        return [one(key, *_cells(key, column)) for key in keys]
    found = one("+".join(keys), *cells)
    if column != ("total",):
        return [Meaning(f"{found.topic}.{_column_name(column)}", found.readings, "NT-07")]
    return [found]


def _column_name(column: tuple[str, ...]) -> str:
    return column[0] if len(column) == 1 else "organisations"


def _received(column: tuple[str, ...], frame: Frame) -> list[Meaning]:
    """收到 N 件: what is new, or that and what was carried in."""
    first, second = _cells("new", column), _cells("carried_in", column)
    if column != ("total",):
        handled = (_cells("handled_total", column),)
        found = one(_column_name(column), *first, also=((*first, *second), *handled))
        return [Meaning(found.topic, found.readings, "NT-07")]
    # An item of a list that says 收到 or 申请 may be any part of the whole.
    return [one("received", *first, also=((*first, *second),), strict=not frame.inside)]


def _verbs(verbs: list[str], words: list[str], column: tuple[str, ...], frame: Frame) -> list[Meaning]:
    first, second = _cells("new", column), _cells("carried_in", column)
    if verbs == ["new"]:
        return _received(column, frame)
    if "new" in verbs and "handled_total" in verbs:
        done = one("handled_total", *_cells("handled_total", column), strict=False)
        return [
            Meaning(
                "received",
                tuple(Reading(r.cells, False) for r in _received(column, frame)[0].readings),
                "NT-01",
            ),
            done,
        ]
    if verbs == ["handled_total"]:
        loose = any(word.startswith(("办理", "处理")) and "完" not in word and "答复" not in word for word in words)
        also = ((*first, *second),) if loose else ()
        return [
            one(
                "handled_total",
                *_cells("handled_total", column),
                also=also,
                strict=not frame.inside and column == ("total",),
            )
        ]
    if verbs == ["carried_out"]:
        return [
            one(
                "carried_out",
                *_cells("carried_out", column),
                also=(_cells("carried_in", column),),
                strict=False,
            )
        ]
    if len(verbs) == 1:
        return [one(verbs[0], *_cells(verbs[0], column), strict=False)]
    return []


_PIECES = ("条", "篇", "件", "份", "条次", "个", "期", "项", "则", "次", "")
_UNITS: dict[str, tuple[str, ...]] = {
    "s1.active.published_total": ("条", "篇", "件", "份", "条次", "个", "期", ""),
    "s1.active.interpretations": _PIECES,
    "s1.active.responses": _PIECES,
    "s1.platform.platforms": ("个", "家", "种", "类", "处", ""),
    "s1.supervision.trainings": ("次", "场", "期", "场次", "轮", "批", "个", "堂", ""),
    "s1.supervision.accountability": ("人", "人次", "次", "起", "件", "名", ""),
    "s6.fee.notices": ("件", "份", "次", "张", ""),
}


def _facts(frame: Frame, mentions: Sequence[Mention], _: Sequence[AnySpan], text: str) -> list[Meaning]:
    facts = _unique(m.id for m in mentions if m.kind == "fact" and not (m.weak and m.id == "s1.active.interpretations"))
    if len(facts) != 1 or frame.number.quantity.unit not in _UNITS.get(facts[0], ()):
        return []
    strong = any(m.id == facts[0] and not m.weak for m in mentions)
    weak = [m for m in mentions if m.id == facts[0]]
    if not strong and not (facts[0] == "s1.active.published_total" and len(weak) > 1):
        return []
    return [Meaning(facts[0], (Reading((facts[0],), strict=not frame.inside),))]


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
