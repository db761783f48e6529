"""Single messages against an open question: what is stored, what is put to the clerk, what changes nothing."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.dialogue.replies import Confirm
from assistant.dialogue.state import State
from assistant.report.answer import Answer
from tests.dialogue.helpers import APPLICANTS, FORM, NOW, Talk, new_draft, past_report

FOLDER = Path(__file__).parents[1] / "cases" / "dialogue"
CASES = [
    case
    for path in sorted(FOLDER.glob("utterances*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def full(name: str) -> str:
    return name if name.split(".")[0] in ("t2", "t4", "s1", "s6", "meta") else f"t3.{name}"


def number(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) else value


def talk_for(case: dict[str, Any]) -> Talk:
    past = None
    if "past" in case:
        past = past_report(**{full(k).replace(".", "__"): v for k, v in case["past"].items()})
    draft = new_draft(past)
    given = {full(k): v for k, v in case.get("given", {}).items()}
    if case["q"] in ("applications", "outcomes"):
        given = {f"t3.carried_in.{c}": 0 for c in APPLICANTS} | given
    stored = {k: Answer(value=number(v), when=NOW) for k, v in given.items()}
    draft = draft.model_copy(update={"answers": {**draft.answers, **stored}})
    question = FORM.questions[case["q"]]
    last = tuple(full(one) for one in case.get("last", ()))
    return Talk(draft, state=State(question=question.id, asked=question.asks, last=last))


@pytest.mark.parametrize("case", CASES, ids=[f"{n}:{c['say'][:24]}" for n, c in enumerate(CASES)])
def test_utterance(case: dict[str, Any]) -> None:
    talk = talk_for(case)
    result = talk.say(case["say"])
    stored = {c.target: c.after.value for c in result.changes if isinstance(c.after, Answer)}
    confirms = [r for r in result.replies if isinstance(r, Confirm)]
    proposed = {c.cell: c.after for r in confirms for c in r.changes}
    wanted = {full(k): number(v) for k, v in case.get("set", {}).items()}
    assert {k: v for k, v in stored.items() if v} == wanted
    for cell in case.get("zero", ()):
        assert stored.get(full(cell)) == 0, cell
    if "ask" in case:
        assert {k: v for k, v in proposed.items() if v} == {full(k): number(v) for k, v in case["ask"].items()}
    if case.get("nothing"):
        assert not stored
        assert not proposed
    if "kind" in case:
        assert case["kind"] in [r.kind for r in result.replies]
    assert all(change.after is not None for change in result.changes) or case["say"].startswith("清除")
