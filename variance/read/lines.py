"""Lines of a file and where an offset lies in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from variance.model import Anchor
from variance.text.anchors import locate_anchored

# What ends a line once CRLF is LF: LF, a lone CR, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR.
LINE_ENDS = "\n\r\x85\u2028\u2029"
_LINE_END = re.compile(f"[{LINE_ENDS}]")
_RARE_END = re.compile(f"[{LINE_ENDS[1:]}]")


def split_lines(text: str) -> list[tuple[int, int]]:
    """The spans of a text's lines without their ends, in order; a final line end opens no new line."""
    starts = _list_starts(text)
    spans = [(start, following - 1) for start, following in pairwise(starts)]
    if starts[-1] < len(text):
        spans.append((starts[-1], len(text)))
    return spans


def _list_starts(text: str) -> list[int]:
    """Where the lines of a text begin, behind a final line end too."""
    if _RARE_END.search(text) is None:
        return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


class LineIndex:
    """Tells for an offset into a text its line and column in the file, both counted from 1, in code points.

    With ``anchors`` the text was extracted from the file, and they say where it stands there.
    """

    def __init__(self, text: str, anchors: Sequence[Anchor] = ()) -> None:
        self._anchors = anchors
        self._starts = [0] if anchors else _list_starts(text)

    def locate(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset; a line's end belongs to its own line."""
        if self._anchors:
            return locate_anchored(self._anchors, offset)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def locate_end(self, start: int, end: int) -> tuple[int, int]:
        """The line and the column behind the last character of ``text[start:end]``."""
        if not self._anchors or end <= start:
            return self.locate(end)
        # What follows in the text may stand elsewhere in the file.
        line, column = self.locate(end - 1)
        return line, column + 1

    def list_starts(self, start: int, end: int) -> list[int]:
        """The offsets from ``start`` up to ``end`` at which a line begins."""
        return self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
