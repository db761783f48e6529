"""Same-shaped searches: a pattern in the prose is a fault (TPL, TXT, SEC). `leftovers.yaml` lists them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.checks.finding import Fix, Severity, Span, TextChange
from assistant.checks.registry import Found, Outcome, decides
from assistant.checks.view import Prose, View
from assistant.checks.words import table
from assistant.wording import say


@dataclass(frozen=True)
class Search:
    """One pattern. `unless` clears a hit by its sentence; `right` is the form to write instead.

    `raw` searches the text as it stands, blanks and line ends included. `once` keeps the first hit of the report.
    """

    check: str
    words: re.Pattern[str]
    say: str = "text"
    unless: re.Pattern[str] | None = None
    right: str | None = None
    raw: bool = False
    once: bool = False
    level: Severity | None = None
    texts: tuple[str, ...] = ()


@cache
def searches() -> tuple[Search, ...]:
    """The declared searches, and one for each entry of the lists of wrong forms and typos."""
    found = [_search(check, entry) for check, entries in table("leftovers").items() for entry in entries]
    for check, entries in table("typos").items():
        for wrong, right in entries.items():
            found.append(Search(check, re.compile(wrong), "typo", right=right))
    found += [Search("TXT-01", _near(name), "typo", right=name) for name in table("names")]
    return tuple(found)


def _near(name: str) -> re.Pattern[str]:
    """The name with one character wrong, missing inside, or swapped with its neighbour."""
    wrong = [f"{name[:i]}(?!{name[i]})[一-龥]{name[i + 1 :]}" for i in range(len(name))]
    missing = [name[:i] + name[i + 1 :] for i in range(1, len(name) - 1)]
    swapped = [name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)]
    return re.compile("|".join(dict.fromkeys((*wrong, *missing, *swapped))))


def _search(check: str, entry: dict[str, Any] | str) -> Search:
    if isinstance(entry, str):
        entry = {"words": entry}
    unless = entry.get("unless")
    return Search(
        check,
        re.compile(entry["words"]),
        entry.get("say", "text"),
        re.compile(unless) if unless else None,
        entry.get("right"),
        entry.get("raw", False),
        entry.get("once", False),
        entry.get("level"),
        tuple(entry.get("texts", ())),
    )


@decides(*table("leftovers"), *(one for one in table("typos") if one not in table("leftovers")))
def leftovers(view: View) -> Iterator[Outcome]:
    """Whatever the lists name and the prose still holds."""
    proses = list(view.texts.values())
    if view.snapshot.title:
        proses.append(Prose("title", view.snapshot.title))
    told: set[Search] = set()
    for prose in proses:
        for search, found in _in(prose):
            if search.once and search in told:
                continue
            told.add(search)
            yield found


@lru_cache(maxsize=512)
def _in(prose: Prose) -> tuple[tuple[Search, Found], ...]:
    """Every hit in a text; the same text is searched once."""
    title = prose.text_id == "title"
    wanted = [
        search
        for search in searches()
        if (not search.texts or prose.text_id.startswith(search.texts))
        and (not title or search.check.startswith(("TPL", "TXT-01")))
    ]
    return tuple((search, found) for search in wanted for found in _hits(search, prose))


def _hits(search: Search, prose: Prose) -> Iterator[Found]:
    text = prose.text if search.raw else prose.plain
    for match in search.words.finditer(text):
        if search.unless and search.unless.search(_around(search, prose, match.start())):
            continue
        span = _span(search, prose, match)
        quote = re.sub(r"\s+", " ", match[0])[:40]
        fixes: tuple[Fix, ...] = ()
        if search.right and span:
            after = match.expand(search.right)
            fixes = (
                Fix(label=say("checks.fix.text", after=after), text_changes=(TextChange(span=span, after=after),)),
            )
        right = match.expand(search.right) if search.right else ""
        yield Found(
            search.check,
            {"quote": quote, "right": right},
            search.say,
            span=span,
            found=quote,
            expected=right or None,
            fixes=fixes,
            level=search.level,
        )
        if search.once:
            return


def _around(search: Search, prose: Prose, place: int) -> str:
    return prose.text[max(0, place - 40) : place + 60] if search.raw else prose.sentence_at(place)


def _span(search: Search, prose: Prose, match: re.Match[str]) -> Span | None:
    if prose.text_id == "title":
        return None
    if search.raw:
        return Span(text_id=prose.text_id, start=match.start(), end=match.end())
    return prose.span(*match.span())
