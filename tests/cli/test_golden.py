"""From last year's file to the final one on the command line, in at most 15 messages; the file says what was said."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.reading import read_file

ROOT = Path(__file__).resolve().parents[2]
RUNS = yaml.safe_load((ROOT / "tests" / "cases" / "cli" / "street.yaml").read_text(encoding="utf-8"))


def run(data: Path, *arguments: str, say: str = "") -> subprocess.CompletedProcess[str]:
    """One call of the command line over its own data folder."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        input=say,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_DATA": str(data)},
        check=False,
    )


@pytest.mark.parametrize("case", RUNS, ids=lambda case: case["name"])
def test_a_street_office_is_done_in_fifteen_messages(case: dict[str, Any], tmp_path: Path, request: Any) -> None:
    previous = request.getfixturevalue("real") / case["real"] if "real" in case else ROOT / case["previous"]
    assert len(case["say"]) <= case["most"]
    office = ("--organ", case["organ"], "--year", str(case["year"]))
    talk = run(tmp_path, "chat", *office, "--previous", str(previous), "--json", say="\n".join(case["say"]))
    lines = [json.loads(line) for line in talk.stdout.splitlines()]
    assert [line["you"] for line in lines] == [None, *case["say"]]
    last = lines[-1]["replies"][-1]
    assert (last["kind"], last["open"]) == ("progress", [])
    assert "可以导出" in last["text"]

    shown = json.loads(run(tmp_path, "show", *office, "--json").stdout)
    assert {cell: shown["cells"][cell] for cell in case["cells"]} == case["cells"]

    file = tmp_path / "report.docx"
    assert run(tmp_path, "export", *office, "--to", str(file)).returncode == (0 if case["final"] else 1)
    read = read_file(file)
    assert {k: Decimal(str(read.cells[k])) for k in shown["cells"]} == {
        k: Decimal(str(v)) for k, v in shown["cells"].items()
    }
    written = {k: "".join(v.split()) for k, v in shown["texts"].items() if v}
    assert {k: "".join(v.split()) for k, v in read.texts.items() if v} == written
