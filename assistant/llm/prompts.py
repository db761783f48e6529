"""Prompts are files: `prompts/llm/<name>.md` with purpose, variables and output type in the front matter.

The text before the line `=====` is the instruction, the text after it carries the material. Material is always
quoted as material: whatever it says, it is no instruction.
"""

import re
from dataclasses import dataclass
from functools import cache
from string import Template

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import DefinitionError
from assistant.wording import PROMPTS

_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\n=====\n(.*)\Z", re.DOTALL)
_VARIABLE = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True)
class Rendered:
    """A prompt with its variables filled in."""

    name: str
    system: str
    user: str


class Prompt(BaseModel):
    """A prompt file. Every declared variable is used, and every used one declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: str
    variables: tuple[str, ...]
    output: str
    name: str = ""
    system: str = ""
    user: str = ""

    def render(self, **values: str) -> Rendered:
        """The prompt for these values. Raises DefinitionError when one is missing or unknown."""
        if set(values) != set(self.variables):
            raise DefinitionError(f"prompt {self.name!r} takes {sorted(self.variables)}, got {sorted(values)}")
        fill = {key: value.strip() for key, value in values.items()}
        return Rendered(self.name, Template(self.system).substitute(fill), Template(self.user).substitute(fill))


@cache
def prompt(name: str) -> Prompt:
    """The prompt `prompts/llm/<name>.md`, checked."""
    path = PROMPTS / "llm" / f"{name}.md"
    if not path.is_file():
        raise DefinitionError(f"prompts/llm/{name}.md is missing")
    match = _FRONT.match(path.read_text(encoding="utf-8"))
    if not match:
        raise DefinitionError(f"prompts/llm/{name}.md: front matter, instruction, =====, material expected")
    try:
        loaded = Prompt(**yaml.safe_load(match[1]), name=name, system=match[2].strip(), user=match[3].strip())
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise DefinitionError(f"prompts/llm/{name}.md: {error}") from error
    used = set(_VARIABLE.findall(loaded.system + loaded.user))
    if used != set(loaded.variables):
        raise DefinitionError(f"prompts/llm/{name}.md declares {sorted(loaded.variables)} but uses {sorted(used)}")
    return loaded
