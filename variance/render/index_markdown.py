"""The index of a project's stories in GitHub-flavoured Markdown: one table."""

from __future__ import annotations

from collections.abc import Sequence

from variance.index_model import StoryEntry, StoryIndex
from variance.render.escape import escape_markdown
from variance.render.index_rows import choose_link, list_columns, list_labels, list_links, summarise_index
from variance.render.options import RenderOptions
from variance.vocabulary import Severity


def render(index: StoryIndex, options: RenderOptions) -> str:
    """The index as Markdown; what stands in it from articles and settings is escaped."""
    columns = list_columns(index, options)
    has_waived = any(story.waived for story in index.stories)
    heads = ["Story", "Sources", *(column.value.capitalize() for column in columns), "Questions"]
    heads += ["Waived"] if has_waived else []
    heads += ["Date", "Reports"]
    numbers = len(columns) + 1 + has_waived
    lines = [_join(heads), _join([":--", ":--", *["--:"] * numbers, ":--", ":--"])]
    lines += [_join(_fill_row(story, columns, options, has_waived=has_waived)) for story in index.stories]
    blocks = [
        f"# {_escape(index.title, options)}",
        f"{summarise_index(index)}.",
        "\n".join(lines),
        f"<sub>{index.tool.name} {index.tool.version}</sub>",
    ]
    return "\n\n".join(blocks) + "\n"


def _fill_row(
    story: StoryEntry, columns: Sequence[Severity], options: RenderOptions, *, has_waived: bool
) -> list[str]:
    title = _escape(story.title, options)
    link = choose_link(story)
    shown = f"[{title}]({link})" if link is not None else title
    if story.first is not None:
        shown += f"<br><sub>{_escape(story.first, options)}</sub>"
    labels = [
        _escape(label, options) + (" (base)" if is_base else "") for label, is_base in list_labels(story)
    ]
    row = [shown, ", ".join(labels), *(f"{story.count_findings(column):,}" for column in columns)]
    row.append(f"{story.questions:,}")
    row += [f"{story.waived:,}"] if has_waived else []
    row.append(_escape(story.date or "", options))
    row.append(" ".join(f"[{name}]({link})" for name, link in list_links(story)))
    return row


def _join(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape(text: str, options: RenderOptions) -> str:
    return escape_markdown(text, raw=options.raw)
