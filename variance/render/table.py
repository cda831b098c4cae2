"""Text laid out in columns: how wide it shows, wrapped lines, tables. For terminals and other plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

# An escape sequence that colours; the only sequence the renderers write.
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
# East Asian widths that take two columns.
_WIDE = ("W", "F")


@cache
def _measure_character(character: str) -> int:
    """The columns of one character: 0 for marks and joiners, 2 for the wide ones of East Asia and emoji."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def measure_width(text: str) -> int:
    """The columns that a text takes on a terminal; colours take none, wide characters two, marks none."""
    if text.isascii() and "\x1b" not in text:
        return len(text)
    return sum(map(_measure_character, _COLOUR.sub("", text)))


def pad_text(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces up to a width, behind it or (``right``) in front."""
    space = " " * max(width - measure_width(text), 0)
    return space + text if right else text + space


def cut_width(text: str, width: int, sign: str = "…") -> str:
    """The text cut to a width in columns, with a sign for the rest; it holds no colours."""
    if measure_width(text) <= width:
        return text
    room, kept = width - measure_width(sign), 0
    for place, character in enumerate(text):
        kept += _measure_character(character)
        if kept > room:
            return (text[:place].rstrip() if sign else text[:place]) + sign
    return text


def wrap_words(words: Sequence[str], width: int, *, indent: str = "", hanging: str = "") -> list[str]:
    """Words, which may hold spaces and colours of their own, in lines no wider than asked.

    The first line begins with ``indent``, the others with ``hanging``; a word wider than a line has a line
    for itself.
    """
    lines: list[str] = []
    line, used = indent, measure_width(indent)
    is_empty = True
    for word in words:
        wide = measure_width(word)
        if not is_empty and used + 1 + wide > width:
            lines.append(line)
            line, used, is_empty = hanging, measure_width(hanging), True
        line += word if is_empty else f" {word}"
        used += wide if is_empty else wide + 1
        is_empty = False
    return [*lines, line.rstrip()] if not is_empty else lines


def split_words(text: str, width: int) -> list[str]:
    """The words of a text without colours; one that is wider than asked is broken."""
    words = []
    for word in text.split():
        while measure_width(word) > width:
            head = cut_width(word, width, "")
            # A single character wider than the room goes out all the same, so that the loop ends.
            head = head or word[0]
            words.append(head)
            word = word[len(head) :]
        words.append(word)
    return [word for word in words if word]


def draw_table(rows: Sequence[Sequence[str]], right: Sequence[bool], *, gap: int = 2) -> list[str]:
    """Rows as lines, each column as wide as its widest cell, those marked in ``right`` set to the right."""
    widths = [max(measure_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            pad_text(cell, width, right=is_right)
            for cell, width, is_right in zip(row, widths, right, strict=True)
        ]
        lines.append((" " * gap).join(cells).rstrip())
    return lines
