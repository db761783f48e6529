"""The catalogue is whole: every id registered or left out with a reason, worded, documented."""

import re
from pathlib import Path

import pytest

from assistant.checks.finding import Finding
from assistant.checks.handbook import FILE, handbook
from assistant.checks.registry import PROSE, all_checks, deciders, left_out
from assistant.checks.tables.conditions import rules
from assistant.checks.wording.leftovers import searches
from assistant.form import load_form
from assistant.wording import load, variables

ROOT = Path(__file__).resolve().parent.parent.parent
FORM = load_form("2021")
DESIGN = ROOT.parent / "shared" / "design" / "checks.md"
MESSAGES = load("messages/checks")
FAMILIES = tuple("STR PRE CEL T2 T3 T4 XT XY NT NN S1 S5 S6 YR LOC DUP TPL TXT SEC PUB AGG FMT IMP".split())  # noqa: SIM905


def test_every_id_of_the_catalogue_is_decided_or_left_out_with_a_reason() -> None:
    if not DESIGN.is_file():
        pytest.skip("the design is not on this machine")
    rows = re.findall(r"^\| ([A-Z][A-Z0-9]{1,2}-\d\d) \|", DESIGN.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = {one for one in rows if one.partition("-")[0] in FAMILIES}
    known = {one.id for one in all_checks()} | set(left_out())
    assert wanted - known == set()
    assert all(len(reason) > 5 for reason in left_out().values())


def test_levels_are_those_of_the_design() -> None:
    if not DESIGN.is_file():
        pytest.skip("the design is not on this machine")
    rows = dict(re.findall(r"^\| ([A-Z0-9]+-\d\d) \| ([^|]+) \|", DESIGN.read_text(encoding="utf-8"), re.MULTILINE))
    for check in all_checks():
        level = rows[check.id]
        assert check.level in level, check.id
        if check.level == "error" and "/" not in level:
            assert check.explainable == ("(x)" in level), check.id


def test_docs_are_those_of_the_catalogue() -> None:
    assert FILE.read_text(encoding="utf-8") == handbook(), "run python -m assistant.checks.handbook"


@pytest.mark.parametrize("check", all_checks(), ids=lambda one: one.id)
def test_check_is_worded_and_reads_what_exists(check) -> None:
    assert check.title
    assert len(MESSAGES[check.id]) > 1, "a title and at least one sentence"
    known = {*FORM.cells, *FORM.extra, *FORM.facts, *FORM.texts, *(f"meta.{m}" for m in Finding.model_fields)}
    for pattern in check.reads:
        if pattern in PROSE or "." not in pattern or pattern.startswith("meta."):
            continue
        stem = pattern.removesuffix("*")
        assert any(one.startswith(stem) for one in known), pattern


def test_sentences_are_whole_and_use_only_what_is_given() -> None:
    for check in all_checks():
        for name, sentence in MESSAGES[check.id].items():
            assert sentence.count("“") == sentence.count("”"), f"{check.id}.{name}"
            variables(sentence)


def test_conditions_speak_of_figures_that_exist() -> None:
    known = {*FORM.cells, *FORM.extra, *FORM.facts}
    for rule in rules():
        for comparison in rule.when:
            for term in (*comparison.left, *comparison.right):
                assert term.one is None or term.one in known, f"{rule.check}: {term.one}"


def test_every_search_compiles_and_every_decider_is_documented() -> None:
    assert len(searches()) > 100
    assert all(function.__doc__ for _, function in deciders())
