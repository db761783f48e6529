"""Whole conversations as tables an official can read, and what must hold in any conversation."""

import statistics
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.dialogue.replies import Ask, Confirm, Drafted, ProgressReply, Recorded
from assistant.form import load_form
from assistant.report.answer import Answer
from assistant.report.progress import progress
from tests.dialogue.helpers import Talk, new_draft, past_report

FOLDER = Path(__file__).parents[1] / "cases" / "dialogue"
SENTENCE = 30


def begin(case: dict[str, Any]) -> Talk:
    past = past_report(**{k.replace(".", "__"): v for k, v in case["past"].items()})
    talk = Talk(new_draft(past))
    talk.begin()
    return talk


@pytest.mark.parametrize("name", ["street", "quiet"])
def test_transcript(name: str) -> None:
    case = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    talk = begin(case)
    for line in case["talk"]:
        result = talk.say(line["say"])
        stored = {c.target: c.after.value for c in result.changes if isinstance(c.after, Answer)}
        for cell, value in line.get("set", {}).items():
            assert stored.get(cell) == value, (line, stored)
        assert all(stored.get(cell) == 0 for cell in line.get("zero", ())), line
        assert result.replies[-1].kind == line["then"], (line, [r.text for r in result.replies])
    last = talk.result
    assert last is not None
    closing = last.replies[-1]
    assert isinstance(closing, ProgressReply)
    assert closing.open == ()
    assert "下载" in closing.text
    assert talk.messages <= case["most"]
    assert progress(talk.draft, load_form("2021")).complete


def test_a_reply_takes_less_than_a_moment() -> None:
    case = yaml.safe_load((FOLDER / "street.yaml").read_text(encoding="utf-8"))
    begin(case).say("都没有")
    talk, times = begin(case), []
    for line in case["talk"]:
        started = time.perf_counter()
        talk.say(line["say"])
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.25, times


def test_zeros_nobody_spoke_of_are_confirmed_once_for_all_of_table_three() -> None:
    talk = Talk(new_draft(past_report()))
    result = talk.say("没有收到申请")
    offer = result.replies[-1]
    assert isinstance(offer, Confirm)
    assert "161" in offer.text
    talk.say("确认")
    sources = {a.source for one, a in talk.draft.answers.items() if one.startswith("t3.granted")}
    assert sources == {"confirmed_zero"}


def test_undo_takes_back_one_message_after_the_other() -> None:
    talk = Talk(new_draft(past_report()))
    before = talk.values()
    talk.say("行政处罚12件")
    talk.say("行政许可3件，行政强制1件")
    result = talk.say("撤销")
    assert result.undo
    assert "t2.licensing" not in talk.values()
    assert talk.values()["t2.penalty"] == 12
    talk.say("撤销")
    assert talk.values() == before
    assert not talk.say("撤销").changes


def test_a_declined_offer_is_not_made_again_until_the_figures_change() -> None:
    talk = Talk(new_draft(past_report()))
    talk.say("自然人2件，都公开了")
    result = talk.say("不对")
    assert isinstance(result.replies[-1], Ask)
    result = talk.say("把自然人予以公开改成1件")
    assert isinstance(result.replies[-1], Confirm)


@pytest.mark.parametrize("word", ["采用", "确认", "可以"])
def test_a_shown_paragraph_is_adopted(word: str) -> None:
    talk = Talk(new_draft(past_report()))
    shown = talk.say("帮我写主动公开")
    assert any(isinstance(r, Drafted) for r in shown.replies)
    talk.say(word)
    assert talk.draft.texts["s1.active"].text


def test_own_words_are_kept_word_for_word() -> None:
    talk = Talk(new_draft(past_report()))
    talk.say("先填监督保障")
    talk.say("自己写：今年组织培训2次，明确专人负责。")
    assert talk.draft.texts["s1.supervision"].text == "今年组织培训2次，明确专人负责。"


def test_editing_takes_the_next_message_as_the_paragraph() -> None:
    talk = Talk(new_draft(past_report()))
    talk.say("先填政府信息管理")
    talk.say("修改")
    talk.say("我街道严格落实信息发布审核，全年公开信息120条。")
    assert talk.draft.texts["s1.management"].text.startswith("我街道严格落实")
    assert "s1.active.published_total" not in talk.values()


def test_problems_can_be_said_in_a_clause() -> None:
    talk = Talk(new_draft(None))
    talk.say("先填存在的主要问题")
    talk.say("政策解读形式单一；人员更换频繁")
    assert "政策解读形式单一" in talk.draft.texts["s5.problems"].text


@pytest.mark.parametrize(
    ("say", "asks"),
    [
        ("先填第三部分", "t3.new.natural"),
        ("先填行政处罚", "t2.penalty"),
        ("先填监督保障", "s1.supervision"),
        ("先填结转下年度", "t3.carried_out.natural"),
        ("先填三安全一稳定", "t3.deny.three_security.natural"),
        ("先填复议后起诉", "t4.suit_after_review.upheld"),
        ("先填第四部分", "t4.review.upheld"),
        ("先填现行有效", "t2.normative.in_force"),
        ("跳到第五部分", "s5.problems"),
        ("先填行政事业性收费", "t2.fees_wan"),
        ("先填信息处理费", "s6.fee.received_yuan"),
        ("先填不予公开", "t3.deny.state_secret.natural"),
    ],
)
def test_jump(say: str, asks: str) -> None:
    talk = Talk(new_draft(past_report()))
    result = talk.say(say)
    question = next(r for r in result.replies if isinstance(r, Ask))
    assert asks in question.asks


def test_every_choice_works_as_a_message() -> None:
    talk = Talk(new_draft(None))
    result = talk.begin()
    seen = set()
    for _ in range(40):
        last = result.replies[-1]
        if isinstance(last, ProgressReply):
            break
        for choice in last.choices:
            other = Talk(talk.draft, talk.desk, talk.state)
            replies = other.say(choice).replies
            assert not any("没有读懂" in r.text for r in replies), (last.text, choice)
            seen.add(choice)
        forward = [c for c in last.choices if c not in ("先跳过", "和去年一样", "修改", "换一个参考")]
        result = talk.say(
            forward[0] if forward else "12" if isinstance(last, Ask) and len(last.asks) == 1 else "都没有"
        )
    assert len(seen) > 8


def test_office_details_are_read_from_one_message() -> None:
    talk = Talk(new_draft(None, office=False))
    result = talk.begin()
    assert "meta.phone" in result.replies[-1].asks
    result = talk.say("网站是东湖区人民政府网站，网址www.donghu.gov.cn/liuyin，地址柳荫路1号，电话0571-88001234")
    stored = {c.target: c.after.value for c in result.changes if isinstance(c.after, Answer)}
    assert stored["meta.phone"] == "0571-88001234"
    assert stored["meta.url"] == "www.donghu.gov.cn/liuyin"
    assert stored["meta.address"] == "柳荫路1号"
    assert "东湖区人民政府网站" in str(stored["meta.site_name"])


def test_recorded_replies_show_before_and_after() -> None:
    talk = Talk(new_draft(past_report()))
    talk.say("行政处罚12件")
    result = talk.say("把行政处罚改成15")
    recorded = next(r for r in result.replies if isinstance(r, Recorded))
    assert [(c.cell, c.before, c.after) for c in recorded.changes] == [("t2.penalty", 12, 15)]
