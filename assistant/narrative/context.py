"""The talk around a number: its subject, the list it stands in, whose figures, which year, what narrows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from assistant.narrative.lexicon import lexicon
from assistant.narrative.spans import AnySpan, Break, Mention, NonCount, Number, Operator, Scope

_ORGAN = re.compile(
    r"[\u4e00-\u9fff·]{0,12}(?:街道办事处|办事处|人民政府|管理委员会|管委会|街道|苏木|开发区|园区|新区|政府|中心|镇|乡|局|委|办|厅|县|区|市|州|旗|院)"
    r"(?:办公室|办公厅|机关)?"
)
_REMARK = re.compile(r"（[^（）]*）")
_YEAR_OF_COMPARISON = re.compile(r"(?:较|比|与|同)$")
HARD = frozenset("，；。！？\n（）")
MARKS = str.maketrans(",;:()", "，；：（）")

_SUBJECTS = {
    "topic.application": "application",
    "topic.elsewhere": "other",
    "s1.active.published_total": "info",
}
DEFAULT_SUBJECT = {"s1.on_request": "application", "s1.active": "info"}


def subject_of(mention: Mention, now: str) -> str:
    """What the talk is of once this mention has been read."""
    if mention.weak:
        return "application" if mention.id == "topic.application" and now != "other" else now
    if (
        mention.id == "topic.application"
        and now == "other"
        and mention.text.startswith("依申请公开")
        and len(mention.text) == 5
    ):
        return now  # 主动公开 180 件、依申请公开 30 件: of documents, not of applications
    if mention.id in _SUBJECTS:
        return _SUBJECTS[mention.id]
    if mention.table == "t4" and mention.kind in ("row", "group"):
        return "review" if mention.key == "review" else "suit"
    if mention.table == "t3" and mention.kind in ("row", "group"):
        return "application"
    if mention.table == "t2" and mention.kind == "row":
        return mention.key
    if mention.table == "t2" and mention.kind == "cell":
        return "decision"
    if mention.kind == "fact":
        return "other"
    if mention.kind == "text":
        return DEFAULT_SUBJECT.get(mention.id, "")
    return now


@dataclass
class Listing:
    """Whether a number is an item of a list: after 其中 until the items make the number before it, or in brackets."""

    open: bool = False
    before: list[bool] = field(default_factory=list)
    total: Decimal = Decimal(0)
    rest: Decimal = Decimal(0)

    @property
    def inside(self) -> bool:
        return self.open or bool(self.before)

    def read(self, token: AnySpan) -> None:
        """Takes the next token in."""
        if isinstance(token, Operator) and token.kind in ("of_which", "listing"):
            self.open, self.rest = True, self.total
        elif isinstance(token, Operator) and token.kind == "also":
            self.open = self.open and bool(self.before)
        elif isinstance(token, Break) and token.text == "（":
            self.before.append(self.open)
        elif isinstance(token, Break) and token.text == "）" and self.before:
            self.open = self.before.pop()
        elif isinstance(token, Number) and not token.quantity.percent:
            if self.inside:
                self.rest -= token.quantity.value
                self.open = self.open and self.rest != 0
            else:
                self.total = token.quantity.value


def carried_scope(tokens: list[AnySpan], before: Scope | None) -> Scope | None:
    """代表区政府 holds for the sentences that follow until another scope is named or the paragraph ends."""
    named: Scope | None = None
    for token in tokens:
        if isinstance(token, Number):
            before = named or before
            break
        if isinstance(token, Scope) and token.kind != "part":
            named = token
    last = tokens[-1] if tokens else None
    ended = isinstance(last, Break) and last.text == "\n"
    return before if before is not None and before.kind == "narrow" and not ended else None


def outside_remarks(tokens: Sequence[AnySpan]) -> list[AnySpan]:
    """Tokens without those in brackets that open and close among them."""
    opened: list[int] = []
    remarks: set[int] = set()
    for place, token in enumerate(tokens):
        if isinstance(token, Break) and token.text == "（":
            opened.append(place)
        elif isinstance(token, Break) and token.text == "）" and opened:
            remarks.update(range(opened.pop(), place + 1))
    return [token for place, token in enumerate(tokens) if place not in remarks]


def remark_start(tokens: list[AnySpan], closing: int) -> int | None:
    """Where the bracket closed at `closing` opens, when no number stands in it."""
    for place in range(closing - 1, -1, -1):
        token = tokens[place]
        if isinstance(token, Number) or (isinstance(token, Break) and token.text in "）。"):
            return None
        if isinstance(token, Break) and token.text == "（":
            return place
    return None


@cache
def _filler() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon().fillers)))


def residue(region: str, offset: int, tokens: list[AnySpan], inside: bool) -> tuple[str, str]:
    """Han characters that no known word, filler or (outside lists) organ name accounts for; and that name."""
    chars = list(region)
    for token in tokens:
        for place in range(token.start - offset, token.end - offset):
            if 0 <= place < len(chars):
                chars[place] = "\x00"
    plain = _REMARK.sub("", "".join(chars).translate(MARKS))
    left = _filler().sub("\x00", plain)
    organ = _ORGAN.search(left) if not inside else None
    if organ:
        left = _ORGAN.sub("\x00", left)
    return "".join(char for char in left if "\u4e00" <= char <= "\u9fff"), organ[0] if organ else ""


def scope_of(tokens: list[AnySpan], index: int, left: list[AnySpan], carried: Scope | None) -> Scope | None:
    """The scope word beside the number, at the head of its sentence, or still standing from the sentence before."""
    near = [token for token in left if isinstance(token, Scope)]
    head: list[Scope] = []
    for token in tokens[:index]:
        if isinstance(token, Number):
            break
        if isinstance(token, Scope) and token.kind != "part":
            head.append(token)
    clause: list[Scope] = []
    for token in reversed(tokens[:index]):
        if isinstance(token, Break) and token.text in HARD:
            break
        if isinstance(token, Scope) and token.kind == "part":
            clause.append(token)
    known = (*reversed(near), *clause, *reversed(head))
    for kind in ("narrow", "part"):
        if found := next((token for token in known if token.kind == kind), None):
            return found
    return known[0] if known else carried


def year_of(text: str, before: list[AnySpan]) -> int | None:
    for token in reversed(before):
        if isinstance(token, NonCount) and token.year:
            opened, closed = text.rfind("《", 0, token.start), text.rfind("》", 0, token.start)
            if opened > closed or _YEAR_OF_COMPARISON.search(text[: token.start]):
                continue
            return token.year
    return None
