"""Navigation between the pages."""

import streamlit as st

from assistant.ui import archive_page, ask_page, home_page, leader_page, report_page, settings_page, state
from assistant.ui.shared import ui
from assistant.ui.state import Key


def run() -> None:
    """Configures the page, names the pages and runs the chosen one."""
    st.set_page_config(page_title=ui("app.title"), page_icon=":material/edit_note:", layout="wide")
    pages = {
        "home": st.Page(
            home_page.page,
            title=ui("page.home"),
            icon=":material/folder_open:",
            url_path="home",
            default=True,
        ),
        "report": st.Page(report_page.page, title=ui("page.report"), icon=":material/edit_note:", url_path="report"),
        "leader": st.Page(leader_page.page, title=ui("page.leader"), icon=":material/visibility:", url_path="leader"),
        "archive": st.Page(
            archive_page.page, title=ui("page.archive"), icon=":material/inventory_2:", url_path="archive"
        ),
        "ask": st.Page(ask_page.page, title=ui("page.ask"), icon=":material/contact_support:", url_path="ask"),
        "settings": st.Page(
            settings_page.page, title=ui("page.settings"), icon=":material/settings:", url_path="settings"
        ),
    }
    state.put(Key.PAGES, pages)
    st.navigation(list(pages.values()), position="top").run()
