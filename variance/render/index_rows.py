"""What both forms of the index show of it: the columns, the totals, the links, in words."""

from __future__ import annotations

from urllib.parse import quote

from variance.index_model import StoryEntry, StoryIndex
from variance.render.options import RenderOptions
from variance.render.phrases import count_noun
from variance.vocabulary import Severity

# The severities that findings usually have; a column for another is shown where a story has one.
_USUAL = (Severity.SUBSTANCE, Severity.ATTRIBUTION, Severity.WORDING)


def list_columns(index: StoryIndex, options: RenderOptions) -> tuple[Severity, ...]:
    """The severities that get a column: the usual ones and what else was found, down to the least listed."""
    return tuple(
        severity
        for severity in Severity
        if severity.rank <= options.min_severity.rank
        and (severity in _USUAL or any(story.count_findings(severity) for story in index.stories))
    )


def summarise_index(index: StoryIndex) -> str:
    """``3 stories, 14 sources; 2 stories with differences of substance``."""
    stories = count_noun(len(index.stories), "story", "stories")
    sources = count_noun(sum(len(story.sources) for story in index.stories), "source")
    grave = sum(story.count_findings(Severity.SUBSTANCE) > 0 for story in index.stories)
    with_grave = count_noun(grave, "story", "stories") if grave else "none"
    return f"{stories}, {sources}; {with_grave} with differences of substance"


def choose_link(story: StoryEntry) -> str | None:
    """The address of the report that a reader opens: the HTML one, else the first; None without reports."""
    links = dict(list_links(story))
    return links.get("html") or next(iter(links.values()), None)


def list_links(story: StoryEntry) -> tuple[tuple[str, str], ...]:
    """Each format of the story's reports with the file's address, beside the index."""
    return tuple((report.format, quote(report.file)) for report in story.reports)


def list_labels(story: StoryEntry) -> tuple[tuple[str, bool], ...]:
    """Each source's label, and whether it is the base."""
    return tuple((label, label == story.base) for label in story.sources)
