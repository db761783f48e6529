"""The wiring of the pages, without a browser: what is shown, what a click does, and that nothing English is left."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.ui.shared import session

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


@pytest.fixture
def report(app: AppTest) -> AppTest:
    """The report begun from the sample, its first question open."""
    app.run()
    app.button(key="sample_begin").click().run()
    app.button(key="preview_accept").click().run()
    assert not app.exception
    return app


def _said(app: AppTest) -> str:
    kinds = ("markdown", "caption", "text", "error")
    return " ".join(str(element.value) for kind in kinds for element in getattr(app, kind))


def _draft(app: AppTest) -> str:
    given = app.query_params["draft"]
    return given if isinstance(given, str) else given[0]


def _keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def test_from_the_sample_to_the_first_recorded_answer(report: AppTest) -> None:
    assert report.query_params["draft"]
    report.chat_input(key="chat_line").set_value("共120条，其中公示公告80条、工作动态40条").run()
    assert not report.exception
    assert "共120条，其中公示公告80条、工作动态40条" in _said(report)
    assert any(key.startswith("undo_") for key in _keys(report))


def test_undo_takes_the_answer_back(report: AppTest) -> None:
    draft = _draft(report)
    report.chat_input(key="chat_line").set_value("共120条，其中公示公告80条、工作动态40条").run()
    assert session().draft(draft).answers["s1.active.published_total"].value == 120
    report.button(key=next(key for key in _keys(report) if key.startswith("undo_"))).click().run()
    assert "s1.active.published_total" not in session().draft(draft).answers


def test_a_paragraph_is_edited_in_a_box_that_starts_with_it(report: AppTest) -> None:
    draft = _draft(report)
    session().ask_again(draft, "preamble")
    report.run()
    choices = {button.label: button for button in report.button}
    choices["修改"].click().run()
    box = report.text_area(key="paragraph_box")
    assert "2026年1月1日" in box.value
    box.set_value(box.value + "特此报告。").run()
    report.button(key="editor_save").click().run()
    assert not report.exception
    assert session().draft(draft).texts["preamble"].text.endswith("特此报告。")


def test_a_change_made_in_another_window_is_told(report: AppTest) -> None:
    draft = _draft(report)
    session().edit(draft, {"t2.penalty": "12"})
    report.chat_input(key="chat_line").set_value("还差什么").run()
    assert "在别处修改了这份草稿" in _said(report)


@pytest.mark.parametrize("panel", ["draft", "tables", "checks", "compare", "needs", "files"])
def test_every_panel_is_drawn(report: AppTest, panel: str) -> None:
    report.button_group(key="panel_choice").set_value(panel).run()
    assert not report.exception
    assert not report.error


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("report_page", "还没有打开报告"),
        ("leader_page", "请先在“我的报告”里打开一份报告"),
        ("archive_page", "还没有收录往年报告"),
        ("ask_page", "只根据已收录的往年报告回答"),
        ("settings_page", "现在的数据会另存一份"),
    ],
)
def test_an_empty_page_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, words: str
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    script = (
        "import streamlit as st\n"
        f"from assistant.ui import home_page, {page}, state\n"
        "state.put(state.Key.PAGES, {'home': st.Page(home_page.page, default=True)})\n"
        f"{page}.page()\n"
    )
    shown = AppTest.from_string(script, default_timeout=30).run()
    if page == "report_page":
        assert words in " ".join(element.value for element in shown.info)
        return
    assert not shown.exception
    assert words in _said(shown) + " ".join(element.value for element in shown.info)


def test_no_page_shows_an_english_sentence(app: AppTest) -> None:
    app.run()
    said = " ".join(str(element.value) for kind in ("markdown", "caption", "button") for element in getattr(app, kind))
    assert not re.findall(r"\b[A-Z][a-z]+ [a-z]+ [a-z]+", re.sub(r"<[^>]+>", " ", said))
