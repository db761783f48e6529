"""The check sheet, the leader's summary, the comparison, and everything in one archive."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.checks import run
from assistant.documents import open_document, pdf_writer
from assistant.documents.blocks import Document, Table
from assistant.errors import UnusableInput
from assistant.rendering.bundle import export_all, export_paper, file_stem
from assistant.rendering.check_sheet import check_sheet, leader_summary
from assistant.rendering.comparison import comparison_sheet
from assistant.report.draft import Draft, Waiver
from tests.generators.snapshots import WHEN, draft_of, make_snapshot


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_of(make_snapshot(31, filled=True, longest=2))


def words(document: Document) -> str:
    parts = []
    for block in document.blocks:
        parts += (
            [c.text for row in block.rows for c in row] if isinstance(block, Table) else [getattr(block, "text", "")]
        )
    return "\n".join(parts)


def test_check_sheet_lists_every_check_and_every_source(draft: Draft) -> None:
    snapshot = draft.snapshot()
    result = run(snapshot)
    sheet = check_sheet(snapshot, result, draft=draft, when=WHEN)
    listed = {row[0].text for b in sheet.blocks if isinstance(b, Table) for row in b.rows}
    assert set(result.states) <= listed
    text = words(sheet)
    assert "张明 2026-01-15 09:30" in text
    assert "零填报确认" in text
    assert f"错误{result.summary['error']}项" in text
    assert all(finding.text in text for finding in result.findings)


def test_waiver_shows_its_reason_and_its_author(draft: Draft) -> None:
    finding = next(f for f in run(draft.snapshot()).findings if f.level == "warn")
    waiver = Waiver(check=finding.check, key=finding.key, reason="已电话核实", who="李强", when=WHEN)
    waived = draft.model_copy(update={"waivers": (waiver,)})
    sheet = check_sheet(waived.snapshot(), run(waived.snapshot(), waivers=waived.waivers), draft=waived, when=WHEN)
    rows = [[c.text for c in row] for b in sheet.blocks if isinstance(b, Table) for row in b.rows]
    assert any(row[0] == finding.check and "已电话核实" in row and "李强 2026-01-15 09:30" in row for row in rows)


def test_changes_show_both_values_and_never_take_unknown_for_zero(draft: Draft) -> None:
    new = draft.snapshot()
    old = replace(new, stated={**{k: v for k, v in new.stated.items() if k != "t2.coercion"}, "t2.penalty": 90001})
    sheet = comparison_sheet(old, new, [("监督保障", "旧句。", "新句。", "")])
    rows = {row[0].text: [c.text for c in row[1:]] for b in sheet.blocks if isinstance(b, Table) for row in b.rows}
    penalty = new.value("t2.penalty")
    assert isinstance(penalty, int)
    assert rows["表二 行政处罚"] == ["90001", str(penalty), f"{penalty - 90001:+d}"]
    assert rows["表二 行政强制"][0] == "未填"
    assert rows["监督保障"][:2] == ["旧句。", "新句。"]


def test_summary_is_short(draft: Draft, tmp_path: Path) -> None:
    snapshot = draft.snapshot()
    summary = leader_summary(snapshot, run(snapshot), previous=snapshot, when=WHEN)
    assert sum(len(b.rows) if isinstance(b, Table) else 1 for b in summary.blocks) <= 40
    read = open_document(export_paper(summary, tmp_path / "s.docx"))
    assert read.blocks
    with pytest.raises(UnusableInput, match=r"\.docx"):
        export_paper(summary, tmp_path / "s.pdf")


def test_archive_holds_every_format_and_tells_how_far_it_is(draft: Draft, tmp_path: Path) -> None:
    heard: list[float] = []
    snapshot = draft.snapshot()
    made = export_all(
        snapshot,
        tmp_path / "全部.zip",
        run(snapshot),
        draft=draft,
        previous=snapshot,
        when=WHEN,
        progress=lambda share, _what: heard.append(share),
    )
    names = zipfile.ZipFile(made.path).namelist()
    stem = file_stem(snapshot)
    assert {f"{stem}{s}" for s in (".docx", ".html", ".pdf", ".xlsx", ".md", ".json")} <= set(names)
    assert {"校验单.docx", "送审摘要.docx", "与上年对比.docx"} <= set(names)
    assert made.left_out == ()
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0.0, 1.0)


def test_archive_goes_on_without_the_pdf(draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf_writer.faces.cache_clear()
    monkeypatch.setattr(pdf_writer, "installed_families", lambda _paths: ["DejaVu Sans"])
    made = export_all(draft.snapshot(), tmp_path / "a.zip", run(draft.snapshot()), when=WHEN)
    pdf_writer.faces.cache_clear()
    names = zipfile.ZipFile(made.path).namelist()
    assert not any(name.endswith(".pdf") for name in names)
    assert "未生成的文件.txt" in names
    assert len(made.left_out) == 1
