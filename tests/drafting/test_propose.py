"""What is offered to the clerk, and what happens when a figure changes afterwards."""

from datetime import datetime

from drafting_cases import ORGAN, snapshot

from assistant.drafting import propose, sync
from assistant.report.answer import Answer, Mark, Paragraph
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.published import PastReport

NOW = datetime(2025, 1, 6, 9, 0)
PAST = PastReport(
    meta=Meta(organ=ORGAN, year=2023, phone="0512-6520001"),
    cells=dict(snapshot(2023, {"t3.new.natural": 3, "t3.granted.natural": 3}).stated.items()),
    texts={
        "preamble": "统计期限为2023年1月1日至2023年12月31日。联系电话：0512-6520001。",
        "s1.on_request": "2023年，本街道收到政府信息公开申请3件，均予以公开。",
        "s6.other": "无。",
    },
)


def _draft(**answers: object) -> Draft:
    figures = {**snapshot(2024, {"t3.new.natural": 5, "t3.granted.natural": 5}).stated, **answers}
    stored = {key: Answer(value=value, when=NOW) for key, value in figures.items()}  # type: ignore[arg-type]
    return Draft(meta=Meta(organ=ORGAN, year=2024), answers=stored, previous=PAST)


def test_last_years_paragraph_is_rolled_and_says_where_it_comes_from() -> None:
    made = propose("s1.on_request", _draft())
    assert made.text == "2024年，本街道收到政府信息公开申请5件，均予以公开。"
    assert ORGAN in made.origin
    assert "2023" in made.origin
    assert ("bound", "t3.new.total", "5") in [(m.kind, m.cell, m.new) for m in made.marks]
    assert any(m.kind == "unchanged" and m.end == len(made.text) for m in made.marks)


def test_without_a_past_or_for_another_wording_it_is_composed() -> None:
    draft = _draft()
    assert propose("s1.platform", draft).missing_facts == ("s1.platform.platforms",)
    assert propose("s6.other", draft).text != "无。"
    assert propose("s1.on_request", draft, variant=1).text != propose("s1.on_request", draft).text


def test_the_preamble_takes_this_years_office_details() -> None:
    made = propose("preamble", _draft(**{"meta.phone": "0512-6529999"}))
    assert made.text == "统计期限为2024年1月1日至2024年12月31日。联系电话：0512-6529999。"


def test_figures_not_known_yet_are_named() -> None:
    made = propose("s1.on_request", Draft(meta=Meta(organ=ORGAN, year=2024), previous=PAST))
    assert "〔待核〕3件" in made.text
    assert "t3.new.total" in made.missing_facts


def _adopted(text: str, number: str, cell: str = "t3.new.total") -> Paragraph:
    start = text.index(number)
    bound = Mark(start=start, end=start + len(number), kind="bound", cell=cell, new=number)
    stale = Mark(start=len(text) - 3, end=len(text) - 1, kind="stale")
    return Paragraph(text=text, when=NOW, marks=(bound, stale))


def test_an_adopted_sentence_follows_its_figure() -> None:
    before, after = snapshot(2024, {"t3.new.natural": 5}), snapshot(2024, {"t3.new.natural": 12})
    done = sync(_adopted("收到申请5件，均已答复。", "5"), before, after)
    assert done.paragraph.text == "收到申请12件，均已答复。"
    assert done.flagged == ()
    marks = {m.kind: done.paragraph.text[m.start : m.end] for m in done.paragraph.marks}
    assert marks == {"bound": "12", "stale": "答复"}


def test_a_sentence_reworded_by_hand_is_only_flagged() -> None:
    before, after = snapshot(2024, {"t3.new.natural": 5}), snapshot(2024, {"t3.new.natural": 12})
    done = sync(_adopted("收到申请6件，均已答复。", "6"), before, after)
    assert done.paragraph.text == "收到申请6件，均已答复。"
    assert [done.paragraph.text[slice(*span)] for span in done.flagged] == ["6"]


def test_a_figure_that_fell_to_zero_needs_other_words() -> None:
    done = sync(_adopted("收到申请5件，均已答复。", "5"), snapshot(2024, {"t3.new.natural": 5}), snapshot(2024))
    assert done.paragraph.text == "收到申请5件，均已答复。"
    assert len(done.flagged) == 1


def test_other_figures_leave_the_paragraph_alone() -> None:
    paragraph = _adopted("收到申请5件，均已答复。", "5")
    same = snapshot(2024, {"t3.new.natural": 5}), snapshot(2024, {"t3.new.natural": 5, "t2.penalty": 4})
    assert sync(paragraph, *same).paragraph == paragraph
