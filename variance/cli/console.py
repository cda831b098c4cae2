"""The command's own voice: standard output and error, colour, progress, and one line for a fault."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

from variance.config import ColourChoice
from variance.errors import OutputError
from variance.render.escape import show_hidden

PROGRAM = "variance"
# Fewer sources than this are read before a line of progress could be read itself.
MANY_SOURCES = 10
# The width of a report that goes nowhere in particular.
DEFAULT_WIDTH = 100


def prepare_streams() -> None:
    """Make standard output and error UTF-8 with plain newlines, whatever the system's code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(text: str) -> None:
    """Tell the user something on standard error, as one line."""
    # Where nobody can hear it (closed, or a full disk behind it), the exit code still speaks.
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(show_hidden(text), file=sys.stderr)


def say_fault(message: str) -> None:
    """Tell the user on standard error what went wrong, as one line."""
    say(f"{PROGRAM}: {message}")


def write_output(text: str) -> None:
    """Write a report to standard output.

    A reader that has closed the pipe (``| head``) has seen enough: no fault. Raises OutputError for
    any other failure, such as a full disk.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed; name a file with -o")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # Windows names a closed pipe EINVAL. What is still buffered must not fail again at exit.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno not in (errno.EPIPE, errno.EINVAL):
            raise OutputError(f"standard output: cannot be written: {error.strerror}") from error


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads the stream as it comes; nobody reads one that was closed from the start."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # a closed stream
        return False


def wants_colour(choice: ColourChoice, environment: Mapping[str, str], *, on_terminal: bool) -> bool:
    """Whether to colour: as chosen; ``auto`` only on a terminal that can, unless NO_COLOR is set."""
    if choice is not ColourChoice.AUTO:
        return choice is ColourChoice.ALWAYS
    return on_terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


class Progress:
    """One line on standard error that says how far the work is; silent where nobody watches."""

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown
        self._length = 0

    def show(self, text: str) -> None:
        """Replace the line."""
        if self._is_shown:
            line = show_hidden(text)
            sys.stderr.write(f"\r{line.ljust(self._length)}")
            sys.stderr.flush()
            self._length = len(line)

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown and self._length:
            sys.stderr.write(f"\r{' ' * self._length}\r")
            sys.stderr.flush()
            self._length = 0
