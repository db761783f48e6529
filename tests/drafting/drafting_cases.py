"""Snapshots for drafting tests: everything not named is 0, as after a confirmed 零填报."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assistant.form import load_form
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot

ORGAN = "平安县城关街道办事处"


def snapshot(year: int, figures: Mapping[str, Any] | None = None, unknown: bool = False, **meta: Any) -> Snapshot:
    """`figures`: cells and facts by id; a string is a decimal. With `unknown` nothing else is known."""
    form = load_form("2021")
    stated: dict[str, Any] = {} if unknown else {c.id: 0 for c in form.cells.values() if c.entered}
    facts: dict[str, Any] = {}
    for one, value in (figures or {}).items():
        (stated if form.cell(one) else facts)[one] = Decimal(value) if isinstance(value, str) else value
    return Snapshot(meta=Meta(organ=ORGAN, year=year, **meta), stated=stated, facts=facts)
