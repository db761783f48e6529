"""archive, search and ask: shapes of the JSON, sources, and nothing said without one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_the_same_report_is_kept_once_and_can_be_removed(run: Any, sample: Path, tmp_path: Path) -> None:
    copy = tmp_path / "副本.md"
    copy.write_bytes(sample.read_bytes())
    first = run("archive", "add", sample, "--json").json
    again = run("archive", "add", copy, "--json").json
    assert set(first[0]) == {"id", "organ", "year", "scope", "format", "source"}
    assert first[0]["id"] == again[0]["id"]
    assert run("archive", "list", "--json").json == first
    assert run("archive", "remove", first[0]["id"]).status == 0
    assert run("archive", "list", "--json").json == []


def test_a_file_that_cannot_be_used_does_not_stop_the_others(run: Any, sample: Path, tmp_path: Path) -> None:
    outcome = run("archive", "add", tmp_path / "没有.pdf", sample, "--json")
    assert outcome.status == 0
    assert "没有.pdf" in outcome.err
    assert len(outcome.json) == 1
    assert run("archive", "add", tmp_path / "没有.pdf", "--json").status == 2


def test_a_report_with_blanks_is_kept_as_it_is(run: Any, report: Callable[..., Path]) -> None:
    assert run("archive", "add", report(t4__review__upheld=None), "--json").status == 0
    answer = run("ask", "2025年行政复议结果维持多少件？", "--json").json
    assert (answer["found"], answer["figures"], answer["passages"]) == (False, [], [])


def test_ask_cites_the_cell(run: Any, sample: Path) -> None:
    run("archive", "add", sample)
    answer = run("ask", "2025年行政处罚多少件？", "--json").json
    assert set(answer) == {"found", "answer", "figures", "passages"}
    [figure] = answer["figures"]
    assert figure["cell"] == "t2.penalty"
    assert figure["value"] == 9
    assert set(figure) == {"organ", "year", "cell", "label", "value"}
    assert "9" in answer["answer"]


def test_search_gives_passages_with_their_source(run: Any, sample: Path) -> None:
    run("archive", "add", sample)
    found = run("search", "培训", "--section", "s1.supervision", "--limit", 3, "--json").json
    assert found
    assert all(set(one) == {"organ", "year", "section", "text", "source", "score"} for one in found)
    assert {one["section"] for one in found} == {"s1.supervision"}
    assert {one["source"] for one in found} == {sample.name}
    assert run("search", "培训", "--year", 1999, "--json").json == []
    assert run("search", "培训", "--organ", "别的局", "--json").json == []


def test_data_may_stand_before_and_after_the_command(run: Any, sample: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("archive", "add", sample, "--data", other)
    assert len(run("archive", "list", "--json", "--data", other).json) == 1
    assert run("archive", "list", "--json").json == []


def test_json_is_one_document(run: Any, sample: Path) -> None:
    assert isinstance(json.loads(run("archive", "add", sample, "--json").out), list)
