"""The command's one entry: parses, calls one command, turns faults into one line and an exit code."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.main import get_command

from variance import __version__
from variance.cli.commands import CommandGroup
from variance.cli.console import PROGRAM, prepare_streams, say_fault
from variance.errors import VarianceError

EXIT_FAULT = 2

# Typer keeps the root of its own errors to itself, and has moved it between versions; every one of them
# (unknown option, missing value, bad choice) descends from the class above BadParameter.
_USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]

# Rich would double the CPU of `--help`, and its tracebacks hide what a bug shows.
app = typer.Typer(
    name=PROGRAM,
    cls=CommandGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(value: bool) -> None:  # noqa: FBT001  # typer calls it so
    if value:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback(epilog="'variance COMMAND --help' has examples of each command.")
def introduce(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Compare articles that tell the same story, sentence by sentence.

    Reports altered quotations, other numbers, dates and names, and what each article left out or added.
    """


def run_command(arguments: list[str]) -> int:
    """Run the command that the arguments name and return its exit code.

    A user's mistake is one line on standard error and 2; a bug keeps its traceback.
    """
    prepare_streams()
    try:
        result: Any = get_command(app).main(
            arguments or ["--help"], prog_name=PROGRAM, standalone_mode=False, windows_expand_args=False
        )
    except VarianceError as error:
        say_fault(str(error))
        return EXIT_FAULT
    except _USAGE_ERROR as error:
        say_fault(_describe_misuse(error))
        return EXIT_FAULT
    # Nothing asked for: the help was shown, but a script that meant to ask must not take it for success.
    if not arguments:
        return EXIT_FAULT
    return result if isinstance(result, int) else 0


def _describe_misuse(error: Any) -> str:
    """Typer's message about the arguments, and where to look them up."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else PROGRAM
    return f"{error.format_message().rstrip('.')} (see '{command} --help')"
