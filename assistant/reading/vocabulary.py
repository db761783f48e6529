"""The words reports are recognised by, from `vocabulary.yaml`."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HAN = r"[\u3400-\u9fff·]"
FILE = Path(__file__).parent / "vocabulary.yaml"


@cache
def words() -> dict[str, Any]:
    """The parsed vocabulary."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(FILE.read_text(encoding="utf-8"), Loader=loader)


@cache
def expression(name: str) -> re.Pattern[str]:
    """The expression kept under `patterns`."""
    return re.compile(words()["patterns"][name].replace("{han}", HAN))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One compiled alternative of all expressions listed under `name`."""
    return re.compile("|".join(f"(?:{one})" for one in words()[name]))
