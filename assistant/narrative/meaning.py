"""What a number counts: the lexicon topic, its readings, the check that judges it."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.narrative.types import Reading

_CHECKS = (
    ("t3.new", "NT-01"),
    ("t3.carried_in", "NT-02"),
    ("t3.handled_total", "NT-03"),
    ("t3.carried_out", "NT-04"),
    ("t3.granted", "NT-05"),
    ("t3.partial", "NT-05"),
    ("t3.deny", "NT-06"),
    ("t3.unable", "NT-06"),
    ("t3.refuse", "NT-06"),
    ("t3.other", "NT-06"),
    ("t4.", "NT-08"),
    ("t2.rules", "NT-11"),
    ("t2.normative", "NT-11"),
    ("t2.", "NT-12"),
)


@dataclass(frozen=True)
class Meaning:
    """What a number counts: the lexicon topic, its readings, the check that judges it."""

    topic: str
    readings: tuple[Reading, ...] = ()
    check: str | None = None


def check_of(cell_id: str) -> str | None:
    """The narrative check that judges figures of this cell."""
    return next((check for prefix, check in _CHECKS if cell_id.startswith(prefix)), None)


def one(topic: str, *cells: str, also: Iterable[tuple[str, ...]] = (), strict: bool = True) -> Meaning:
    """A meaning with a first reading and accepted alternatives."""
    readings = (Reading(cells, strict), *(Reading(other, False) for other in also))
    return Meaning(topic, readings, check_of(cells[0]))


def unique(items: Iterable[str]) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(items))
