"""The one object the page and the command line talk to.

`session`, `editing`, `past` its public calls · `commit` stores what a message or edit changed · `beginning` a
draft from last year's report · `grid` values typed into a table · `mending` accepted repairs · `offered` the
files of the chat · `desk` lends the conversation what its siblings do · `exports` makes files · `lines` JSON.
"""

from assistant.session.commit import Turn
from assistant.session.exports import Exported
from assistant.session.session import Session

__all__ = ["Exported", "Session", "Turn"]
