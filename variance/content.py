"""What a file of a repository holds, or why that is not read: too large, no text, no plain file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from variance.frozen import dataclass

# An article of a million bytes is a book of 150,000 words: a sentence by sentence report on it is none.
MOST_BYTES = 1_000_000
_LFS = b"version https://git-lfs.github.com/spec/"
# git looks for a zero byte in as many bytes to tell what is no text.
_LOOKED_AT = 8000
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, or None and why they were not read."""

    data: bytes | None
    refusal: str | None = None


def read_plain_file(place: Path) -> Content:
    """The content of a plain file, judged; a link, a device or a directory is refused, not opened."""
    try:
        # Without blocking, so that a named pipe put in a file's place cannot hold the review up.
        descriptor = os.open(
            place,
            os.O_RDONLY
            | getattr(os, "O_NOFOLLOW", 0)
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_BINARY", 0),
        )
    except OSError as error:
        return Content(None, f"cannot be read: {error.strerror or error}")
    with os.fdopen(descriptor, "rb") as stream:
        state = os.fstat(stream.fileno())
        if not stat.S_ISREG(state.st_mode):
            return Content(None, "no plain file")
        size = state.st_size
        if size > MOST_BYTES:
            return Content(None, describe_size(size))
        return judge_content(stream.read(MOST_BYTES + 1))


def judge_content(data: bytes) -> Content:
    """The bytes, refused where they are no text, too many, or a pointer to what is stored elsewhere."""
    if len(data) > MOST_BYTES:
        return Content(None, describe_size(len(data)))
    if data.startswith(_LFS):
        return Content(None, "a pointer of Git LFS; its content is not in the repository")
    if b"\0" in data[:_LOOKED_AT] and not data.startswith(_WIDE_MARKS):
        return Content(None, "a binary file")
    return Content(data)


def describe_size(size: int) -> str:
    """Why a file of so many bytes is not read."""
    return f"{size:,} bytes, more than the {MOST_BYTES:,} that are read"
