"""Commands on files: import, check, rollforward."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import printing
from assistant.cli.house import (
    FOUND_ERRORS,
    UNUSABLE,
    DataOption,
    JsonOption,
    complain,
    emit,
    open_session,
    plausible_year,
)
from assistant.errors import UnusableInput
from assistant.form import load_form
from assistant.report.answer import Number
from assistant.report.document import number_in, to_document
from assistant.wording import say
from assistant.wording import text as wording

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help=wording("cli.help.file"))]
FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE…", help=wording("cli.help.files"))]
PreviousOption = Annotated[Path | None, typer.Option(help=wording("cli.help.previous"), show_default=False)]
ProfileOption = Annotated[str | None, typer.Option(help=wording("cli.help.profile"), show_default=False)]
SummaryOption = Annotated[Path | None, typer.Option(help=wording("cli.help.summary"), show_default=False)]
CellsOption = Annotated[Path, typer.Option(help=wording("cli.help.cells"), show_default=False)]
NewYearOption = Annotated[int | None, typer.Option(help=wording("cli.help.new_year"), show_default=False)]


def import_file(file: FileArgument, data: DataOption = None, as_json: JsonOption = False) -> int:
    """Prints what a report says."""
    report = open_session(data).read(file)
    if as_json:
        emit(to_document(report))
    else:
        print(*printing.report_lines(report), sep="\n")
    return 0


def check(
    files: FilesArgument,
    previous: PreviousOption = None,
    profile: ProfileOption = None,
    to: SummaryOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """Checks each file by itself and, when there are several, against one another."""
    session = open_session(data, profile=profile)
    before = session.read(previous) if previous else None
    checked = session.check_files(files, before)
    usable = [one for one in checked if one.result is not None]
    if not usable:
        complain([one.problem or "" for one in checked])
        return UNUSABLE
    complain([say("session.one_failed", name=one.name, reason=one.problem) for one in checked if one.problem])
    if to:
        session.write_summary(checked, to)
    if as_json:
        documents = [one.document() for one in checked]
        emit(documents[0][1] if len(documents) == 1 else {"files": [{"file": n, **d} for n, d in documents]})
    else:
        for one in checked:
            if len(checked) > 1:
                print(f"== {one.name}")
            lines = printing.finding_lines(one.result) if one.result else [one.problem or ""]
            print(*lines, sep="\n")
    wrong = any(one.result is None or one.result.summary["error"] for one in checked)
    return FOUND_ERRORS if wrong else 0


def rollforward(
    file: FileArgument,
    cells: CellsOption,
    year: NewYearOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """Last year's paragraphs with this year's figures."""
    values = read_cells(cells)
    session = open_session(data)
    rolled = session.roll_forward(session.read(file), values, plausible_year(year) if year is not None else None)
    if as_json:
        emit(rolled)
        return 0
    form = load_form("2021")
    for one, given in rolled["texts"].items():
        print(f"【{form.label(one)}】", given["text"], sep="\n")
        for replaced in given["replaced"]:
            label = form.label(replaced["cell"])
            print(say("cli.printed.replaced", label=label, old=replaced["old"], new=replaced["new"]))
        for span in given["unverified"]:
            print(say("cli.printed.unverified", text=given["text"][span["start"] : span["end"]]))
    return 0


def read_cells(path: Path) -> dict[str, Number]:
    """CELLS.json: cell and fact ids to numbers; null is unknown. Raises UnusableInput."""
    name = path.name
    try:
        if not path.is_file():
            raise UnusableInput(say("cli.cells_unreadable", name=name))
        given = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError, OSError) as error:
        raise UnusableInput(say("cli.cells_unreadable", name=name)) from error
    if not isinstance(given, dict):
        raise UnusableInput(say("cli.cells_not_flat", name=name))
    values: dict[str, Number] = {}
    unknown: list[str] = []
    form = load_form("2021")
    for one, value in given.items():
        number = number_in(value)
        if value is not None and number is None:
            key = "cli.cells_not_flat" if isinstance(value, dict | list) else "cli.cells_value"
            raise UnusableInput(say(key, name=name, cell=one))
        if not (form.cell(one) or one in form.facts or one.rpartition(".")[0] in form.facts):
            unknown.append(one)
        elif number is not None:
            values[one] = number
    if unknown:
        listed = say("session.list_separator").join(unknown[:5])
        complain([say("cli.cells_unknown", name=name, cells=listed)])
    return values
