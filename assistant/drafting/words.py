"""The word list of this package, read once from words.yaml."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class YearWords(Strict):
    """Words beside a year that tell whether it moves on with the report."""

    base_before: tuple[str, ...]
    base_after: tuple[str, ...]
    yearly_after: tuple[str, ...]
    instrument: tuple[str, ...]
    since: tuple[str, ...]
    period: tuple[str, ...]


class StaleWords(Strict):
    """What makes a title, an ordinal or a meeting last year's."""

    dated_titles: tuple[str, ...]
    lasting_titles: tuple[str, ...]
    counted_ordinals: tuple[str, ...]
    meetings: tuple[str, ...]


class Words(Strict):
    unknown: str
    unverified: str
    years: YearWords
    stale: StaleWords


@cache
def words() -> Words:
    """The list, strictly checked."""
    path = Path(__file__).with_name("words.yaml")
    return Words.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
