"""Published information: whatever the kinds and their numbers, the new list is this year's, and so is the growth."""

from decimal import ROUND_HALF_UP, Decimal

from drafting_cases import snapshot
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.drafting import roll_forward
from assistant.drafting.rollforward import with_facts
from assistant.narrative.facts import facts_in

TOTAL = "s1.active.published_total"
KINDS = ("机构职能类", "政策文件", "工作动态类", "财政预决算", "公示公告", "会议公开", "民生保障类")
OPENINGS = ("2023年，我局共主动公开政府信息{n}条", "2023年度全镇累计公开各类政府信息{n}条", "全年发布政府信息{n}条")
LINKS = ("，其中{parts}。", "。其中，{parts}。", "：{parts}。", "，分别为{parts}。", "，包括{parts}。")
SEPARATORS = ("、", "，", "；")
kinds = st.dictionaries(st.sampled_from(KINDS), st.integers(1, 400), min_size=2, max_size=6)
rules = settings(derandomize=True, max_examples=80, deadline=None)


def _facts(parts: dict[str, int]) -> dict[str, int]:
    return {TOTAL: sum(parts.values()), **{f"{TOTAL}.{kind}": n for kind, n in parts.items()}}


@rules
@given(kinds, kinds, st.sampled_from(OPENINGS), st.sampled_from(LINKS), st.sampled_from(SEPARATORS))
def test_the_list_is_this_years(before: dict, after: dict, opening: str, link: str, separator: str) -> None:
    written = separator.join(f"{kind}{n}条" for kind, n in before.items())
    text = opening.format(n=sum(before.values())) + link.format(parts=written)
    rolled = roll_forward(text, "s1.active", snapshot(2023, _facts(before)), snapshot(2024, _facts(after)))
    assert rolled.unverified == ()
    for kind, n in after.items():
        assert f"{kind}{n}条" in rolled.text
    for kind in before.keys() - after.keys():
        assert kind not in rolled.text
    assert f"{sum(after.values())}条" in rolled.text
    if len(after) > 1:
        assert facts_in({"s1.active": rolled.text}, 2024) == _facts(after)
    kept = [kind for kind in before if kind in after]
    assert sorted(kept, key=rolled.text.index) == kept


@rules
@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 2), st.sampled_from(["同比", "较上年", "比2022年"]))
def test_growth_is_recomputed_in_the_right_word(before: int, after: int, decimals: int, base: str) -> None:
    assume(before)
    stated = f"{12:.{decimals}f}"
    text = f"2023年共主动公开政府信息{before}条，{base}增长{stated}%。"
    rolled = roll_forward(
        text, "s1.active", with_facts(snapshot(2023, {TOTAL: before})), snapshot(2024, {TOTAL: after})
    )
    assert rolled.unverified == ()
    if after == before:
        assert rolled.text.endswith("与上年持平。")
        return
    share = abs(Decimal(after - before)) * 100 / before
    rounded = share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert ("增长" if after > before else "下降") in rolled.text
    if rounded:
        assert f"{rounded}%" in rolled.text
    assert "2022" not in rolled.text


@rules
@given(st.integers(1, 30_000), st.sampled_from(["余", "多"]), st.integers(1, 300_000))
def test_a_rounded_figure_stays_rounded_and_true(before: int, word: str, after: int) -> None:
    step = 10 ** max(len(str(before)) - 2, 0)
    stated = before // step * step
    assume(stated < before and stated >= 10)
    text = f"2023年共主动公开政府信息{stated}{word}条。"
    rolled = roll_forward(text, "s1.active", snapshot(2023, {TOTAL: before}), snapshot(2024, {TOTAL: after}))
    number = Decimal(rolled.text[slice(*rolled.replaced[0].span)])
    if word in rolled.text:
        assert number < after
    else:
        assert number == after
