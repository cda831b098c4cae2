"""The options that commands share, and what their words mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from variance.config import (
    IGNORABLE_KINDS,
    ColourChoice,
    Settings,
    find_settings,
    load_settings,
    parse_kind,
)
from variance.errors import UsageError
from variance.render import FORMATS
from variance.vocabulary import Severity


def _complete_kinds(incomplete: str) -> list[str]:
    return [kind for kind in IGNORABLE_KINDS if kind.startswith(incomplete)]


def _complete_formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


OutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the report here; may repeat. The suffix tells the format.",
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        help="The report's format, where no suffix tells it.",
        autocompletion=_complete_formats,
    ),
]
MinSeverityOption = Annotated[
    Severity | None,
    typer.Option("--min-severity", help="List nothing below this severity.", case_sensitive=False),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="KIND",
        help="Leave out this kind of finding or change, such as punctuation; may repeat.",
        autocompletion=_complete_kinds,
    ),
]
FailOnOption = Annotated[
    Severity | None,
    typer.Option(
        "--fail-on", help="Exit with 1 if there is a finding of this severity or above.", case_sensitive=False
    ),
]
ColourOption = Annotated[
    ColourChoice | None,
    typer.Option("--color", help="When to colour the text report (default: auto).", case_sensitive=False),
]
ConfigOption = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The settings file (default: the nearest variance.toml or pyproject.toml upwards).",
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but what went wrong.")
]


def read_settings(config: str | None = None) -> Settings:
    """The settings of the file named, else those that count in the working directory."""
    if config is not None:
        return load_settings(Path(config))
    try:
        directory = Path.cwd()
    except OSError:  # it was removed; the sources may still be named by their whole paths
        return Settings()
    path = find_settings(directory)
    return Settings() if path is None else load_settings(path)


def choose_kinds(names: list[str] | None, settings: Settings) -> tuple[str, ...]:
    """The kinds to ignore: those of the flags if there is one, else those of the settings."""
    if not names:
        return settings.ignore
    try:
        return tuple(parse_kind(name) for name in names)
    except ValueError as error:
        raise UsageError(f"--ignore: {error}") from error
