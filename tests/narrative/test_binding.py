"""Claims against cells: right figures never differ, wrong ones do, doubtful ones are left in doubt."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.narrative.binding import bind, value_of
from assistant.narrative.claims import breakdowns_in, claims_in

CELLS = {
    "t3.new.total": 35, "t3.new.natural": 30, "t3.new.business": 5, "t3.new.research": 0,
    "t3.new.public_interest": 0, "t3.new.legal_service": 0, "t3.new.other_org": 0,
    "t3.carried_in.total": 3, "t3.handled_total.total": 36, "t3.carried_out.total": 2,
    "t3.granted.total": 20, "t3.partial.total": 4, "t3.deny.state_secret.total": 1, "t3.deny.law_forbidden.total": 0,
    "t3.deny.three_security.total": 0, "t3.deny.third_party.total": 1, "t3.deny.internal.total": 0,
    "t3.deny.process.total": 0, "t3.deny.enforcement_file.total": 0, "t3.deny.admin_query.total": 0,
    "t4.review.total": 3, "t4.suit_direct.total": 1, "t4.suit_after_review.total": 1,
    "t2.normative.issued": 2, "t2.normative.repealed": 1, "t2.normative.in_force": 9,
    "t2.licensing": 120, "t2.penalty": 15, "t2.coercion": 0, "t2.fees_wan": Decimal("12.3456"),
}  # fmt: skip

STATES = [
    ("全年收到政府信息公开申请35件。", "agrees"),
    ("全年收到政府信息公开申请38件。", "agrees"),
    ("全年收到政府信息公开申请36件。", "differs"),
    ("全年新收政府信息公开申请38件。", "differs"),
    ("上年结转申请3件。", "agrees"),
    ("上年结转申请2件。", "differs"),
    ("办结政府信息公开申请35件。", "differs"),
    ("结转下年度继续办理2件。", "agrees"),
    ("不予公开2件。", "agrees"),
    ("不予公开3件。", "differs"),
    ("予以公开及部分公开24件。", "agrees"),
    ("予以公开及部分公开20件。", "differs"),
    ("自然人申请30件。", "agrees"),
    ("法人或其他组织申请5件。", "agrees"),
    ("行政复议3件。", "agrees"),
    ("行政诉讼2件。", "agrees"),
    ("行政诉讼1件。", "differs"),
    ("未收到政府信息公开申请。", "differs"),
    ("未发生行政复议。", "differs"),
    ("制发行政规范性文件2件。", "agrees"),
    ("现行有效行政规范性文件8件。", "differs"),
    ("作出行政处罚决定15件。", "agrees"),
    ("作出行政处罚决定16件。", "differs"),
    ("行政事业性收费12.35万元。", "agrees"),
    ("行政事业性收费123456元。", "agrees"),
    ("行政事业性收费12.45万元。", "differs"),
    ("收到政府信息公开申请30余件。", "agrees"),
    ("收到政府信息公开申请50余件。", "differs"),
    ("收到政府信息公开申请近40件。", "agrees"),
    ("区政府办公室代表区政府收到政府信息公开申请17件。", "uncertain"),
    ("备案行政复议案件1件。", "uncertain"),
    ("收到涉及征地补偿的申请5件。", "uncertain"),
    ("全年收到申请36件，其中11件办结，8件申请人主动撤销。", "differs"),
    ("予以公开20件，部分公开4件，无法提供5件。", "unknown"),
]


@pytest.mark.parametrize(("text", "state"), STATES)
def test_state(text: str, state: str) -> None:
    claims = [c for c in claims_in(text, "s1.on_request", 2024) if c.readings and c.kind in ("count", "none")]
    states = [bind(claim, CELLS).state for claim in claims]
    order = ["differs", "uncertain", "unknown", "agrees"]
    assert min(states, key=order.index) == state


def test_a_branch_of_handling_is_not_held_against_the_total() -> None:
    text = "全年收到申请35件，其中11件办结，8件申请人主动撤销。"
    handled = [c for c in claims_in(text, "s1.on_request") if c.topic == "handled_total"]
    assert [bind(c, CELLS).state for c in handled] == ["uncertain"]


def test_another_year_is_never_a_difference() -> None:
    claims = [c for c in claims_in("2023年收到申请8件。", "s1.on_request", 2024) if c.readings]
    assert [(c.year, bind(c, CELLS).state) for c in claims] == [(2023, "uncertain")]


def test_shares_may_be_cut_or_rounded() -> None:
    for share, state in (
        ("40%", "agrees"),
        ("41%", "agrees"),
        ("41.7%", "agrees"),
        ("42%", "agrees"),
        ("45%", "differs"),
    ):
        text = f"收到申请12件，予以公开5件，占{share}。"
        (claim,) = [c for c in claims_in(text, "s1.on_request") if c.kind == "percent"]
        assert bind(claim, {}).state == (state if share != "40%" else "differs")


def test_group_subtotals_are_summed_from_their_rows() -> None:
    assert value_of("t3.deny.total", CELLS) == 2
    assert value_of("t3.unable.total", CELLS) is None


COUNTS = st.integers(min_value=1, max_value=4000)
OPENINGS = ["2024年，我局", "全年", "本年度，", "一年来，本街道", "2024年度全县", ""]
RECEIVED = [
    "共收到政府信息公开申请{n}{u}", "新收政府信息公开申请{n}{u}", "受理依申请公开{n}{u}", "收到的信息公开申请为{n}{u}",
    "接收申请人提出的政府信息公开申请共计{n}{u}", "依申请公开共收到{n}{u}", "收到{n}{u}政府信息公开申请",
]  # fmt: skip
HANDLED = ["办结{n}{u}", "已答复{n}{u}", "依法按期答复{n}{u}", "均已办理，办结{n}{u}", "按时办结的有{n}{u}"]
LEFT = ["结转下年度继续办理{n}{u}", "{n}{u}结转至下年度", "顺延到下年度办理{n}{u}", "转下年度{n}{u}"]
OUTCOMES = [
    ("予以公开{n}{u}", "t3.granted.total"), ("部分公开{n}{u}", "t3.partial.total"), ("不予公开{n}{u}", "t3.deny.total"),
    ("无法提供{n}{u}", "t3.unable.total"), 
    ("不予处理{n}{u}", "t3.refuse.total"), ("作其他处理{n}{u}", "t3.other.total"),
]  # fmt: skip


def report(draw: Callable) -> tuple[str, dict[str, int]]:
    unit = draw(st.sampled_from(["件", "份", "宗"]))
    numbers = [draw(COUNTS) for _ in OUTCOMES]
    left = draw(COUNTS)
    cells = {cell: n for (_, cell), n in zip(OUTCOMES, numbers, strict=True)}
    cells |= {"t3.handled_total.total": sum(numbers), "t3.carried_out.total": left, "t3.carried_in.total": 0}
    cells["t3.new.total"] = sum(numbers) + left
    said = draw(st.sampled_from(OPENINGS)) + draw(st.sampled_from(RECEIVED)).format(n=cells["t3.new.total"], u=unit)
    said += (
        "，"
        + draw(st.sampled_from(HANDLED)).format(n=sum(numbers), u=unit)
        + draw(st.sampled_from(["，其中", "。其中，", "："]))
    )
    said += draw(st.sampled_from(["、", "，"])).join(
        t.format(n=n, u=unit) for (t, _), n in zip(OUTCOMES, numbers, strict=True)
    )
    said += "；" + draw(st.sampled_from(LEFT)).format(n=left, u=unit) + "。"
    return said, cells


@given(st.data())
@settings(max_examples=250, derandomize=True, deadline=None)
def test_a_right_paragraph_raises_nothing_and_a_wrong_figure_is_found(data: st.DataObject) -> None:
    text, cells = report(data.draw)
    claims = [c for c in claims_in(text, "s1.on_request", 2024) if c.readings]
    assert [bind(c, cells).state for c in claims] == ["agrees"] * len(claims), text
    assert {cell for c in claims for r in c.readings[:1] for cell in r.cells} >= set(cells) - {"t3.carried_in.total"}, (
        text
    )
    assert all(b.parts_sum == b.total.value for b in breakdowns_in(text, "s1.on_request")), text
    wrong = data.draw(st.sampled_from(sorted(set(cells) - {"t3.carried_in.total"})))
    states = [bind(c, cells | {wrong: cells[wrong] + 5000}).state for c in claims]
    assert "differs" in states, (text, wrong)
