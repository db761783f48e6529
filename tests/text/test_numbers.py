"""Numbers in digits and Chinese numerals."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.normalise import normalise
from assistant.text.numbers import find_numbers, format_like, from_chinese, parse_number, to_chinese

WHOLE = {
    "12": 12,
    "１２": 12,
    "1,204": 1204,
    "１，２０４": 1204,
    "3.5": Decimal("3.5"),
    "十二": 12,
    "两": 2,
    "〇": 0,
    "零": 0,
    "三千二百零六": 3206,
    "二十": 20,
    "廿三": 23,
    "一百零五": 105,
    "一百五": 150,
    "一万二": 12000,
    "1.2万": 12000,
    "536 万": 5_360_000,
    "二〇二三": 2023,
    "两千零一": 2001,
    " 7 ": 7,
    "-3": -3,
    "+19": 19,
}
NOT_WHOLE = ["", "一二十", "三五", "3件", "abc", "十几", "1,23", "百", "二二", "/", "-"]


@pytest.mark.parametrize(("text", "value"), WHOLE.items())
def test_reads_a_whole_number(text: str, value: int | Decimal) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", NOT_WHOLE)
def test_leaves_alone_what_is_no_single_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(min_value=0, max_value=10**10))
@settings(max_examples=300, derandomize=True)
def test_chinese_numerals_round_trip(number: int) -> None:
    assert from_chinese(to_chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["digits", "grouped", "chinese"]))
@settings(max_examples=200, derandomize=True)
def test_a_number_written_in_a_style_is_found_again(number: int, style: str) -> None:
    text = normalise("全年共" + format_like(number, style, "件") + "。").text
    found = find_numbers(text)
    assert [int(one.value) for one in found] == [number]
    assert found[0].unit == "件"


IN_TEXT = [
    ("发布信息四十余条", "40", "条", "over"),
    ("共计近200余条", "200", "条", "about"),
    ("累计18万余条", "180000", "条", "over"),
    ("推送400多篇", "400", "篇", "over"),
    ("约30份", "30", "份", "about"),
    ("不足10件", "10", "件", "under"),
    ("共1,234条", "1234", "条", "exact"),
    ("收费12.5万元", "12.5", "万元", "exact"),
    ("办理2025件", "2025", "件", "exact"),
    ("两件", "2", "件", "exact"),
    ("举办20场左右", "20", "场", "about"),
]


@pytest.mark.parametrize(("text", "value", "unit", "exactness"), IN_TEXT)
def test_finds_value_unit_and_exactness(text: str, value: str, unit: str, exactness: str) -> None:
    (found,) = find_numbers(normalise(text).text)
    assert (found.value, found.unit, found.exactness) == (Decimal(value), unit, exactness)


@pytest.mark.parametrize(
    "text",
    [
        "国办公开办函〔2021〕30号",
        "国务院令第711号",
        "电话：0518-80001234",
        "邮编：222000",
        "2024年1月26日",
        "2024-01-26 15:35:23",
        "第三十六条",
        "第六期",
        "三审三校",
        "一是完善制度",
        "20个工作日内",
        "自2024年1月1日起至2024年12月31日止",
        "http://www.example.gov.cn/a/2024",
        "12345热线",
        "第二十条第（一）项",
        "做好统一管理",
        "另一方面",
        "一个突破口",
        "人民路18号3楼305室",
        "“五公开”",
        "报告分六部分",
        "两处理由",
        "两办",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert find_numbers(normalise(text).text) == []
