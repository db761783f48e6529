"""From the words around a number to what it counts, and which cells that may be (domain.md §3.6).

Adding a reading: rows, groups and cells of the form are read by their ids; only what the form does not spell out
(收到 may include what was carried in, 法人或其他组织 is five columns) stands here and in applications.py.
"""

import re
from collections.abc import Sequence

from assistant.narrative.applications import applications
from assistant.narrative.frames import Frame
from assistant.narrative.lexicon import lexicon
from assistant.narrative.meaning import Meaning, one, unique
from assistant.narrative.spans import AnySpan, Break, Mention, Operator
from assistant.narrative.types import Reading

_MONEY = ("元", "万元", "亿元", "千元")
_CASES = frozenset(["", "件", "件次", "起", "宗", "例", "个", "次", "项", "案", "份", "条"])
_DOCUMENTS = frozenset(["", "件", "份", "个", "部", "项", "篇", "条"])
_PLAIN = frozenset(["件", "条", "份", "宗", "篇", "元", "万元", "亿元", "千元"])
"""Measures that need no noun behind them."""
_INFORMATION = ("类", "信息", "公示", "公告", "领域", "权责", "相关信息", "事项清单")
_PLAIN_OUTCOME = re.compile("维持|纠正|结果|审结")
"""Outcome words that need no interpretation, unlike 驳回 or 撤诉."""
_SUITS = ("suit_direct", "suit_after_review")


def meanings(frame: Frame, text: str) -> list[Meaning]:
    """What the number of a frame counts; several when one number is said of several things (收到并办结 3 件)."""
    local = _local(frame, text) or ()
    unit = frame.number.quantity.unit
    mentions = [token for token in local if isinstance(token, Mention)]
    if _counts_a_noun(frame, text):
        return []
    if any(m.id == "topic.elsewhere" for m in mentions):
        # 通过网站、公众号主动公开政府信息 N 条: the channels stand before, what is counted last.
        last = mentions[-1]
        return _facts(frame, [last], local, text) if last.kind == "fact" and not last.weak else []
    if unit in _MONEY:
        return _money([m for m in mentions or frame.run if not (m.table == "s6" and m.weak) or "信息处理费" in text])
    if not mentions:
        return _implied(frame)
    if frame.number.quantity.value == 0 and not unit and mentions[-1].id == "t2.fees_wan":
        return _money(mentions)
    for reader in (_documents, _cases, _decisions, applications, _facts):
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
    before = text[: frame.number.outer[0]].rstrip()
    if before.endswith(("、", "中", "里")) and not frame.respective:
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


def document_columns(mentions: Sequence[Mention]) -> list[Mention]:
    """制发, 废止, 现行有效; words such as 新增 name a column of table 2 beside a document only."""
    return [m for m in mentions if any(one.startswith("t2.*.") for one in (m.id, *m.also))]


def document_key(mention: Mention) -> str:
    """issued, repealed or in_force."""
    return next(one.removeprefix("t2.*.") for one in (mention.id, *mention.also) if one.startswith("t2.*."))


def _documents(frame: Frame, mentions: Sequence[Mention], _: Sequence[AnySpan], text: str) -> list[Meaning]:
    if frame.number.quantity.unit not in _DOCUMENTS:
        return []
    rows = unique(m.key for m in mentions if m.table == "t2" and m.kind == "row")
    columns = document_columns(mentions)
    if any(m.id == "s1.active.published_total" for m in mentions):
        return [Meaning("documents_published")] if rows else []
    if not rows and frame.subject in ("rules", "normative") and columns and not any(m.weak for m in columns):
        rows = [frame.subject]
    if not rows or any(text[m.end : m.end + 2].startswith(_INFORMATION) for m in mentions if m.kind == "row"):
        return []
    if not columns:
        columns = document_columns(frame.run)
    keys = unique(document_key(m) for m in columns)
    if len(keys) != 1:
        return [Meaning("documents")]
    strict = not all(m.weak for m in columns) or columns[0].text in ("制定", "出台", "印发")
    return [one(f"{'+'.join(rows)}.{keys[0]}", *(f"t2.{row}.{keys[0]}" for row in rows), strict=strict)]


def _decisions(frame: Frame, mentions: Sequence[Mention], _: Sequence[AnySpan], text: str) -> list[Meaning]:
    cells = [m for m in mentions if m.kind == "cell" and m.id != "t2.fees_wan"]
    if len(unique(m.id for m in cells)) != 1 or frame.number.quantity.unit not in _CASES:
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
    outcomes = unique(m.key for m in mentions if m.id.startswith("t4.*."))
    if frame.subject in ("", "application", "info") and not blocks and all(m.weak for m in mentions):
        return []
    keys = _blocks(blocks) or ({"review": ["review"], "suit": [*_SUITS]}.get(frame.subject, []) if outcomes else [])
    if not keys:
        return []
    carried = unique(m.key for m in frame.run if m.id.startswith("t4.*."))
    if len(outcomes) > 1 or len(carried) > 1:
        return [Meaning("cases")]
    local_outcomes = bool(outcomes) or not carried
    outcomes = outcomes or carried
    outcome = outcomes[0] if outcomes else "total"
    sure = not outcomes or any(_PLAIN_OUTCOME.search(m.text) for m in mentions if m.id.startswith("t4.*."))
    strict = frame.disclosed and sure and local_outcomes and bool(blocks or frame.subject in ("review", "suit"))
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
    return unique(keys)


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
    facts = unique(m.id for m in mentions if m.kind == "fact" and not (m.weak and m.id == "s1.active.interpretations"))
    if len(facts) != 1 or frame.number.quantity.unit not in _UNITS.get(facts[0], ()):
        return []
    strong = any(m.id == facts[0] and not m.weak for m in mentions)
    weak = [m for m in mentions if m.id == facts[0]]
    if not strong and not (facts[0] == "s1.active.published_total" and len(weak) > 1):
        return []
    return [Meaning(facts[0], (Reading((facts[0],), strict=not frame.inside),))]
