"""What reading one table brought."""

from dataclasses import dataclass, field

from assistant.documents.blocks import Place
from assistant.report.answer import Number
from assistant.report.published import Join, LabelSeen


@dataclass
class Found:
    """`values` by cell id (None: no number there); `raw` where the text was more than a plain number.

    `unclear` holds printed rows whose figures could not be given to columns: (row label, their text).
    `by_sums` names rows placed because only one placing makes the sums true; `doubled` tables seen twice with
    different figures; `unknown` words in the table that are no label of the form.
    """

    values: dict[str, Number | None] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    labels: list[LabelSeen] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    unclear: list[tuple[str, str]] = field(default_factory=list)
    by_sums: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    older: bool = False
    single_row_other: bool = False
    split_other: bool = False

    def merge(self, other: "Found") -> None:
        """Takes in what another table brought."""
        self.values |= other.values
        self.raw |= other.raw
        self.places |= other.places
        self.labels += other.labels
        self.joins += other.joins
        self.unclear += other.unclear
        self.by_sums += other.by_sums
        self.doubled += other.doubled
        self.unknown += other.unknown
        self.tables += other.tables
        self.older = self.older or other.older
        self.single_row_other = self.single_row_other or other.single_row_other
        self.split_other = self.split_other or other.split_other
