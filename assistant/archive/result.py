"""What the archive answers."""

from dataclasses import dataclass

from assistant.report.answer import Number


@dataclass(frozen=True)
class Figure:
    """A published figure and where it stands."""

    organ: str
    year: int | None
    cell: str
    label: str
    value: Number


@dataclass(frozen=True)
class Quote:
    """A passage with its source. Rules of the form have no office and no year."""

    organ: str
    year: int | None
    section: str
    text: str
    source: str
    score: float | None = None
    place: str = ""


@dataclass(frozen=True)
class Answer:
    """`found` is False when the archive does not hold it; then no figure, passage or number is given."""

    found: bool
    text: str
    figures: tuple[Figure, ...] = ()
    passages: tuple[Quote, ...] = ()
