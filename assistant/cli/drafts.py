"""Commands on saved drafts: show, export."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import printing
from assistant.cli.house import FOUND_ERRORS, DataOption, JsonOption, emit, open_session
from assistant.cli.past import OrganOption, YearOption
from assistant.errors import NotFound, UnusableInput
from assistant.form import load_form
from assistant.report.document import from_document, to_document
from assistant.session.lines import progress_document
from assistant.wording import say
from assistant.wording import text as wording

if TYPE_CHECKING:
    from assistant.session import Session

ToOption = Annotated[Path, typer.Option(help=wording("cli.help.to"), show_default=False)]
DraftArgument = Annotated[Path | None, typer.Argument(metavar="DRAFT", help=wording("cli.help.draft"))]


def show(
    organ: OrganOption = None, year: YearOption = None, data: DataOption = None, as_json: JsonOption = False
) -> int:
    """Prints a saved draft: totals derived, what is open."""
    session = open_session(data)
    draft = session.draft(find_draft(session, organ, year))
    document, progress = to_document(draft.snapshot()), progress_document(draft)
    document = {"id": draft.id, **document, "facts": document.get("facts", {}), "progress": progress}
    if as_json:
        emit(document)
        return 0
    form = load_form("2021")
    print(*printing.report_lines(from_document(document)), sep="\n")
    print(say("cli.printed.progress", done=progress["done"], total=progress["total"]))
    if progress["open"]:
        named = say("session.list_separator").join(form.label(one) for one in progress["open"])
        print(say("cli.printed.open", labels=printing.short(named)))
    return 0


def export(
    to: ToOption,
    draft: DraftArgument = None,
    organ: OrganOption = None,
    year: YearOption = None,
    data: DataOption = None,
) -> int:
    """Writes the report; 1 when it is stamped as a draft because something is open."""
    session = open_session(data)
    made = session.export_file(draft, to) if draft else session.export(find_draft(session, organ, year), to)
    print(say("cli.printed.file" if made.final else "cli.printed.file_draft", path=made.path))
    return 0 if made.final else FOUND_ERRORS


def find_draft(session: "Session", organ: str | None, year: int | None) -> str:
    """The id of the saved draft of that office and year. Raises UnusableInput or NotFound."""
    if not organ or year is None:
        raise UnusableInput(wording("cli.one_of"))
    found = session.find(organ.strip(), year)
    if found is None:
        raise NotFound(say("cli.no_draft_for", organ=organ, year=year))
    return found
