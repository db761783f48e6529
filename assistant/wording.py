"""Every word staff see, loaded from `prompts/`: messages by key, with declared variables.

`say("dialogue.recorded", count=3)` reads `prompts/messages/dialogue.yaml`, key `recorded`. A missing key or
variable raises DefinitionError, so a wrong call cannot reach the screen as half a sentence.
"""

from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from assistant.errors import DefinitionError

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"


@cache
def load(name: str) -> Any:
    """The parsed YAML file `prompts/<name>.yaml`."""
    path = PROMPTS / f"{name}.yaml"
    if not path.is_file():
        raise DefinitionError(f"prompts/{name}.yaml is missing")
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def variables(template: str) -> set[str]:
    """Names of the `{variables}` a message takes."""
    return {field.split(".")[0].split("[")[0] for _, field, _, _ in Formatter().parse(template) if field}


def text(key: str) -> str:
    """The unfilled message under `file.key[.key…]`."""
    area, _, path = key.partition(".")
    node = load(f"messages/{area}")
    for part in [path] if isinstance(node, dict) and path in node else path.split("."):
        if not isinstance(node, dict) or part not in node:
            raise DefinitionError(f"prompts/messages/{area}.yaml has no message {path!r}")
        node = node[part]
    if not isinstance(node, str):
        raise DefinitionError(f"prompts/messages/{area}.yaml: {path!r} is not a message")
    return node.strip("\n")


def say(key: str, /, **values: object) -> str:
    """The message under `key` with its variables filled in."""
    template = text(key)
    missing = variables(template) - values.keys()
    if missing:
        raise DefinitionError(f"message {key!r} needs {sorted(missing)}")
    return template.format(**values)
