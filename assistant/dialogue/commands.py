"""Which command a message is, and what part of the form it names. The words are in prompts/commands.yaml."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.dialogue.understand.plainly import bare
from assistant.dialogue.understand.types import Known
from assistant.narrative.spans import Mention, Number, Operator, spans_in
from assistant.text.normalise import normalise
from assistant.wording import load

SHORT = 16


@dataclass(frozen=True)
class Command:
    """`name` is a key of the words file; `rest` what follows the command word."""

    name: str
    rest: str = ""


def words() -> dict[str, Any]:
    """The command words."""
    return load("commands")


@cache
def _exact() -> dict[str, str]:
    return {bare(word): name for name, spoken in words()["exact"].items() for word in spoken}


def exact_command(message: str) -> str:
    """The command that is the whole message, particles and punctuation aside; "" when it is none."""
    return _exact().get(bare(message), "") or _exact().get(normalise(message).text.strip().lower(), "")


def command_of(message: str) -> Command | None:
    """A command by its whole wording, its first words, or (download) words within it."""
    plain = normalise(message).text.strip()
    if name := exact_command(message):
        return Command(name)
    for name, starts in words()["first"].items():
        for start in sorted(starts, key=len, reverse=True):
            if plain.startswith(normalise(start).text):
                return Command(name, plain[len(start) :].strip())
    short = len(plain) <= 14
    if short and any(plain.startswith(word) or plain.endswith(word) for word in words()["exact"]["download"]):
        return Command("download", plain)
    return None


def extension(message: str) -> str:
    """The file format a download asks for; Word when it names none."""
    plain = message.lower()
    for name, spoken in words()["extensions"].items():
        if any(word in plain for word in spoken):
            return name
    return "docx"


def question_kind(message: str) -> str:
    """rule, past or others for a question; "" when the message asks nothing."""
    within = words()["within"]
    plain = normalise(message).text
    asks = any(word in plain for word in (*within["ask"], "?"))
    if not asks and not any(word in plain for word in within["rule"]):
        return ""
    if any(word in plain for word in within["wording"]):
        return "others" if any(word in plain for word in within["others"]) else "own"
    if any(word in plain for word in within["past"]) or _names_past_year(plain):
        return "past"
    if any(word in plain for word in within["rule"]):
        return "rule"
    counted = any(isinstance(t, Number) for t in spans_in(message))
    ends = plain.endswith(("?", "吗", "呢")) or any(word in plain for word in within["how_many"])
    return "open" if not counted and ends else ""


def puts_off(message: str) -> bool:
    """「许可数还不清楚」: says of what is asked that it is not known, and gives no number."""
    tokens = spans_in(message)
    unknown = any(isinstance(t, Operator) and t.kind == "unknown" for t in tokens)
    return unknown and len(message) <= SHORT and not any(isinstance(t, Number) for t in tokens)


def _names_past_year(plain: str) -> bool:
    return any(f"20{n:02d}年" in plain for n in range(10, 60))


def target_of(words_after: str, known: Known) -> str | None:
    """The id of the cell, fact, text or section a message names: 第三部分, 行政处罚, 监督保障, 结转下年度."""
    plain = normalise(words_after).text
    exact = _named_exactly(bare(words_after), known)
    if exact:
        return exact
    for mark, section in words()["sections"].items():
        if any(f"{mark}{word}" in plain for word in words()["section_words"]) or f"第{mark}项" in plain:
            return section
    for name, section in words()["tables"].items():
        if name in plain:
            return section
    mentions = [t for t in spans_in(words_after) if isinstance(t, Mention)]
    best = sorted(mentions, key=lambda t: (t.kind == "topic", t.weak, -(t.end - t.start)))
    for mention in best:
        if found := _id_of(mention, known):
            return found
    return _by_label(plain, known)


def _named_exactly(plain: str, known: Known) -> str | None:
    """A part or section whose label is all that was said; 主动公开 is then the paragraph, not the number in it."""
    named = [(text.id, text.spellings) for text in known.form.texts.values()]
    if plain in words()["targets"]:
        return words()["targets"][plain]
    named += [(section.key, section.spellings) for section in known.form.sections]
    return next((one for one, spellings in named if plain in spellings), None)


def _id_of(mention: Mention, known: Known) -> str | None:
    form = known.form
    if mention.id in ("topic.application", "topic.applicants"):
        return "t3.new.natural"
    if mention.kind in ("text", "section", "fact", "cell"):
        return mention.id
    if mention.kind in ("row", "group"):
        start = mention.id[:-1].replace("t4.suit.", "t4.suit_direct.")
        return next((c.id for c in form.cells.values() if c.id.startswith(start) and c.entered), None)
    if mention.kind == "column":
        last = mention.id.rpartition(".")[2]
        return next(
            (
                c.id
                for c in form.cells.values()
                if c.id.startswith(mention.id[:3]) and c.id.endswith(f".{last}") and c.entered
            ),
            None,
        )
    return None


def _by_label(plain: str, known: Known) -> str | None:
    """A text, section or office detail by a label of two characters or more within the words."""
    named = [(word, text.id) for text in known.form.texts.values() for word in text.spellings]
    named += [(word, section.key) for section in known.form.sections for word in section.spellings]
    named += [(detail.label, detail.id) for detail in known.form.meta.values()]
    found = [(len(word), one) for word, one in named if word in plain]
    return max(found)[1] if found else None


def text_of(message: str, known: Known) -> str | None:
    """The narrative part a message names."""
    target = target_of(message, known)
    if target in known.form.texts:
        return target
    mentioned = _by_label(normalise(message).text, known)
    if mentioned in known.form.texts:
        return mentioned
    if target and (question := known.form.question_of.get(target)) and question.section in ("s3",):
        return "s1.on_request"
    return None
