"""The guided conversation on stdin and stdout."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import printing
from assistant.cli.files import PreviousOption
from assistant.cli.house import DataOption, JsonOption, complain, open_session, plausible_year
from assistant.dialogue.replies import Notice
from assistant.errors import AssistantError, UnusableInput
from assistant.session import Session, Turn
from assistant.session.lines import turn_line
from assistant.wording import text as wording

NeededOrgan = Annotated[str, typer.Option("--organ", help=wording("cli.help.organ"), show_default=False)]
NeededYear = Annotated[int, typer.Option("--year", help=wording("cli.help.year"), show_default=False)]


def chat(
    organ: NeededOrgan,
    year: NeededYear,
    previous: PreviousOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """A line in is a message; the end of input stops; an existing draft is taken up where it stopped."""
    organ = organ.strip()
    if not organ:
        raise UnusableInput(wording("cli.empty_organ"))
    session = open_session(data)
    past = session.read(previous) if previous else None
    draft = session.find(organ, plausible_year(year))
    if draft is None:
        draft = session.create(organ, year, past)
        answer(session.history(draft)[-1], as_json)
    else:
        if past is not None and session.draft(draft).previous is None:
            answer(session.adopt(draft, past), as_json)
        else:
            if past is not None:
                complain([wording("cli.previous_ignored")])
            answer(session.resume(draft), as_json)
    for line in sys.stdin:
        text, files = message(line.rstrip("\r\n"))
        answer(heard(session, draft, text, files), as_json)
    return 0


def message(line: str) -> tuple[str, list[Path]]:
    """What a line says: plain text, or `{"say": …, "files": […]}` when it is such an object."""
    if line.lstrip("\ufeff \t").startswith("{"):
        try:
            given = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            return line, []
        if isinstance(given, dict) and ("say" in given or "files" in given):
            said, files = given.get("say") or "", given.get("files") or []
            listed = files if isinstance(files, list) else [files]
            return str(said), [Path(str(one)) for one in listed]
    return line.removeprefix("\ufeff"), []


def heard(session: Session, draft: str, text: str, files: list[Path]) -> Turn:
    """The answer to one message; when it could not be stored, the sentence that says so."""
    try:
        return session.say(draft, text, files)
    except AssistantError as error:
        return Turn((Notice(text=str(error)),), (), session.draft(draft), text)


def answer(turn: Turn, as_json: bool) -> None:
    """Prints one turn."""
    line = turn_line(turn)
    if as_json:
        print(json.dumps(line, ensure_ascii=False), flush=True)
        return
    for reply in line["replies"]:
        print(*printing.reply_lines(reply), sep="\n", flush=True)
