"""Derived values follow from answers, never from silence."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from assistant.form import load_form
from assistant.report.answer import Answer
from assistant.report.changes import Change, inverse
from assistant.report.derive import derive
from assistant.report.draft import Draft
from assistant.report.meta import Meta

FORM = load_form()
COLUMNS = [c.key for c in FORM.tables["t3"].columns if c.key and c.key != "total"]
OUTCOMES = [row.key for row in FORM.tables["t3"].data_rows if row.parent and row.key != "handled_total"]
NOW = datetime(2025, 1, 10, 9, 0)


def answered(values: dict[str, int]) -> Draft:
    changes = [Change(target=k, after=Answer(value=v, when=NOW)) for k, v in values.items()]
    return Draft(meta=Meta(organ="甲街道办事处", year=2024)).apply(changes)


@given(
    st.dictionaries(st.tuples(st.sampled_from(OUTCOMES), st.sampled_from(COLUMNS)), st.integers(0, 9999), max_size=30)
)
def test_totals_are_the_sums_of_their_parts(some: dict[tuple[str, str], int]) -> None:
    values = {f"t3.{row}.{col}": some.get((row, col), 0) for row in OUTCOMES for col in COLUMNS}
    derived = derive(values, FORM.equations)
    for col in COLUMNS:
        assert derived[f"t3.handled_total.{col}"].value == sum(values[f"t3.{row}.{col}"] for row in OUTCOMES)
    assert derived["t3.handled_total.total"].value == sum(values.values())
    assert derived["t3.deny.total"].value == sum(v for k, v in values.items() if k.startswith("t3.deny."))


@given(st.sampled_from([cell.id for cell in FORM.cells.values() if cell.entered and cell.id.startswith("t3.granted")]))
def test_one_unanswered_part_leaves_the_total_unknown(missing: str) -> None:
    values = {f"t3.{row}.{col}": 0 for row in OUTCOMES for col in COLUMNS}
    del values[missing]
    derived = derive(values, FORM.equations)
    assert "t3.granted.total" not in derived
    assert "t3.handled_total.total" not in derived


def test_nothing_answered_gives_nothing() -> None:
    assert derive({}, FORM.equations) == {}


def test_carry_over_is_settled_at_zero_and_only_proposed_otherwise() -> None:
    values = {f"t3.{row}.natural": 0 for row in OUTCOMES} | {
        "t3.new.natural": 3,
        "t3.carried_in.natural": 1,
        "t3.granted.natural": 4,
    }
    done = derive(values, FORM.equations)["t3.carried_out.natural"]
    assert (done.value, done.settled) == (0, True)
    open_ = derive(values | {"t3.granted.natural": 2}, FORM.equations)["t3.carried_out.natural"]
    assert (open_.value, open_.settled) == (2, False)


def test_a_typed_total_stays_beside_the_derived_one() -> None:
    values = {f"t3.new.{col}": 1 for col in COLUMNS} | {"t3.new.total": 9}
    snapshot = answered(values).snapshot()
    assert snapshot.value("t3.new.total") == 9
    assert snapshot.derived["t3.new.total"].value == 6


@given(
    st.dictionaries(st.sampled_from([c for c, d in FORM.cells.items() if d.entered]), st.integers(0, 99), max_size=20)
)
def test_undo_restores_exactly_what_was_there(values: dict[str, int]) -> None:
    before = answered({"t2.penalty": 4, "t3.new.natural": 2})
    changes = [
        Change(target=k, before=before.answers.get(k), after=Answer(value=v, when=NOW)) for k, v in values.items()
    ]
    after = before.apply(changes)
    assert all(after.answers[k].value == v for k, v in values.items())
    assert after.apply(inverse(changes)) == before


@given(
    st.dictionaries(
        st.sampled_from([*FORM.cells, "meta.phone"]),
        st.one_of(st.integers(0, 10**7), st.decimals(0, 10**6, places=4)),
        max_size=20,
    )
)
def test_a_draft_survives_json(values: dict[str, object]) -> None:
    answers = {k: Answer(value=v, raw=str(v), when=NOW) for k, v in values.items()}  # type: ignore[arg-type]
    draft = Draft(id="x", meta=Meta(organ="甲", year=2024), answers=answers)
    again = Draft.model_validate_json(draft.model_dump_json())
    assert again == draft
    assert {k: type(a.value) for k, a in again.answers.items()} == {k: type(a.value) for k, a in draft.answers.items()}
