"""设置: data folder, archive, model, version, and how to back up."""

import streamlit as st

from assistant.ui.shared import dress, session, ui


def page() -> None:
    """What is configured; nothing here is secret."""
    dress()
    st.markdown(f"### {ui('settings.title')}")
    facts = session().about()
    rows = "".join(
        f"<tr><th scope='row'>{ui(f'settings.{name}')}</th><td>{value}</td></tr>" for name, value in facts.items()
    )
    st.html(f'<table class="changes wide"><tbody>{rows}</tbody></table>')
    st.caption(ui("settings.backup_how"))
