"""What is kept of a report: one paragraph of one section, with where it came from."""

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Passage:
    """A paragraph. `id` is stable (report id + running number); `section` a text id such as `s1.supervision`;
    `place` where it stood in the source; years and empty strings stand in for unknown as 0 and ""."""

    id: str
    report: str
    text: str
    organ: str = ""
    level: str = ""
    year: int = 0
    section: str = ""
    topic: str = ""
    source: str = ""
    place: str = ""

    def metadata(self) -> dict[str, str | int]:
        """Everything but id and text: plain values only, which is all a vector store takes."""
        return {k: v for k, v in asdict(self).items() if k not in ("id", "text")}

    @classmethod
    def of(cls, passage_id: str, text: str, metadata: dict[str, Any]) -> "Passage":
        """The passage again, from what a store returns."""
        known = {field.name for field in fields(cls)} - {"id", "text"}
        return cls(id=passage_id, text=text, **{k: v for k, v in metadata.items() if k in known})


@dataclass(frozen=True)
class Filter:
    """Which passages may be returned; empty means any. Several values of one field are alternatives."""

    organs: tuple[str, ...] = ()
    not_organs: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()

    def allows(self, passage: Passage) -> bool:
        """Whether a single passage passes."""
        return (
            (not self.organs or passage.organ in self.organs)
            and passage.organ not in self.not_organs
            and (not self.years or passage.year in self.years)
            and (not self.sections or passage.section in self.sections)
            and (not self.levels or passage.level in self.levels)
            and (not self.reports or passage.report in self.reports)
        )


@dataclass(frozen=True)
class Hit:
    """A passage and how well it fits; scores are comparable within one answer only."""

    passage: Passage
    score: float
