"""Checks that are comparisons of figures: `conditions.yaml`, one interpreter.

A rule finds a fault when every comparison under `when` is true. A term is a cell, fact or subtotal id, `before id`
for last year's published figure, or a number; a number before `*` multiplies. `each` repeats a rule with a word
replaced. A figure nobody knows leaves the rule undecided, unless another comparison is already false.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from typing import Any

from assistant.checks.registry import Found, Outcome, Unknown, decides, load
from assistant.checks.view import View
from assistant.errors import DefinitionError
from assistant.report.answer import Number

FILE = Path(__file__).with_name("conditions.yaml")
COMPARE = {"=": eq, "!=": ne, ">": gt, ">=": ge, "<": lt, "<=": le}
_COMPARISON = re.compile(r"(.+?) (=|!=|>=|<=|>|<) (.+)")
_TERM = re.compile(r"([+-]?)\s*(?:([\d.]+)\s*\*\s*)?(before )?([a-z][\w.]*|[\d.]+)\s*")


@dataclass(frozen=True)
class Term:
    factor: Decimal
    one: str | None
    last_year: bool = False


@dataclass(frozen=True)
class Comparison:
    left: tuple[Term, ...]
    operator: str
    right: tuple[Term, ...]


@dataclass(frozen=True)
class Rule:
    """`say` names the sentence; `same_form`: both years must be of the 2021 form."""

    check: str
    when: tuple[Comparison, ...]
    say: str
    same_form: bool


@cache
def rules() -> tuple[Rule, ...]:
    """The declared rules, repeated per `each`. Raises DefinitionError on a sentence it cannot read."""
    found: list[Rule] = []
    for check, entries in load(FILE).items():
        for entry in entries:
            found += [_rule(check, entry, word) for word in entry.get("each", [""])]
    return tuple(found)


def _rule(check: str, entry: dict[str, Any], word: str) -> Rule:
    when = tuple(_comparison(line.replace("{each}", word)) for line in entry["when"])
    return Rule(check, when, entry.get("say", "text"), entry.get("same_form", False))


def _comparison(line: str) -> Comparison:
    match = _COMPARISON.fullmatch(line)
    if match is None:
        raise DefinitionError(f"conditions.yaml: cannot read {line!r}")
    return Comparison(_terms(match[1]), match[2], _terms(match[3]))


def _terms(side: str) -> tuple[Term, ...]:
    terms: list[Term] = []
    place = 0
    while place < len(side):
        match = _TERM.match(side, place)
        if match is None:
            raise DefinitionError(f"conditions.yaml: cannot read {side!r}")
        factor = Decimal(match[2] or 1) * (-1 if match[1] == "-" else 1)
        constant = match[4][0].isdigit()
        terms.append(Term(factor * Decimal(match[4]), None) if constant else Term(factor, match[4], bool(match[3])))
        place = match.end()
    return tuple(terms)


@decides(*load(FILE))
def conditions(view: View) -> Iterator[Outcome]:
    """Every declared comparison of figures."""
    for rule in rules():
        if rule.same_form and not _both_2021(view):
            yield Unknown(rule.check)
            continue
        outcomes = [_true(view, one) for one in rule.when]
        if False in outcomes:
            continue
        yield Unknown(rule.check) if None in outcomes else _found(view, rule)


def _both_2021(view: View) -> bool:
    old = view.comparable
    return old is not None and {old.meta.format, view.meta.format} <= {"2021", "mixed"}


def _true(view: View, one: Comparison) -> bool | None:
    left, right = _sum(view, one.left), _sum(view, one.right)
    if left is None or right is None:
        return None
    return bool(COMPARE[one.operator](left, right))


def _sum(view: View, terms: tuple[Term, ...]) -> Decimal | None:
    total = Decimal(0)
    for term in terms:
        value: Number | None = 1
        if term.one:
            value = view.before(term.one) if term.last_year else view.value(term.one)
        if value is None:
            return None
        total += term.factor * value
    return total


def _found(view: View, rule: Rule) -> Found:
    named = [(t.one, t.last_year) for c in rule.when for t in (*c.left, *c.right) if t.one]
    cells = tuple(dict.fromkeys(one for one, last_year in named if not last_year))
    first = rule.when[0]
    left, right = _plain(_sum(view, first.left)), _plain(_sum(view, first.right))
    old = view.before(cells[0]) if view.comparable else None
    words = {"what": view.label(cells[0]), "value": view.value(cells[0]), "left": left, "right": right, "old": old}
    return Found(rule.check, words, rule.say, cells=cells, found=view.value(cells[0]), expected=right)


def _plain(value: Decimal | None) -> Number | None:
    return int(value) if value is not None and value == value.to_integral_value() else value
