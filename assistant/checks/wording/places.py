"""Region words, other places, the organ's own name, site addresses (LOC)."""

import re
from collections.abc import Iterator

from assistant.checks.organ import Organ, level_of, parse
from assistant.checks.registry import Found, Outcome, Unknown, decides
from assistant.checks.view import View
from assistant.checks.words import pattern, table
from assistant.text.normalise import fold


@decides("LOC-01")
def region_words(view: View) -> Iterator[Outcome]:
    """全市, 全县, 我局 and the like fit the organ; no mix of two organs' words."""
    organ = parse(view.meta.organ)
    if not view.meta.organ or (not organ.areas and level_of(view.meta) == "other"):
        yield Unknown("LOC-01")
        return
    fitting = _fitting(view, organ)
    seen: set[str] = set()
    for prose in view.texts.values():
        for match in re.finditer(pattern("region_word"), prose.plain):
            word = match[0]
            if word in seen:
                continue
            around = prose.plain[max(0, match.start() - 4) : match.end() + 12]
            if word in fitting or re.search(pattern("wider_region"), around):
                continue
            sentence = prose.sentence_at(match.start())
            doubtful = bool(re.search(pattern("from_above"), sentence)) or word[1:] in _units_above(organ)
            words = {"word": word, "organ": view.meta.organ}
            seen |= set() if doubtful else {word}
            yield Found(
                "LOC-01",
                words,
                "doubtful" if doubtful else "text",
                span=prose.span(*match.span()),
                found=word,
                level="warn" if doubtful else None,
                doubtful=doubtful,
            )


def _fitting(view: View, organ: Organ) -> set[str]:
    """The region and self words an organ of this name may use of itself."""
    areas = table("region_words")["areas"]
    selves: dict[str, list[str]] = table("region_words")["selves"]
    words: set[str] = set()
    if organ.areas:
        unit = organ.areas[-1][1]
        words |= set(areas.get(unit, ()))
        if level_of(view.meta) in ("town", "street", "department") and len(organ.areas) > 1:
            words |= {f"全{organ.areas[-2][1][-1]}"} if unit not in ("街道", "镇", "乡") else set()
    for ending, own in selves.items():
        if organ.tail.endswith(ending) or view.meta.organ.endswith(ending):
            words |= set(own)
    return words


def _units_above(organ: Organ) -> set[str]:
    """Units of the wider areas in its name; of a town or street named alone, any that can stand above it."""
    if len(organ.areas) == 1 and _depth(organ.areas[0][1]) > 2:
        return {"市", "县", "区"}
    return {unit for _, unit in organ.areas[:-1]}


@decides("LOC-02")
def other_places(view: View) -> Iterator[Outcome]:
    """No other area's name where the organ's own belongs."""
    organ = parse(view.meta.organ)
    if not organ.areas:
        yield Unknown("LOC-02")
        return
    own = {unit: name for name, unit in organ.areas}
    known = fold(
        " ".join([view.meta.organ, view.meta.site_name or "", view.meta.address or "", view.snapshot.title or ""])
    )
    seen: set[str] = set()
    for prose in view.texts.values():
        for match in re.finditer(pattern("place"), prose.plain):
            name, unit = match["name"], match["unit"]
            if name + unit in seen or re.search(pattern("not_a_name"), name) or _known(name, unit, known, own):
                continue
            sentence = prose.sentence_at(match.start())
            before = sentence.partition(name + unit)[0]  # a list is opened before its members
            if re.search(pattern("elsewhere_context"), sentence) or re.search(pattern("listed_places"), before):
                continue
            if _depth(unit) not in {_depth(one) for one in own}:
                continue  # an area above or below that the organ's name does not tell
            seen.add(name + unit)
            start = match.start("name")
            words = {"place": name + unit, "organ": view.meta.organ}
            span = prose.span(start, match.end("unit"))
            yield Found("LOC-02", words, span=span, found=name + unit)


def _depth(unit: str) -> int:
    """How far down an area stands: province 0, city 1, county 2, town or street 3."""
    return next(depth for depth, units in enumerate(table("region_words")["depths"]) if unit in units)


def _known(name: str, unit: str, known: str, own: dict[str, str]) -> bool:
    if name + unit in known or name in known or own.get(unit, "") in (name, name[-len(own.get(unit, "")) or None :]):
        return True
    return bool(re.search(pattern("common_region"), name + unit))


@decides("LOC-03")
def own_name(view: View) -> Iterator[Outcome]:
    """The full name at first mention; no name the organ had before."""
    prose = view.texts.get("preamble")
    old = view.comparable.meta.organ if view.comparable else ""
    if prose is None or not view.meta.organ:
        yield Unknown("LOC-03")
        return
    organ = fold(view.meta.organ)
    if old and fold(old) != organ and fold(old) not in organ:
        for text in view.texts.values():
            if old in text.joined and view.meta.organ not in old:
                yield Found(
                    "LOC-03", {"old": old, "organ": view.meta.organ}, "old", found=old, expected=view.meta.organ
                )
                return
    known = parse(view.meta.organ)
    short = [fold("".join(n + u for n, u in known.areas[i:]) + known.tail) for i in range(len(known.areas))]
    first = re.search(pattern("issuer"), prose.joined)
    if first and not any(name in fold(prose.joined) for name in (organ, *short)):
        yield Found("LOC-03", {"named": first[1], "organ": view.meta.organ}, found=first[1], expected=view.meta.organ)


@decides("LOC-05")
def hosts(view: View) -> Iterator[Outcome]:
    """The address belongs to the site named: a government site is under gov.cn, and last year's host stays."""
    found = [(p, m) for p in view.texts.values() for m in re.finditer(pattern("host"), p.plain)]
    if not found:
        yield Unknown("LOC-05")
        return
    past = view.last_year
    before = {
        m["host"].lower() for p in (past.texts.values() if past else ()) for m in re.finditer(pattern("host"), p.plain)
    }
    for prose, match in found:
        host, sentence = match["host"].lower(), prose.sentence_at(match.start())
        span = prose.span(*match.span("host"))
        if not re.search(r"\.gov\.cn$|\bexample\b", host) and re.search(pattern("government_site"), sentence):
            yield Found("LOC-05", {"host": host}, span=span, found=host)
        elif before and host not in before and host.endswith(".gov.cn"):
            old = sorted(before)[0]
            yield Found("LOC-05", {"host": host, "old": old}, "changed", span=span, found=host, expected=old)
