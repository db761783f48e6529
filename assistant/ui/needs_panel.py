"""备料: which figures to get from whom before starting, with last year's figure beside each. It prints."""

from html import escape

import streamlit as st

from assistant.checks.run import Result
from assistant.report.draft import Draft
from assistant.report.progress import progress
from assistant.ui.shared import ui
from assistant.wording import load


def show(draft: Draft, result: Result) -> None:
    """One block per source, the figures it has, and whether they are filled in already."""
    st.caption(ui("needs.hint"))
    form = draft.snapshot().form
    left = progress(draft, form)
    words = load("questions/figures")
    head = "".join(f"<th scope='col'>{ui(f'needs.col_{name}')}</th>" for name in ("figure", "period", "state"))
    for source in load("needs")["sources"]:
        rows = "".join(_row(words, left.open, one, draft) for one in source["questions"])
        st.html(
            f"<h3>{escape(source['who'])}</h3>"
            f'<p class="quiet">{escape(source["ask"])}</p>'
            f'<table class="changes wide"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        )


def _row(words: dict[str, dict[str, str]], open_: dict[str, tuple[str, ...]], question: str, draft: Draft) -> str:
    known = words[question]
    missing = len(open_.get(question, ()))
    told = ui("needs.open", count=missing) if missing else ui("needs.done")
    return f"<tr><th scope='row'>{escape(known['topic'])}</th><td>{escape(known['why'])}</td><td>{told}</td></tr>"
