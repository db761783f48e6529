"""Deadline and dates (PUB). The gate PUB-10 is set by `run`, which knows what the other checks found."""

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.checks.organ import is_government, level_of
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View

SOON = timedelta(days=14)


def deadline(view: View) -> date | None:
    """条例第四十九条: departments by 31 January, the government's own report by 31 March (towns as departments)."""
    if view.year is None:
        return None
    area = view.meta.scope == "aggregate" or is_government(view.meta)
    government = area and level_of(view.meta) not in ("town", "street", "department")
    return date(view.year + 1, 3 if government else 1, 31)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@decides("PUB-01")
def due(view: View) -> Iterator[Outcome]:
    """Published in time; a draft is told when fourteen days are left."""
    last, published = deadline(view), _day(view.meta.publish_date)
    day = published or (None if view.snapshot.published else view.today)
    if last is None or day is None:
        yield Unknown("PUB-01")
    elif day > last:
        words = {"deadline": last.isoformat(), "day": day.isoformat()}
        level = None if published else "warn"  # a late draft still has to be published
        yield Found("PUB-01", words, "late", found=day.isoformat(), expected=last.isoformat(), level=level)
    elif published is None and last - day <= SOON:
        words = {"deadline": last.isoformat(), "days": (last - day).days}
        yield Found("PUB-01", words, found=day.isoformat(), expected=last.isoformat(), level="warn")


@decides("PUB-09")
def order(view: View) -> Iterator[Outcome]:
    """Signed before published, both in the year after."""
    signed, published = _day(view.meta.signed_date), _day(view.meta.publish_date)
    if view.year is None or not (signed or published):
        yield Unknown("PUB-09")
        return
    if signed and published and signed > published:
        yield Found(
            "PUB-09",
            {"signed": signed.isoformat(), "published": published.isoformat()},
            "order",
            found=signed.isoformat(),
        )
    for day in filter(None, (signed, published)):
        if day.year <= view.year:
            yield Found(
                "PUB-09", {"day": day.isoformat(), "year": view.year}, found=day.isoformat(), expected=view.year + 1
            )


@decides("PUB-10")
def gate(view: View) -> Iterator[Outcome]:
    """A final file only without an open error; of a published report there is nothing to hold back."""
    if view.snapshot.published:
        yield Unknown("PUB-10")
