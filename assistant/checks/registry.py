"""Which checks there are: the catalogue as data, and the functions that decide them.

To add a check: give its id a line in catalogue.yaml, its title and sentences in prompts/messages/checks.yaml, a
failing and a passing case in tests/cases/checks/, and either a line in conditions.yaml or a function of its own,
decorated with `decides`, in the folder of its family. Then write docs/checks.md anew (`python -m
assistant.checks.handbook`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from assistant.checks.finding import Fix, Severity, Span
from assistant.checks.view import View
from assistant.errors import DefinitionError
from assistant.form.types import Confidence
from assistant.report.answer import Number
from assistant.wording import text

HERE = Path(__file__).parent
PROSE = ("preamble", "s1.*", "s5.*", "s6.*")


@dataclass(frozen=True)
class Check:
    """One check of the catalogue. `reads` are the ids (or patterns ending in *) a change of which can change it."""

    id: str
    level: Severity
    basis: str
    confidence: Confidence
    explainable: bool
    profiles: tuple[str, ...]
    reads: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it demands, in staff's words."""
        return text(f"checks.{self.id}.title")

    def touched_by(self, changed: Iterable[str]) -> bool:
        """Whether a change of one of these ids can change the outcome."""
        exact, stems = self._split
        return any(one in exact or one.startswith(stems) for one in changed)

    @cached_property
    def _split(self) -> tuple[frozenset[str], tuple[str, ...]]:
        stems = tuple(one[:-1] for one in self.reads if one.endswith("*"))
        return frozenset(one for one in self.reads if not one.endswith("*")), stems


@dataclass(frozen=True)
class Found:
    """What a deciding function yields: a fault and its places. The registry's level holds unless `level` is given.

    `say` names the sentence under the check's id; `words` fills it. `doubtful` marks an uncertain result.
    """

    check: str
    words: dict[str, Any]
    say: str = "text"
    cells: tuple[str, ...] = ()
    span: Span | None = None
    found: Number | str | None = None
    expected: Number | str | None = None
    fixes: tuple[Fix, ...] = ()
    level: Severity | None = None
    doubtful: bool = False
    section: int | None = None


@dataclass(frozen=True)
class Unknown:
    """The check cannot be decided, or not in full: what it needs is not there."""

    check: str


Outcome = Found | Unknown
Decide = Callable[[View], Iterator[Outcome]]
_DECIDERS: list[tuple[tuple[str, ...], Decide]] = []


def decides(*ids: str) -> Callable[[Decide], Decide]:
    """Registers a function as the one that decides these checks."""

    def register(function: Decide) -> Decide:
        _DECIDERS.append((ids, function))
        return function

    return register


@cache
def catalogue() -> dict[str, Check]:
    """Every check by id, in catalogue order."""
    entries = load(HERE / "catalogue.yaml")
    return {one: _check(one, entry) for one, entry in entries.items()}


@cache
def left_out() -> dict[str, str]:
    """Ids of the catalogue this package does not decide, with the reason."""
    return load(HERE / "left_out.yaml")


@cache
def deciders() -> tuple[tuple[tuple[str, ...], Decide], ...]:
    """Every deciding function with the ids it answers for. Raises DefinitionError on a gap or an overlap."""
    import assistant.checks.families  # noqa: F401  registers them; at the top it would import in a circle

    decided = [one for ids, _ in _DECIDERS for one in ids]
    wrong = set(decided) ^ set(catalogue()) | {one for one in decided if decided.count(one) > 1}
    if wrong:
        raise DefinitionError(f"checks registered without a decider, or twice: {sorted(wrong)}")
    return tuple(_DECIDERS)


def all_checks() -> tuple[Check, ...]:
    """Every registered check, in catalogue order."""
    deciders()
    return tuple(catalogue().values())


def load(path: Path) -> Any:
    """A YAML data file of this package."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _check(one: str, entry: dict[str, Any]) -> Check:
    known = {"level", "explain", "basis", "confidence", "profile", "reads"}
    if unknown := entry.keys() - known:
        raise DefinitionError(f"catalogue.yaml {one}: unknown {sorted(unknown)}")
    reads: list[str] = []
    for name in entry["reads"]:
        reads += PROSE if name == "prose" else (name,)
    explainable = entry["level"] == "warn" or entry.get("explain", False)
    profiles = tuple(filter(None, entry.get("profile", "").split(",")))
    return Check(one, entry["level"], entry["basis"], entry["confidence"], explainable, profiles, tuple(reads))
