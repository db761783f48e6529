"""The counted numbers of a text in a row, each with its label and what stands between it and the number before."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assistant.narrative.context import outside_remarks
from assistant.narrative.frames import Paragraph, frames
from assistant.narrative.meanings import meanings
from assistant.narrative.spans import AnySpan, Break, Number, Operator
from assistant.narrative.types import Quantity
from assistant.text.normalise import normalise

_GROUPS = ("granted", "partial", "deny", "unable", "refuse", "other", "carried_out")
_WHOLE = ("handled_total", "received", "new")
_EXHAUSTIVE = re.compile(r"分别|具体|分类|如下|分为|结果|按.{1,8}分|从.{1,8}看|：")
_TRIM = re.compile(
    r"^(?:\d{1,2}[.．、]|[（(]\d{1,2}[)）]|计有|其中|内含|当中|包括|包含|涵盖|分别|具体|[为是有:：，、；。（(\s]|按.{1,8}?分，?|从.{1,8}?看，?|类别|以及|和(?=.{2}))+"
)
_TAIL = re.compile(r"(?:共计|累计|总计|合计|总共|一共|小计|共有|共|计|达|为|是|有|的|各|约|近|[:：\s])+$")
_EDGES = "，、；。：: \n"
_TOTAL = re.compile(r"(?:共计|累计|总计|合计|总共|一共|小计|共有|共)(?:为|是|有|达)?：?\s*$")
_JOIN = re.compile(r"[、，]|以及|和|及|与")


@dataclass(frozen=True)
class Item:
    """A counted number. Flags speak of what stands between the number before and this one."""

    index: int
    quantity: Quantity
    label: str
    depth: int
    gap: tuple[AnySpan, ...]
    between: str
    topic: str = ""
    etc: bool = False
    labels: tuple[str, ...] = field(default=())

    @cached_property
    def value(self) -> Decimal:
        return self.quantity.value

    def _has(self, *marks: str) -> bool:
        return any(isinstance(token, Break) and token.text in marks for token in self.gap)

    def _does(self, *kinds: str) -> bool:
        return any(isinstance(token, Operator) and token.kind in kinds for token in self.plain_gap)

    @cached_property
    def plain_gap(self) -> list[AnySpan]:
        """The gap without remarks in brackets."""
        closed = sum(isinstance(t, Break) and t.text == "）" for t in self.gap)
        return outside_remarks(self.gap) if closed else list(self.gap)

    @cached_property
    def stop(self) -> bool:
        """A full stop lies between."""
        return self._has("。", "！", "？", "\n")

    @cached_property
    def stops(self) -> int:
        """How many full stops."""
        return sum(isinstance(token, Break) and token.text in "。！？" for token in self.gap)

    @cached_property
    def closing(self) -> bool:
        """「共 35 个」 after a list: not one more part."""
        return bool(_TOTAL.search(self.between)) and not _clean(_pieces(_outside(self.between))[-1])

    @cached_property
    def sums_up(self) -> bool:
        """「合计」「总计」 rather than the lighter 共."""
        return any(word in self.between for word in ("合计", "总计", "共计"))

    @cached_property
    def paragraph_end(self) -> bool:
        return self._has("\n")

    @cached_property
    def semicolon(self) -> bool:
        return self._has("；")

    @cached_property
    def introduced(self) -> bool:
        """Said to be the first of a list."""
        return self.stops < 2 and (self._does("of_which", "listing") or (self._has("：") and self.index > 0))

    @cached_property
    def exhaustive(self) -> bool:
        """Introduced by words that announce the whole list, not 其中."""
        return bool(_EXHAUSTIVE.search(self.between))

    @cached_property
    def also(self) -> bool:
        return self._does("also")

    @cached_property
    def growth(self) -> bool:
        for token in reversed(self.gap):
            if isinstance(token, Operator) and token.kind in ("growth_up", "growth_down"):
                return True
            if isinstance(token, Break):
                return False
        return False

    @cached_property
    def named(self) -> bool:
        """Has a label, or is a bare summand (10+4+1+5)."""
        return bool(self.label) or self.between.strip().endswith(("+", "＋", "（", "("))

    @cached_property
    def each(self) -> bool:
        return self.between.rstrip().endswith("各")

    @cached_property
    def group(self) -> str:
        """Which result of handling it counts, or ""."""
        head = self.topic.split("+")[0].split(".")[0]
        return head if head in _GROUPS else ""

    @cached_property
    def outcome(self) -> bool:
        return bool(self.group)

    @cached_property
    def whole(self) -> str:
        """handled_total, received or new when that is what it counts, else ""."""
        return self.topic if self.topic in _WHOLE else ""

    def bracket_after(self, before: "Item") -> bool:
        """The bracket this item stands in opens right behind the number before it."""
        return self.depth == before.depth + 1 and self.between.lstrip(" ，").startswith("（")


def items_of(whole: Paragraph, text_id: str) -> list[Item]:
    """The counted numbers of a text (no shares), in order."""
    topics: dict[int, str] = {}
    for frame in frames(whole, text_id):
        found = meanings(frame, whole.text)
        topics[frame.number.start] = found[0].topic if found else ""
    items: list[Item] = []
    gap: list[AnySpan] = []
    depth, edge = 0, 0
    for place, token in enumerate(whole.tokens):
        if isinstance(token, Break) and token.text in "（）()":
            depth = max(0, depth + (1 if token.text in "（(" else -1))
        if isinstance(token, Number) and not token.quantity.percent:
            items.append(_item(whole, token, len(items), depth, gap, edge, topics, _after(whole, place)))
            gap, edge = [], token.outer[1]
        else:
            gap.append(token)
    return items


def _item(
    whole: Paragraph,
    token: Number,
    index: int,
    depth: int,
    gap: list[AnySpan],
    edge: int,
    topics: dict[int, str],
    after: str,
) -> Item:
    between = whole.marked[edge : token.outer[0]]
    label = normalise(_label(between, after)).text
    labels = tuple(part for part in (_clean(piece) for piece in _JOIN.split(_last_clause(between))) if part)
    etc = "等" in after[:12].split("，")[0] or "等" in label[-2:] or "主要" in between
    return Item(index, token.quantity, label, depth, tuple(gap), between, topics.get(token.start, ""), etc, labels)


def _after(whole: Paragraph, place: int) -> str:
    """The text behind a number up to the next number or mark."""
    start = whole.tokens[place].end
    token = whole.tokens[place]
    start = token.outer[1] if isinstance(token, Number) else start
    end = next(
        (one.start for one in whole.tokens[place + 1 :] if isinstance(one, (Number, Break))),
        len(whole.text),
    )
    return whole.marked[start:end]


def _last_clause(between: str) -> str:
    return re.split(r"[；。：\n]|其中|分别", _outside(between))[-1].strip("，、 ")


def _outside(between: str) -> str:
    """What stands behind the last bracket that is still open, or behind one that closes something begun before."""
    depth, start = 0, 0
    for place in range(len(between) - 1, -1, -1):
        if between[place] == "）":
            depth += 1
        elif between[place] == "（":
            depth -= 1
            if depth < 0:
                start = place + 1
                break
    text = between[start:]
    return text[text.rfind("）") + 1 :] if text.count("）") > text.count("（") else text


def _clean(label: str) -> str:
    return _TAIL.sub("", _TRIM.sub("", label.strip(_EDGES))).strip("，、；。：: \n")


def _pieces(text: str) -> list[str]:
    """Split at marks outside brackets; 、 joins what one number counts."""
    pieces, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char in "（）":
            depth += 1 if char == "（" else -1
        elif char in "，；。：\n" and depth <= 0:
            pieces.append(text[start:place])
            start = place + 1
    return [*pieces, text[start:]]


def _label(between: str, after: str) -> str:
    """The words right before a number, or behind it where none stand before it."""
    outside = _outside(between)
    pieces = _pieces(outside)
    before = "" if outside.rstrip().endswith("、") else _clean(pieces[-1])
    if not before and outside.rstrip().endswith("：") and len(pieces) > 1:
        before = _clean(pieces[-2])
    return before or _clean(re.split(r"[，、；。：（）]", after)[0])
