"""Regular expressions that cost nothing until a text needs them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator


class LatePattern:
    """A regular expression that is compiled when it is first asked for.

    Compiling takes longer than reading many articles with the result, and most patterns are for what few
    texts have: asked behind a look for a word or mark that a match cannot do without, they never cost
    anything.
    """

    __slots__ = ("_compiled", "_flags", "source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def compile(self) -> re.Pattern[str]:
        """The compiled expression, the same one every time."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, self._flags)
        return self._compiled

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at ``start``."""
        return self.compile().match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of all of ``text[start:end]``."""
        return self.compile().fullmatch(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match."""
        return self.compile().search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in order, never overlapping."""
        return self.compile().finditer(text, start, end)

    def findall(self, text: str) -> list[str]:
        """The texts of the matches, of an expression without groups."""
        return self.compile().findall(text)

    def split(self, text: str) -> list[str]:
        """What stands between the matches."""
        return self.compile().split(text)

    def sub(self, new: str, text: str) -> str:
        """The text with ``new`` in the place of every match."""
        return self.compile().sub(new, text)
