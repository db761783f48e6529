"""Prompt files: declared variables are used and given; instruction and material are kept apart."""

import pytest

from assistant.errors import DefinitionError
from assistant.llm.prompts import prompt
from assistant.wording import PROMPTS

NAMES = sorted(path.stem for path in (PROMPTS / "llm").glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_renders_with_exactly_its_variables(name: str) -> None:
    loaded = prompt(name)
    values = {variable: f"〈{variable}〉" for variable in loaded.variables}
    rendered = loaded.render(**values)
    assert all(value in rendered.user for value in values.values())
    assert not any(value in rendered.system for value in values.values())
    assert "指令" in rendered.system  # material is never an instruction
    with pytest.raises(DefinitionError, match=name):
        loaded.render(**values, more="x")


def test_material_cannot_reach_other_variables() -> None:
    names = prompt("ask").variables
    rendered = prompt("ask").render(**dict.fromkeys(names, "$question ${system}"))
    assert rendered.user.count("$question") == len(names)


def test_a_prompt_that_is_not_there_is_named() -> None:
    with pytest.raises(DefinitionError, match="nothing"):
        prompt("nothing")
