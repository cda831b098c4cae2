"""The model of a review: what changed in the prose of several files between two revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from variance.frozen import dataclass
from variance.model import Comparison, Note, Tool
from variance.vocabulary import FindingKind, FindingStatus, Severity

REVIEW_SCHEMA = "variance-review/1"
# The ids of the two sources of every comparison in a review.
BASE, HEAD = "base", "head"


class FileStatus(StrEnum):
    """What became of a file between two revisions."""

    ADDED = "added"
    DELETED = "deleted"
    MODIFIED = "modified"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Revision:
    """One side of a review: its name as the user gave it, and its commit; None for no commit."""

    name: str
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file, lines and columns from 1, the end behind the last character.

    ``text`` is what stands there, empty where the other side has something and this one nothing: then the
    place is where it would stand. ``units`` are the sentences it touches, by their ids in the source.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """A finding with its place in the file on both sides.

    ``id`` is that of the finding in the file's comparison and depends on texts only, so that the same change
    in two files has the same id.
    """

    id: str
    kind: FindingKind
    severity: Severity
    title: str
    path: str
    old_path: str
    base: Place
    head: Place
    certain: bool = True
    status: FindingStatus = FindingStatus.OPEN
    waiver: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewedFile:
    """One file of a review; paths are relative to the repository's root.

    ``old_path`` is None for an added file. ``comparison`` has the sources ``base`` and ``head``; it is None
    for a file that has no prose on one side or could not be read, of which ``notes`` tell.
    ``rewrapped_lines`` counts lines of the head that git shows as changed and that hold the same words as
    before. ``restyled`` counts sentences that differ in conventions, punctuation or markup only.
    """

    path: str
    old_path: str | None
    status: FileStatus
    rewrapped_lines: int = 0
    restyled: int = 0
    comparison: Comparison | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """All that changed in the prose between two revisions.

    ``files`` are in the order of their paths, ``findings`` gravest first, then by file and line.
    """

    base: Revision
    head: Revision
    tool: Tool
    files: tuple[ReviewedFile, ...]
    findings: tuple[ReviewFinding, ...]
    settings: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    schema: str = REVIEW_SCHEMA

    def get_file(self, path: str) -> ReviewedFile:
        """The file of that path; KeyError if the review has none."""
        for file in self.files:
            if file.path == path:
                return file
        raise KeyError(path)
