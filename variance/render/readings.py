"""A finding's readings cut into pieces: the words at issue in the first, what the others add or lack.

The model has already said that the readings differ; this only places the marks, for media that show
words and not pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*%?")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
# difflib is cubic at worst; at this many words a comparison still costs a few milliseconds.
_LONGEST_DIFF = 150
# Where fewer of the shorter text's words are shared, marks word by word are noise: all of it differs.
_LEAST_COMMON = 0.34


class Mark(StrEnum):
    """What a piece of a reading is: shared words, the first reading's own, added or lacking against it."""

    SHARED = "shared"
    LEMMA = "lemma"
    ADDED = "added"
    REMOVED = "removed"


class Piece(NamedTuple):
    """A stretch of a reading; the text of a removed piece stands in the first reading only."""

    text: str
    mark: Mark = Mark.SHARED


def mark_readings(texts: Sequence[str]) -> list[tuple[Piece, ...]]:
    """Each text as pieces, marked against the first; pieces that are not removed add up to the text.

    Case, apostrophes and punctuation make no mark. A text that hardly shares a word with the first is
    marked as a whole.
    """
    if len(texts) < 2:
        return [(Piece(text),) for text in texts]
    lemma: set[int] = set()
    marked = []
    own = find_words(texts[0])
    for text in texts[1:]:
        words = find_words(text)
        edits = diff_words(own, words)
        stretches: list[tuple[int, int, str]] = []
        for own_start, own_end, start, end in edits:
            lemma.update(range(own_start, own_end))
            if start < end:
                stretches.append((words[start].start(), words[end - 1].end(), ""))
            else:
                place = words[start].start() if start < len(words) else len(text)
                gone = texts[0][own[own_start].start() : own[own_end - 1].end()]
                stretches.append((place, place, gone))
        marked.append(_cut_pieces(text, stretches, Mark.ADDED))
    runs = _group_runs(sorted(lemma))
    first = [(own[start].start(), own[end].end(), "") for start, end in runs]
    return [_cut_pieces(texts[0], first, Mark.LEMMA), *marked]


def find_words(text: str) -> list[re.Match[str]]:
    """The words of a text with their places, signs of percentage included."""
    return list(_WORD.finditer(text))


def diff_words(
    own: Sequence[re.Match[str]], words: Sequence[re.Match[str]]
) -> list[tuple[int, int, int, int]]:
    """The ranges of words that differ, as ``own start, own end, start, end``."""
    if not own or not words or max(len(own), len(words)) > _LONGEST_DIFF:
        return [(0, len(own), 0, len(words))] if own or words else []
    matcher = SequenceMatcher(None, _fold_words(own), _fold_words(words), autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    if common < _LEAST_COMMON * min(len(own), len(words)):
        return [(0, len(own), 0, len(words))]
    return [
        (own_start, own_end, start, end)
        for tag, own_start, own_end, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _fold_words(words: Sequence[re.Match[str]]) -> list[str]:
    return [word[0].translate(_APOSTROPHES).casefold() for word in words]


def _group_runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of numbers that follow each other, as first and last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _cut_pieces(text: str, stretches: Sequence[tuple[int, int, str]], mark: Mark) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    place = 0
    for start, end, gone in stretches:
        if place < start:
            pieces.append(Piece(text[place:start]))
        pieces.append(Piece(gone, Mark.REMOVED) if gone else Piece(text[start:end], mark))
        place = end
    if place < len(text):
        pieces.append(Piece(text[place:]))
    return tuple(pieces)


# How a reading is cut for a line: words kept beside a mark, of a long marked stretch, and marks in all.
_BESIDE = 4
_LONGEST_MARK = 12
_MOST_PIECES = 11


def clip_pieces(pieces: Sequence[Piece], beside: int = _BESIDE) -> tuple[Piece, ...]:
    """The pieces with long stretches cut to the words next to the marks, ``…`` for what is left out."""
    if len(pieces) == 1:
        return (Piece(_clip_words(pieces[0].text, 2 * _LONGEST_MARK, 0), pieces[0].mark),)
    clipped = []
    for number, piece in enumerate(pieces[:_MOST_PIECES]):
        if piece.mark is not Mark.SHARED:
            clipped.append(Piece(_clip_words(piece.text, _LONGEST_MARK - 3, 3), piece.mark))
        else:
            head = 0 if number == 0 else beside
            tail = 0 if number == len(pieces) - 1 else beside
            clipped.append(Piece(_clip_words(piece.text, head, tail)))
    if len(pieces) > _MOST_PIECES:
        clipped.append(Piece("…" if clipped[-1].text[-1:].isspace() else " …"))
    return tuple(clipped)


def _clip_words(text: str, head: int, tail: int) -> str:
    """The first and the last words of a text with ``…`` between; a space at its ends stays."""
    words = text.split()
    # One more word is no longer than the sign for it.
    if len(words) <= head + tail + 1:
        return text
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() else ""
    kept = [*words[:head], "…", *words[len(words) - tail :]]
    return f"{start}{' '.join(kept)}{end}"


def cut_before(text: str, limit: int) -> str:
    """The last words of a text, with ``…`` in front if words are left out."""
    return _clip_words(text, 0, limit)


def cut_behind(text: str, limit: int) -> str:
    """The first words of a text, with ``…`` behind if words are left out."""
    return _clip_words(text, limit, 0)
