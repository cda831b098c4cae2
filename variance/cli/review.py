"""``variance review``: what changed in the prose between two revisions."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from variance.cli.console import Progress, is_terminal, say
from variance.cli.options import (
    ColourOption,
    ConfigOption,
    FailOnOption,
    IgnoreOption,
    MinSeverityOption,
    QuietOption,
    choose_kinds,
    read_settings,
)
from variance.cli.outputs import Output, choose_look, plan_outputs, write_outputs
from variance.config import ColourChoice, Settings
from variance.errors import UsageError
from variance.render.review_formats import REVIEW_FORMATS, render_review
from variance.render.review_options import ReviewOptions
from variance.vocabulary import Severity

if TYPE_CHECKING:
    from variance.review_model import Review

EXIT_DONE = 0
EXIT_FINDINGS = 1

REVIEW_EXAMPLES = """\b
Examples:
  variance review                        this branch and what is not committed, against main
  variance review --staged               what the next commit would change
  variance review v1.2..HEAD -- docs/    between two revisions, below one folder
  variance review origin/main...HEAD --fail-on substance -o review.html -o summary=summary.md
"""
_PATHS = "variance.paths"


class ReviewCommand(TyperCommand):
    """Keeps what stands behind ``--`` apart: those are paths, whatever they look like."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments before ``--`` as usual; the rest goes to the context."""
        if "--" in args:
            at = args.index("--")
            ctx.meta[_PATHS] = args[at + 1 :]
            args = args[:at]
        return super().parse_args(ctx, args)


def _complete_formats(incomplete: str) -> list[str]:
    return [name for name in REVIEW_FORMATS if name.startswith(incomplete)]


RevisionsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[BASE[..HEAD]] [-- PATH...]",
        help="The revisions; BASE alone: against the working tree; BASE...HEAD: from their merge base.",
    ),
]
StagedOption = Annotated[bool, typer.Option("--staged", help="Review what is staged, against BASE or HEAD.")]
ReviewOutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
        help="Write the report here; may repeat. The suffix tells the format, unless it is given.",
    ),
]
ReviewFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(REVIEW_FORMATS),
        help="The report's format, where nothing else tells it.",
        autocompletion=_complete_formats,
    ),
]
RawOption = Annotated[
    bool, typer.Option("--raw", help="The files' words bare, without escaping: for who trusts them.")
]
KeyOption = Annotated[
    str, typer.Option(metavar="NAME", help="The report's name in its hidden marker, to find it again.")
]
WholeOption = Annotated[
    str, typer.Option(metavar="TEXT", help="Where the whole report is, told by one that had to be cut.")
]


def review_command(
    context: typer.Context,
    revisions: RevisionsArgument = None,
    *,
    staged: StagedOption = False,
    output: ReviewOutputOption = None,
    format_name: ReviewFormatOption = None,
    min_severity: MinSeverityOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    raw: RawOption = False,
    key: KeyOption = "review",
    whole: WholeOption = "",
    config: ConfigOption = None,
    color: ColourOption = None,
    quiet: QuietOption = False,
) -> int:
    """Show what changed in the prose of files between two revisions.

    Sentences reworded, moved, added and deleted, numbers and quotations altered; lines that were only
    wrapped anew change nothing.
    """
    settings = read_settings(config)
    words = revisions or []
    if len(words) > 1:
        raise UsageError(
            f"{words[1]}: one argument names the revisions; paths stand behind --, such as: "
            f"variance review {words[0]} -- {words[1]}"
        )
    outputs = plan_outputs(output or [], format_name, [], REVIEW_FORMATS)
    review = _make_review(
        words[0] if words else None,
        list(context.meta.get(_PATHS, [])),
        settings,
        choose_kinds(ignore, settings),
        is_staged=staged,
        show_progress=not quiet and is_terminal(sys.stderr),
    )
    from secrets import token_hex  # here and not above: it loads what no other command needs

    failing = fail_on or settings.fail_on
    look = ReviewOptions(
        raw=raw,
        min_severity=min_severity or settings.min_severity or Severity.TYPOGRAPHY,
        fail_on=failing,
        key=key,
        whole=whole,
        token=token_hex(16),
    )
    colour = color or settings.color or ColourChoice.AUTO
    texts = {one: render_review(review, one.format, _choose_options(one, look, colour)) for one in outputs}
    if not quiet and settings.path is not None:
        say(f"settings: {settings.path}")
    write_outputs(texts, is_quiet=quiet)
    return _choose_exit(review, failing)


def _make_review(
    words: str | None,
    paths: list[str],
    settings: Settings,
    kinds: tuple[str, ...],
    *,
    is_staged: bool,
    show_progress: bool,
) -> Review:
    # The whole pipeline: not loaded for `--help`, completion or a mistake in the arguments.
    from variance.git import Repository
    from variance.review.repository import choose_range, review_changes
    from variance.review.selection import ignore_in_review, waive_in_review

    repository = Repository(Path.cwd())
    range_ = choose_range(repository, words, is_staged=is_staged)
    progress = Progress(is_shown=show_progress)
    try:
        review = review_changes(
            repository,
            range_,
            paths=paths,
            include=settings.review.include,
            exclude=settings.review.exclude,
            house=settings.house,
            tell=progress.show,
        )
    finally:
        progress.clear()
    return waive_in_review(ignore_in_review(review, kinds), settings.waivers, today=date.today())


def _choose_exit(review: Review, fail_on: Severity | None) -> int:
    """1 if there is an open finding at or above the severity, else 0."""
    from variance.review.selection import select_failing_in_review

    if fail_on is None or not select_failing_in_review(review, fail_on):
        return EXIT_DONE
    return EXIT_FINDINGS


def _choose_options(output: Output, look: ReviewOptions, colour: ColourChoice) -> ReviewOptions:
    width, is_coloured = choose_look(output, colour)
    return replace(look, width=width, colour=is_coloured)
