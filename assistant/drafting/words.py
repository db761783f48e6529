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
    bare_before: tuple[str, ...]
    instrument: tuple[str, ...]
    since: tuple[str, ...]
    period: tuple[str, ...]


class StaleWords(Strict):
    """What makes a title, an ordinal or a meeting last year's."""

    dated_titles: tuple[str, ...]
    lasting_titles: tuple[str, ...]
    counted_ordinals: tuple[str, ...]
    meetings: tuple[str, ...]


class GrowthWords(Strict):
    """`bases` are regular expressions; `from_zero` takes the unit of a base that was nothing."""

    bases: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    opposites: dict[str, str]
    plain_up: str
    same: str
    after_flat: str
    from_zero: str
    tenth: str
    about: str
    multiples: tuple[str, ...]


class PercentWords(Strict):
    """`handled`: the rate that is what was handled of what came in. `points`: a difference of two rates."""

    handled: tuple[str, ...]
    points: str


class ClauseWords(Strict):
    """Words by which a clause hangs on what was said before, and adverbs that go with the words they stood by."""

    dependents: tuple[str, ...]
    follow_on: tuple[str, ...]
    adverbs: tuple[str, ...]
    of: str
    carried_on: str
    all_words: tuple[str, ...]
    consequences: tuple[str, ...]
    not_one: tuple[str, ...]
    too: tuple[str, ...]
    anybody: tuple[str, ...]
    other_matters: tuple[str, ...]


class IdleWords(Strict):
    nouns: tuple[str, ...]


class Words(Strict):
    """`unknown` stands where a figure was never given, `unverified` before one nobody vouched for."""

    unknown: str
    unverified: str
    years: YearWords
    stale: StaleWords
    growth: GrowthWords
    percents: PercentWords
    clauses: ClauseWords
    idle: IdleWords
    rest_labels: tuple[str, ...]
    units: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The list, strictly checked."""
    path = Path(__file__).with_name("words.yaml")
    return Words.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
