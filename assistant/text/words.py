"""The word lists of this package, read once from words.yaml."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Words(BaseModel):
    """`before`/`after` map an exactness (over, about, under) to its words; `guards` tell measures from other words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    radicals: dict[str, str]
    measures: tuple[str, ...]
    guards: dict[str, str]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The lists, strictly checked."""
    path = Path(__file__).with_name("words.yaml")
    return Words.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
