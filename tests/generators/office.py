"""An invented town's report in which nothing is wrong, two years running; cases change one thing in it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from assistant.checks.finding import Finding
from assistant.form import load_form
from assistant.report.answer import Mark
from assistant.report.meta import Meta
from assistant.report.published import Heading, LabelSeen, Note, Structure
from assistant.report.snapshot import Snapshot

FORM = load_form("2021")
ORGAN = "云泽市青岚县松溪镇人民政府"
WHEN = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
NUMERALS = "一二三四五六"

ENTERED: dict[str, int | Decimal] = {
    "t2.normative.issued": 2, "t2.normative.repealed": 1, "t2.normative.in_force": 12, "t2.licensing": 35,
    "t2.fees_wan": Decimal("0.35"), "t3.new.natural": 9, "t3.new.business": 3, "t3.new.legal_service": 1,
    "t3.carried_in.natural": 1, "t3.granted.natural": 5, "t3.granted.business": 2, "t3.partial.natural": 1,
    "t3.deny.process.natural": 1, "t3.unable.not_held.natural": 1, "t3.unable.not_held.business": 1,
    "t3.refuse.repeat.natural": 1, "t3.other.no_correction.legal_service": 1, "t3.carried_out.natural": 1,
    "t4.review.upheld": 1, "t4.suit_after_review.upheld": 1,
}  # fmt: skip
LAST_YEAR: dict[str, int | Decimal] = {
    "t2.normative.issued": 1, "t2.normative.in_force": 11, "t2.licensing": 31, "t2.fees_wan": Decimal("0.3"),
    "t3.new.natural": 7, "t3.granted.natural": 6, "t3.carried_out.natural": 1, "t4.review.upheld": 2,
}  # fmt: skip

TEXTS = {
    "preamble": "本报告由云泽市青岚县松溪镇人民政府根据《中华人民共和国政府信息公开条例》（国务院令第711号"
    "）和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。报"
    "告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行"
    "政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。统计期限为2024年1"
    "月1日至2024年12月31日。电子版可在青岚县人民政府网站（http://www.qing"
    "lan.gov.cn）下载。如有疑问，请与松溪镇人民政府党政办公室联系（地址：青岚县松溪镇溪"
    "口路12号，电话：0512-63300001，邮编：215000）。",
    "s1.active": "2024年，我镇主动公开政府信息126条，其中政策文件20条、财政信息36条、民生实事50条"
    "、会议信息20条。渠道为县政府网站、微信公众号和村务公开栏。全年发布政策解读4篇，回应群众关"
    "切6次。",
    "s1.on_request": "2024年，我镇新收政府信息公开申请13件，其中自然人9件、商业企业3件、法律服务机构1件；"
    "上年结转1件。全年办结13件，其中予以公开7件、部分公开1件、不予公开1件、无法提供2件、不"
    "予处理1件、其他处理1件；结转下年度1件。政府信息公开行政复议1件，行政诉讼1件，结果均为维"
    "持。",
    "s1.management": "2024年制发行政规范性文件2件，废止1件，现行有效12件。公开前由保密员逐件审查，全年审查文稿58篇。",
    "s1.platform": "在县政府网站维护栏目8个，在便民服务中心设政务公开专区1处，微信公众号全年更新210次。",
    "s1.supervision": "全年组织政务公开培训2次，参训46人次。县政府办公室考核等次为良好，社会评议满意度为96%，"
    "未发生责任追究情形。",
    "s5.problems": "一是部分村的公开栏更新偏慢，集体资产信息平均晚12天。二是政策解读以文字为主，图解只有1篇。"
    "去年提出的栏目空白问题已整改到位。",
    "s5.measures": "一是2025年3月前由村务监督员每月核对公开栏。二是2025年制作图解、视频解读不少于4篇，"
    "由党政办公室牵头。",
    "s6.fee": "2024年未发出收费通知，未收取信息处理费。",
}
OLD_TEXTS = {
    "preamble": TEXTS["preamble"].replace("2024", "2023"),
    "s1.active": "2023年公开信息共88条，渠道是县里的门户网站和宣传栏，重点放在惠农补贴、道路养护、防汛值守三个方面。",
    "s1.on_request": "群众全年提出申请7件，答复6件，另有1件转到下一年办理。当年没有发生诉讼，收到复议案件2件。",
    "s5.problems": "一是网站有3个栏目长期空着没有内容。二是经办人员半年内换了2次，新手不熟悉答复期限。",
    "s5.measures": "一是把空白栏目并入同类栏目。二是请县里的同志到镇上讲2堂课，并编一本答复手册。",
    "s6.fee": "当年没有收取信息处理费。",
}


def cells_of(entered: dict[str, Any], **changed: Any) -> dict[str, int | Decimal]:
    """All 200 cells: what was entered, totals added up, the rest 0."""
    cells: dict[str, Any] = {one: entered.get(one, 0) for one in FORM.cells}
    for equation in FORM.equations:
        if equation.check and equation.derives and not FORM.cells[equation.derives].entered:
            cells[equation.derives] = 0
    for _ in range(2):
        for equation in FORM.equations:
            if equation.check and equation.derives:
                cells[equation.derives] = sum(cells[one] for one in equation.right)
    return {**cells, **changed}


def structure() -> Structure:
    """The headings, tables and some labels as a file of the 2021 form has them."""
    headings = [
        Heading(text=s.label, ordinal=f"{NUMERALS[s.ordinal - 1]}、", level=1, target=s.key, official=True)
        for s in FORM.sections
    ]
    topics = [t for t in FORM.texts.values() if t.section == "s1" and t.topic]
    headings[1:1] = [
        Heading(text=t.label, ordinal=f"（{NUMERALS[(t.topic or 1) - 1]}）", level=2, target=t.id, official=True)
        for t in topics
    ]
    label = FORM.tables["t3"].rows[0].label
    labels = (LabelSeen(table="t3", official=label, printed=label, match="exact"),)
    return Structure(headings=tuple(headings), labels=labels, tables=("t2", "t3", "t4"))


def office(year: int = 2024) -> Snapshot:
    """The report of 2024, or last year's."""
    texts, entered = (TEXTS, ENTERED) if year == 2024 else (OLD_TEXTS, LAST_YEAR)
    title = FORM.title.format(organ=ORGAN, year=year)
    return Snapshot(
        meta=Meta(organ=ORGAN, year=year, level="town", is_government=True, publish_date=f"{year + 1}-01-20",
                  signed_date=f"{year + 1}-01-16", title=title),
        stated=cells_of(entered),
        texts=dict(texts),
        title=title,
        structure=structure(),
        published=True,
    )  # fmt: skip


def changed(base: Snapshot, case: dict[str, Any]) -> Snapshot:
    """The report with what a case says: cells, raw, texts, replace, meta, title, structure, marks, notes, draft."""
    cells = {
        **base.stated,
        **{k: Decimal(str(v)) if isinstance(v, float) else v for k, v in case.get("cells", {}).items()},
    }
    texts = dict(base.texts) | case.get("texts", {})
    for one, pairs in case.get("replace", {}).items():
        for old, new in pairs.items():
            assert old in texts[one], f"{old!r} is not in {one}"
            texts[one] = texts[one].replace(old, new)
    return Snapshot(
        meta=base.meta.model_copy(update=case.get("meta", {})),
        stated={k: v for k, v in cells.items() if v is not None},
        raw={**base.raw, **case.get("raw", {})},
        facts=case.get("facts", {}),
        texts=texts,
        marks={one: tuple(Mark(**mark) for mark in marks) for one, marks in case.get("marks", {}).items()},
        title=case.get("title", base.title),
        notes=tuple(Note(**note) for note in case.get("notes", ())),
        structure=None if case.get("draft") or case.get("no_file") else _structure(base, case),
        published=not case.get("draft", False),
    )


def _structure(base: Snapshot, case: dict[str, Any]) -> Structure:
    seen = base.structure or structure()
    headings = [h for h in seen.headings if h.target not in case.get("without_headings", ())]
    if wanted := case.get("headings"):
        headings = [h.model_copy(update=wanted.get(h.target, {})) for h in headings]
    if order := case.get("heading_order"):
        headings.sort(key=lambda h: order.index(h.target) if h.target in order else -1)
    headings += [Heading(**extra) for extra in case.get("more_headings", ())]
    update: dict[str, Any] = {"headings": tuple(headings)} | case.get("structure", {})
    if "labels" in case:
        update["labels"] = tuple(LabelSeen(**label) for label in case["labels"])
    return seen.model_copy(update={k: tuple(v) if isinstance(v, list) else v for k, v in update.items()})


def today_of(case: dict[str, Any]) -> date | None:
    return date.fromisoformat(case["today"]) if "today" in case else None


def brief(finding: Finding) -> str:
    """One line to read when a case fails."""
    return f"{finding.check} {finding.level} {finding.found} ≠ {finding.expected}: {finding.text}"
