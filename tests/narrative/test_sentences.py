"""Sentences in the wording of offices, and what they state."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from assistant.narrative.claims import breakdowns_in, claims_in
from assistant.narrative.types import Breakdown, Claim

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/narrative/sentences.yaml").read_text(encoding="utf-8"))


def said(claim: Claim) -> str:
    kind = "" if claim.kind in ("count", "none") else claim.kind + " "
    return f"{kind}{claim.topic or chr(34) * 2} {claim.quantity.value:f}"


def means_something(claim: Claim) -> bool:
    return bool(claim.readings) or (claim.kind in ("percent", "growth") and claim.check is not None)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_what_a_sentence_says(case: dict) -> None:
    claims = claims_in(case["text"], case.get("in", "s1.on_request"), 2024)
    assert sorted(said(c) for c in claims if means_something(c)) == sorted(case["says"])


def spelt(breakdown: Breakdown) -> tuple[Decimal, list[Decimal], bool]:
    return breakdown.total.value, [part.quantity.value for part in breakdown.parts], breakdown.open


SUMS = [case for case in CASES if "sums" in case]


@pytest.mark.parametrize("case", SUMS, ids=[case["text"][:24] for case in SUMS])
def test_the_sums_a_sentence_spells_out(case: dict) -> None:
    expected = []
    for line in case["sums"]:
        total, _, parts = line.partition(" = ")
        expected.append((Decimal(total), [Decimal(n) for n in re.findall(r"\d+", parts)], parts.endswith(" open")))
    assert [spelt(one) for one in breakdowns_in(case["text"], case.get("in", "s1.on_request"))] == expected
