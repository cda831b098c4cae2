"""``variance inspect``: how one source was read."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from variance.cli.console import write_output
from variance.cli.sources import describe_source, expand_patterns, read_sources
from variance.errors import UsageError
from variance.model import Source, Unit
from variance.render.escape import show_hidden

INSPECT_EXAMPLES = """\b
Examples:
  variance inspect article.txt
  variance inspect page.html
  variance inspect article.md --format json
"""


class InspectFormat(StrEnum):
    """How the reading is shown."""

    TEXT = "text"
    JSON = "json"


def inspect_command(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="The article; - is standard input.")
    ] = None,
    *,
    label: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the reports are to call the source.")
    ] = None,
    format_name: Annotated[
        InspectFormat,
        typer.Option("--format", help="Text to read, or the source as JSON.", case_sensitive=False),
    ] = InspectFormat.TEXT,
) -> int:
    """Show how an article is read, sentence by sentence.

    Each unit with its place in the file, its role, and the rule that set it aside.
    """
    names = expand_patterns([source] if source else [])
    if len(names) != 1:
        found = f"{source} matches {len(names)} files" if names else "no source"
        raise UsageError(f"{found}; name one, such as: variance inspect article.txt")
    read = read_sources(names, {0: label} if label else {}, show_progress=False)[0]
    write_output(_dump_source(read) if format_name is InspectFormat.JSON else show_source(read))
    return 0


def show_source(source: Source) -> str:
    """A source as lines of text: what it says of itself, then each unit with line, role and rule."""
    facts = [describe_source(source)]
    for name in ("title", "outlet", "author", "date", "url"):
        value = getattr(source.metadata, name)
        if value is not None:
            facts.append(f"{name}: {value}")
    places = [_show_place(unit) for unit in source.units]
    roles = [_show_role(unit) for unit in source.units]
    widths = [max(map(len, column), default=0) for column in (places, roles)]
    rows = [
        f"{place:>{widths[0]}}  {role:{widths[1]}}  {show_hidden(unit.text)}"
        for place, role, unit in zip(places, roles, source.units, strict=True)
    ]
    # Each is one line that no terminal obeys, whatever the article holds; the columns keep their spaces.
    head = [show_hidden(fact) for fact in facts]
    return "\n".join([*head, "", *rows]) + "\n"


def _show_place(unit: Unit) -> str:
    return f"{unit.line}:{unit.column}" if unit.line is not None else str(unit.id)


def _show_role(unit: Unit) -> str:
    return unit.role.value if unit.rule is None else f"{unit.role.value} ({unit.rule})"


def _dump_source(source: Source) -> str:
    import json

    from variance.interchange import encode

    return json.dumps(encode(source), ensure_ascii=False, indent=1) + "\n"
