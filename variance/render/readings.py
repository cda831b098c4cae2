"""A finding's readings cut into pieces: the words at issue in the first, what the others add or lack.

The model has already said that the readings differ; this only places the marks, for media that show
words and not pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from variance.frozen import NamedTuple
from variance.model import Citation, Reading

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*%?")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
# difflib is cubic at worst; at this many words a comparison still costs a few milliseconds.
_LONGEST_DIFF = 150
# Where fewer of the shorter text's words are shared, marks word by word are noise: all of it differs.
_LEAST_COMMON = 0.34


class Mark(StrEnum):
    """What a piece of a reading is: shared words, the first reading's own, added or lacking against it.

    ``key`` are the words at issue in a whole sentence that is shown around them.
    """

    SHARED = "shared"
    LEMMA = "lemma"
    ADDED = "added"
    REMOVED = "removed"
    KEY = "key"


class Stretch(NamedTuple):
    """A marked stretch of a reading; where words are removed it is empty and ``gone`` holds them."""

    start: int
    end: int
    mark: Mark
    gone: str = ""


class Piece(NamedTuple):
    """A stretch of a reading with its text; that of a removed piece stands in the first reading only."""

    text: str
    mark: Mark = Mark.SHARED


# ----------------------------------------------------------------------------- what the texts are


def uncut_readings(
    readings: Sequence[Reading], cited: Sequence[Sequence[Citation]]
) -> tuple[list[str], bool]:
    """The readings' texts; where one was cut, the words that the sources have at the places cited.

    Those of all then: the words around them that a reading shows besides would look like a difference.
    The second value says that they stay cut, since several places show one of them.
    """
    texts = [reading.text for reading in readings]
    if not any("…" in text for text in texts):
        return texts, False
    if any(len(own) != 1 for own in cited):
        return texts, True
    return [cite_words(*one) for one in zip(readings, cited, strict=True)], False


def cite_words(reading: Reading, cited: Sequence[Citation]) -> str:
    """The words at issue as the source has them; the reading's own text where several places show it."""
    return cited[0].text if len(cited) == 1 else reading.text


# ------------------------------------------------------------------------------ where they differ


class Edit(NamedTuple):
    """Words of which each of two texts has its own; either side may be none.

    ``start`` to ``end`` are offsets in the second text, ``old_start`` to ``old_end`` in the first.
    """

    old_start: int
    old_end: int
    start: int
    end: int


@lru_cache(maxsize=1 << 12)  # every report of a comparison asks for the same
def find_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Where the words of two short texts differ, in order; all of them where hardly one is shared.

    Case, apostrophes and punctuation are no differences. This only places the marks inside a
    difference that the model has already stated; it decides nothing.
    """
    own, words = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    return tuple(
        Edit(*_cover_words(own, own_start, own_end, len(old)), *_cover_words(words, start, end, len(new)))
        for own_start, own_end, start, end in _diff_words(own, words)
    )


def _diff_words(
    own: Sequence[re.Match[str]], words: Sequence[re.Match[str]]
) -> list[tuple[int, int, int, int]]:
    """The ranges of words that differ, as ``own start, own end, start, end``."""
    if not own or not words or max(len(own), len(words)) > _LONGEST_DIFF:
        return [(0, len(own), 0, len(words))] if own or words else []
    folded, other = _fold_words(own), _fold_words(words)
    if set(folded).isdisjoint(other):  # as most words that differ, and no work for difflib
        return [(0, len(own), 0, len(words))]
    matcher = SequenceMatcher(None, folded, other, autojunk=False)
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


def _cover_words(words: Sequence[re.Match[str]], start: int, end: int, length: int) -> tuple[int, int]:
    """The offsets of words start to end; for none, the place in front of the next word."""
    if start < end:
        return words[start].start(), words[end - 1].end()
    place = words[start].start() if start < len(words) else length
    return place, place


def place_marks(texts: Sequence[str]) -> list[list[Stretch]]:
    """For each of some readings, the stretches of it that differ; the others stand against the first.

    The first reading's own words are the lemma, the others' are added or removed. Case, apostrophes and
    punctuation make no mark; a text that hardly shares a word with the first is marked as a whole.
    """
    if len(texts) < 2:
        return [[] for _ in texts]
    edits = [find_edits(texts[0], text) for text in texts[1:]]
    own = [(one.old_start, one.old_end) for found in edits for one in found if one.old_start < one.old_end]
    lemma = [Stretch(start, end, Mark.LEMMA) for start, end in merge_stretches(own)]
    return [lemma, *([_mark_edit(texts[0], edit) for edit in found] for found in edits)]


def _mark_edit(first: str, edit: Edit) -> Stretch:
    """The mark of one difference in a reading: what it adds, else what it lacks."""
    if edit.start < edit.end:
        return Stretch(edit.start, edit.end, Mark.ADDED)
    return Stretch(edit.start, edit.start, Mark.REMOVED, first[edit.old_start : edit.old_end])


def merge_stretches(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, those that meet as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


# --------------------------------------------------------------------------------------- as pieces


def mark_readings(texts: Sequence[str]) -> list[tuple[Piece, ...]]:
    """Each text as pieces, marked against the first; pieces that are not removed add up to the text."""
    marks = place_marks(texts)
    if marks:
        marks[0] = _join_neighbours(texts[0], marks[0])
    return [cut_pieces(text, own) for text, own in zip(texts, marks, strict=True)]


def _join_neighbours(text: str, marks: Sequence[Stretch]) -> list[Stretch]:
    """Marks without a word between them as one."""
    joined: list[Stretch] = []
    for one in marks:
        if joined and _WORD.search(text, joined[-1].end, one.start) is None:
            joined[-1] = joined[-1]._replace(end=one.end)
        else:
            joined.append(one)
    return joined


def cut_pieces(text: str, marks: Sequence[Stretch]) -> tuple[Piece, ...]:
    """A text cut at its marks, which stand in order and do not overlap."""
    pieces: list[Piece] = []
    place = 0
    for start, end, mark, gone in marks:
        if place < start:
            pieces.append(Piece(text[place:start]))
        pieces.append(Piece(gone or text[start:end], mark))
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
