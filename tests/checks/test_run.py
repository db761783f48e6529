"""Running: only what a change touches, waivers, drafts, JSON, speed."""

import time
from dataclasses import replace

import pytest

from assistant import checks
from assistant.checks.repair import repairs
from assistant.report.draft import Waiver
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot
from tests.generators import office as make


def _draft(**cells: int) -> Snapshot:
    entered = {k: v for k, v in make.office().stated.items() if make.FORM.cells[k].entered}
    base = make.office()
    return Snapshot(meta=base.meta, stated={**entered, **cells}, texts=base.texts, title=base.title)


def test_only_reruns_the_checks_that_read_what_changed() -> None:
    report = make.changed(make.office(), {"cells": {"t4.review.total": 0, "t3.new.total": 31}})
    result = checks.run(report, make.office(2023), only={"t4.review.upheld"})
    assert "T4-01" in result.states
    assert not {"T3-03", "PRE-01", "TPL-01", "T4-02"} & result.states.keys()
    assert {one.check for one in result.findings} >= {"T4-01"}


def test_partial_run_finds_what_the_whole_run_finds_of_these_checks() -> None:
    report = make.changed(make.office(), {"cells": {"t4.review.total": 0}, "texts": {"s1.other": "全市XX件。"}})
    whole = checks.run(report, make.office(2023))
    part = checks.run(report, make.office(2023), only={"t4.review.total", "s1.other"})
    assert [f for f in whole.findings if f.check in part.states and f.check != "PUB-10"] == list(part.findings)


def test_empty_draft_has_one_finding_a_table_and_no_other_error_than_the_gate() -> None:
    result = checks.run(Snapshot(meta=Meta(organ=make.ORGAN, year=2024)))
    errors = [one for one in result.findings if one.level == "error"]
    assert [one.check for one in errors] == ["PUB-10", "CEL-01", "CEL-01", "CEL-01"]
    assert result.states["T3-01"] == "not_assessable"
    assert not result.ready


def test_finished_draft_is_ready() -> None:
    result = checks.run(_draft(), make.office(2023))
    assert [make.brief(one) for one in result.findings if one.level == "error"] == []
    assert result.ready
    assert result.states["STR-02"] == "not_assessable"


def test_blank_is_never_a_pass() -> None:
    stated = {k: v for k, v in make.office().stated.items() if not k.startswith("t4.review.")}
    result = checks.run(replace(make.office(), stated=stated))
    assert result.states["T4-01"] == "not_assessable"
    assert result.states["T4-02"] == "pass"


def _waived(finding) -> Waiver:
    return Waiver(check=finding.check, key=finding.key, reason="机构改革划转", who="甲", when=make.WHEN)


def test_a_reason_lifts_what_may_be_explained_until_the_value_changes() -> None:
    report = make.changed(make.office(), {"cells": {"t3.carried_in.total": 2}})
    finding = next(f for f in checks.run(report, make.office(2023)).findings if f.check == "XY-01")
    again = checks.run(report, make.office(2023), waivers=[_waived(finding)])
    assert next(f for f in again.findings if f.check == "XY-01").waived == "机构改革划转"
    assert again.summary["error"] == checks.run(report, make.office(2023)).summary["error"] - 1
    other = make.changed(make.office(), {"cells": {"t3.carried_in.total": 3}})
    later = checks.run(other, make.office(2023), waivers=[_waived(finding)])
    assert next(f for f in later.findings if f.check == "XY-01").waived is None


@pytest.mark.parametrize("cell", ["t3.new.total", "t4.review.total", "t3.handled_total.natural"])
def test_arithmetic_cannot_be_explained_away(cell: str) -> None:
    report = make.changed(make.office(), {"cells": {cell: 77}})
    sums = [f for f in checks.run(report).findings if f.check.startswith(("T3-0", "T4-0")) and f.level == "error"]
    again = checks.run(report, waivers=[_waived(one) for one in sums])
    assert all(f.waived is None for f in again.findings if f.check in {one.check for one in sums})


def test_findings_as_json() -> None:
    wrong = {"申请13件": "申请15件"}
    report = make.changed(make.office(), {"cells": {"t3.new.natural": 11}, "replace": {"s1.on_request": wrong}})
    document = checks.result_document(checks.run(report))
    keys = {"check", "level", "section", "cells", "span", "found", "expected", "text", "fixes"}
    assert all(set(one) == keys for one in document["findings"])
    assert set(document["summary"]) == {"error", "warn", "info", "passed", "not_assessable"}
    total = next(one for one in document["findings"] if one["check"] == "T3-03")
    assert (total["section"], total["found"], total["expected"]) == (3, 13, 15)
    assert {"cell": "t3.new.natural", "after": 9} in [c for fix in total["fixes"] for c in fix["changes"]]
    prose = next(one for one in document["findings"] if one["check"] == "NT-01")
    text = report.texts["s1.on_request"]
    assert text[prose["span"]["start"] : prose["span"]["end"]].startswith("15")


def test_repairs_of_a_finding_are_those_it_carries() -> None:
    report = make.changed(make.office(), {"cells": {"t3.granted.natural": 50}})
    for finding in checks.run(report).findings:
        if finding.check in ("T3-02", "T3-03"):
            assert tuple(repairs(report, finding)) == finding.fixes
            assert finding.fixes[0].changes[0].after == 5


def test_a_report_is_checked_in_a_moment() -> None:
    report, old = make.office(), make.office(2023)
    checks.run(report, old)
    start = time.perf_counter()
    for _ in range(10):
        checks.run(report, old)
    assert (time.perf_counter() - start) / 10 < 0.15
