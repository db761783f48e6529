"""Table rules with logic of their own: who may legislate, what a figure obliges the text to say."""

import re
from collections.abc import Iterator

from assistant.checks.organ import is_government, level_of, parse
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern

GOVERNMENT = ("", "人民政府", "人民政府办公室", "人民政府办公厅")
RULES = ("t2.rules.issued", "t2.rules.repealed", "t2.rules.in_force")


@decides("T2-01")
def rules(view: View) -> Iterator[Outcome]:
    """规章 only from 国务院部门, provinces, cities with districts and 自治州 (立法法)."""
    organ, level = parse(view.meta.organ), level_of(view.meta)
    if level == "other" and not organ.ministry:
        yield Unknown("T2-01")
        return
    government = is_government(view.meta) or view.meta.scope == "aggregate" or organ.tail in GOVERNMENT
    if organ.ministry or (level in ("province", "city") and government):
        return
    if organ.area_level in ("province", "city") and organ.tail in GOVERNMENT:
        return
    if level == "department" and organ.area_level in ("province", "city") and view.meta.scope == "aggregate":
        return
    cells = tuple(one for one in RULES if view.value(one))
    if cells:
        words = {"organ": view.meta.organ, "value": "/".join(str(view.value(one)) for one in RULES)}
        yield Found("T2-01", words, cells=cells, found=view.value(cells[0]), expected=0)


@decides("T2-05")
def restated(view: View) -> Iterator[Outcome]:
    """When the stock of documents does not follow from last year's, a note in 六 or the preamble says why."""
    notes = view.section_text("s6") + "\n" + (view.texts["preamble"].plain if "preamble" in view.texts else "")
    for row in ("t2.rules", "t2.normative"):
        now = [view.value(f"{row}.{column}") for column in ("in_force", "issued", "repealed")]
        old = view.before(f"{row}.in_force")
        if old is None or None in now:
            yield Unknown("T2-05")
            continue
        stock, issued, repealed = (n or 0 for n in now)
        if stock != old + issued - repealed and not re.search(pattern("restated"), notes):
            what = view.label(f"{row}.in_force")
            yield Found("T2-05", {"what": what}, cells=(f"{row}.in_force",), found=stock, section=6)


@decides("T2-13")
def enforcement(view: View) -> Iterator[Outcome]:
    """A town or street with penalties or coercion: was enforcement delegated to it?"""
    if level_of(view.meta) not in ("town", "street"):
        return
    for one in ("t2.penalty", "t2.coercion"):
        if value := view.value(one):
            yield Found("T2-13", {"what": view.label(one), "value": value}, cells=(one,), found=value)


@decides("T3-09")
def forbidden_by_law(view: View) -> Iterator[Outcome]:
    """其他法律行政法规禁止公开 > 0: the text names the law."""
    one = "t3.deny.law_forbidden.total"
    value = view.value(one)
    if value is None:
        yield Unknown("T3-09")
    elif value and not re.search(pattern("law_named"), view.all_text):
        yield Found("T3-09", {"value": value}, cells=(one,), found=value)


@decides("T3-10")
def fee_unpaid(view: View) -> Iterator[Outcome]:
    """逾期未缴费 > 0 though 六 says no fee was ever asked."""
    one = "t3.other.fee_unpaid.total"
    value, text = view.value(one), view.section_text("s6")
    if value is None or (value and not text):
        yield Unknown("T3-10")
    elif value and (match := re.search(pattern("no_fee"), text)) and not view.facts.get("s6.fee.notices"):
        yield Found("T3-10", {"value": value, "quote": match[0]}, cells=(one,), found=value)


@decides("T4-05")
def corrected(view: View) -> Iterator[Outcome]:
    """结果纠正 > 0: 五 or 一 says why and what changed."""
    cells = tuple(f"t4.{block}.corrected" for block in ("review", "suit_direct", "suit_after_review"))
    values = [view.value(one) for one in cells]
    if None in values:
        yield Unknown("T4-05")
    elif any(values) and not re.search(pattern("corrected"), view.all_text):
        shown = tuple(one for one, v in zip(cells, values, strict=True) if v)
        yield Found("T4-05", {"value": sum(v or 0 for v in values)}, cells=shown, found=sum(v or 0 for v in values))
