"""Runs the checks over a snapshot and puts what they found in order."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from assistant.checks.finding import Finding, Fix, Severity, State
from assistant.checks.registry import Check, Found, Unknown, catalogue, deciders
from assistant.checks.view import View
from assistant.report.draft import Waiver
from assistant.report.snapshot import Snapshot
from assistant.wording import say

_ORDER: dict[Severity, int] = {"error": 0, "warn": 1, "info": 2}


@dataclass(frozen=True)
class Result:
    """`findings` by level, then in form order; `states` of every check that ran."""

    findings: tuple[Finding, ...]
    states: dict[str, State] = field(default_factory=dict)

    @cached_property
    def summary(self) -> dict[str, int]:
        """Findings that stand, by level, and how many checks passed or could not be judged."""
        standing = [finding.level for finding in self.findings if finding.waived is None]
        return {
            **{level: standing.count(level) for level in _ORDER},
            "passed": list(self.states.values()).count("pass"),
            "not_assessable": list(self.states.values()).count("not_assessable"),
        }

    @property
    def ready(self) -> bool:
        """No error stands in the way of the final file."""
        return not self.summary["error"]


def run(
    snapshot: Snapshot,
    previous: Snapshot | None = None,
    *,
    profiles: Collection[str] = frozenset(),
    others: Sequence[Snapshot] = (),
    only: Collection[str] | None = None,
    waivers: Iterable[Waiver] = (),
    today: date | None = None,
) -> Result:
    """Checks a report, against last year's and those of other bodies where given.

    `only` names changed ids: just the checks that read one of them run. `profiles` switches local rules on.
    `today` lets the deadline be judged (of a draft). Waivers take explained findings out of the count.
    """
    view = View(snapshot, previous, tuple(others), frozenset(profiles), today)
    wanted = {c.id: c for c in catalogue().values() if _applies(c, view, only)}
    states: dict[str, State] = dict.fromkeys(wanted, "pass")
    findings: list[Finding] = []
    for ids, decide in deciders():
        if wanted.keys().isdisjoint(ids):
            continue
        for outcome in decide(view):
            if outcome.check not in wanted:
                continue
            if isinstance(outcome, Unknown):
                if states[outcome.check] == "pass":
                    states[outcome.check] = "not_assessable"
                continue
            findings.append(_finding(wanted[outcome.check], outcome))
            doubtful = outcome.doubtful and states[outcome.check] != "fail"
            states[outcome.check] = "uncertain" if doubtful else "fail"
    reasons = {waiver.key: waiver.reason for waiver in waivers}
    findings = [_explained(finding, reasons) for finding in _distinct(findings)]
    if "PUB-10" in wanted and not snapshot.published:
        findings += _gate(findings, wanted["PUB-10"])
        states["PUB-10"] = "fail" if findings and findings[-1].check == "PUB-10" else "pass"
    return Result(tuple(sorted(findings, key=lambda one: _place(one, view))), states)


def finding_document(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values (interfaces.md). A fix that mends prose has `text_changes` and no cell `changes`."""
    span = finding.span
    document = {
        "check": finding.check,
        "level": finding.level,
        "section": finding.section,
        "cells": list(finding.cells),
        "span": None if span is None else {"text_id": span.text_id, "start": span.start, "end": span.end},
        "found": _json(finding.found),
        "expected": _json(finding.expected),
        "text": finding.text,
        "fixes": [_fix_document(fix) for fix in finding.fixes],
    }
    return document if finding.waived is None else {**document, "waived": finding.waived}


def result_document(result: Result) -> dict[str, Any]:
    """A result as JSON values (interfaces.md, findings)."""
    return {"findings": [finding_document(one) for one in result.findings], "summary": dict(result.summary)}


def _fix_document(fix: Fix) -> dict[str, Any]:
    changes = [{"cell": change.cell, "after": _json(change.after)} for change in fix.changes]
    document: dict[str, Any] = {"label": fix.label, "changes": changes}
    if fix.text_changes:
        document["text_changes"] = [
            {"text_id": one.span.text_id, "start": one.span.start, "end": one.span.end, "after": one.after}
            for one in fix.text_changes
        ]
    return document


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _plain(value: Any) -> Any:
    """A whole Decimal as the integer it is."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def _applies(check: Check, view: View, only: Collection[str] | None) -> bool:
    if check.profiles and not set(check.profiles) & set(view.profiles):
        return False
    return only is None or check.touched_by(only)


def _finding(check: Check, found: Found) -> Finding:
    level = found.level or check.level
    return Finding(
        check=check.id,
        level=level,
        state="uncertain" if found.doubtful else "fail",
        section=found.section or _section(found),
        cells=found.cells,
        span=found.span,
        found=_plain(found.found),
        expected=_plain(found.expected),
        text=say(f"checks.{check.id}.{found.say}", **found.words),
        fixes=found.fixes,
        explainable=check.explainable or (level == "warn"),
    )


def _section(found: Found) -> int | None:
    """Sections 2–4 are the tables t2–t4; texts s1, s5, s6 carry theirs in their name."""
    for one in (*([found.span.text_id] if found.span else []), *found.cells):
        if one[:1] in "st" and one[1:2].isdigit():
            return int(one[1])
    return None


def _distinct(findings: list[Finding]) -> list[Finding]:
    seen: dict[tuple[Any, ...], Finding] = {}
    for one in findings:
        place = (one.span.start, one.span.end) if one.span else None
        seen.setdefault((one.key, place, one.text), one)
    return list(seen.values())


def _explained(finding: Finding, reasons: dict[str, str]) -> Finding:
    """With its written reason, if it may be explained away and was."""
    if not finding.explainable or finding.key not in reasons:
        return finding
    return finding.model_copy(update={"waived": reasons[finding.key]})


def _gate(findings: list[Finding], check: Check) -> list[Finding]:
    """PUB-10: no final file while an error stands."""
    errors = sum(one.level == "error" and one.waived is None for one in findings)
    return [_finding(check, Found(check.id, {"errors": errors}, found=errors, expected=0))] if errors else []


def _place(finding: Finding, view: View) -> tuple[int, int, int, int]:
    order = list(catalogue())
    start = finding.span.start if finding.span else -1
    cells = _cell_order(view)
    first = cells.get(finding.cells[0], len(cells)) if finding.cells else -1
    section = finding.section if finding.section is not None else 0
    return _ORDER[finding.level], section, first if first >= 0 else start, order.index(finding.check)


def _cell_order(view: View) -> dict[str, int]:
    return {one: place for place, one in enumerate(view.form.cells)}
