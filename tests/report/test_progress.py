"""Open items are exactly what nobody has answered."""

from datetime import datetime

from assistant.form import load_form
from assistant.report.answer import Answer, Paragraph
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.progress import progress
from assistant.report.published import PastReport

FORM = load_form()
NOW = datetime(2025, 1, 10, 9, 0)


def test_a_new_draft_asks_for_all_entered_cells_but_not_for_totals() -> None:
    left = progress(Draft(meta=Meta(organ="甲街道", year=2024)), FORM)
    entered = {cell.id for cell in FORM.cells.values() if cell.entered}
    assert {one for one in left.open_ids if one in FORM.cells} == entered


def test_zero_is_an_answer_and_blank_is_not() -> None:
    draft = Draft(meta=Meta(organ="甲街道", year=2024), answers={"t2.penalty": Answer(value=0, when=NOW)})
    open_ids = progress(draft, FORM).open_ids
    assert "t2.penalty" not in open_ids
    assert "t2.licensing" in open_ids


def test_an_optional_part_is_asked_for_only_when_last_year_had_it_and_it_is_still_wanted() -> None:
    past = PastReport(meta=Meta(organ="甲街道", year=2023), texts={"s6.key_points": "对照要点，任务完成。"})
    without = Draft(meta=Meta(organ="甲街道", year=2024))
    with_past = without.model_copy(update={"previous": past})
    declined = with_past.model_copy(update={"declined": ("s6.key_points",)})
    asked = ["s6.key_points" in progress(draft, FORM).open_ids for draft in (without, with_past, declined)]
    assert asked == [False, True, False]


def test_a_written_text_is_settled() -> None:
    draft = Draft(
        meta=Meta(organ="甲街道", year=2024),
        texts={"s5.problems": Paragraph(text="一是更新不及时。", when=NOW)},
    )
    assert "s5.problems" not in progress(draft, FORM).open_ids
