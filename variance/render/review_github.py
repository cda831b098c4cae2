"""A review as commands of a GitHub workflow: annotations on the lines of the head, then the report as text.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from variance.render import review_terminal
from variance.render.escape import escape_command, escape_message, escape_property
from variance.render.phrases import count_noun
from variance.render.review_options import ReviewOptions
from variance.render.review_outline import Level, choose_level, list_open, name_change
from variance.review_model import Review, ReviewFinding

# GitHub shows ten annotations of a level a step and drops the others without a word.
MOST_A_LEVEL = 10


def render(review: Review, options: ReviewOptions) -> str:
    """At most ten annotations a level, gravest first, the last one counting the rest, and the text report.

    The report is echoed only with a token, between commands that stop and resume the reading of commands:
    no line of an article can be one.
    """
    levels: dict[Level, list[ReviewFinding]] = {level: [] for level in Level}
    for finding in list_open(review, options):
        levels[choose_level(finding, options)].append(finding)
    lines: list[str] = []
    for level, findings in levels.items():
        is_cut = len(findings) > MOST_A_LEVEL
        shown = findings[: MOST_A_LEVEL - 1] if is_cut else findings
        lines += [_annotate(level, finding, options) for finding in shown]
        if is_cut:
            rest = count_noun(len(findings) - len(shown), "more finding")
            whole = escape_message(options.whole, raw=options.raw) or "the summary of this step"
            lines.append(f"::{level} title=Prose review::{escape_command(f'{rest}: see {whole}')}")
    if options.token:
        report = review_terminal.render(review, options)
        lines += [f"::stop-commands::{options.token}", *_disarm(report), f"::{options.token}::"]
    return "\n".join(lines) + "\n" if lines else ""


def _annotate(level: Level, finding: ReviewFinding, options: ReviewOptions) -> str:
    place = finding.head
    properties = {"file": finding.path, "line": str(place.line), "endLine": str(place.end_line)}
    # Columns are taken on one line only.
    if place.line == place.end_line:
        properties |= {"col": str(place.column), "endColumn": str(max(place.end_column, place.column))}
    properties["title"] = f"Prose review, {name_change(finding)}"
    given = ",".join(f"{name}={escape_property(value)}" for name, value in properties.items())
    return f"::{level} {given}::{escape_command(escape_message(finding.title, raw=options.raw))}"


def _disarm(report: str) -> list[str]:
    """The lines of a report with nothing in them that an older runner reads as a command inside a line."""
    return [line.replace("##[", "##\u200b[") for line in report.splitlines()]
