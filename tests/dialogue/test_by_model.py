"""What a model reads is kept only where the clerk's own words state the number."""

import pytest

from assistant.dialogue.understand.by_model import Reading, Understood, read_with_model
from assistant.llm.scripted import ScriptedModel

CELLS = ("t3.new.natural", "t3.new.business", "t2.fees_wan")
SAID = "来了俩老乡要材料，还有一家公司；收了12.5万元"


@pytest.mark.parametrize(
    ("reading", "kept"),
    [
        (Reading(cell="t3.new.business", value=1, words="一家公司"), 1),
        (Reading(cell="t3.new.natural", value=2, words="俩老乡"), 2),
        (Reading(cell="t3.new.natural", value=5, words="俩老乡"), None),
        (Reading(cell="t3.new.natural", value=9, words="九个老乡"), None),
        (Reading(cell="t2.penalty", value=1, words="一家公司"), None),
        (Reading(cell="t3.new.business", value=1, words=""), None),
    ],
    ids=["stated", "stated in a word", "other number", "words not said", "cell not asked", "no words"],
)
def test_only_stated_numbers_of_the_cells_asked_for(reading: Reading, kept: int | None) -> None:
    got = read_with_model(ScriptedModel([Understood(facts=[reading])]), SAID, "收到几件？", CELLS)
    assert [value for _, value, _ in got] == ([] if kept is None else [kept])


def test_the_prompt_holds_the_question_the_cells_and_the_words() -> None:
    model = ScriptedModel([Understood()])
    assert read_with_model(model, SAID, "收到几件？", CELLS) == []
    asked = model.asked[0].user
    assert all(part in asked for part in (SAID, "收到几件？", "t3.new.natural：新收·自然人（件）"))
