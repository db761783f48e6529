"""Files are written whole or not at all, figures are read back first, and every refusal is one sentence."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.checks.run import Result
from assistant.documents import open_document, pdf_writer
from assistant.documents.blocks import Document, Paragraph, Table
from assistant.errors import UnusableInput
from assistant.rendering import export as module
from assistant.rendering.export import FORMATS, export
from assistant.report.fingerprint import content_hash
from tests.generators.snapshots import draft_of, make_snapshot


def texts(path: Path) -> str:
    return "\n".join(b.text for b in open_document(path).blocks if not isinstance(b, Table))


@pytest.mark.parametrize("name", ["年报.doc", "年报", "年报.exe", ".docx.bak"])
def test_unknown_extension_names_the_known_ones(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"\.docx .*\.json"):
        export(make_snapshot(1), tmp_path / name)


def test_folder_and_unwritable_place_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(UnusableInput, match="文件夹"):
        export(make_snapshot(1), tmp_path / "a.docx")
    (tmp_path / "file").write_text("")
    with pytest.raises(UnusableInput, match="无法写入"):
        export(make_snapshot(1), tmp_path / "file" / "a.docx")


@pytest.mark.parametrize("suffix", [s for s in FORMATS if s != ".json"])
def test_a_figure_that_differs_stops_the_file(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays as it was and nothing is left lying about."""
    snapshot = make_snapshot(8, filled=True, longest=1)
    path = tmp_path / f"年报{suffix}"
    path.write_bytes(b"old")
    wrong = make_snapshot(8, filled=True, longest=1)
    wrong = type(wrong)(**{**_fields(wrong), "stated": {**wrong.stated, "t2.penalty": 987654}})
    monkeypatch.setitem(module._WRITERS, suffix, _swapped(module._WRITERS[suffix], wrong))
    with pytest.raises(UnusableInput, match=r"行政处罚.*987654"):
        export(snapshot, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _swapped(writer: module.Writer, other: object) -> module.Writer:
    from assistant.rendering.report import report_document

    return lambda _document, imprint, _snapshot: writer(report_document(other), imprint, other)  # type: ignore[arg-type]


def test_without_a_chinese_font_the_pdf_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf_writer.faces.cache_clear()
    monkeypatch.setattr(pdf_writer, "installed_families", lambda _paths: ["DejaVu Sans", "New Computer Modern"])
    with pytest.raises(UnusableInput, match="没有中文字体"):
        export(make_snapshot(1), tmp_path / "年报.pdf")
    pdf_writer.faces.cache_clear()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".md", ".xlsx", ".html"])
def test_a_draft_is_stamped_and_a_final_file_is_not(suffix: str, tmp_path: Path) -> None:
    snapshot = make_snapshot(2, filled=True, longest=1)
    draft, final = export(snapshot, tmp_path / f"d{suffix}"), export(snapshot, tmp_path / f"f{suffix}", final=True)
    if suffix == ".html":
        assert 'data-stamp="草稿"' in draft.read_text(encoding="utf-8")
        assert "data-stamp=" not in final.read_text(encoding="utf-8").partition("<body")[2]
    else:
        assert "草稿" in texts(draft)
        assert "草稿" not in texts(final)


def test_the_stamp_counts_open_errors(tmp_path: Path) -> None:
    from assistant.checks.finding import Finding

    result = Result(tuple(Finding(check="T3-01", level="error", text="不符") for _ in range(2)))
    page = export(make_snapshot(2), tmp_path / "d.html", result=result).read_text(encoding="utf-8")
    assert "尚有2项错误" in page


def test_blank_is_never_zero(tmp_path: Path) -> None:
    snapshot = make_snapshot(2)
    empty = type(snapshot)(meta=snapshot.meta)
    document = open_document(export(empty, tmp_path / "blank.docx"))
    figures = [c.text for b in document.blocks if isinstance(b, Table) for row in b.grid() for c in row]
    assert not any(text.strip() == "0" for text in figures)
    assert texts(tmp_path / "blank.docx").count("〔待补〕") == 9


def test_handover_names_its_content(tmp_path: Path) -> None:
    draft = draft_of(make_snapshot(6))
    document = json.loads(export(draft.snapshot(), tmp_path / "h.json", draft=draft).read_text(encoding="utf-8"))
    assert document["sha256"] == content_hash(draft.snapshot())
    assert document["final"] is False


def test_fingerprint_changes_with_every_kind_of_content() -> None:
    base = make_snapshot(6, filled=True)
    seen = {content_hash(base)}
    for change in (
        {"stated": {**base.stated, "t2.penalty": Decimal("7.5")}},
        {"texts": {**base.texts, "s6.fee": "另一句。"}},
        {"title": "另一个题目"},
        {"facts": {"s6.fee.notices": 3}},
    ):
        seen.add(content_hash(type(base)(**{**_fields(base), **change})))
    assert len(seen) == 5
    assert content_hash(type(base)(**{**_fields(base), "marks": {}, "notes": ()})) == content_hash(base)


def _fields(snapshot: object) -> dict[str, object]:
    return {name: getattr(snapshot, name) for name in snapshot.__dataclass_fields__}  # type: ignore[attr-defined]


def test_unverified_words_stay_visible_in_files_and_are_runs_on_screen() -> None:
    from assistant.rendering.report import report_document
    from assistant.report.answer import Mark

    base = make_snapshot(6)
    marks = {"s6.fee": (Mark(start=2, end=4, kind="unverified"),)}
    snapshot = type(base)(meta=base.meta, texts={"s6.fee": "收取25元。"}, marks=marks)
    assert _fee(report_document(snapshot)).text == "收取25〔待核〕元。"
    runs = _fee(report_document(snapshot, marks=True)).runs
    assert [(run.text, run.kind) for run in runs] == [("收取", "plain"), ("25", "unverified"), ("元。", "plain")]


def _fee(document: Document) -> Paragraph:
    return next(b for b in document.blocks if isinstance(b, Paragraph) and b.text_id == "s6.fee")


@pytest.mark.parametrize("with_draft", [True, False])
def test_handover_follows_its_schema(with_draft: bool, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((Path(__file__).parents[2] / "docs" / "handover.schema.json").read_text(encoding="utf-8"))
    draft = draft_of(make_snapshot(6))
    path = export(draft.snapshot(), tmp_path / "h.json", draft=draft if with_draft else None)
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)
