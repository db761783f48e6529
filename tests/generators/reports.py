"""Random reports that are true to arithmetic: figures, office, wording. Everything is invented here."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.form import load_form

FORM = load_form("2021")
T3 = FORM.tables["t3"]
COLUMNS = [str(column.key) for column in T3.columns]
PARTS = COLUMNS[:-1]
AREAS = [
    ("云泽市", "青岚县", "松溪镇"), ("临江省衡水关市", "鹿鸣区", "柳林街道"), ("望海市", "石桥县", "白沙乡"),
    ("启明市", "朝露区", "长堤街道"), ("远山省明湖市", "南屏县", "竹园镇"), ("平川市", "东渡区", "花坞街道"),
]  # fmt: skip
OFFICES = [
    "农业农村局",
    "市场监督管理局",
    "教育局",
    "统计局",
    "交通运输局",
    "卫生健康委员会",
    "水务局",
    "人民政府办公室",
]


@dataclass
class Report:
    """What a generated file states. `cells` holds every id a reader must find; None where the cell is left empty."""

    form: str
    organ: str
    year: int
    scope: str
    title: str
    cells: dict[str, int | Decimal | None]
    blank: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    total_column: bool = True
    subtotals: bool = False
    """Rows of the groups carry their subtotals, as some tools print them."""
    cases: str = "line"
    """Table 4 in one line, in three rows, or upright."""
    remarks: bool = False
    """Some cells carry a unit or a remark."""


def make_report(seed: int, form: str | None = None, blanks: bool | None = None) -> Report:
    """A report of the 2021 or 2019 form, or mixed: 2021 with one row （六）."""
    rng = random.Random(seed)
    form = form or rng.choice(["2021"] * 6 + ["2019", "2019", "mixed"])
    organ, scope = _organ(rng)
    year = rng.randint(2019, 2020) if form == "2019" else rng.randint(2021, 2025)
    size = rng.choice(["none", "tiny", "small", "small", "middle", "large"])
    cells: dict[str, int | Decimal | None] = {}
    cells |= _table2(rng, form, size)
    cells |= _table3(rng, single=form != "2021", size=size)
    cells |= _table4(rng, size)
    report = Report(form, organ, year, scope, _title(rng, organ, year, scope), cells)
    report.texts = _texts(rng, report)
    report.subtotals = form == "2021" and rng.random() < 0.08
    report.cases = rng.choice(["line"] * 8 + ["rows", "upright"])
    report.remarks = rng.random() < 0.08
    if rng.random() < 0.05:
        report.total_column = False
        for row in {cell.rpartition(".")[0] for cell in cells if cell.startswith("t3.")}:
            cells[f"{row}.total"] = None
    if blanks if blanks is not None else rng.random() < 0.25:
        report.blank = rng.choice(["", "", "/", "-", "—"])
        for cell, value in cells.items():
            if not value and rng.random() < 0.8:
                cells[cell] = None
    return report


def _organ(rng: random.Random) -> tuple[str, str]:
    city, county, town = rng.choice(AREAS)
    kind = rng.randrange(5)
    if kind == 0:
        return f"{city}{county}人民政府", "aggregate"
    if kind == 1:
        return f"{city}人民政府", "aggregate"
    if kind == 2:
        return f"{county}{town}" + ("办事处" if town.endswith("街道") else "人民政府"), "own"
    return f"{rng.choice([city + county, city, county])}{rng.choice(OFFICES)}", "own"


def _title(rng: random.Random, organ: str, year: int, scope: str) -> str:
    shapes = [f"{organ}{year}年政府信息公开工作年度报告"] * 4 + [
        f"{organ}{year}年度政府信息公开工作年度报告",
        f"{year}年{organ}政府信息公开工作年度报告",
        f"{organ}政府信息公开工作{year}年度报告",
        f"{organ}\n{year}年政府信息公开工作年度报告",
        f"{organ}{year}年度政府信息\n公开工作年度报告",
    ]
    if organ.endswith("人民政府"):
        shapes.append(
            f"{organ}信息公开工作年度报告（{year}年）" if scope == "never" else f"{organ}{year}年政府信息公开年度报告"
        )
    return rng.choice(shapes)


def _figure(rng: random.Random, size: str) -> int:
    if size == "none":
        return 0
    top = {"tiny": 2, "small": 30, "middle": 900, "large": 2_500_000}[size]
    return 0 if rng.random() < 0.4 else rng.randint(1, top)


def _table2(rng: random.Random, form: str, size: str) -> dict[str, int | Decimal | None]:
    cells: dict[str, int | Decimal | None] = {}
    chosen = load_form("2019" if form == "2019" else "2021")
    for cell in (*chosen.cells.values(), *(chosen.extra.values() if form == "2019" else ())):
        if cell.table == "t2" and (cell.counted or cell.id.startswith("legacy.")):
            if cell.number == "integer":
                cells[cell.id] = _figure(rng, size)
            else:
                digits = rng.choice([0, 1, 2, 4])
                cells[cell.id] = Decimal(rng.randint(0, 10**7) if size != "none" else 0).scaleb(-digits)
    return cells


def result_rows(single: bool) -> list[str]:
    """Keys of the rows that （七） adds up."""
    rows = [str(row.key) for row in T3.rows if row.kind == "data" and row.parent and row.key != "handled_total"]
    return [row for row in rows if not row.startswith("other.")] + ["other.unsplit"] if single else rows


def _table3(rng: random.Random, single: bool, size: str) -> dict[str, int | Decimal | None]:
    rows: dict[str, dict[str, int]] = {}
    top = {"none": 0, "tiny": 1, "small": 6, "middle": 90, "large": 4000}[size]
    share = {"none": 0.0, "tiny": 0.06, "small": 0.25, "middle": 0.5, "large": 0.7}[size]
    for row in result_rows(single):
        rows[row] = {column: rng.randint(1, top) if rng.random() < share else 0 for column in PARTS}
    rows["handled_total"] = {column: sum(rows[row][column] for row in result_rows(single)) for column in PARTS}
    rows["carried_out"] = {
        column: rng.randint(0, max(1, top // 3)) if rng.random() < share / 2 else 0 for column in PARTS
    }
    both = {column: rows["handled_total"][column] + rows["carried_out"][column] for column in PARTS}
    rows["carried_in"] = {column: rng.randint(0, both[column]) // 4 for column in PARTS}
    rows["new"] = {column: both[column] - rows["carried_in"][column] for column in PARTS}
    for row in rows.values():
        row["total"] = sum(row.values())
    return {f"t3.{row}.{column}": value for row, values in rows.items() for column, value in values.items()}


def _table4(rng: random.Random, size: str) -> dict[str, int | Decimal | None]:
    cells: dict[str, int | Decimal | None] = {}
    for block in FORM.tables["t4"].blocks:
        parts = [0 if size == "none" or rng.random() < 0.5 else rng.randint(1, 60) for _ in range(4)]
        for outcome, value in zip(FORM.tables["t4"].outcomes, [*parts, sum(parts)], strict=True):
            cells[f"t4.{block.key}.{outcome.key}"] = value
    return cells


def _texts(rng: random.Random, report: Report) -> dict[str, str]:
    count = rng.randint(3, 900)
    year = report.year
    return {
        "preamble": f"本报告由{report.organ}按照《中华人民共和国政府信息公开条例》编制，"
        f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
        f"如有疑问，请与{report.organ}联系（地址：和平路{rng.randint(1, 90)}号，"
        f"电话：0{rng.randint(310, 990)}-{rng.randint(2000000, 8999999)}）。",
        "s1.active": f"全年通过网站和公示栏主动公开各类信息{count}条，"
        "内容以机构职能、办事指南和财政资金为主，更新及时。",
        "s1.on_request": f"申请渠道保持畅通，登记、审核、答复各环节有专人负责，{year}年没有逾期答复的情形。",
        "s1.management": "发布前逐条核对内容并作保密审查，失效文件随时标注，信息底数清楚，查询方便。",
        "s1.platform": "网站栏目按统一要求调整，政务新媒体由专人维护，线下查阅点照常开放，设备完好。",
        "s1.supervision": f"全年组织业务培训{rng.randint(1, 9)}次，"
        "接受社会评议，没有发生需要追究责任的情形，考核结果良好。",
        "s5.problems": "一是解读形式还不够丰富；二是个别栏目更新间隔偏长，主动回应的意识有待增强。",
        "s5.measures": "一是增加图解和短视频解读；二是建立栏目更新提醒，按月检查并通报结果。",
        "s6.fee": f"{year}年没有收取信息处理费。",
    }
