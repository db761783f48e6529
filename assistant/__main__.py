"""`python -m assistant`: the command line. `app` is the Typer application."""

import sys

from typer.main import get_command

from assistant.cli.app import app
from assistant.cli.house import unexpected

__all__ = ["app", "main"]


def main() -> None:
    """Runs the command named in the arguments; never shows a traceback."""
    sys.excepthook = unexpected
    get_command(app)(prog_name="python -m assistant")


if __name__ == "__main__":
    main()
