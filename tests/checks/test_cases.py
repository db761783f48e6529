"""Every check against cases an official can read: tests/cases/checks/*.yaml."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import checks
from assistant.checks.finding import Finding
from assistant.checks.registry import all_checks, left_out
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot
from tests.generators import office as make

FOLDER = Path(__file__).parent.parent / "cases" / "checks"
ALL: dict[str, dict[str, Any]] = {}
for path in sorted(FOLDER.glob("*.yaml")):
    ALL |= yaml.safe_load(path.read_text(encoding="utf-8"))


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(check, case, entry, id=f"{check} {case['says']}")
        for check, entry in ALL.items()
        for case in entry[kind]
    ]


def _result(case: dict[str, Any], entry: dict[str, Any]) -> checks.Result:
    report = make.changed(_base(case), case)
    last = make.changed(make.office(2023), case.get("previous", {}))
    return checks.run(
        report,
        None if case.get("no_previous") else last,
        profiles=frozenset(entry.get("profiles", ())),
        others=[_other(one, case, report) for one in entry.get("others", ())],
        today=make.today_of(case),
    )


def _base(case: dict[str, Any]) -> Snapshot:
    """The clean report with the changes that need more than a value."""
    report = make.office()
    if case.get("as_last_year"):
        report = replace(report, stated=dict(make.office(2023).stated))
    if "all_cells" in case:
        report = replace(report, stated=dict.fromkeys(report.stated, case["all_cells"]))
    if table := case.get("drop_table"):
        assert report.structure
        tables = tuple(one for one in report.structure.tables if one != table)
        stated = {one: value for one, value in report.stated.items() if not one.startswith(table + ".")}
        report = replace(report, stated=stated, structure=report.structure.model_copy(update={"tables": tables}))
    texts = dict(report.texts)
    for one, times in case.get("repeat", {}).items():
        texts[one] = texts[one] * times
    if one := case.get("long_sentence"):
        texts[one] = "，".join(f"公开第{n}批信息" for n in range(20)) + "。"
    return replace(report, texts=texts)


def _other(meta: dict[str, Any], case: dict[str, Any], report: Snapshot) -> Snapshot:
    texts = dict(report.texts) if case["others_texts"] == "same" else dict(make.OLD_TEXTS)
    return Snapshot(meta=Meta(year=2024, **meta), texts=texts, published=True)


def _of(result: checks.Result, check: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.check == check]


@pytest.mark.parametrize(("check", "case", "entry"), _cases("fails"))
def test_fault_is_found(check: str, case: dict[str, Any], entry: dict[str, Any]) -> None:
    result = _result(case, entry)
    found = _of(result, check)
    assert found, [make.brief(one) for one in result.findings]
    wanted = dict(case["finds"])
    assert len(found) == wanted.pop("times", len(found))
    assert any(_fits(one, wanted) for one in found), [make.brief(one) for one in found]


def _fits(finding: Finding, wanted: dict[str, Any]) -> bool:
    span = finding.span.text_id if finding.span else None
    changes = [{c.cell: c.after for c in fix.changes} for fix in finding.fixes]
    return (
        finding.level == wanted.get("level", finding.level)
        and finding.section == wanted.get("section", finding.section)
        and set(wanted.get("cells", ())) <= set(finding.cells)
        and finding.found == wanted.get("found", finding.found)
        and finding.expected == wanted.get("expected", finding.expected)
        and span == wanted.get("text_id", span)
        and ("fix" not in wanted or wanted["fix"] in changes)
    )


@pytest.mark.parametrize(("check", "case", "entry"), _cases("passes"))
def test_what_is_right_passes(check: str, case: dict[str, Any], entry: dict[str, Any]) -> None:
    result = _result(case, entry)
    assert [make.brief(one) for one in _of(result, check)] == []
    assert result.states[check] == "pass"


def test_every_check_has_a_failing_and_a_passing_case() -> None:
    bare = [one.id for one in all_checks() if not (ALL.get(one.id, {}).get("fails") and ALL[one.id].get("passes"))]
    assert bare == []
    assert set(ALL) == {one.id for one in all_checks()}
    assert not set(ALL) & set(left_out())


def test_the_office_with_nothing_wrong_has_no_finding_to_act_on() -> None:
    result = checks.run(make.office(), make.office(2023))
    assert [make.brief(one) for one in result.findings if one.level != "info"] == []
