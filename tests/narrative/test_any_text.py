"""No text, however mangled, stops the reading of prose."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.narrative.claims import breakdowns_in, claims_in
from assistant.narrative.lexicon import lexicon

PIECES = st.sampled_from(
    [*list(lexicon().entries)[::7], "其中", "分别为", "3件", "12条", "（", "）", "，", "。", "、", "：", "；",
     "5", "占", "40%",
     "同比增长", "余", "2023年", "各2件", "+", "\n", "收到申请",
     "未", "万元", "1.2万"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["s1.active", "s1.on_request", "s6.fee"]))
@settings(max_examples=400, derandomize=True, deadline=None)
def test_claims_and_breakdowns_stay_inside_the_text(text: str, text_id: str) -> None:
    for claim in claims_in(text, text_id, 2024):
        assert 0 <= claim.quantity.start < claim.quantity.end <= len(text)
        assert claim.sentence[0] <= claim.quantity.start < claim.sentence[1]
    for breakdown in breakdowns_in(text, text_id):
        assert len(breakdown.parts) > 1
        assert 0 <= breakdown.start < breakdown.end <= len(text)


@given(st.text(max_size=120))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_characters_are_read(text: str) -> None:
    assert all(claim.text_id == "s1.active" for claim in claims_in(text, "s1.active"))
