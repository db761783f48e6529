"""Published reports, read, written again and read again: every figure and text as before."""

from pathlib import Path

import pytest

from assistant.reading import read_file
from assistant.rendering.export import export
from assistant.report.snapshot import of_past


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".xlsx"])
@pytest.mark.parametrize("name", ["jinxiang_2023.txt", "suqian_2024.txt", "shanghai_2019.html"])
def test_written_again(name: str, suffix: str, real: Path, tmp_path: Path) -> None:
    report = read_file(real / name)
    snapshot = of_past(report)
    again = read_file(export(snapshot, tmp_path / f"again{suffix}"))
    assert {one: again.cells.get(one) for one in snapshot.form.cells} == {
        one: report.cells.get(one) for one in snapshot.form.cells
    }
    assert {key: _flat(text) for key, text in again.texts.items()} == {
        key: _flat(text) for key, text in report.texts.items()
    }


def _flat(text: str) -> str:
    return "".join(text.split())
