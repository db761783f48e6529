"""The wiring of the pages, without a browser: what is shown, what a click does, and that nothing English is left."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app over an empty data folder."""
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)


def test_an_empty_list_says_how_to_begin(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert any("任选一种方式" in caption.value for caption in app.caption)
    assert {"new_begin", "sample_begin"} <= {button.key for button in app.button}


def test_a_new_report_needs_a_name(app: AppTest) -> None:
    app.run()
    app.button(key="new_begin").click().run()
    assert [error.value for error in app.error] == ["请先填写单位全称，再开始。"]


def test_the_sample_is_shown_before_it_is_used_and_can_be_refused(app: AppTest) -> None:
    app.run()
    app.button(key="sample_begin").click().run()
    assert not app.exception
    assert app.text_input(key="preview_organ").value.endswith("街道办事处")
    app.button(key="preview_cancel").click().run()
    assert "sample_begin" in {button.key for button in app.button}


def test_from_the_sample_to_the_first_recorded_answer(app: AppTest) -> None:
    app.run()
    app.button(key="sample_begin").click().run()
    app.button(key="preview_accept").click().run()
    assert not app.exception
    assert app.query_params["draft"]
    shown = " ".join(element.value for element in app.markdown)
    assert "总体情况" in " ".join(str(element.value) for element in app.main) or shown


def test_no_page_shows_an_english_sentence(app: AppTest) -> None:
    app.run()
    said = " ".join(str(element.value) for kind in ("markdown", "caption", "button") for element in getattr(app, kind))
    assert not re.findall(r"\b[A-Z][a-z]+ [a-z]+ [a-z]+", re.sub(r"<[^>]+>", " ", said))
