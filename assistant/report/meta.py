"""Who reports, for which year, in which scope."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

Level = Literal["province", "city", "county", "town", "street", "department", "other"]
Scope = Literal["own", "aggregate"]
ReportFormat = Literal["2021", "2019", "mixed", "legacy"]


class Meta(BaseModel):
    """The head of a report. `organ` is the full name as printed; None means unknown, never guessed into a file."""

    model_config = ConfigDict(frozen=True)

    organ: str = ""
    organ_short: str = ""
    year: int | None = None
    scope: Scope = "own"
    format: ReportFormat = "2021"
    level: Level = "other"
    is_government: bool = False
    period: tuple[str, str] | None = None
    source: str | None = None
    title: str | None = None
    site_name: str | None = None
    url: str | None = None
    unit: str | None = None
    address: str | None = None
    phone: str | None = None
    postcode: str | None = None
    email: str | None = None
    doc_no: str | None = None
    signed_date: str | None = None
    publish_date: str | None = None
    internal: bool = False
    """Marked 内部: nothing of it is ever sent to a model."""

    @property
    def whole_year(self) -> tuple[str, str] | None:
        """The statutory period of the report year (条例第四十九条; domain.md §4)."""
        if self.year is None:
            return None
        return date(self.year, 1, 1).isoformat(), date(self.year, 12, 31).isoformat()

    @property
    def due(self) -> date | None:
        """Last day to publish: 31 March for the report of a whole area, else 31 January (条例第四十九条; the date for
        towns and streets rests on local notices, domain.md §1)."""
        if self.year is None:
            return None
        return date(self.year + 1, 3 if self.scope == "aggregate" else 1, 31)
