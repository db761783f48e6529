"""Draft → file → reading gives the same figures and texts, for every format that can be read back."""

import json
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assistant.documents import open_document
from assistant.reading import read_document
from assistant.rendering.export import export
from assistant.report.document import draft_in, from_document
from assistant.report.published import PastReport
from tests.generators.snapshots import draft_of, make_snapshot

EXAMPLES = {".docx": 8, ".html": 12, ".md": 12, ".xlsx": 8, ".pdf": 4, ".json": 20}


def read_back(path: Path) -> PastReport:
    if path.suffix == ".json":
        return from_document(json.loads(path.read_text(encoding="utf-8")))
    return read_document(open_document(path))


@pytest.mark.parametrize("suffix", EXAMPLES)
def test_round_trip(suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")

    @settings(max_examples=EXAMPLES[suffix], phases=[Phase.generate])
    @given(st.integers(0, 10**9), st.booleans())
    def holds(seed: int, final: bool) -> None:
        snapshot = make_snapshot(seed, filled=final, longest=10 if suffix == ".pdf" else 60)
        path = export(snapshot, folder / f"report{suffix}", final=final)
        report = read_back(path)
        wrong = {
            one: (snapshot.value(one), report.cells.get(one))
            for one in snapshot.form.cells
            if snapshot.value(one) != report.cells.get(one)
        }
        assert not wrong
        texts = {key: text for key, text in report.texts.items() if text != "〔待补〕"}
        assert {k: _flat(v, suffix) for k, v in texts.items()} == {
            k: _flat(v, suffix) for k, v in snapshot.texts.items()
        }
        assert report.meta.organ == snapshot.meta.organ
        assert report.meta.year == snapshot.meta.year
        assert report.meta.signed_date == snapshot.meta.signed_date

    holds()


def _flat(text: str, suffix: str) -> str:
    """A page has lines, not paragraphs: in a PDF only the words must be the same."""
    return "".join(text.split()) if suffix == ".pdf" else text


def test_handover_keeps_the_draft(tmp_path: Path) -> None:
    draft = draft_of(make_snapshot(5))
    path = export(draft.snapshot(), tmp_path / "移交.json", draft=draft)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["schema"] == "nianbao-handover/1"
    assert draft_in(document) == draft
