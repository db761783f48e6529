"""Commands on past reports: archive, search, ask."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli import printing
from assistant.cli.files import FilesArgument
from assistant.cli.house import UNUSABLE, DataOption, JsonOption, complain, emit, open_session
from assistant.errors import AssistantError, UnusableInput
from assistant.session.lines import answer_document, hit_document, stored_document
from assistant.wording import say
from assistant.wording import text as wording

IdArgument = Annotated[str, typer.Argument(metavar="ID", help=wording("cli.help.report_id"))]
QueryArgument = Annotated[str, typer.Argument(metavar="QUERY", help=wording("cli.help.query"))]
QuestionArgument = Annotated[str, typer.Argument(metavar="QUESTION", help=wording("cli.help.question"))]
SectionOption = Annotated[str | None, typer.Option(help=wording("cli.help.section"), show_default=False)]
YearOption = Annotated[int | None, typer.Option(help=wording("cli.help.year"), show_default=False)]
OrganOption = Annotated[str | None, typer.Option(help=wording("cli.help.organ"), show_default=False)]
LimitOption = Annotated[int, typer.Option(help=wording("cli.help.limit"))]


def add(files: FilesArgument, data: DataOption = None, as_json: JsonOption = False) -> int:
    """Keeps reports; goes on past a file that cannot be used, and says so."""
    session = open_session(data)
    kept: list[Any] = []
    failed: list[str] = []
    for file in files:
        try:
            kept += session.archive_add(file, failed.append)
        except AssistantError as error:
            failed.append(say("session.one_failed", name=file.name, reason=error))
    complain(failed)
    if as_json and kept:
        emit([stored_document(one) for one in kept])
    elif kept:
        print(*map(_line, kept), sep="\n")
    return 0 if kept else UNUSABLE


def list_(data: DataOption = None, as_json: JsonOption = False) -> int:
    """Prints the kept reports."""
    kept = open_session(data).archive_list()
    if as_json:
        emit([stored_document(one) for one in kept])
    else:
        print("\n".join(map(_line, kept)) or wording("cli.printed.nothing"))
    return 0


def remove(report_id: IdArgument, data: DataOption = None, as_json: JsonOption = False) -> int:
    """Forgets a kept report."""
    gone = open_session(data).archive_remove(report_id)
    if as_json:
        emit([stored_document(gone)])
    else:
        print(say("cli.printed.removed", organ=gone.organ, year=gone.year or "", source=gone.source))
    return 0


def search(
    query: QueryArgument,
    section: SectionOption = None,
    year: YearOption = None,
    organ: OrganOption = None,
    limit: LimitOption = 10,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """Passages of past reports, best first."""
    if not query.strip():
        raise UnusableInput(wording("cli.empty_question"))
    if not 1 <= limit <= 100:
        raise UnusableInput(wording("cli.limit_range"))
    hits = open_session(data).search(query, section=section, year=year, organ=organ, limit=limit)
    found = [hit_document(hit) for hit in hits]
    if as_json:
        emit(found)
    else:
        lines = [line for one in found for line in printing.passage_lines(one)]
        print("\n".join(lines) or wording("cli.printed.nothing"))
    return 0


def ask(
    question: QuestionArgument,
    organ: OrganOption = None,
    year: YearOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """An answer about past reports, with its sources."""
    if not question.strip():
        raise UnusableInput(wording("cli.empty_question"))
    answer = answer_document(open_session(data).ask(question, organ=organ, year=year))
    if as_json:
        emit(answer)
    else:
        lines = [line for one in answer["passages"] for line in printing.passage_lines(one)]
        print(answer["answer"], *lines, sep="\n")
    return 0


def _line(one: Any) -> str:
    return say("cli.printed.archived", id=one.id, organ=one.organ, year=one.year or "", source=Path(one.source).name)
