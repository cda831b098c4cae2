"""The one root of errors that a user can cause, each with a short slug."""

from __future__ import annotations


class VarianceError(Exception):
    """A fault that the user can mend: one line that names the thing and the remedy.

    ``slug`` is a short, stable name for programs and tests, such as ``not-found``.
    """

    slug = "error"


class InputError(VarianceError):
    """A source that cannot be read: missing, a directory, not permitted, not text."""

    slug = "unreadable-input"


class DecodingError(InputError):
    """Bytes that are no text in a supported encoding; the message names the file and the byte."""

    slug = "undecodable-input"


class EmptySourceError(InputError):
    """A source without one sentence: empty, or nothing but page furniture."""

    slug = "empty-source"


class OutputError(VarianceError):
    """A report that cannot be written; nothing was left half-written."""

    slug = "unwritable-output"


class FormatError(VarianceError):
    """A report format that does not exist or cannot be inferred from a file's suffix."""

    slug = "unknown-format"


class UsageError(VarianceError):
    """Arguments that contradict each other or name nothing."""

    slug = "bad-usage"


class ReportError(VarianceError):
    """JSON that is no report of variance, or of a schema this version does not read."""

    slug = "unreadable-report"


class ConfigError(VarianceError):
    """Settings that are not valid TOML or hold an unknown key or value."""

    slug = "bad-settings"


class GitError(VarianceError):
    """A repository that cannot be reviewed: none there, an unknown revision, a history cut short."""

    slug = "git"


class BuildError(VarianceError):
    """A build of several stories that ended early through no fault of theirs."""

    slug = "build"
