"""What all commands share: Chinese help and errors, UTF-8 streams, the data folder, one JSON document."""

import io
import json
import sys
from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.errors import AssistantError, UnusableInput
from assistant.wording import load, say
from assistant.wording import text as wording

if TYPE_CHECKING:
    from assistant.session import Session

UNUSABLE = 2
FOUND_ERRORS = 1
MOST_LINES = 4

before_command: ContextVar[Path | None] = ContextVar("before_command", default=None)
"""`--data` written before the command."""

DataOption = Annotated[Path | None, typer.Option("--data", help=wording("cli.help.data"), show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help=wording("cli.help.json"))]


class _Formatter(typer.Context.formatter_class):
    """Usage and headings in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or wording("cli.usage"))

    def write_heading(self, heading: str) -> None:
        super().write_heading(load("messages/cli")["headings"].get(heading, heading))


class _Context(typer.Context):
    formatter_class = _Formatter


class Command(TyperCommand):
    """A command with Chinese help."""

    context_class = _Context

    def get_help_option(self, ctx: Any) -> Any:
        return _translated(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group with Chinese help; the outermost turns every error into a sentence and an exit status."""

    context_class = _Context

    def get_help_option(self, ctx: Any) -> Any:
        return _translated(super().get_help_option(ctx))

    def main(self, args: Sequence[str] | None = None, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """Runs the command and exits with its status (or gives it back when not `standalone_mode`)."""
        _speak_utf8()
        try:
            status = super().main(args=args, standalone_mode=False, **extra) or 0
        except typer.Abort:
            complain([wording("cli.interrupted")])
            status = 130
        except typer.TyperException as error:
            complain([_wrong_call(error)])
            status = UNUSABLE
        except AssistantError as error:
            complain(str(error).splitlines())
            status = UNUSABLE
        except BrokenPipeError:
            sys.stdout = None  # type: ignore[assignment]
            status = 0
        except OSError as error:
            reason, file = error.strerror or type(error).__name__, Path(str(error.filename or "")).name
            complain([say("cli.system", reason=reason, file=file)])
            status = UNUSABLE
        if standalone_mode:
            sys.exit(status)
        return status


def open_session(data: Path | None, **changed: Any) -> "Session":
    """The session over the data folder named on the command line, in the environment, or `data`."""
    from assistant.assemble import build_session

    return build_session(read_settings(data, **changed))


def read_settings(data: Path | None, **changed: Any) -> Any:
    """The settings with the data folder of the command line. Raises UnusableInput naming what is wrong."""
    from pydantic import ValidationError

    from assistant.settings import Settings

    given = data or before_command.get()
    try:
        settings = Settings(data=given) if given else Settings()
        return settings.model_copy(update={key: value for key, value in changed.items() if value is not None})
    except ValidationError as error:
        separator = say("session.list_separator")
        names = separator.join(f"ASSISTANT_{str(one['loc'][0]).upper()}" for one in error.errors() if one["loc"])
        raise UnusableInput(say("cli.settings", names=names)) from error
    except UnicodeDecodeError as error:
        raise UnusableInput(say("cli.settings", names=".env")) from error


def emit(document: Any) -> None:
    """One JSON document on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=1, default=str), flush=True)


def complain(sentences: Sequence[str]) -> None:
    """Sentences on stderr, never more than four lines."""
    lines = [line for sentence in sentences for line in sentence.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        rest = len(lines) - MOST_LINES + 1
        lines = [*lines[: MOST_LINES - 1], say("cli.more", count=rest)]
    for line in lines:
        print(line, file=sys.stderr, flush=True)


def plausible_year(year: int) -> int:
    """A year a report can be for. Raises UnusableInput."""
    if not 2000 <= year <= 2100:
        raise UnusableInput(say("cli.bad_year", year=year))
    return year


def unexpected(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """For `sys.excepthook`: a fault of the program ends in one sentence too, with the place for the maintainer."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    name = kind.__name__ if not str(error) else f"{kind.__name__}: {str(error).splitlines()[0][:120]}"
    complain([say("cli.internal", kind=name, place=place)])
    raise SystemExit(UNUSABLE)


def _translated(option: Any) -> Any:
    if option is not None:
        option.help = wording("cli.help.help")
    return option


def _wrong_call(error: Any) -> str:
    kinds = load("messages/cli")["wrong"]
    kind = next((one.__name__ for one in type(error).__mro__ if one.__name__ in kinds), "UsageError")
    param = getattr(error, "param", None)
    named = getattr(error, "option_name", None) or (_spelt(param) if param is not None else None)
    return say(f"cli.wrong.{kind}", name=named or str(error).splitlines()[0])


def _spelt(param: Any) -> str:
    names = [one for one in param.opts if one.startswith("--")]
    return names[0] if names else str(param.name).upper()


def _speak_utf8() -> None:
    """Whatever the locale says; a file name that is no text must not stop the answer."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
