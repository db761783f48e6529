"""Figures that count nothing: years, dates, articles, document and telephone numbers, ordinals, addresses."""

import re
from dataclasses import dataclass

_URL, _HOST = r"[A-Za-z0-9_./?=&%#:~+-]", r"[A-Za-z0-9_-]+"
_NUM = r"[\d零〇一二两三四五六七八九十百]"
_KINDS: tuple[tuple[str, str], ...] = (
    ("url", rf"https?://{_URL}+|www\.{_URL}+|{_HOST}(?:\.{_HOST})*\.(?:gov|com|cn|org|net|edu)(?:\.cn)?{_URL}*"),
    ("email", rf"[A-Za-z0-9_.+-]+@{_HOST}(?:\.{_HOST})+"),
    ("document", r"[〔\[【（(]\s*(?:19|20)\d\d\s*[〕\]】）)]\s*第?\s*\d{1,5}\s*号?"),
    ("document", r"第?\d{1,5}号(?:令|文|公告|文件)?"),
    (
        "date",
        r"(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:[0-2]?\d|3[01])(?:\s?\d{1,2}:\d\d(?::\d\d)?)?(?!\d)",
    ),
    ("date", r"(?:19|20)\d\d年?\d{1,2}月(?:\d{1,3}日?)?|(?:19|20)\d{3,6}日"),
    (
        "year",
        r"(?:19|20)\d\d(?:年度?)?\s*[-—–~～至到、和与]+\s*(?:19|20)\d\d年(?:度)?(?:\d{1,2}月)?(?:\d{1,3}日)?",
    ),
    (
        "year",
        r"(?:19|20)\d\d\s*年(?:度)?|[一二][九〇零][〇零一二三四五六七八九]{2}年(?:度)?|(?<![\d一二三四五六七八九十])\d\d年度",
    ),
    (
        "date",
        rf"(?:{_NUM}{{1,3}}月{_NUM}{{1,3}}日|{_NUM}{{1,3}}月(?:份|底|初|末|中旬|上旬|下旬)?|{_NUM}{{1,3}}日(?!内)|(?:20\d\d)[上下]半年)",
    ),
    ("time", r"\d{1,2}:\d\d(?::\d\d)?|\d{1,2}[时点](?:\d{1,2}分)?"),
    ("duration", rf"{_NUM}+(?:个)?(?:工作日|自然日|小时|分钟|秒|天|周|个月|年)(?:内|以内|来|多|余|制|期)*"),
    ("duration", rf"{_NUM}+日内"),
    (
        "ordinal",
        rf"第{_NUM}+(?:条|款|项|章|节|届|次|期|号|名|位|批|部分|季度|方面|类|版|辑|轮|个)?(?:第?[（(]{_NUM}+[）)]项)?(?:、第?{_NUM}+(?:条|款|项))*",
    ),
    (
        "phone",
        r"0\d{2,3}\s?[-—－–]?\s?\d{7,8}(?:-\d{1,4})?(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)",
    ),
    (
        "phone",
        r"(?:电话|传真|热线|手机|联系方式)[:：为是]?\s?\d[\d—－-]{4,14}|(?<!\d)123(?:45|80|15|98|33|50)(?:政务|便民|热线|平台|市民)+",
    ),
    ("postcode", r"(?:邮政编码|邮编)[:：为是]?\s?\d{4,8}"),
    ("address", r"(?<![\d])\d{1,5}(?:号|弄|栋|幢|楼|室|层|单元|房间)(?:楼|院|门)?"),
    (
        "ordinal",
        r"(?:(?<=[\n。；：:])|^)\s?\d{1,2}[.、．](?!\d)|(?:(?<=[\n。；：:、，])|^)\s?[（(][\d一二三四五六七八九十]{1,3}[）)]",
    ),
    ("ordinal", r"(?:(?<=[\n。；：:])|^)\s?[一二三四五六七八九十]{1,3}(?=[、是])|[\u2460-\u2473]"),
    ("range", r"(?<![\d.])\d+(?:\.\d+)?\s?[-—–~～至]\s?\d+(?:\.\d+)?(?=[^\d年月])"),
    ("version", r"[A-Za-z][A-Za-z-]*\d+(?:\.\d+)*|\d+[A-Za-z]+\d*"),
)
_FIRST = r"(?=[\sA-Za-z0-9〔\[【（(第零〇一二两三四五六七八九十百①-⑳电传热手联邮])"
"""What any of them begins with; looked at first because most characters begin none."""
_PATTERN = re.compile(
    _FIRST + "(?:" + "|".join(f"(?P<{k}_{i}>{pattern})" for i, (k, pattern) in enumerate(_KINDS)) + ")"
)


@dataclass(frozen=True)
class NotCounted:
    """A figure that counts nothing. `year` is the year it names, when it names one."""

    start: int
    end: int
    kind: str
    year: int | None = None


def not_counted(text: str) -> list[NotCounted]:
    """Such figures in normalised text, in order, without overlap."""
    found: list[NotCounted] = []
    for match in _PATTERN.finditer(text):
        kind = (match.lastgroup or "").partition("_")[0]
        found.append(
            NotCounted(match.start(), match.end(), kind, _year(match.group()) if kind in ("year", "date") else None)
        )
    return found


def _year(text: str) -> int | None:
    if plain := re.match(r"(?:19|20)\d\d", text):
        return int(plain.group())
    if spoken := re.match(r"[一二][九〇零][〇零一二三四五六七八九]{2}", text):
        return int("".join(str("〇一二三四五六七八九".find(c.replace("零", "〇"))) for c in spoken.group()))
    return None
