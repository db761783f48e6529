"""Question → answer with its sources. Figures are computed by code; where nothing is found, the search is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.archive import explain, texts
from assistant.archive.library import Library, Stored, StoredValue
from assistant.archive.measures import Measure
from assistant.archive.question import Asked, understand, years_of
from assistant.archive.result import Answer, Figure
from assistant.form import load_form
from assistant.wording import load, say


@dataclass(frozen=True)
class Point:
    """One measure of one office in one year: its value (None: no figure published) and the figures it rests on."""

    organ: str
    year: int
    measure: Measure
    value: Decimal | None
    figures: tuple[Figure, ...]


def answer(
    library: Library,
    question: str,
    *,
    organ: str | None = None,
    year: int | None = None,
    before: Sequence[str] = (),
) -> Answer:
    """Answers `question`. `organ` and `year`: of the report in hand; `before`: earlier questions."""
    kept = library.kept()
    organs = list(dict.fromkeys(one.organ for one in kept if one.organ))
    asked = understand(question, organs, before)
    mine = _own(organ, organs)
    if asked.kind == "list":
        return _listing(kept)
    if asked.kind == "rule" and (found := explain.rule(asked)):
        return found
    if asked.kind in ("wording", "open", "rule") or not asked.measures:
        return texts.answer(library, asked, mine, base_year(kept, mine, year))
    return _figures(library, kept, asked, mine, organs, year)


def base_year(kept: Sequence[Stored], organ: str | None, year: int | None) -> int | None:
    """The year of the report in hand; without one, the year after the latest kept report, which is what a clerk
    who looks back at 去年 is writing."""
    if year is not None:
        return year
    years = [one.year for one in kept if one.year and (organ is None or one.organ == organ)]
    return max(years) + 1 if years else None


def _own(organ: str | None, organs: Sequence[str]) -> str | None:
    """The report's own office as the archive spells it; the only one there is, when none was named."""
    if organ is None:
        return organs[0] if len(organs) == 1 else None
    return next((one for one in organs if one == organ or one.endswith(organ) or organ.endswith(one)), organ)


def _figures(
    library: Library,
    kept: Sequence[Stored],
    asked: Asked,
    mine: str | None,
    organs: list[str],
    year: int | None,
) -> Answer:
    targets = list(asked.organs)
    all_of_them = asked.kind in ("rank", "any")
    if not targets and (all_of_them or asked.whose == "others"):
        targets = [one for one in organs if all_of_them or one != mine]
    elif not targets:
        targets = [mine] if mine else []
    if not targets:
        named = say("archive.separator").join(organs[:6])
        return Answer(False, say("archive.which_office", organs=named) if organs else say("archive.empty"))
    years = _years(kept, asked, targets, year)
    values = library.figures({cell for measure in asked.measures for cell in measure.cells})
    points = [_point(values, o, y, m) for o in targets for y in years for m in asked.measures]
    known = [point for point in points if point.value is not None]
    if not known:
        return Answer(False, _not_there(kept, asked, targets, years))
    if asked.kind == "rank":
        return _ranked(known, asked)
    if asked.kind == "any":
        return _having(known)
    if asked.kind == "share":
        return _shares(library, known, asked)
    answer_ = _told(points, known)
    if asked.kind in ("compare", "trend"):
        sentence = _difference(known)
        return Answer(True, answer_.text + sentence, answer_.figures)
    return answer_


def _years(kept: Sequence[Stored], asked: Asked, targets: Sequence[str], year: int | None) -> list[int]:
    """The years to look at. Without one in the question: that of the report in hand if kept, else the latest."""
    there = sorted({one.year for one in kept if one.year and one.organ in targets})
    which_year = asked.kind == "rank" and any(word in asked.text for word in load("asking")["which_year"])
    if (asked.kind == "trend" and not asked.recent and not asked.years) or which_year:
        return there
    own = targets[0] if len(targets) == 1 else None
    base = base_year(kept, own, year)
    if asked.recent and there:
        last = min(max(there), base) if base is not None else max(there)
        return list(range(last - asked.recent + 1, last + 1))
    if asked.kind == "compare" and len(asked.ago) == 1 and len(targets) == 1 and there and base not in there:
        base = max(there)  # 「比去年」 speaks of the newest report and the one before it
    wanted = list(years_of(asked, base))
    latest = base if base in there else max((y for y in there if base is None or y <= base), default=None)
    latest = latest if latest is not None else (max(there) if there else base)
    if asked.kind == "compare" and len(targets) == 1 and len(wanted) < 2 and latest is not None:
        wanted = sorted({*(wanted or [latest - 1]), latest if not asked.years or wanted[0] != latest else latest - 1})
    return sorted(set(wanted)) if wanted else [latest] if latest is not None else []


def _point(values: Sequence[StoredValue], organ: str, year: int, measure: Measure) -> Point:
    found: dict[str, StoredValue] = {}
    for one in values:
        if one.organ == organ and one.year == year and one.cell in measure.cells:
            better = one.cell not in found or one.scope == "own"
            if better:
                found[one.cell] = one
    form = load_form("2021")
    figures = tuple(
        Figure(organ, year, cell, form.label(cell), found[cell].value) for cell in measure.cells if cell in found
    )
    complete = len(figures) == len(measure.cells)
    total = sum((Decimal(figure.value) for figure in figures), Decimal(0)) if complete else None
    return Point(organ, year, measure, total, figures)


def _told(points: Sequence[Point], known: Sequence[Point]) -> Answer:
    """Each known figure with its place; what is missing is said beside it."""
    pieces = [_sentence(point) for point in known]
    missing = [point for point in points if point.value is None]
    for point in missing[:6]:
        pieces.append(say("archive.blank", organ=point.organ, year=point.year, label=point.measure.label))
    figures = tuple(figure for point in known for figure in point.figures)
    return Answer(True, "".join(pieces), figures)


def _sentence(point: Point) -> str:
    if len(point.figures) == 1:
        figure = point.figures[0]
        return say(
            "archive.figure",
            organ=point.organ,
            year=point.year,
            place=explain.place(figure.cell),
            value=plain(point.value),
            unit=point.measure.unit,
        )
    parts = say("archive.separator").join(f"{f.label}{plain(Decimal(f.value))}" for f in point.figures)
    return say(
        "archive.sum",
        organ=point.organ,
        year=point.year,
        value=plain(point.value),
        unit=point.measure.unit,
        parts=parts,
    )


def _difference(known: Sequence[Point]) -> str:
    """How the first and the last of comparable points differ, in words."""
    pieces = []
    for measure in dict.fromkeys(point.measure for point in known):
        same = [point for point in known if point.measure == measure]
        first, last = same[0], same[-1]
        if len(same) < 2 or (first.organ != last.organ and len(same) > 2):
            continue
        delta = (last.value or Decimal(0)) - (first.value or Decimal(0))
        by_year = first.organ == last.organ
        names = (str(first.year), str(last.year)) if by_year else (first.organ, last.organ)
        if delta == 0:
            pieces.append(say("archive.same", first=names[0], last=names[1]))
            continue
        key = ("more" if delta > 0 else "fewer") if by_year else ("above" if delta > 0 else "below")
        percent = say("archive.percent", percent=share(abs(delta), first.value)) if by_year and first.value else ""
        pieces.append(
            say(
                f"archive.{key}",
                first=names[0],
                last=names[1],
                delta=plain(abs(delta)),
                unit=measure.unit,
                percent=percent,
            )
        )
    return "".join(pieces)


def _ranked(known: Sequence[Point], asked: Asked) -> Answer:
    best = sorted(known, key=lambda point: point.value or Decimal(0), reverse=asked.most)[:3]
    ties = [point for point in known if point.value == best[0].value]
    head = say(
        "archive.most" if asked.most else "archive.least",
        organ=say("archive.separator").join(dict.fromkeys(point.organ for point in ties)),
        label=best[0].measure.label,
        year=best[0].year,
        value=plain(best[0].value),
        unit=best[0].measure.unit,
    )
    rest = "".join(_sentence(point) for point in best if point not in ties)
    named = dict.fromkeys(figure for point in [*ties, *best] for figure in point.figures)
    return Answer(True, head + rest, tuple(named))


def _having(known: Sequence[Point]) -> Answer:
    """Which offices had any, each with its figure; those at zero are named as such."""
    having = [point for point in known if point.value]
    told = "".join(_sentence(point) for point in having) or say("archive.nobody", label=known[0].measure.label)
    return Answer(True, told, tuple(figure for point in having or known for figure in point.figures))


def _shares(library: Library, known: Sequence[Point], asked: Asked) -> Answer:
    """Part by whole: the second measure named, or what the first is a part of."""
    pieces: list[str] = []
    figures: list[Figure] = []
    for point in (p for p in known if p.measure == asked.measures[0]):
        whole = asked.measures[1] if len(asked.measures) > 1 else explain.whole_of(point.measure)
        base = _point(library.figures(whole.cells), point.organ, point.year, whole) if whole else None
        figures += point.figures
        if base is None or not base.value or point.value is None:
            pieces.append(_sentence(point) + say("archive.no_share"))
            continue
        figures += base.figures
        pieces.append(
            _sentence(point)
            + say(
                "archive.share",
                whole=base.measure.label,
                value=plain(base.value),
                unit=base.measure.unit,
                percent=share(point.value, base.value),
            )
        )
    return Answer(True, "".join(pieces), tuple(dict.fromkeys(figures)))


def _not_there(kept: Sequence[Stored], asked: Asked, targets: Sequence[str], years: Sequence[int]) -> str:
    there = sorted({one.year for one in kept if one.organ in targets and one.year})
    separator = say("archive.separator")
    return say(
        "archive.not_found",
        organs=separator.join(targets[:4]),
        years=separator.join(map(str, years)) or say("archive.any_year"),
        label=separator.join(measure.label for measure in asked.measures[:4]),
        there=separator.join(map(str, there)) or say("archive.no_year"),
    )


def _listing(kept: Sequence[Stored]) -> Answer:
    if not kept:
        return Answer(False, say("archive.empty"))
    lines = [say("archive.listed", organ=one.organ or one.source, year=one.year or "") for one in kept]
    return Answer(True, say("archive.listing") + "\n".join(lines))


def plain(value: Decimal | None) -> str:
    """A figure without trailing zeros or exponent."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(part: Decimal, whole: Decimal) -> str:
    """Percent with one decimal, half up."""
    return str((part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))
