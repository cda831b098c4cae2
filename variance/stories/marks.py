"""Which files are reports of variance: what may be replaced, and what no story owns any more."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from variance.errors import OutputError
from variance.render import FORMATS

# What every report of the format has near its beginning or its end. CSV and text have no place for a mark.
_MARKS = {
    "html": b'<meta name="generator" content="variance ',
    "md": b"<sub>variance ",
    "json": b'"schema": "variance/1"',
}
# The marks stand within so many bytes of either end.
_MARGIN = 2_000


def check_replaceable(path: Path) -> None:
    """Refuse a place that holds what variance did not write, or a link; OutputError names it."""
    if path.is_symlink():
        raise OutputError(f"{path}: a symbolic link; the reports are plain files, remove it")
    if not path.exists():
        return
    if path.is_dir():
        raise OutputError(f"{path}: a directory where a report should be; remove it")
    if _is_foreign(path):
        raise OutputError(f"{path}: no report of variance; move it away or name the story otherwise")


def find_strangers(folder: Path, expected: Collection[Path], names: Collection[str]) -> tuple[Path, ...]:
    """The reports in the folder that belong to no story any more, sorted.

    ``expected`` are the files that do; ``names`` the stories, whose reports in a format that is no longer
    written count too.
    """
    if not folder.is_dir():
        return ()
    strangers = []
    for path in sorted(folder.iterdir()):
        format_name = _find_format(path)
        if path in expected or format_name is None or not path.is_file():
            continue
        if path.stem in names or (format_name in _MARKS and not _is_foreign(path)):
            strangers.append(path)
    return tuple(strangers)


def _find_format(path: Path) -> str | None:
    """The format whose reports have this suffix when a build names them."""
    return next((name for name, entry in FORMATS.items() if path.suffix == entry.suffixes[0]), None)


def _is_foreign(path: Path) -> bool:
    """Whether the file is of a format that has a mark, and holds something without it."""
    mark = _MARKS.get(_find_format(path) or "")
    if mark is None:
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(_MARGIN)
            stream.seek(max(0, path.stat().st_size - _MARGIN))
            end = stream.read()
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error
    return bool(start) and mark not in start and mark not in end
