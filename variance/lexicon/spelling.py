"""Spelling variants of English: one key for the forms of a word, and the varieties that write each.

The table is kept as the lines of its file, sorted by form; a word is found by bisection, so that no row
is built that no text asks for (the whole load is one read and one split, about a millisecond).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import StrEnum
from functools import cache, lru_cache

from variance.lexicon.datafile import read_data


class Variety(StrEnum):
    """A variety of English with a spelling of its own."""

    AMERICAN = "american"
    BRITISH_ISE = "british_ise"
    BRITISH_IZE = "british_ize"
    CANADIAN = "canadian"
    AUSTRALIAN = "australian"


_LETTERS = {
    "a": Variety.AMERICAN,
    "b": Variety.BRITISH_ISE,
    "z": Variety.BRITISH_IZE,
    "c": Variety.CANADIAN,
    "u": Variety.AUSTRALIAN,
}
# A verb in -ize that the table lacks (weaponize, Trumpize) has its twin in -ise. Four letters before
# the ending keep out prize, seize and size; no two different words are parted by this letter alone.
_IZE = re.compile(r"(?<=[a-z]{4})iz(?=(?:e|ed|er|ers|es|ing|ation|ations|ational)$)")


# Bounded, so that a corpus of many million words does not fill the memory.
_MOST_WORDS = 1 << 16


@lru_cache(maxsize=_MOST_WORDS)
def find_spelling(word: str) -> str:
    """The key that all spellings of a casefolded word share; the word itself if it has no other."""
    row = _find_row(word)
    if row is None:
        return _IZE.sub("is", word) if "iz" in word else word
    return row[2] if len(row) > 2 else word


@lru_cache(maxsize=_MOST_WORDS)
def find_varieties(word: str) -> frozenset[Variety]:
    """The varieties of English that write a casefolded word so; empty where it tells nothing."""
    row = _find_row(word)
    if row is None:
        return frozenset()
    return frozenset(_LETTERS[letter] for letter in row[1] if letter in _LETTERS)


@cache
def _load_lines() -> list[str]:
    """The table's lines, sorted by form."""
    text = read_data("spelling.tsv")
    start = text.index("\n", text.rfind("\n#") + 1) + 1  # behind the last comment
    return text[start:].rstrip("\n").split("\n")


@lru_cache(maxsize=_MOST_WORDS)
def _find_row(word: str) -> tuple[str, ...] | None:
    """The columns of a form's row: the form, its varieties, and its key where that is another form."""
    lines = _load_lines()
    # A tab sorts before every letter, so the form with its tab stands first among all it begins.
    probe = word + "\t"
    at = bisect_left(lines, probe)
    if at < len(lines) and lines[at].startswith(probe):
        return tuple(lines[at].split("\t"))
    return None
