"""What Word and WPS do to a text: numbers by themselves, changes, boxes, hidden words, merged cells."""

from pathlib import Path

import pytest
import yaml

from assistant.documents import open_document
from assistant.documents.blocks import Heading, Paragraph
from tests.generators import files

CASES = yaml.safe_load(Path("tests/cases/documents/word.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_paragraphs_of_word(case: dict, tmp_path: Path) -> None:
    parts = {key: case[key] for key in ("numbering", "styles") if key in case}
    path = tmp_path / "a.docx"
    path.write_bytes(files.docx_with(case["body"], **parts))
    document = open_document(path)
    assert [b.text for b in document.blocks if isinstance(b, Paragraph | Heading)] == case["texts"]
    assert list(document.warnings) == case.get("warnings", [])
