"""The text that a page shows, as a browser lays it out, with where each character stands in the file."""

from __future__ import annotations

import re
from html import unescape

from variance.read.html_scan import ENTITY

# What HTML collapses, and the other ends of lines: they would open a line where the file has them.
WHITE_SPACE = " \t\n\f\r\x85\u2028\u2029"
_PIECE = re.compile(
    rf"(?P<space>[{WHITE_SPACE}]++)|(?P<entity>{ENTITY.pattern})"
    rf"|(?P<words>[^&{WHITE_SPACE}]++(?: [^&{WHITE_SPACE}]++)*+)|&"
)
_LINE = re.compile(r"(?P<entity>" + ENTITY.pattern + r")|\n|[^\n&]++|&")
# Blocks stand apart as the paragraphs of a plain text do.
BLOCK_BREAK = "\n\n"


class HtmlWriter:
    """Writes the blocks of a page one behind the other.

    ``anchors`` are pairs (offset in what was written, offset in the file), in order: from one to the next the
    characters stand in the file as they were written, side by side.
    """

    def __init__(self) -> None:
        self.anchors: list[tuple[int, int]] = []
        self.block_start: int | None = None
        self._parts: list[str] = []
        self._length = 0
        self._space: int | None = None
        self._break: int | None = None

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def add_text(self, text: str, start: int, end: int) -> None:
        """Write ``text[start:end]`` of the file: entities decoded, white space as one space."""
        for match in _PIECE.finditer(text, start, end):
            words = unescape(match[0]) if match["entity"] else match[0]
            # White space that an entity stands for is no more than any.
            if words.strip(WHITE_SPACE):
                self.add_words(words, match.start())
            elif words and self.block_start is not None and self._space is None:
                self._space = match.start()

    def add_raw(self, text: str, start: int, end: int, *, has_entities: bool = True) -> None:
        """Write ``text[start:end]`` of the file with its white space as it is."""
        for match in _LINE.finditer(text, start, end):
            is_entity = has_entities and match["entity"] is not None
            self.add_words(unescape(match[0]) if is_entity else match[0], match.start())

    def add_words(self, words: str, place: int) -> None:
        """Write characters that stand in the file from ``place`` on; they open a block if none is open."""
        if not words:
            return
        if self.block_start is None:
            if self._length:
                self._parts.append(BLOCK_BREAK)
                self._length += len(BLOCK_BREAK)
            self.block_start = self._length
        elif self._break is not None:
            self._write("\n", self._break)
        elif self._space is not None:
            self._write(" ", self._space)
        self._space = self._break = None
        self._write(words, place)

    def break_line(self, place: int) -> bool:
        """Break the line before what comes next; True where that was just done, which ends a paragraph."""
        if self.block_start is not None and self._break is not None:
            return True
        self._space = None
        if self.block_start is not None:
            self._break = place
        return False

    def drop_space(self) -> None:
        """Forget the white space before what comes next."""
        self._space = None

    def end_block(self) -> tuple[int, int] | None:
        """End the block; its span in what was written, None where none was open."""
        start, self.block_start = self.block_start, None
        self._space = self._break = None
        return None if start is None else (start, self._length)

    def _write(self, words: str, place: int) -> None:
        if not self.anchors or place - self.anchors[-1][1] != self._length - self.anchors[-1][0]:
            self.anchors.append((self._length, place))
        self._parts.append(words)
        self._length += len(words)
