"""The app: look, session, navigation."""

from assistant.ui.main import run

run()
