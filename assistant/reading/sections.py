"""Running text under its headings: which part of the form each paragraph belongs to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.reading.fold import fold, plain
from assistant.reading.headings import Title, official, section_named, title_of, topic_named
from assistant.reading.lines import Line
from assistant.reading.prose import clean, joins, put_together, wrapped_at
from assistant.reading.vocabulary import expression
from assistant.report.published import Heading

REST = {"s1": "s1.other", "s5": "s5.problems", "s6": "s6.other"}
"""Where the text of a section goes that stands under no topic of its own (interfaces.md, report)."""
LONGEST_PARAGRAPH = 3000
"""Characters from which on a paragraph is taken to be whole, whatever its last line ends with."""
OF_TABLE = {"t2": "s2", "t3": "s3", "t4": "s4"}


@dataclass
class Sorted:
    """Texts by id (paragraphs), headings in order, text under no heading, and the lines in front of the first."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    front: list[Line] = field(default_factory=list)
    filled: list[bool] = field(default_factory=list)
    """Per heading: something followed it before the next one."""


@dataclass
class _State:
    section: str | None = None
    topic: str | None = None
    section_style: int | None = None
    topic_style: int | None = None
    seen: set[str] = field(default_factory=set)
    tables_passed: bool = False


def sort_text(lines: Sequence[Line], tables: Mapping[int, str]) -> Sorted:
    """Sorts every line outside the tables. `tables` maps line numbers to the table they belong to."""
    found = Sorted()
    state = _State()
    edge = wrapped_at([line for n, line in enumerate(lines) if n not in tables])
    last: Line | None = None
    contents = _contents(lines)
    for number, whole in enumerate(lines):
        if number in contents:
            continue
        if number in tables:
            _enter_table(found, state, OF_TABLE[tables[number]])
            last = None
            continue
        for line in _split(whole):
            following = tables.get(number + 1) or tables.get(number + 2)
            if heading := _heading(line, state, following):
                _open(found, state, *heading, line)
                last = None
                if not heading[0].tail:
                    continue
                line = replace(line, text=heading[0].tail)
            if state.section is None and not state.tables_passed:
                found.front.append(line)
                continue
            last = _add(_target(found, state), line, last, edge)
    _tidy(found)
    return found


def _contents(lines: Sequence[Line]) -> set[int]:
    """Lines of a table of contents: at least four section titles in a row with nothing in between."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate(lines[:60]):
        title = title_of(re.sub(r"[.·…\s]*\d{0,3}$", "", line.text))
        if title.style and not title.tail and section_named(title.folded):
            run.append(number)
            continue
        found |= set(run) if len(run) >= 4 else set()
        run = []
    return found


def _add(target: list[str], line: Line, last: Line | None, edge: int | None) -> Line | None:
    """Adds a line to a text, as a new paragraph or as the rest of the last one."""
    text = clean(line.text)
    if not text:
        return last
    if last is not None and target and len(target[-1]) < LONGEST_PARAGRAPH and joins(last, line, edge):
        target[-1] = clean(put_together(target[-1], text))
    else:
        target.append(text)
    return line


def paragraphs(lines: Sequence[Line], edge: int | None = None) -> list[str]:
    """Lines as paragraphs."""
    target: list[str] = []
    last: Line | None = None
    for line in lines:
        last = _add(target, line, last, edge)
    return target


def _split(line: Line) -> list[Line]:
    """A line in which a heading of the form stands behind other text, cut in front of the heading."""
    if line.cells is not None:
        joined = " ".join(cell for cell in line.cells if cell)
        return [replace(line, text=joined, cells=None)] if joined else []
    cuts = {0}
    for match in expression("heading_inside").finditer(line.text):
        title = title_of(line.text[match.end() :])
        if title.head and _known(title):
            cuts.add(match.end())
    for start in sorted(cuts):
        title = title_of(line.text[start:])
        first, _, rest = title.head.partition(" ")
        if rest and title.style and len(title.folded) > 34 and _names_part(first):
            cuts.add(line.text.index(first, start) + len(first))
    ends = [*sorted(cuts)[1:], None]
    pieces = [line.text[a:b].strip() for a, b in zip(sorted(cuts), ends, strict=True)]
    return [replace(line, text=piece) for piece in pieces if piece]


def _known(title: Title) -> bool:
    return _names_part(title.head) or _names_part(title.head.partition(" ")[0])


def _names_part(head: str) -> bool:
    return len(head) < 30 and bool(section_named(fold(head)) or topic_named(fold(head), "s1"))


def _heading(line: Line, state: _State, next_table: str | None) -> tuple[Title, str] | None:
    """The heading a line is, and the section key, text id, "extra:…" or None when it is plain text."""
    title = title_of(line.text)
    folded = title.folded
    if expression("counts").search(plain(title.head)):
        return None
    if not folded or len(folded) > 34 or (title.style == 0 and (title.tail or len(line.text) > 40)):
        return None
    section, topic = section_named(folded), topic_named(folded, state.section or "s1")
    if section and next_table and section == OF_TABLE[next_table] and not title.tail:
        return title, section
    if title.style == 0:
        return _unnumbered(line, title, section, topic, state)
    if section and _is_section(title, section, topic, state):
        return title, section
    if topic and _is_topic(title, topic, state):
        return title, topic
    return _extra(title, state)


def _unnumbered(
    line: Line, title: Title, section: str | None, topic: str | None, state: _State
) -> tuple[Title, str] | None:
    """Without a number only the form's own words make a heading, or any known words in a heading block."""
    exact = section and official(section, title.head)
    if (
        section
        and (exact or line.heading)
        and not (topic and state.section == "s1" and topic not in state.seen and not exact)
    ) and (section not in state.seen or section != state.section):
        return title, section
    if topic and (line.heading or official(topic, title.head)) and topic not in state.seen and len(title.folded) <= 16:
        return title, topic
    return None


def _is_section(title: Title, section: str, topic: str | None, state: _State) -> bool:
    if len(title.head) > 40:
        return False
    if not topic:
        return section != state.section or state.section_style in (None, title.style)
    if section == "s5" and state.section == "s5":
        return False
    if section not in ("s2", "s3"):
        return state.section_style in (None, title.style) or title.style < 2
    if state.section is None and not state.tables_passed:
        return title.style == 1 and title.number == 2
    if state.section_style is not None and title.style != state.section_style:
        return title.style < state.section_style
    return topic in state.seen or title.number == int(section[1])


def _is_topic(title: Title, topic: str, state: _State) -> bool:
    if state.section is None:
        return topic.startswith("s1.") and title.style >= 2 and not state.tables_passed
    if not topic.startswith(f"{state.section}."):
        return False
    if state.topic_style is not None and title.style != state.topic_style:
        return False
    if state.section in ("s5", "s6") and topic in state.seen:
        return False
    return len(title.folded) <= (LONG if state.section == "s6" else 22)


LONG = 34


def _extra(title: Title, state: _State) -> tuple[Title, str] | None:
    """A numbered heading of the level of topics or sections that is none of the form's.

    「五、短板弱项与努力方向」 between 四 and 六 is section 五 in words of its own: its number places it.
    """
    placed = state.section in ("s4", "s5") and title.style == state.section_style == 1 and not title.tail
    if placed and title.number == int(str(state.section)[1]) + 1 and len(title.folded) <= 20:
        return title, f"s{title.number}"
    if (
        title.style == state.section_style
        and state.section in ("s5", "s6")
        and title.number >= 7
        and len(title.folded) <= 20
    ):
        return title, "extra:section"
    if state.section == "s1" and title.style == state.topic_style and 0 < len(title.folded) <= 24:
        return title, "extra:topic"
    if state.section == "s6" and state.topic_style == title.style and len(title.folded) <= 34:
        return title, "extra:topic"
    return None


def _open(found: Sorted, state: _State, title: Title, place: str, line: Line) -> None:
    level = line.heading or title.style
    extra = place.startswith("extra:")
    found.filled.append(False)
    found.headings.append(
        Heading(
            text=clean(f"{title.ordinal}{title.head}"),
            ordinal=title.ordinal,
            level=level,
            target=None if extra else place,
            official=not extra and official(place, title.head),
        )
    )
    if place == "extra:section":
        state.section, state.topic, state.topic_style = "extra", None, None
    elif place == "extra:topic":
        state.topic = REST[str(state.section)]
        found.texts.setdefault(state.topic, []).append(clean(f"{title.ordinal}{title.head}"))
    elif "." in place:
        state.section = state.section or place.split(".")[0]
        state.topic, state.topic_style = place, title.style
        state.seen.add(place)
    else:
        if place != state.section:
            state.section, state.topic, state.topic_style = place, None, None
        state.seen.add(place)
        if state.section_style is None and title.style:
            state.section_style = title.style


def _enter_table(found: Sorted, state: _State, section: str) -> None:
    if found.filled:
        found.filled[-1] = True
    if state.section != section:
        state.section, state.topic, state.topic_style = section, None, None
    state.tables_passed = True


def _target(found: Sorted, state: _State) -> list[str]:
    if found.filled:
        found.filled[-1] = True
    if state.topic:
        return found.texts.setdefault(state.topic, [])
    if state.section in REST:
        return found.texts.setdefault(REST[state.section], [])
    return found.unplaced


def _tidy(found: Sorted) -> None:
    """A table of contents names sections without text; the later heading is the real one."""
    last = {heading.target: n for n, heading in enumerate(found.headings)}
    found.headings = [
        heading
        for n, (heading, filled) in enumerate(zip(found.headings, found.filled, strict=True))
        if filled or heading.target is None or last[heading.target] == n
    ]
