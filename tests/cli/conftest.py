"""Runs commands in this process (fast) or in one of their own (exit status, streams, locale)."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from assistant.cli.app import app
from assistant.wording import PROMPTS

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = PROMPTS / "sample" / "street_2025.md"


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: Path) -> Run:
    """The command in this process, over a data folder of its own."""

    def call(*args: object, stdin: str = "") -> Outcome:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        arguments = ["--data", str(data), *map(str, args)]
        status = get_command(app).main(args=arguments, prog_name="assistant", standalone_mode=False)
        captured = capsys.readouterr()
        return Outcome(int(status or 0), captured.out, captured.err)

    return call


@pytest.fixture
def spawn(data: Path) -> Run:
    """The command in a process of its own, with a locale that knows no Chinese."""

    def call(*args: object, stdin: str = "", **extra: str) -> Outcome:
        environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "ASSISTANT_DATA": str(data), **extra}
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *map(str, args)],
            input=stdin.encode(), capture_output=True, cwd=ROOT, env=environment, timeout=120, check=False,
        )  # fmt: skip
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def sample() -> Path:
    """The project's own sample report."""
    return SAMPLE


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Path]:
    """A report JSON file of the sample with some cells changed."""
    from assistant.reading import read_file
    from assistant.report.document import to_document

    document = to_document(read_file(SAMPLE))

    def write(name: str = "r.json", **cells: object) -> Path:
        changed = {key.replace("__", "."): value for key, value in cells.items()}
        path = tmp_path / name
        whole = {**document, "cells": {**document["cells"], **changed}}
        path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        return path

    return write
