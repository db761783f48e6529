"""Figures that live only in prose: what was published and its parts, interpretations, trainings, fees asked."""

from collections.abc import Mapping
from decimal import Decimal

from assistant.form.loader import load_form
from assistant.narrative.claims import breakdowns_in, claims_in
from assistant.narrative.types import Claim

Number = int | Decimal


def facts_in(texts: Mapping[str, str], year: int | None = None) -> dict[str, Number]:
    """Fact ids → values stated in the texts (text id → text); parts of a breakdown as `<fact>.<label as written>`.

    A fact is taken from its own text first, then from any other; rounded figures count as stated.
    """
    form = load_form("2021")
    found: dict[str, Number] = {}
    stated = {text_id: claims_in(text, text_id, year) for text_id, text in texts.items()}
    for fact in form.facts.values():
        order = sorted(texts, key=lambda text_id, home=fact.text: text_id != home)
        for text_id in order:
            claim = _first(stated[text_id], fact.id)
            if claim is None:
                continue
            found[fact.id] = _number(claim.quantity.value)
            if fact.breakdown:
                found.update(_parts(fact.id, claim, texts[text_id], text_id))
            break
    return found


def _first(claims: list[Claim], fact_id: str) -> Claim | None:
    mine = [
        claim
        for claim in claims
        if claim.kind in ("count", "none") and claim.year is None and any(r.cells == (fact_id,) for r in claim.readings)
    ]
    sure = [claim for claim in mine if any(reading.strict for reading in claim.readings) and not claim.scope]
    return next(iter(sure or mine), None)


def _parts(fact_id: str, claim: Claim, text: str, text_id: str) -> dict[str, Number]:
    for breakdown in breakdowns_in(text, text_id):
        if breakdown.total.start == claim.quantity.start:
            return {f"{fact_id}.{part.label}": _number(part.quantity.value) for part in breakdown.parts if part.label}
    return {}


def _number(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value
