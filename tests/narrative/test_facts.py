"""Facts that live only in prose."""

from assistant.narrative.facts import facts_in


def test_totals_and_parts_of_what_was_published() -> None:
    texts = {
        "s1.active": "2024年主动公开政府信息共25条，其中镇街文件5条；公示公告8条，其他公开内容12条。发布政策解读6篇。",
        "s1.supervision": "全年开展业务培训3次，未发生责任追究。",
        "s6.fee": "全年发出收费通知2件，收取信息处理费230元。",
    }
    assert facts_in(texts, 2024) == {
        "s1.active.published_total": 25,
        "s1.active.published_total.镇街文件": 5,
        "s1.active.published_total.公示公告": 8,
        "s1.active.published_total.其他公开内容": 12,
        "s1.active.interpretations": 6,
        "s1.supervision.trainings": 3,
        "s1.supervision.accountability": 0,
        "s6.fee.notices": 2,
        "s6.fee.received_yuan": 230,
    }


def test_what_is_not_stated_is_not_there() -> None:
    assert facts_in({"s1.active": "坚持以公开为常态、不公开为例外。"}, 2024) == {}
