"""The words by which staff and reports name what the form counts: the form's labels and prompts/lexicon.yaml."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import DefinitionError
from assistant.form.loader import load_form
from assistant.form.types import Form, Named
from assistant.text.normalise import normalise

Kind = Literal["cell", "row", "column", "group", "fact", "topic", "text", "section"]
_BRACES = re.compile(r"\{([^}]*)\}")
LEXICON = Path(__file__).parents[2] / "prompts" / "lexicon.yaml"


class Spellings(BaseModel):
    """`words` mean the thing anywhere, `weak` words only where the talk is of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class LexiconFile(BaseModel):
    """What prompts/lexicon.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mentions: dict[str, Spellings]
    operators: dict[str, tuple[str, ...]]
    scopes: dict[Literal["wide", "own", "narrow", "part"], tuple[str, ...]]
    fillers: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """What a word stands for. `family` is mention, operator or scope; `also` are other ids the word may name."""

    family: Literal["mention", "operator", "scope"]
    key: str
    kind: Kind | None = None
    weak: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """Words → entries, scanned by longest match."""

    entries: dict[str, Entry]
    lengths: dict[str, tuple[int, ...]]
    fillers: tuple[str, ...]

    def scan(self, text: str, blocked: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int, Entry]]:
        """Longest known words of normalised text, left to right; none that touches a blocked span."""
        stops = sorted(blocked)
        index, place, size = 0, 0, len(text)
        while place < size:
            while index < len(stops) and stops[index][1] <= place:
                index += 1
            if index < len(stops) and stops[index][0] <= place:
                place = stops[index][1]
                continue
            limit = stops[index][0] if index < len(stops) else size
            for length in self.lengths.get(text[place], ()):
                entry = self.entries.get(text[place : place + length]) if place + length <= limit else None
                if entry is not None:
                    yield place, place + length, entry
                    place += length
                    break
            else:
                place += 1


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon of the current form."""
    try:
        file = LexiconFile.model_validate(yaml.safe_load(LEXICON.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"lexicon.yaml: {error}") from error
    form = load_form("2021")
    entries: dict[str, Entry] = {}
    for family, groups in (("operator", file.operators), ("scope", file.scopes)):
        for key, words in groups.items():
            for word in words:
                entries[_plain(word)] = Entry(family, key)  # type: ignore[arg-type]
    weak: dict[str, list[str]] = {}
    for key, spellings in file.mentions.items():
        _kind(key, form)
        for word in spellings.weak:
            weak.setdefault(_plain(word), []).append(key)
    for word, keys in weak.items():
        entries[word] = Entry("mention", keys[0], _kind(keys[0], form), weak=True, also=tuple(keys[1:]))
    for key, spellings in file.mentions.items():
        for word in (one for pattern in spellings.words for one in expanded(pattern)):
            entries[_plain(word)] = Entry("mention", key, _kind(key, form))
    for key, word in _labels(form):
        known = entries.setdefault(_plain(word), Entry("mention", key, _kind(key, form)))
        if known.family == "mention" and key != known.key and key not in known.also:
            entries[_plain(word)] = replace(known, also=(*known.also, key))
    lengths: dict[str, set[int]] = {}
    for word in entries:
        lengths.setdefault(word[0], set()).add(len(word))
    fillers = tuple(sorted((_plain(word) for word in file.fillers), key=len, reverse=True))
    return Lexicon(entries, {k: tuple(sorted(v, reverse=True)) for k, v in lengths.items()}, fillers)


def expanded(word: str) -> list[str]:
    """结转{到|至|}下年 → its spellings."""
    match = _BRACES.search(word)
    if match is None:
        return [word]
    return [
        one for choice in match[1].split("|") for one in expanded(word[: match.start()] + choice + word[match.end() :])
    ]


def _plain(word: str) -> str:
    return normalise(word).text


def _kind(key: str, form: Form) -> Kind:
    """The kind of a lexicon id; DefinitionError when the form knows no such thing."""
    table, _, rest = key.partition(".")
    if table == "topic":
        return "topic"
    if key in form.facts:
        return "fact"
    if key in form.texts:
        return "text"
    if key in form.cells:
        return "cell"
    if any(section.key == key for section in form.sections):
        return "section"
    if rest.startswith("*."):
        return "column"
    row = rest.removesuffix(".*")
    known = (
        {one.key: one for one in (form.tables[table].rows or form.tables[table].blocks)} if table in form.tables else {}
    )
    if row in known:
        return "group" if known[row].kind == "group" else "row"
    if key == "t4.suit.*":
        return "group"
    if table == "t2" and any(row == one.key for one in form.tables["t2"].data_rows):
        return "row"
    raise DefinitionError(f"lexicon.yaml: {key!r} is nothing in the form")


def _labels(form: Form) -> Iterator[tuple[str, str]]:
    """Ids and the spellings the form itself knows."""
    for table in form.tables.values():
        rows = table.data_rows if table.layout == "clauses" else (table.rows or table.blocks)
        for row in rows:
            if row.key and row.label != "其他" and row.label != "总计":
                single = f"{table.id}.{row.key}"
                yield from ((single if single in form.cells else single + ".*", word) for word in _spelt(row))
        columns = [c for clause in table.clauses for c in clause.columns] or list(table.data_columns)
        for column in columns:
            if column.key and column.label not in ("其他", "总计"):
                yield from ((f"{table.id}.*.{column.key}", word) for word in _spelt(column))
    for text in form.texts.values():
        yield from ((text.id, word) for word in text.spellings)
    for section in form.sections:
        yield from ((section.key, word) for word in section.spellings)
    for fact in form.facts.values():
        yield fact.id, fact.label


def _spelt(named: Named) -> Iterator[str]:
    for word in (*named.spellings, *((named.short,) if named.short else ())):
        if len(word) > 1 and word not in ("合计", "小计", "总计", "其他"):
            yield word
