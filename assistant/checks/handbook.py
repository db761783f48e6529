"""docs/checks.md, written from the catalogue: every check, what it demands, its basis; and what is left out, and why.

`python -m assistant.checks.handbook` writes it anew; a test holds the file to the catalogue.
"""

from pathlib import Path

from assistant.checks.registry import Check, all_checks, left_out
from assistant.wording import say

FILE = Path(__file__).resolve().parent.parent.parent / "docs" / "checks.md"


def handbook() -> str:
    """The whole document."""
    lines = [say("checks.handbook.head"), ""]
    family = ""
    for check in all_checks():
        if (name := check.id.partition("-")[0]) != family:
            family = name
            lines += [
                "",
                f"## {family} {say(f'checks.handbook.{family}')}",
                "",
                say("checks.handbook.columns"),
                "|---|---|---|---|---|",
            ]
        lines.append(_line(check))
    lines += ["", "## " + say("checks.handbook.left_out"), "", say("checks.handbook.left_out_columns"), "|---|---|"]
    lines += [f"| {one} | {reason} |" for one, reason in left_out().items()]
    return "\n".join(lines) + "\n"


def _line(check: Check) -> str:
    level = say(f"checks.handbook.{check.level}")
    explained = say("checks.handbook.explainable") if check.explainable else ""
    local = say("checks.handbook.profile", names="、".join(check.profiles)) if check.profiles else ""
    return f"| {check.id} | {level}{explained} | {check.title}{local} | {check.basis} | {check.confidence} |"


if __name__ == "__main__":
    FILE.write_text(handbook(), encoding="utf-8")
