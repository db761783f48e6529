"""The page: one file per page (`*_page.py`), one per panel (`*_panel.py`); only this package imports Streamlit.

`state` alone names session-state keys, `shared` builds the session once and turns errors into sentences, `paper`
draws the report. The draft in the store is the record; widgets are only seeded from it.
"""
