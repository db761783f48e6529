"""What holds whatever the figures and the wording: generated paragraphs, generated years."""

import re
from decimal import Decimal

from drafting_cases import snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting import roll_forward
from assistant.drafting.years import shift_years
from assistant.narrative.binding import bind
from assistant.narrative.claims import claims_in
from assistant.text.normalise import normalise
from assistant.text.numbers import find_numbers, parse_number

RESULTS = {
    "t3.granted.natural": "予以公开",
    "t3.partial.natural": "部分公开",
    "t3.deny.process.natural": "不予公开",
    "t3.unable.not_held.natural": "无法提供",
    "t3.refuse.repeat.natural": "不予处理",
}
OPENINGS = ("2023年，我局", "2023年度全镇", "本年度我办", "一年来，我街道")
RECEIVED = ("收到政府信息公开申请{n}件", "共受理政府信息公开申请{n}件", "新收到公开申请{n}件", "受理依申请公开{n}件")
LISTS = ("，其中{parts}", "，其中：{parts}", "（{parts}）", "，均已办结。其中，{parts}")
SEPARATORS = ("、", "，", "；")
SUFFIXES = ("", "，未发生行政复议、行政诉讼", "，办结率100%", "。发生行政复议{r}件、行政诉讼{s}件")

figures = st.fixed_dictionaries({cell: st.integers(0, 40) for cell in RESULTS})
cases = st.fixed_dictionaries({"t4.review.upheld": st.integers(0, 3), "t4.suit_direct.upheld": st.integers(0, 3)})
rules = settings(derandomize=True, max_examples=60, deadline=None)


def _year(results: dict[str, int], suits: dict[str, int]) -> dict[str, int]:
    return {**results, **suits, "t3.new.natural": sum(results.values())}


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """A paragraph as an office would write it, and the figures of its table."""
    values = _year(draw(figures), draw(cases))
    shown = [(label, values[cell]) for cell, label in RESULTS.items() if values[cell]]
    total = values["t3.new.natural"]
    if not total:
        return draw(st.sampled_from(OPENINGS)) + "未收到政府信息公开申请。", values
    text = draw(st.sampled_from(OPENINGS)) + draw(st.sampled_from(RECEIVED)).format(n=total)
    if len(shown) > 1:
        parts = draw(st.sampled_from(SEPARATORS)).join(f"{label}{n}件" for label, n in shown)
        text += draw(st.sampled_from(LISTS)).format(parts=parts)
    review, suit = values["t4.review.upheld"], values["t4.suit_direct.upheld"]
    suffix = draw(st.sampled_from(SUFFIXES))
    if "未发生" in suffix and (review or suit):
        suffix = ""
    return text + suffix.format(r=review, s=suit) + "。", values


@rules
@given(paragraphs(), figures, cases)
def test_no_statement_contradicts_this_year(past: tuple[str, dict[str, int]], results, suits) -> None:
    text, before = past
    new = snapshot(2024, _year(results, suits))
    rolled = roll_forward(text, "s1.on_request", snapshot(2023, before), new)
    for claim in claims_in(rolled.text, "s1.on_request", 2024):
        marked = any(start <= claim.quantity.start < end for start, end in rolled.unverified)
        assert marked or bind(claim, new.values).state != "differs", rolled.text
    for one in rolled.replaced:
        stated = sum(Decimal(new.value(cell) or 0) for cell in one.cell.split("+"))
        assert Decimal(rolled.text[slice(*one.span)]) == stated, rolled.text


@rules
@given(paragraphs(), figures, cases)
def test_every_number_is_this_years_or_marked(past: tuple[str, dict[str, int]], results, suits) -> None:
    text, before = past
    new = snapshot(2024, _year(results, suits))
    rolled = roll_forward(text, "s1.on_request", snapshot(2023, before), new)
    placed = [one.span for one in rolled.replaced] + list(rolled.unverified)
    plain = normalise(rolled.text)
    for number in find_numbers(plain.text):
        start = plain.offsets[number.start]
        assert number.percent or any(a <= start < b for a, b in placed), rolled.text


@rules
@given(paragraphs(), figures, cases)
def test_the_sentence_stays_well_formed(past: tuple[str, dict[str, int]], results, suits) -> None:
    text, before = past
    rolled = roll_forward(text, "s1.on_request", snapshot(2023, before), snapshot(2024, _year(results, suits)))
    assert "2023" not in rolled.text
    assert not re.search(r"[，、；：。][，、；。]|（）|^[，。；、]|其中[，：]?[。；]|其中$", rolled.text), rolled.text
    assert rolled.text.count("（") == rolled.text.count("）")


@rules
@given(paragraphs())
def test_unchanged_figures_change_nothing_but_years(past: tuple[str, dict[str, int]]) -> None:
    text, values = past
    rolled = roll_forward(text, "s1.on_request", snapshot(2023, values), snapshot(2024, values))
    assert rolled.text == shift_years(text, 2023, 2024).text
    assert rolled.unverified == ()


@rules
@given(paragraphs())
def test_with_nothing_known_everything_is_marked(past: tuple[str, dict[str, int]]) -> None:
    text, values = past
    rolled = roll_forward(text, "s1.on_request", snapshot(2023, values), snapshot(2024, unknown=True))
    assert rolled.replaced == ()
    plain = normalise(rolled.text)
    for number in find_numbers(plain.text):
        start = plain.offsets[number.start]
        assert any(a <= start < b for a, b in rolled.unverified), rolled.text
    assert rolled.text.replace("〔待核〕", "") == shift_years(text, 2023, 2024).text


@rules
@given(st.text(alphabet="二〇三收到申请件，。其中12３0年%〔〕（）《》余约未、公开复议\n ", max_size=60))
def test_any_text_is_rolled_without_failing(text: str) -> None:
    rolled = roll_forward(text, "s1.on_request", snapshot(2023), snapshot(2024))
    for start, end in rolled.unverified:
        assert rolled.text[start:end].startswith("〔待核〕")


FRAGMENTS = (
    *(
        "2023年",
        "收到",
        "新收",
        "申请",
        "政府信息公开申请",
        "3件",
        "2件",
        "0件",
        "其中",
        "予以公开2件",
        "不予公开1件",
        "自然人2件",
    ),
    *(
        "、",
        "，",
        "（",
        "）",
        "：",
        "。",
        "；",
        "\n",
        "未发生",
        "未收到",
        "行政复议",
        "行政诉讼",
        "均",
        "全部",
        "予以公开",
        "占",
        "50%",
    ),
    *(
        "较上年增长",
        "12%",
        "共",
        "结转下年度",
        "上年结转",
        "办结率",
        "第六期",
        "6月18日",
        "《2023年要点》",
        "结果维持",
        "一件未收",
    ),
)


@rules
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=18).map("".join), figures, figures, cases)
def test_fragments_in_any_order_are_rolled_without_failing(text: str, before: dict, after: dict, suits: dict) -> None:
    old, new = snapshot(2023, _year(before, suits)), snapshot(2024, _year(after, {}))
    rolled = roll_forward(text, "s1.on_request", old, new)
    for start, end in rolled.unverified:
        assert rolled.text[start:end].startswith("〔待核〕")
    for one in rolled.replaced:
        assert 0 <= one.span[0] < one.span[1] <= len(rolled.text)


DERIVED = ("，较上年增加{n}件，增长12.5%", "，比2022年的5件多出{n}件", "，同比上升约三成", "，占50%")


@rules
@given(paragraphs(), st.sampled_from(DERIVED), figures, cases)
def test_spans_hold_the_numbers_they_state(past: tuple[str, dict[str, int]], derived: str, results, suits) -> None:
    text, before = past
    text = text.removesuffix("。") + "。新收到公开申请" + f"{before['t3.new.natural']}件" + derived.format(n=2) + "。"
    new = snapshot(2024, _year(results, suits))
    rolled = roll_forward(text, "s1.on_request", snapshot(2023, before), new)
    assert rolled.text.endswith("。")
    for one in rolled.replaced:
        assert parse_number(rolled.text[slice(*one.span)]) == one.new, rolled.text
    for start, end in rolled.unverified:
        assert rolled.text[start:end].startswith("〔待核〕"), rolled.text
