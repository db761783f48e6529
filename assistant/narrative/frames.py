"""Which words speak of a number: for each number in a text, what stands before and after it, and the talk around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.narrative.context import (
    DEFAULT_SUBJECT,
    HARD,
    MARKS,
    Listing,
    carried_scope,
    outside_remarks,
    remark_start,
    residue,
    scope_of,
    subject_of,
    year_of,
)
from assistant.narrative.spans import AnySpan, Break, Mention, Number, Operator, Scope, spans_of
from assistant.text.normalise import normalise
from assistant.text.sentences import sentences

MOST_NUMBERS, MOST_IN_SENTENCE = 600, 120
"""A text, or a sentence, that holds more numbers is a table run together and states nothing."""
_DISCLOSURE = re.compile("信息公开|政务公开|依申请|公开申请|公开工作|公开的申请")


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
    organ: str = ""
    """The name of an organ or place before the number, outside lists (the report's own, or another's)."""
    disclosed: bool = True
    """The sentence, or the one before, speaks of disclosure (a 行政复议 elsewhere may be about anything)."""
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
    whole = Paragraph(text, text.translate(MARKS), spans_of(normalise(text)), sentences(text))
    if sum(isinstance(token, Number) for token in whole.tokens) > MOST_NUMBERS:
        whole.tokens = []
    listed = [one for _, one in whole.by_sentence() if sum(isinstance(t, Number) for t in one) > MOST_IN_SENTENCE]
    if listed:
        taken = {id(token) for one in listed for token in one}
        whole.tokens = [token for token in whole.tokens if id(token) not in taken]
    return whole


def frames(whole: Paragraph, text_id: str) -> list[Frame]:
    """A frame for each counted number, in order."""
    if text_id not in whole.frames:
        whole.frames[text_id] = _read_frames(whole, text_id)
    return whole.frames[text_id]


def _read_frames(whole: Paragraph, text_id: str) -> list[Frame]:
    found: list[Frame] = []
    subject, kept = DEFAULT_SUBJECT.get(text_id, ""), DEFAULT_SUBJECT.get(text_id, "")
    carried: Scope | None = None
    earlier = False
    for span, tokens in whole.by_sentence():
        subject = kept if subject == "other" else subject
        listing = Listing(_continues(tokens))
        here = text_id == "s1.on_request" or bool(_DISCLOSURE.search(whole.text, *span))
        disclosed, earlier = here or earlier, here
        subjects: list[str] = []
        for index, token in enumerate(tokens):
            subjects.append(subject)
            if isinstance(token, Mention):
                subject = subject_of(token, subject)
                kept = subject if subject != "other" else kept
            elif isinstance(token, Number):
                found.append(_frame(whole, span, tokens, index, subjects, listing.inside, carried, disclosed))
            listing.read(token)
        carried = carried_scope(tokens, carried)
    return found


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
    disclosed: bool,
) -> Frame:
    number = tokens[index]
    assert isinstance(number, Number)
    first = _left_start(tokens, index)
    respective = _respective(tokens, index)
    left = respective or outside_remarks(tokens[first:index])
    right, followed = _right(tokens, index)
    previous = tokens[first - 1] if first else None
    edge = previous.outer[1] if isinstance(previous, Number) else previous.end if previous else sentence[0]
    region, organ = residue(whole.text[edge : number.outer[0]], edge, left, inside)
    return Frame(
        number=number,
        sentence=sentence,
        left=tuple(left),
        right=tuple(right),
        region=region,
        subject=subjects[first] if first < len(subjects) else subjects[-1],
        inside=inside,
        scope=scope_of(tokens, index, left, carried),
        year=year_of(whole.text, tokens[:index]),
        run=_run(tokens, first),
        behind=_behind(whole, number, right),
        organ=organ,
        disclosed=disclosed,
        respective=bool(respective),
        followed=followed,
    )


def _behind(whole: Paragraph, number: Number, right: list[AnySpan]) -> str:
    last = max((token.end for token in right if isinstance(token, Mention)), default=number.outer[1])
    return residue(whole.text[number.outer[1] : last], number.outer[1], right, inside=True)[0]


def _run(tokens: list[AnySpan], first: int) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for token in reversed(tokens[:first]):
        if isinstance(token, Break) and token.text in HARD:
            break
        if isinstance(token, Mention):
            found.append(token)
    return tuple(found)


def _respective(tokens: list[AnySpan], index: int) -> list[AnySpan]:
    """「甲、乙分别为 3 件、2 件」: the mention in the number's place before 分别, if the two rows match."""
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


def _left_start(tokens: list[AnySpan], index: int) -> int:
    """Where the words before a number begin: after the last number, stop or list word.

    A colon may be crossed, and a remark in brackets that holds no number.
    """
    seen, place = False, index
    while place > 0:
        place -= 1
        token = tokens[place]
        if isinstance(token, Break) and token.text == "）" and (start := remark_start(tokens, place)) is not None:
            place = start
            continue
        if isinstance(token, Number) or (isinstance(token, Break) and token.text in HARD):
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
        if isinstance(token, Break) and token.text in HARD | {"：", "、"}:
            break
        if isinstance(token, Operator) and token.kind in ("of_which", "listing"):
            break
        found.append(token)
    return found, False
