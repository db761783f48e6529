"""近年趋势: how the main figures of one office moved over the years, as charts with their numbers below."""

from collections import defaultdict

import altair as alt
import pandas as pd
import streamlit as st

from assistant.ui.shared import session, ui
from assistant.wording import load


def show(organs: list[str]) -> None:
    """One office, four charts; a figure nobody published in a year leaves a gap."""
    organ = st.selectbox(ui("trends.organ"), organs, key="trend_organ")
    groups: dict[str, list[dict[str, str]]] = load("trends")["charts"]
    cells = {line["cell"] for lines in groups.values() for line in lines}
    values: dict[str, dict[int, float]] = defaultdict(dict)
    for one in session().trends(cells):
        if one.organ == organ and one.year and one.scope == "own":
            values[one.cell][one.year] = float(one.value)
    years = sorted({year for by_year in values.values() for year in by_year})
    if len(years) < 2:
        st.caption(ui("trends.too_few"))
        return
    columns = st.columns(2, gap="medium")
    for number, (title, lines) in enumerate(groups.items()):
        with columns[number % 2]:
            st.markdown(f"###### {title}")
            _chart({line["label"]: values[line["cell"]] for line in lines}, years)


def _chart(lines: dict[str, dict[int, float]], years: list[int]) -> None:
    rows = [
        {"year": str(year), "what": label, "value": by_year[year]}
        for label, by_year in lines.items()
        for year in years
        if year in by_year
    ]
    encoding = {
        "x": alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        "y": alt.Y("value:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d")),
        "color": alt.Color("what:N", title=None, legend=alt.Legend(orient="bottom", columns=3, labelLimit=240)),
        "strokeDash": alt.StrokeDash("what:N", title=None),
    }
    chart = alt.Chart(pd.DataFrame(rows, columns=["year", "what", "value"])).mark_line(point=True).encode(**encoding)
    st.altair_chart(chart.properties(height=170), width="stretch")
    head = "".join(f"<th scope='col'>{year}</th>" for year in years)
    body = "".join(
        f"<tr><th scope='row'>{label}</th>"
        + "".join(f"<td>{by_year[year]:g}</td>" if year in by_year else "<td></td>" for year in years)
        + "</tr>"
        for label, by_year in lines.items()
    )
    st.html(f'<table class="changes wide"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>')
