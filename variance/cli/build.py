"""``variance build``: the stories of the settings file, a report each, and an index."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from variance.cli.console import PROGRAM, Progress, is_terminal, say, say_fault
from variance.cli.options import ConfigOption, QuietOption, read_settings
from variance.config import Settings

if TYPE_CHECKING:
    from variance.stories.build import BuildResult, StoryOutcome
    from variance.stories.plans import BuildPlan
    from variance.stories.records import FailingFinding
    from variance.stories.staleness import StaleReport

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_FAULT = 2

# More findings of one story are counted and stand in its report.
MOST_FAILING = 10
# With more stories a line for each tells nobody anything; the sum and the progress do.
MOST_LINES = 20

BUILD_EXAMPLES = """\b
Examples:
  variance build                 every story of variance.toml whose reports are not up to date
  variance build --check         for a gate: write nothing, fail where a report is stale
  variance build harbour-bridge  this story alone
"""


def build_command(
    stories: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STORY]...", help="Stories by their names (default: all)."),
    ] = None,
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Write nothing; exit with 1 where a report is not what would be written."
        ),
    ] = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> int:
    """Write the reports of the stories that the settings file lists, and an index of them.

    Exits with 1 where a story has an open finding at or above its fail-on.
    """
    settings = read_settings(config)
    # The build, its renderers and the pipeline: not loaded for a mistake in the settings.
    from variance.stories.build import check_reports, write_reports
    from variance.stories.plans import plan_build

    plan = plan_build(settings, stories or [], today=date.today())
    progress = Progress(is_shown=not quiet and is_terminal(sys.stderr) and len(plan.stories) > 1)
    is_brief = quiet or check or len(plan.stories) > MOST_LINES
    done = 0

    def watch(outcome: StoryOutcome) -> None:
        nonlocal done
        done += 1
        progress.clear()
        _tell_stale(outcome.stale)
        _tell_failing(outcome)
        if outcome.fault is not None:
            say_fault(f"{outcome.name}: {outcome.fault}")
        elif not (is_brief or outcome.is_unchanged):
            _tell_reports(outcome)
        progress.show(f"{done} of {len(plan.stories)} stories")

    progress.show(f"0 of {len(plan.stories)} stories")
    try:
        result = check_reports(plan, watch) if check else write_reports(plan, watch)
    finally:
        progress.clear()
    _tell_stale(result.stale)
    _tell_strangers(result)
    if not quiet:
        _tell_result(plan, result, settings, is_check=check)
    return _choose_exit(result, is_check=check)


def _tell_reports(outcome: StoryOutcome) -> None:
    if outcome.entry is not None:
        files = ", ".join(report.file for report in outcome.entry.reports)
        say(f"{outcome.name}: {len(outcome.entry.sources)} sources → {files}")


def _tell_stale(stale: Sequence[StaleReport]) -> None:
    """Name the stale reports, the first with its difference, which the others would only repeat."""
    shown = False
    for report in stale:
        say(f"{_show_path(report.path)}: {report.reason}")
        if not shown:
            for line in report.lines:
                say(f"  {line}")
            shown = bool(report.lines)


def _tell_strangers(result: BuildResult) -> None:
    for path in result.strangers:
        say(f"{_show_path(path)}: a report of no story; remove it, or name its story in the settings")


def _tell_failing(outcome: StoryOutcome) -> None:
    for finding in outcome.failing[:MOST_FAILING]:
        say(f"{outcome.name}: {_describe_failing(finding)}")
    if len(outcome.failing) > MOST_FAILING:
        say(f"{outcome.name}: {len(outcome.failing) - MOST_FAILING} more findings at or above fail-on")


def _describe_failing(finding: FailingFinding) -> str:
    return f"{finding.severity} at {finding.place}: {finding.title} ({finding.kind} {finding.id})"


def _tell_result(plan: BuildPlan, result: BuildResult, settings: Settings, *, is_check: bool) -> None:
    """Tell what concerns all stories: waivers of none, the index, and the sum."""
    if plan.is_whole and not any(outcome.fault for outcome in result.stories):
        used = {waiver for outcome in result.stories for waiver in outcome.waivers}
        for waiver in settings.waivers:
            if waiver.id not in used:
                say(f"note: the waiver of {waiver.id} matches no finding of any story")
    if result.index_gap is not None:
        say(f"the index is left as it was: {result.index_gap}")
    if is_check:
        stale = sum(bool(outcome.stale) for outcome in result.stories)
        if stale or result.stale or result.strangers:
            say(f"reports are not up to date; run {PROGRAM} build and commit the difference")
        elif not any(outcome.fault for outcome in result.stories):
            say(f"{_count(len(result.stories))}: reports are up to date")
        return
    unchanged = sum(outcome.is_unchanged for outcome in result.stories)
    built = sum(outcome.fault is None for outcome in result.stories) - unchanged
    say(f"{_count(built)} built, {unchanged} unchanged: {_show_path(plan.index_places['html'])}")


def _choose_exit(result: BuildResult, *, is_check: bool) -> int:
    if any(outcome.fault is not None for outcome in result.stories):
        return EXIT_FAULT
    if any(outcome.failing for outcome in result.stories):
        return EXIT_FINDINGS
    is_stale = result.stale or result.strangers or any(outcome.stale for outcome in result.stories)
    return EXIT_FINDINGS if is_check and is_stale else EXIT_DONE


def _show_path(path: Path) -> Path:
    """The path as seen from the working directory, where that is above it."""
    with suppress(OSError, ValueError):
        return path.relative_to(Path.cwd())
    return path


def _count(number: int) -> str:
    return f"{number:,} story" if number == 1 else f"{number:,} stories"
