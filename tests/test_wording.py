"""Every message is used, and every key the code names exists."""

import ast
import re
from pathlib import Path

import yaml

from assistant.wording import PROMPTS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "assistant").rglob("*.yaml"), *PROMPTS.glob("*.yaml")]


def flattened(node: dict, prefix: str) -> dict[str, str]:
    """Message keys with their texts, `area.key[.key]`."""
    found: dict[str, str] = {}
    for key, value in node.items():
        found |= flattened(value, f"{prefix}.{key}") if isinstance(value, dict) else {f"{prefix}.{key}": str(value)}
    return found


def messages() -> dict[str, str]:
    """All messages of prompts/messages."""
    found: dict[str, str] = {}
    for path in (PROMPTS / "messages").glob("*.yaml"):
        found |= flattened(yaml.safe_load(path.read_text(encoding="utf-8")) or {}, path.stem)
    return found


def written() -> tuple[set[str], list[re.Pattern[str]], set[str]]:
    """String constants of the code; f-strings as patterns; words of the data files the code reads keys from."""
    constants: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    words: set[str] = set()
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".yaml":
            words |= set(re.findall(r"[A-Za-z][\w.-]+", text))
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else "[^.]+" for p in node.values]
                patterns.append(re.compile("".join(map(str, parts))))
    return constants, patterns, words


def test_every_message_is_used() -> None:
    constants, patterns, words = written()
    known = constants | words
    unused = []
    for key in messages():
        area, _, rest = key.partition(".")
        tail = rest.rpartition(".")[2]
        named = key in constants or rest in constants
        made = [p.pattern for p in patterns if p.fullmatch(key) or p.fullmatch(rest)]
        only_area = {rf"{area}\.[^.]+", "[^.]+"}
        composed = any(one not in only_area for one in made) or bool(made and (tail in known or rest in known))
        if not (named or composed or area == "checks"):
            unused.append(key)
    assert unused == []


def test_every_key_the_code_says_exists() -> None:
    constants, _, _ = written()
    areas = {path.stem for path in (PROMPTS / "messages").glob("*.yaml")}
    keys = {one for one in constants if re.fullmatch(r"[a-z]+(\.[a-z_0-9]+)+", one) and one.split(".")[0] in areas}
    known = messages()
    missing = [key for key in keys if not any(one.startswith((key, f"ui.{key}")) for one in known)]
    assert set(missing) <= {"checks.md"}
