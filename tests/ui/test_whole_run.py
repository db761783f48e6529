"""The main job through the page without a browser: sample, questions, final state."""

from pathlib import Path

import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from assistant.ui.shared import session

ROOT = Path(__file__).resolve().parents[2]
RUN = yaml.safe_load((ROOT / "tests" / "cases" / "cli" / "street.yaml").read_text(encoding="utf-8"))[0]


def test_the_sample_is_answered_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.run()
    app.button(key="sample_begin").click().run()
    app.button(key="preview_accept").click().run()
    for said in RUN["say"]:
        app.chat_input(key="chat_line").set_value(said).run()
        assert not app.exception
    (draft,) = session().drafts()
    assert draft.open == 0
    values = session().draft(draft.id).snapshot().value
    assert {cell: values(cell) for cell in RUN["cells"]} == RUN["cells"]
    assert session().export(draft.id, tmp_path / "report.docx").final
