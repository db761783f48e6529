"""The counted numbers of a text in a row, each with its label and what stands between it and the number before."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.narrative.frames import Paragraph, frames
from assistant.narrative.meanings import meanings
from assistant.narrative.spans import AnySpan, Break, Number, Operator
from assistant.narrative.types import Quantity

_GROUPS = ("granted", "partial", "deny", "unable", "refuse", "other", "carried_out")
_WHOLE = ("handled_total", "received", "new")
_EXHAUSTIVE = re.compile(r"分别|具体|分类|如下|分为|结果|按.{1,8}分|从.{1,8}看|：")
_TRIM = re.compile(
    r"^(?:其中|内含|当中|包括|包含|涵盖|分别|具体|[为是有:：，、；。（(\s]|按.{1,8}?分，?|从.{1,8}?看，?|类别|以及|和(?=.{2}))+"
)
_TAIL = re.compile(r"(?:共计|累计|共有|共|计|达|为|是|有|的|各|约|近|[:：\s])+$")
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

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    def _has(self, *marks: str) -> bool:
        return any(isinstance(token, Break) and token.text in marks for token in self.gap)

    def _does(self, *kinds: str) -> bool:
        return any(isinstance(token, Operator) and token.kind in kinds for token in self.gap)

    @property
    def stop(self) -> bool:
        """A full stop lies between."""
        return self._has("。", "！", "？", "\n")

    @property
    def paragraph_end(self) -> bool:
        return self._has("\n")

    @property
    def semicolon(self) -> bool:
        return self._has("；")

    @property
    def introduced(self) -> bool:
        """Said to be the first of a list."""
        colon = self._has("：") and not self.between.rstrip("：").endswith("）")
        return self._does("of_which", "listing") or (colon and self.index > 0)

    @property
    def exhaustive(self) -> bool:
        """Introduced by words that announce the whole list, not 其中."""
        return bool(_EXHAUSTIVE.search(self.between))

    @property
    def also(self) -> bool:
        return self._does("also")

    @property
    def growth(self) -> bool:
        for token in reversed(self.gap):
            if isinstance(token, Operator) and token.kind in ("growth_up", "growth_down"):
                return True
            if isinstance(token, Break):
                return False
        return False

    @property
    def named(self) -> bool:
        """Has a label, or is a bare summand (10+4+1+5)."""
        return bool(self.label) or self.between.strip().endswith(("+", "＋", "（", "("))

    @property
    def each(self) -> bool:
        return self._does("each")

    @property
    def group(self) -> str:
        """Which result of handling it counts, or ""."""
        head = self.topic.split("+")[0].split(".")[0]
        return head if head in _GROUPS else ""

    @property
    def outcome(self) -> bool:
        return bool(self.group)

    @property
    def whole(self) -> str:
        """handled_total, received or new when that is what it counts, else ""."""
        return self.topic if self.topic in _WHOLE else ""

    def bracket_after(self, before: "Item") -> bool:
        """The bracket this item stands in opens right behind the number before it."""
        return self.depth == before.depth + 1 and self.between.lstrip().startswith(("（", "("))


def items_of(whole: Paragraph) -> list[Item]:
    """The counted numbers of a text (no shares), in order."""
    topics: dict[int, str] = {}
    for frame in frames(whole, "s1.on_request" if "申请" in whole.text else ""):
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
    between = whole.text[edge : token.outer[0]]
    label = _label(between, after)
    labels = tuple(part for part in (_clean(piece) for piece in _JOIN.split(_last_clause(between))) if part)
    etc = "等" in after[:12].split("，")[0] or "等" in label[-2:] or "主要" in between
    return Item(
        index, token.quantity, label, depth, tuple(gap), between, topics.get(token.start, ""), etc, labels
    )


def _after(whole: Paragraph, place: int) -> str:
    """The text behind a number up to the next number or mark."""
    start = whole.tokens[place].end
    token = whole.tokens[place]
    start = token.outer[1] if isinstance(token, Number) else start
    end = next(
        (
            one.start
            for one in whole.tokens[place + 1 :]
            if isinstance(one, Number) or (isinstance(one, Break))
        ),
        len(whole.text),
    )
    return whole.text[start:end]


def _last_clause(between: str) -> str:
    return re.split(r"[；。：\n（）]|其中|分别", between)[-1].strip("，、 ")


def _clean(label: str) -> str:
    return _TAIL.sub("", _TRIM.sub("", label.strip("，、；。：:（）() \n"))).strip("，、；。：:（）() \n")


def _label(between: str, after: str) -> str:
    """The words right before a number, or behind it where none stand before it."""
    pieces = re.split(r"[，、；。：\n（）()]", between)
    return (
        _clean(pieces[-1])
        or _clean(after)
        or (_clean(pieces[-2]) if len(pieces) > 1 and between.rstrip().endswith("：") else "")
    )
