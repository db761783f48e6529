"""A clerk who holds a true table and answers what is asked: whatever the way of speaking, no wrong number is stored."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.replies import Ask, Confirm, ProgressReply
from assistant.dialogue.state import State
from assistant.report.answer import Answer
from tests.dialogue.helpers import APPLICANTS, FORM, Talk, new_draft, past_report

OUTCOMES = [c for c in FORM.questions["outcomes"].cells if c.endswith(".natural")]
ROWS = [one[3:].removesuffix(".natural") for one in OUTCOMES]
NAMES = {c.key: c.name for c in FORM.tables["t3"].columns if c.key}
ROW_NAMES = {r.key: r.name for r in FORM.tables["t3"].rows if r.key}


def true_table(rng: random.Random) -> dict[str, int]:
    """A consistent report: entered cells and facts."""
    truth = {cell.id: 0 for cell in FORM.cells.values() if cell.entered}
    for column in rng.sample(APPLICANTS, rng.choice((0, 1, 1, 2, 3))):
        count = rng.choice((1, 1, 2, 3, 7))
        truth[f"t3.new.{column}"] = count
        for _ in range(count):
            row = rng.choice([*ROWS, "carried_out", "granted", "granted"])
            truth[f"t3.{row}.{column}"] += 1
    for cell in ("t2.licensing", "t2.penalty", "t2.coercion", "t2.fees_wan"):
        truth[cell] = rng.choice((0, 0, 3, 12, 250))
    issued, repealed = rng.choice((0, 0, 2)), rng.choice((0, 0, 1))
    truth["t2.normative.issued"], truth["t2.normative.repealed"] = issued, repealed
    truth["t2.normative.in_force"] = 3 + issued - repealed
    for cell in rng.sample(FORM.questions["cases"].cells, rng.choice((0, 0, 1, 2))):
        truth[cell] = rng.choice((1, 2))
    truth["s1.active.published_total"] = rng.randint(0, 999)
    truth["s6.fee.notices"] = truth["s6.fee.received_yuan"] = 0
    return truth


def spoken(cell: str, value: int, rng: random.Random) -> str:
    """One figure in words."""
    defined = FORM.cell(cell)
    unit = FORM.unit(cell)
    if cell.startswith("t3."):
        row, column = ROW_NAMES[cell[3:].rpartition(".")[0]], NAMES[cell.rpartition(".")[2]]
        return rng.choice((f"{column}{row}{value}件", f"{row}{column}{value}件", f"{column}{value}件{row}"))
    if cell.startswith("t4.") and defined and defined.column:
        return f"{defined.row.label}{defined.column.label}{value}件"
    if defined and defined.column and defined.column.key:
        return f"{defined.row.name}{defined.column.label}{value}件"
    return f"{FORM.label(cell)}{value}{unit}"


def answer(asks: Iterable[str], truth: dict[str, int], rng: random.Random) -> str:
    ids = [one for one in asks if one in truth]
    some = [one for one in ids if truth[one]]
    if not some:
        return rng.choice(("都没有", "没有", "0"))
    if len(ids) == 1:
        return rng.choice((str(truth[ids[0]]), spoken(ids[0], truth[ids[0]], rng)))
    parts = [spoken(one, truth[one], rng) for one in some]
    tail = rng.choice(("，其余没有", "，其他都是0", "")) if len(some) < len(ids) else ""
    return "，".join(parts) + tail


def hold(talk: Talk, truth: dict[str, int], rng: random.Random) -> None:
    result = talk.begin()
    for _ in range(60):
        last = result.replies[-1]
        if isinstance(last, ProgressReply) and not last.open:
            return
        if isinstance(last, Confirm):
            right = all(truth.get(c.cell) == c.after for c in last.changes)
            result = talk.say("确认" if right else "不对")
        elif isinstance(last, Ask) and any(one in FORM.texts for one in last.asks):
            result = talk.say(rng.choice(("采用", "全部采用")))
        else:
            assert isinstance(last, Ask), last
            result = talk.say(answer(last.asks, truth, rng))
        for change in result.changes:
            if isinstance(change.after, Answer) and change.target in truth:
                assert change.after.value == truth[change.target], (change.target, change.evidence)
    raise AssertionError([r.text for r in result.replies])


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("known", [True, False])
def test_robot_comes_to_an_end_with_the_true_table(seed: int, known: bool) -> None:
    rng = random.Random(seed)
    truth = true_table(rng)
    past = past_report(t2__normative__in_force=3) if known else None
    talk = Talk(new_draft(past))
    hold(talk, truth, rng)
    snapshot = talk.draft.snapshot()
    assert {one: snapshot.value(one) for one in truth} == truth


# 「自然人2件，公开1件，其他1件…」 would mean the rest to anyone, so here the column is called by its full name.
CALLED = {**NAMES, "other_org": "其他组织"}
TEMPLATES = (
    "{C}{n}件{R}",
    "{n}件{C}的{R}",
    "{C}{R}{n}件",
    "{R}{C}{n}件",
)


@given(st.randoms(use_true_random=False))
def test_small_tables_in_free_words_are_read_exactly_or_put_to_confirm(rng: random.Random) -> None:
    truth: dict[str, int] = {}
    clauses = []
    template = rng.choice(TEMPLATES)
    for column in rng.sample(APPLICANTS, rng.choice((1, 2))):
        left = rng.choice((1, 2, 3))
        truth[f"t3.new.{column}"] = left
        parts = []
        for row in rng.sample(ROWS, min(left, rng.choice((1, 2)))):
            count = left if len(parts) == 1 else rng.randint(1, left)
            left -= count
            if count:
                truth[f"t3.{row}.{column}"] = count
                parts.append((row, count))
        whole = truth[f"t3.new.{column}"]
        if len(parts) == 1 and parts[0][1] == whole:
            clauses.append(template.format(C=CALLED[column], n=whole, R=ROW_NAMES[parts[0][0]]))
        else:
            said = "，".join(f"{ROW_NAMES[row]}{count}件" for row, count in parts)
            clauses.append(f"{CALLED[column]}{whole}件，其中{said}")
    talk = Talk(
        new_draft(past_report()), state=State(question="applications", asked=FORM.questions["applications"].asks)
    )
    result = talk.say("；".join(clauses))
    for change in result.changes:
        assert isinstance(change.after, Answer)
        assert change.after.value == truth.get(change.target, 0), (clauses, change.target, change.after.value)
