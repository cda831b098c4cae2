"""Writing reports: beside the place first, then renamed, so that a reader never meets half a file.

All texts of one call are written in full before the first of them takes its place.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from variance.errors import OutputError


def check_writable(path: Path) -> None:
    """Refuse a path at which no report can be written, before the work on it starts.

    Raises OutputError for a directory, a missing or read-only directory, a read-only file and a name
    that the system does not take.
    """
    try:
        fault = _find_fault(path)
    except OSError as error:
        fault = f"cannot be written: {_describe(error)}"
    if fault is not None:
        raise OutputError(f"{path}: {fault}")


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write every text to its path as UTF-8, all of them or none.

    The texts are first written beside their places and then renamed, so that what stood there before
    stays whole until then. A path that is no plain file (a pipe, a device) is written to directly. Raises
    OutputError when one cannot be written; no half of a file is left then.
    """
    beside: list[tuple[Path, Path]] = []
    direct: list[Path] = []
    path = Path()
    try:
        for path, text in texts.items():
            if _is_replaceable(path):
                # Through a symbolic link the file it points to is replaced, and the link stays.
                place = path.resolve()
                beside.append((_write_beside(place, encode_text(text), len(beside)), place))
            else:
                direct.append(path)
        for path in direct:
            path.write_bytes(encode_text(texts[path]))
        while beside:
            written, path = beside[0]
            written.replace(path)
            beside.pop(0)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_describe(error)}") from error
    finally:
        for written, _ in beside:
            with suppress(OSError):
                written.unlink()


def encode_text(text: str) -> bytes:
    """A report's text as UTF-8; a lone surrogate (from a file's name) becomes a visible escape."""
    return text.encode("utf-8", "backslashreplace")


def is_same_file(one: Path, two: Path) -> bool:
    """Whether two paths name one file, through links too; for files that do not exist yet, one place."""
    try:
        return one.samefile(two)
    except OSError:
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(two))


def can_be_read(path: Path) -> bool:
    """Whether there is something at the path that is no directory; False where one may not even look."""
    try:
        return path.exists() and not path.is_dir()
    except OSError:
        return False


def _find_fault(path: Path) -> str | None:
    """Why no report can be written at the path, with the remedy; None if one can. May raise OSError."""
    if path.is_dir():
        return f"a directory; name a file in it, such as {path / 'report.html'}"
    folder = path.parent
    if not folder.exists():
        return f"the directory {folder} does not exist; make it first"
    if not folder.is_dir():
        return f"{folder} is not a directory; choose another place"
    # Renaming over a read-only file would succeed, but whoever made it read-only meant it.
    if path.exists() and not os.access(path, os.W_OK):
        return "the file is read-only; choose another place"
    if _is_replaceable(path) and not os.access(path.resolve().parent, os.W_OK):
        return f"the directory {folder} is read-only; choose another place"
    return None


def _is_replaceable(path: Path) -> bool:
    """Whether the path is a plain file or nothing yet, so that a rename is right."""
    return not path.exists() or path.is_file()


def _write_beside(place: Path, data: bytes, number: int) -> Path:
    """A new file in the directory of ``place`` that holds ``data``, with the mode of what it replaces."""
    # The number of the process keeps two runs apart; opening for creation only never follows a link.
    written = place.with_name(f".variance-{os.getpid()}-{number}.part")
    stream = written.open("xb")
    try:
        with stream:
            stream.write(data)
        if place.exists():
            written.chmod(stat.S_IMODE(place.stat().st_mode))
    except BaseException:
        written.unlink()
        raise
    return written


def _describe(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "no space left on the device"
    return error.strerror or str(error)
