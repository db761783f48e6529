"""Random reports as they stand before export: figures from none to a city's, some blank, texts short and very long."""

import random
from datetime import UTC, datetime
from decimal import Decimal

from assistant.form import load_form
from assistant.report.answer import Answer, Number, Paragraph
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot

FORM = load_form("2021")
WHEN = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
ORGANS = [
    "松溪镇人民政府", "长堤街道办事处", "青岚县人民政府办公室", "明湖市市场监督管理局", "云泽市人民政府",
    "某某省临江市鹿鸣区人力资源和社会保障局",
]  # fmt: skip
PHRASES = [
    "坚持以公开为常态、不公开为例外", "全年发布各类信息{n}条", "通过网站公开{n}条，政务新媒体公开{n}条",
    "同比增长{n}.{n}%", "严格执行“三审三校”制度", "举办业务培训{n}期（参训{n}人次）", "修订《公开指南》",
    "办理答复率100%", "聚焦群众急难愁盼问题", "依托12345热线与“政民互动”栏目", "对照任务清单逐项落实",
    "在https://www.example.gov.cn/zwgk/公布", "按时办结率达到9{n}%以上",
]  # fmt: skip
LEADS = ["一是", "二是", "三是", "2025年，", "全年", "同时，", "此外，", ""]


def make_snapshot(seed: int, filled: bool = False, longest: int = 60) -> Snapshot:
    """A draft's snapshot. Unless `filled`, figures and texts may be missing; totals may be typed, and wrong."""
    rng = random.Random(seed)
    top = rng.choice([0, 3, 40, 900, 20_000, 9_999_999])
    share = 1.0 if filled else rng.choice([1.0, 1.0, 0.9, 0.3])
    stated: dict[str, Number] = {}
    for one, cell in FORM.cells.items():
        if (cell.entered or rng.random() < 0.05) and rng.random() < share:
            stated[one] = rng.choice([0, 0, rng.randint(0, top)])
    if "t2.fees_wan" in stated:
        stated["t2.fees_wan"] = rng.choice([0, Decimal("12.50"), Decimal("59237.2449"), rng.randint(0, top)])
    texts = {t.id: text(rng, longest) for t in FORM.texts.values() if not t.optional and (filled or rng.random() < 0.9)}
    if rng.random() < 0.5:
        texts["s6.key_points"] = text(rng, longest)
    year = rng.randint(2021, 2026)
    organ = rng.choice(ORGANS)
    texts["preamble"] = (
        f"根据《中华人民共和国政府信息公开条例》，现公布{organ}{year}年政府信息公开工作年度报告。\n"
        + text(rng, longest)
    )
    signed = f"{year + 1}-01-{rng.randint(1, 31):02d}" if rng.random() < 0.5 else None
    return Snapshot(meta=Meta(organ=organ, year=year, signed_date=signed), stated=stated, texts=texts)


def text(rng: random.Random, longest: int = 60) -> str:
    """One to four paragraphs of one to `longest` sentences."""
    return "\n".join(_paragraph(rng, rng.choice([1, 2, 5, longest])) for _ in range(rng.choice([1, 1, 2, 4])))


def _paragraph(rng: random.Random, length: int) -> str:
    return "".join(_sentence(rng) for _ in range(length))


def _sentence(rng: random.Random) -> str:
    parts = [rng.choice(PHRASES).replace("{n}", str(rng.randint(1, 9))) for _ in range(rng.randint(1, 3))]
    return rng.choice(LEADS) + "，".join(parts) + "。"


def draft_of(snapshot: Snapshot, who: str = "张明") -> Draft:
    """The draft whose snapshot has these figures and texts, typed by one person at one time."""
    answers = {
        one: Answer(value=value, raw=str(value), source="confirmed_zero" if value == 0 else "typed", who=who, when=WHEN)
        for one, value in snapshot.stated.items()
    }
    texts = {one: Paragraph(text=words, who=who, when=WHEN) for one, words in snapshot.texts.items()}
    return Draft(id="d1", meta=snapshot.meta, answers=answers, texts=texts)
