"""The tokenizer that reads what is typed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.narrative.lexicon import lexicon
from assistant.narrative.spans import Break, Mention, NonCount, Number, Operator, Scope, cell_of, spans_in


def brief(text: str) -> list[str]:
    found = []
    for span in spans_in(text):
        if isinstance(span, Number):
            found.append(f"{span.quantity.value}")
        elif isinstance(span, Mention):
            found.append(span.id)
        elif isinstance(span, (Operator, NonCount, Scope)):
            found.append(span.kind)
    return found


TYPED = {
    "3件，自然人2件企业1件": ["3", "t3.*.natural", "2", "t3.*.business", "1"],
    "自然人那两件予以公开，企业那件不掌握": ["t3.*.natural", "t3.granted.*", "t3.*.business", "t3.unable.not_held.*"],
    "行政处罚12，其余没有": ["t2.penalty", "12", "rest", "none"],
    "和去年一样": ["same"],
    "不对，是5件": ["wrong", "5"],
    "把行政处罚改成15": ["t2.penalty", "change", "15"],
    "自然人三，企业二，其他1": ["t3.*.natural", "3", "t3.*.business", "2", "t3.*.other_org", "1"],
    "维持2件，其他1": ["t4.*.upheld", "2", "t4.*.other", "1"],
    "逾期不补正1，其他3": ["t3.other.no_correction.*", "1", "t3.other.misc.*", "3"],
    "行政许可120，其他都是0": ["t2.licensing", "120", "rest", "0"],
    "一共十二件": ["total", "12"],
    "制发3，废止1，有效20": ["t2.*.issued", "3", "t2.*.repealed", "1", "t2.*.in_force", "20"],
    "不清楚，先空着": ["unknown", "unknown"],
    "律所1件，公司2件，老百姓5件": ["t3.*.legal_service", "1", "t3.*.business", "2", "t3.*.natural", "5"],
    "打官司的2件，还没判": ["t4.suit.*", "2", "t4.*.pending"],
    "全市2024年收到12件": ["wide", "year", "t3.new.*", "12"],
}


@pytest.mark.parametrize(("text", "tokens"), TYPED.items())
def test_reads_what_a_clerk_types(text: str, tokens: list[str]) -> None:
    assert brief(text) == tokens


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "　行政处罚 １２　件（⺠政）"
    number = next(span for span in spans_in(text) if isinstance(span, Number))
    assert text[number.start : number.end] == "１２"
    assert text[slice(*number.outer)] == "１２　件"


def test_row_and_column_meet_in_a_cell() -> None:
    row, column = (span for span in spans_in("新收自然人") if isinstance(span, Mention))
    assert cell_of(row, column) == "t3.new.natural"
    assert cell_of(column, row) is None


WORDS = st.sampled_from(
    [*lexicon().entries, "3件", "十二", "2024年", "，", "、", "（", "）", "的", "12.5万元", "60%", "\n"]
)


@given(st.lists(WORDS, max_size=12).map("".join))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_tokens_stand_in_order_without_overlap(text: str) -> None:
    spans = spans_in(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(len(span.text) == 1 for span in spans if isinstance(span, Break))
