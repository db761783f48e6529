"""Puts the commands together."""

import typer

from assistant.cli import drafts, files, past, serve, talk
from assistant.cli.house import Command, DataOption, Group, before_command
from assistant.wording import text as wording

app = typer.Typer(
    cls=Group,
    help=wording("cli.about"),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
archive = typer.Typer(cls=Group, help=wording("cli.help.archive"), no_args_is_help=True, rich_markup_mode=None)


@app.callback()
@archive.callback()
def common(data: DataOption = None) -> None:
    """`--data` may stand before the command too."""
    if data is not None:
        before_command.set(data)


for group, name, key, function in (
    (app, "import", "import", files.import_file),
    (app, "check", "check", files.check),
    (archive, "add", "archive_add", past.add),
    (archive, "list", "archive_list", past.list_),
    (archive, "remove", "archive_remove", past.remove),
    (app, "search", "search", past.search),
    (app, "ask", "ask", past.ask),
    (app, "chat", "chat", talk.chat),
    (app, "show", "show", drafts.show),
    (app, "rollforward", "rollforward", files.rollforward),
    (app, "export", "export", drafts.export),
    (app, "serve", "serve", serve.serve),
):
    group.command(name, cls=Command, help=wording(f"cli.help.{key}"))(function)
app.add_typer(archive, name="archive", cls=Group)
