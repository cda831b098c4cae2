"""``variance compare``: several articles, one report."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from variance.cli.console import Progress, is_terminal, say
from variance.cli.options import (
    ColourOption,
    ConfigOption,
    FailOnOption,
    FormatOption,
    IgnoreOption,
    MinSeverityOption,
    OutputOption,
    QuietOption,
    choose_kinds,
    read_settings,
)
from variance.cli.outputs import plan_outputs, render_outputs, write_outputs
from variance.cli.sources import (
    add_named_sources,
    assign_labels,
    choose_base,
    describe_source,
    expand_patterns,
    parse_labels,
    read_sources,
)
from variance.config import ColourChoice, Settings
from variance.errors import UsageError
from variance.frozen import NamedTuple
from variance.model import Comparison
from variance.vocabulary import Severity

EXIT_DONE = 0
EXIT_FINDINGS = 1

COMPARE_EXAMPLES = """\b
Examples:
  variance compare ours.txt rival.txt wire.txt -o report.html
  variance compare wire/*.md --base draft.md --label AFP=wire/afp.md -o report.md -o report.json
  variance compare draft.md wire.md --fail-on substance --quiet > /dev/null
"""


class Request(NamedTuple):
    """What one call asks for, flags and settings taken together."""

    sources: list[str]
    base: str | None
    labels: dict[str, str]
    title: str | None
    published: date | None
    ignore: tuple[str, ...]
    settings: Settings
    show_progress: bool


SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE...", help="Articles to compare, two or more; - is standard input."),
]
BaseOption = Annotated[
    str | None,
    typer.Option(metavar="SOURCE", help="The source to see the others against (default: the first)."),
]
LabelOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=SOURCE", help="What the report calls a source; may repeat."),
]
TitleOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The report's title (default: the base's headline).")
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="The day of publication of the sources that do not tell theirs.",
    ),
]


def compare_command(
    sources: SourcesArgument = None,
    *,
    base: BaseOption = None,
    label: LabelOption = None,
    output: OutputOption = None,
    format_name: FormatOption = None,
    min_severity: MinSeverityOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    title: TitleOption = None,
    published: DateOption = None,
    color: ColourOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Compare articles that tell the same story, and write a report.

    Without -o the report goes to standard output: as text on a terminal, as Markdown elsewhere.
    """
    settings = read_settings(config)
    labels = parse_labels(label or [])
    names = add_named_sources(expand_patterns(sources or []), base, list(labels))
    if len(names) < 2:
        raise UsageError(
            f"only one source, {names[0]}; name at least two to compare"
            if names
            else "no source; name at least two, such as: variance compare ours.txt theirs.txt"
        )
    outputs = plan_outputs(output or [], format_name, names)
    request = Request(
        sources=names,
        base=base,
        labels=labels,
        title=title,
        published=_parse_date(published),
        ignore=choose_kinds(ignore, settings),
        settings=settings,
        show_progress=not quiet and is_terminal(sys.stderr),
    )
    comparison = make_comparison(request)
    texts = render_outputs(
        comparison,
        outputs,
        colour=color or settings.color or ColourChoice.AUTO,
        min_severity=min_severity or settings.min_severity or Severity.TYPOGRAPHY,
    )
    if not quiet:
        tell_reading(comparison, settings.path)
    write_outputs(texts, is_quiet=quiet)
    return choose_exit(comparison, fail_on or settings.fail_on)


def _parse_date(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--date: {text!r} is no date; write it as 2024-06-21") from None


def make_comparison(request: Request) -> Comparison:
    """Read, compare, and set aside what the user chose to."""
    # The whole pipeline: not loaded for `--help`, completion or a mistake in the arguments.
    from variance.compare import compare_sources, date_source, tell_apart
    from variance.selection import ignore_kinds, waive_findings

    labels = assign_labels(request.sources, request.labels)
    sources = tell_apart(read_sources(request.sources, labels, show_progress=request.show_progress))
    sources = tuple(date_source(source, request.published) for source in sources)
    base = choose_base(sources, request.sources, request.base)
    progress = Progress(is_shown=request.show_progress)
    progress.show(f"comparing {len(sources)} sources")
    try:
        comparison = compare_sources(sources, base=base, title=request.title, house=request.settings.house)
    finally:
        progress.clear()
    comparison = ignore_kinds(comparison, request.ignore)
    return waive_findings(comparison, request.settings.waivers, today=date.today())


def tell_reading(comparison: Comparison, settings_path: Path | None) -> None:
    """Tell on standard error what was read, a line a source, and what the report notes."""
    for source in comparison.sources:
        say(describe_source(source))
    for note in comparison.notes:
        where = f"{comparison.get_source(note.source).label}: " if note.source is not None else ""
        say(f"note: {where}{note.reason}")
    if settings_path is not None:
        say(f"settings: {settings_path}")


def choose_exit(comparison: Comparison, fail_on: Severity | None) -> int:
    """1 if there is an open finding at or above the severity, else 0."""
    from variance.selection import select_failing

    if fail_on is None or not select_failing(comparison, fail_on):
        return EXIT_DONE
    return EXIT_FINDINGS
