"""Which words speak of a number: for each number in a text, what stands before and after it, and the talk around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from assistant.narrative.lexicon import lexicon
from assistant.narrative.spans import AnySpan, Break, Mention, NonCount, Number, Operator, Scope, spans_of
from assistant.text.normalise import normalise
from assistant.text.sentences import sentences

_HARD = frozenset("，；。！？\n（）")
_MARKS = str.maketrans(",;:()", "，；：（）")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff·]{0,12}(?:街道办事处|办事处|人民政府|管理委员会|管委会|街道|苏木|开发区|园区|新区|政府|中心|镇|乡|局|委|办|厅|县|区|市|州|旗|院)"
    r"(?:办公室|办公厅|机关)?"
)
_REMARK = re.compile(r"（[^（）]*）")
_YEAR_OF_COMPARISON = re.compile(r"(?:较|比|与|同)$")


@dataclass(frozen=True)
class Frame:
    """A number with its surroundings. `left` and `right` are tokens up to the next number or stop.

    `region` is the plain text of the left side with its known words removed (what narrows the statement), `subject`
    what the talk was of before (application, review, suit, normative, rules, info, other or ""), `inside` whether the
    number is an item after 其中 or in brackets, `scope` the nearest scope word, `year` a year named before it.
    """

    number: Number
    sentence: tuple[int, int]
    left: tuple[AnySpan, ...]
    right: tuple[AnySpan, ...]
    region: str
    subject: str
    inside: bool = False
    scope: Scope | None = None
    year: int | None = None
    run: tuple[Mention, ...] = ()
    """Mentions before `left` in the same stretch between commas (获得维持的行政复议 140 件、行政诉讼 …)."""
    behind: str = ""
    """Like `region`, for the words between the number and the last mention behind it."""
    respective: bool = False
    """`left` was found before 分别."""
    followed: bool = False
    """Another number follows on the right side before any stop."""


@dataclass
class Paragraph:
    """The tokens of one text with its sentences (original offsets)."""

    text: str
    """As given; `marked` has the same length, with full-width marks."""
    marked: str
    tokens: list[AnySpan]
    sentences: list[tuple[int, int]] = field(default_factory=list)
    frames: dict[str, list["Frame"]] = field(default_factory=dict)
    """Frames by the text id they were read for."""

    def sentence_at(self, place: int) -> tuple[int, int]:
        return next((s for s in self.sentences if s[0] <= place < s[1]), (0, len(self.text)))

    def by_sentence(self) -> Iterator[tuple[tuple[int, int], list[AnySpan]]]:
        index = 0
        for start, end in self.sentences:
            members: list[AnySpan] = []
            while index < len(self.tokens) and self.tokens[index].start < end:
                if self.tokens[index].start >= start:
                    members.append(self.tokens[index])
                index += 1
            yield (start, end), members


def paragraph(text: str) -> Paragraph:
    """Reads a text once for all who need its tokens."""
    return Paragraph(text, text.translate(_MARKS), spans_of(normalise(text)), sentences(text))


@dataclass
class _Listing:
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


_SUBJECTS = {
    "topic.application": "application",
    "topic.elsewhere": "other",
    "s1.active.published_total": "info",
}
_DEFAULT = {"s1.on_request": "application", "s1.active": "info"}


def subject_of(mention: Mention, now: str) -> str:
    """What the talk is of once this mention has been read."""
    if mention.weak:
        return "application" if mention.id == "topic.application" and now != "other" else now
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
        return _DEFAULT.get(mention.id, "")
    return now


def frames(whole: Paragraph, text_id: str) -> list[Frame]:
    """A frame for each counted number, in order."""
    if text_id not in whole.frames:
        whole.frames[text_id] = _read_frames(whole, text_id)
    return whole.frames[text_id]


def _read_frames(whole: Paragraph, text_id: str) -> list[Frame]:
    found: list[Frame] = []
    subject, kept = _DEFAULT.get(text_id, ""), _DEFAULT.get(text_id, "")
    carried: Scope | None = None
    for span, tokens in whole.by_sentence():
        subject = kept if subject == "other" else subject
        listing = _Listing(_continues(tokens))
        subjects: list[str] = []
        for index, token in enumerate(tokens):
            subjects.append(subject)
            if isinstance(token, Mention):
                subject = subject_of(token, subject)
                kept = subject if subject != "other" else kept
            elif isinstance(token, Number):
                found.append(_frame(whole, span, tokens, index, subjects, listing.inside, carried))
            listing.read(token)
        carried = _carried(tokens, carried)
    return found


def _carried(tokens: list[AnySpan], before: Scope | None) -> Scope | None:
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


def _continues(tokens: list[AnySpan]) -> bool:
    first = tokens[0] if tokens else None
    return isinstance(first, Operator) and first.kind in ("of_which", "listing")


def _frame(
    whole: Paragraph,
    sentence: tuple[int, int],
    tokens: list[AnySpan],
    index: int,
    subjects: list[str],
    inside: bool,
    carried: Scope | None,
) -> Frame:
    number = tokens[index]
    assert isinstance(number, Number)
    first = _left_start(tokens, index)
    respective = _respective(tokens, index)
    left = respective or outside_remarks(tokens[first:index])
    right, followed = _right(tokens, index)
    previous = tokens[first - 1] if first else None
    edge = previous.outer[1] if isinstance(previous, Number) else previous.end if previous else sentence[0]
    region = _residue(whole.text[edge : number.outer[0]], edge, left, inside)
    return Frame(
        number=number,
        sentence=sentence,
        left=tuple(left),
        right=tuple(right),
        region=region,
        subject=subjects[first] if first < len(subjects) else subjects[-1],
        inside=inside,
        scope=_scope(tokens, index, left, carried),
        year=_year(whole.text, tokens[:index]),
        run=_run(tokens, first),
        behind=_behind(whole, number, right),
        respective=bool(respective),
        followed=followed,
    )


def _behind(whole: Paragraph, number: Number, right: list[AnySpan]) -> str:
    last = max((token.end for token in right if isinstance(token, Mention)), default=number.outer[1])
    return _residue(whole.text[number.outer[1] : last], number.outer[1], right, inside=True)


def _run(tokens: list[AnySpan], first: int) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for token in reversed(tokens[:first]):
        if isinstance(token, Break) and token.text in _HARD:
            break
        if isinstance(token, Mention):
            found.append(token)
    return tuple(found)


def _remark_start(tokens: list[AnySpan], closing: int) -> int | None:
    """Where the bracket closed at `closing` opens, when no number stands in it."""
    for place in range(closing - 1, -1, -1):
        token = tokens[place]
        if isinstance(token, Number) or (isinstance(token, Break) and token.text in "）。"):
            return None
        if isinstance(token, Break) and token.text == "（":
            return place
    return None


def _respective(tokens: list[AnySpan], index: int) -> list[AnySpan]:
    """「甲、乙分别为 3 件、2 件」: the mention that stands in the number's place before 分别, if the two lists match."""
    place = index
    while place > 0 and not _is_respectively(tokens[place - 1]):
        place -= 1
        if not _in_row(tokens[place]):
            return []
    numbers = []
    for at in range(place, len(tokens)):
        if isinstance(tokens[at], Number):
            numbers.append(at)
        elif not _in_row(tokens[at]):
            break
    named = [token for token in _run(tokens, place - 1) if isinstance(token, Mention)][::-1] if place else []
    if len(numbers) < 2 or len(named) < len(numbers) or index not in numbers:
        return []
    return [named[len(named) - len(numbers) + numbers.index(index)]]


def _in_row(token: AnySpan) -> bool:
    """What may stand in a bare row of numbers."""
    return (
        isinstance(token, Number)
        or (isinstance(token, Break) and token.text in "、，")
        or (isinstance(token, Operator) and token.kind == "and")
    )


def _is_respectively(token: AnySpan) -> bool:
    return isinstance(token, Operator) and token.text.startswith("分别")


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


def _left_start(tokens: list[AnySpan], index: int) -> int:
    """Where the words before a number begin: after the last number, stop or list word.

    A colon may be crossed, and a remark in brackets that holds no number.
    """
    seen, place = False, index
    while place > 0:
        place -= 1
        token = tokens[place]
        if isinstance(token, Break) and token.text == "）" and (start := _remark_start(tokens, place)) is not None:
            place = start
            continue
        if isinstance(token, Number) or (isinstance(token, Break) and token.text in _HARD):
            return place + 1
        if isinstance(token, Break) and token.text == "：" and seen:
            return place + 1
        if isinstance(token, Operator) and token.kind in ("of_which", "listing", "also", "respectively"):
            return place + 1
        seen = seen or isinstance(token, Mention)
    return 0


def _right(tokens: list[AnySpan], index: int) -> tuple[list[AnySpan], bool]:
    found: list[AnySpan] = []
    for token in tokens[index + 1 :]:
        if isinstance(token, Number):
            return found, True
        if isinstance(token, Break) and token.text in _HARD | {"：", "、"}:
            break
        if isinstance(token, Operator) and token.kind in ("of_which", "listing"):
            break
        found.append(token)
    return found, False


@cache
def _filler() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon().fillers)))


def _residue(region: str, offset: int, tokens: list[AnySpan], inside: bool) -> str:
    """Han characters of the left side that no known word, filler or (outside lists) organ name accounts for."""
    chars = list(region)
    for token in tokens:
        for place in range(token.start - offset, token.end - offset):
            if 0 <= place < len(chars):
                chars[place] = "\x00"
    plain = _REMARK.sub("", "".join(chars).translate(_MARKS))
    left = _filler().sub("\x00", plain)
    if not inside:
        left = _ORGAN.sub("\x00", left)
    return "".join(char for char in left if "\u4e00" <= char <= "\u9fff")


def _scope(tokens: list[AnySpan], index: int, left: list[AnySpan], carried: Scope | None) -> Scope | None:
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
        if isinstance(token, Break) and token.text in _HARD:
            break
        if isinstance(token, Scope) and token.kind == "part":
            clause.append(token)
    known = (*reversed(near), *clause, *reversed(head))
    for kind in ("narrow", "part", "wide", "own"):
        for token in known:
            if token.kind == kind:
                return token
    return carried


def _year(text: str, before: list[AnySpan]) -> int | None:
    for token in reversed(before):
        if isinstance(token, NonCount) and token.year:
            opened, closed = text.rfind("《", 0, token.start), text.rfind("》", 0, token.start)
            if opened > closed or _YEAR_OF_COMPARISON.search(text[: token.start]):
                continue
            return token.year
    return None
