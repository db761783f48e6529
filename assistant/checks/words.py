"""The word lists and patterns of the checks, from data/*.yaml: what is looked for is data, how is code."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from assistant.checks.registry import load

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> Any:
    """The parsed file data/<name>.yaml."""
    return load(DATA / f"{name}.yaml")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of data/patterns.yaml: one expression, or a list of which any may match."""
    entry = table("patterns")[name]
    return re.compile(entry if isinstance(entry, str) else "|".join(f"(?:{one})" for one in entry))
