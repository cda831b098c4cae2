"""Where the characters of an extracted text stand in the file that it was extracted from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from variance.model import Anchor


def locate_anchored(anchors: Sequence[Anchor], offset: int) -> tuple[int, int]:
    """The line and the column of an offset by the last anchor up to it; those of the first for one before."""
    anchor = anchors[max(bisect_right(anchors, offset, key=lambda one: one.start) - 1, 0)]
    return anchor.line, anchor.column + max(offset - anchor.start, 0)
