"""The head of a report: title, organ, year, period, scope, site and contact."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from assistant.reading.fold import fold, plain
from assistant.reading.lines import Line
from assistant.reading.organ import (
    completed,
    from_area_talk,
    from_introduction,
    is_area,
    is_government,
    level_of,
    looks_like_organ,
    parse_title,
    writer_for,
)
from assistant.reading.prose import clean
from assistant.reading.sections import paragraphs
from assistant.reading.vocabulary import expression, words
from assistant.report.meta import Meta


def title_lines(front: Sequence[Line]) -> tuple[str | None, int]:
    """The title and the number of front lines up to and including it (0 without one)."""
    best, after = None, 0
    for n, line in enumerate(front[:60]):
        text = re.sub(r"\s", "", clean(line.text))
        if (
            not re.search(r"报告(?:号|\.docx?|\.pdf|\d{4}-\d\d-\d\d)?[》”）)]?$", text)
            or len(text) > 60
            or "。" in text
        ):
            continue
        candidate = _with_lines_above(front, n, text)
        organ, year = parse_title(candidate)
        if not any(word in fold(candidate) for word in words()["title_words"]):
            continue
        score = bool(organ) + (year is not None)
        held = parse_title(best or "")
        if best is None or score > bool(held[0]) + (held[1] is not None):
            best = candidate
        after = n + 1
    return best, after


def _with_lines_above(front: Sequence[Line], n: int, text: str) -> str:
    """A title broken over lines: the lines above that lack what it lacks."""
    for above in reversed(front[max(0, n - 2) : n]):
        organ, year = parse_title(text)
        piece = re.sub(r"\s", "", clean(above.text))
        if (organ and year) or len(piece) > 40 or re.search(r"[。,，:：>》|]|报告$", piece):
            break
        if (not organ and looks_like_organ(piece)) or (year is None and re.search(r"20\d\d年", piece)):
            text = piece + text
    return re.sub(r"\.docx?$|\.pdf$|号$|\d{4}-\d\d-\d\d$", "", text)


def introduction(front: Sequence[Line], after_title: int) -> list[str]:
    """The paragraphs in front of section 一, without menus and page details."""
    kept: list[Line] = []
    for n, line in enumerate(front):
        text = clean(line.text)
        bare = re.sub(r"\s", "", text)
        sentence = re.search(r"[。；]", text) is not None
        if n < after_title and not (sentence and len(bare) > 40):
            continue
        if re.match(words()["signature_date"], bare) or fold(bare) in ("引言", "前言", "目录"):
            continue
        continues = bool(kept) and len(bare) >= 2 and not line.blank_before
        if not sentence and len(bare) < 25 and not continues:
            continue
        if (not kept and looks_like_organ(text)) or (parse_title(bare)[1] and len(bare) < 45 and not sentence):
            continue
        kept.append(line)
    edge = max((len(line.text) for line in kept), default=0)
    wide = [line for line in kept if len(line.text) >= edge - 4]
    return paragraphs(kept, 2 * edge if len(wide) > 2 else None)


def year_of(title: str | None, everything: str) -> int | None:
    """The report year: from the title, else the period, else the year the text speaks of most."""
    if title and (year := parse_title(title)[1]):
        return year
    bare = re.sub(r"\s", "", plain(everything))
    if match := expression("named_year").search(bare):
        return int(match[1])
    if match := expression("period").search(bare):
        return int(match[4] or match[1])
    years = Counter(re.findall(r"(20\d\d)年", bare))
    return int(years.most_common(1)[0][0]) if years else None


def period_of(text: str, year: int | None) -> tuple[tuple[str, str] | None, bool]:
    """The statistical period, and whether digits had to be restored that a crawler had dropped."""
    bare = re.sub(r"\s", "", plain(text))
    if match := expression("period").search(bare):
        y1, m1, d1, y2, m2, d2 = match.groups()
        try:
            return (
                date(int(y1), int(m1), int(d1)).isoformat(),
                date(int(y2 or y1), int(m2), int(d2)).isoformat(),
            ), False
        except ValueError:
            return None, False
    if (match := expression("torn_period").search(bare)) and match[2] in ("11", "0101") and match[4] == "1231":
        first, last = int(match[1]), int(match[3] or match[1])
        return (date(first, 1, 1).isoformat(), date(last, 12, 31).isoformat()), True
    return None, False


def organ_of(title: str | None, page: Sequence[str], intro: str, everything: str, ending: str) -> str:
    """The organ, in the order of trust: title, page, introduction, signature, the area the text speaks for."""
    organ = parse_title(title)[0] if title else ""
    for found in (
        organ,
        *page,
        writer_for(from_introduction(intro), everything),
        ending if looks_like_organ(ending) else "",
    ):
        if found and level_of(found) != "other":
            return completed(found, everything)
    if organ:
        return organ
    return completed(area, everything) if (area := from_area_talk(everything)) else ""


def contact(text: str) -> dict[str, str]:
    """Address, telephone, postcode, mail, unit, site and its address, as the introduction gives them."""
    bare = re.sub(r"\s", "", plain(text))
    found: dict[str, str] = {}
    ends = expression("detail_ends").pattern
    for key, names in words()["contact"].items():
        if match := re.search(rf"(?:{'|'.join(names)})(?:为|是)?[:：]?(.+?)(?={ends})", bare):
            found[key] = match[1]
    if "phone" in found and not re.search(r"\d{5}", found["phone"]):
        del found["phone"]
    if "email" in found and "@" not in found["email"]:
        del found["email"]
    if match := re.search(
        r"(?:https?://)?(?:www\.|[a-z0-9-]+\.)[a-zA-Z0-9./_-]*[a-z0-9]/?", bare.replace(found.get("email", "\x00"), "")
    ):
        found["url"] = match[0]
    names = "|".join(words()["site_name_ends"])
    if match := re.search(rf"([“\"「]?[\u3400-\u9fff·\-—]{{2,20}}[”\"」]?(?:{names}))", bare):
        found["site_name"] = expression("site_openings").sub("", match[1])
    if match := expression("unit").search(bare):
        found["unit"] = match[1]
    return found


def meta_of(title: str | None, organ: str, year: int | None, intro: str, everything: str) -> Meta:
    """The head of the report; what was not found is left out."""
    level = level_of(organ)
    government = is_government(organ) or is_area(organ)
    aggregate = government and level in ("province", "city", "county")
    period, _ = period_of(intro or everything, year)
    details = contact(intro)
    return Meta(
        organ=organ,
        year=year,
        scope="aggregate" if aggregate else "own",
        level=level,
        is_government=government,
        period=period,
        title=title,
        unit=details.get("unit"),
        address=details.get("address"),
        phone=details.get("phone"),
        postcode=details.get("postcode"),
        email=details.get("email"),
        url=details.get("url"),
        site_name=details.get("site_name"),
    )
