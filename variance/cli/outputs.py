"""Where the reports go and in which format: decided, and refused if need be, before the work starts."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from variance.cli.console import DEFAULT_WIDTH, is_terminal, say, wants_colour, write_output
from variance.config import ColourChoice
from variance.errors import FormatError, OutputError, UsageError
from variance.files import check_writable, is_same_file, write_texts
from variance.frozen import NamedTuple
from variance.model import Comparison
from variance.render import FORMATS, Format, RenderOptions, find_format, format_for_path, render_report
from variance.vocabulary import Severity

STANDARD_OUTPUT = "-"


class Output(NamedTuple):
    """One report to write: ``path`` is None for standard output."""

    path: Path | None
    format: str


def plan_outputs(
    names: Sequence[str],
    format_name: str | None,
    sources: Sequence[str],
    formats: Mapping[str, Format] = FORMATS,
) -> tuple[Output, ...]:
    """What to write where, before anything is read.

    A name is a file, ``-`` for standard output, or either with its format in front: ``summary=FILE``.
    Without a name the report goes to standard output: as ``text`` on a terminal, else as ``md``. Raises
    FormatError for an unknown format or suffix, OutputError for a place that cannot be written or that
    is one of the sources, UsageError for one place given twice.
    """
    if format_name is not None:
        find_format(format_name, formats)
    outputs: list[Output] = []
    for name in names or [STANDARD_OUTPUT]:
        named, place = _split_format(name, formats)
        path = None if place == STANDARD_OUTPUT else Path(place)
        if path is None:
            usual = "text" if is_terminal(sys.stdout) else "md"
            output = Output(None, named or format_name or usual)
        else:
            check_writable(path)
            chosen = named or _choose_format(path, format_name, formats, is_only=len(names) == 1)
            output = Output(path, chosen)
        for earlier in outputs:
            if _is_same_place(earlier.path, path):
                raise UsageError(f"-o {name}: named twice; two reports cannot share a file")
        outputs.append(output)
    for output in outputs:
        if output.path is not None:
            _refuse_sources(output.path, sources)
    return tuple(outputs)


def render_outputs(
    comparison: Comparison,
    outputs: Sequence[Output],
    *,
    colour: ColourChoice,
    min_severity: Severity,
) -> dict[Output, str]:
    """Every report as text; nothing is written, so that one that fails leaves no other behind."""
    return {
        output: render_report(comparison, output.format, _choose_options(output, colour, min_severity))
        for output in outputs
    }


def write_outputs(texts: Mapping[Output, str], *, is_quiet: bool) -> None:
    """Write the reports, all files or none, and say where they are."""
    write_texts({output.path: text for output, text in texts.items() if output.path is not None})
    for output in texts:
        if output.path is not None and not is_quiet:
            say(f"report: {output.path}")
    for output, text in texts.items():
        if output.path is None:
            write_output(text)


def _split_format(name: str, formats: Mapping[str, Format]) -> tuple[str | None, str]:
    """``summary=FILE`` as its format and its file; a name without a known format is a file's."""
    named, equals, place = name.partition("=")
    return (named, place) if equals and place and named in formats else (None, name)


def _choose_format(
    path: Path, format_name: str | None, formats: Mapping[str, Format], *, is_only: bool
) -> str:
    """The format of a file: the one asked for, else by suffix.

    With several files one ``--format`` cannot be meant for a suffix that says otherwise.
    """
    if format_name is None:
        try:
            return format_for_path(path, formats)
        except FormatError as error:
            raise FormatError(f"{error} with --format {'|'.join(formats)}") from error
    if not is_only:
        by_suffix = [name for name, entry in formats.items() if path.suffix.lower() in entry.suffixes]
        if by_suffix and by_suffix != [format_name]:
            raise UsageError(
                f"-o {path}: its suffix says {by_suffix[0]}, --format says {format_name}; drop one"
            )
    return format_name


def _is_same_place(one: Path | None, two: Path | None) -> bool:
    if one is None or two is None:
        return one is two
    return is_same_file(one, two)


def _refuse_sources(path: Path, sources: Sequence[str]) -> None:
    for source in sources:
        if source != STANDARD_OUTPUT and is_same_file(path, Path(source)):
            raise OutputError(
                f"{path}: one of the sources; the report would overwrite it, choose another file"
            )


def choose_look(output: Output, colour: ColourChoice) -> tuple[int, bool]:
    """How wide a report is to be, and whether it is coloured: as wide as the terminal that shows it."""
    on_terminal = output.path is None and is_terminal(sys.stdout)
    width = shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if on_terminal else DEFAULT_WIDTH
    return width, wants_colour(colour, os.environ, on_terminal=on_terminal)


def _choose_options(output: Output, colour: ColourChoice, min_severity: Severity) -> RenderOptions:
    width, is_coloured = choose_look(output, colour)
    return RenderOptions(width=width, colour=is_coloured, min_severity=min_severity)
