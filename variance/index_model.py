"""The model of an index: the stories of a project, each with what its reports say in short."""

from __future__ import annotations

from variance.frozen import dataclass
from variance.model import Tool
from variance.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class SeverityCount:
    """How many open findings of a severity a story has, questions not counted."""

    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report of a story: its format and its file's name, in the folder of the index."""

    format: str
    file: str


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One story in the index.

    ``sources`` are labels in the order given, ``base`` is the label of one of them. ``date`` is the story's
    as the settings give it, else the base's own. ``counts`` and ``questions`` leave out what is waived, and
    ``first`` is the title of the gravest open finding.
    """

    name: str
    title: str
    date: str | None
    sources: tuple[str, ...]
    base: str
    words: int
    counts: tuple[SeverityCount, ...]
    questions: int
    waived: int
    first: str | None
    reports: tuple[ReportFile, ...]

    def count_findings(self, severity: Severity) -> int:
        """The open findings of that severity."""
        return sum(one.count for one in self.counts if one.severity is severity)


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """All the stories of a project, in the order of its settings."""

    title: str
    tool: Tool
    stories: tuple[StoryEntry, ...]
