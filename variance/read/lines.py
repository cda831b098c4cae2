"""Lines of a text and where an offset lies in them."""

from __future__ import annotations

import re
from bisect import bisect_right

# What ends a line once CRLF is LF: LF, a lone CR, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR.
LINE_ENDS = "\n\r\x85\u2028\u2029"
_LINE_END = re.compile(f"[{LINE_ENDS}]")


def split_lines(text: str) -> list[tuple[int, int]]:
    """The spans of a text's lines without their ends, in order; a final line end opens no new line."""
    spans = []
    start = 0
    for match in _LINE_END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


class LineIndex:
    """Tells for an offset into a text its line and column, both counted from 1, in code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def locate(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset; a line's end belongs to its own line."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
