"""Words that stand elsewhere in the other sentence: taken out here, put in there."""

from __future__ import annotations

from collections.abc import Sequence

from variance.classify.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS
from variance.classify.sides import Side
from variance.text.tokens import Token
from variance.text.worddiff import Edit

# Two edits with no more than this between them are read as one exchange of places: "France and Spain".
_CLOSE = 2
# What an exchange across a substitution may step over: "the dog bit the man" is no matter of order.
_LINKS = frozenset({"and", "or", ",", "of", "'s", "the", "a"})
_EMPTY = PREPOSITIONS | DETERMINERS | AUXILIARIES | frozenset({"'s", "and", "or", "that", "to"})


def find_moves(a: Side, b: Side, edits: Sequence[Edit]) -> tuple[list[Edit], list[Edit]]:
    """The edits that are none of a move, and the moves.

    A move of a phrase is an edit whose ranges are its two places; an exchange of neighbours is one
    edit over both.
    """
    left: list[Edit] = []
    moves: list[Edit] = []
    for edit in edits:
        if left and _is_exchange(a, b, left[-1], edit):
            first = left.pop()
            moves.append(Edit(first.a_start, edit.a_end, first.b_start, edit.b_end))
        else:
            left.append(edit)
    coming: dict[tuple[str, ...], list[Edit]] = {}
    for come in left:
        if come.a_start == come.a_end:
            coming.setdefault(_read_words(b.tokens[come.b_start : come.b_end]), []).append(come)
    met: set[Edit] = set()
    for gone in left:
        words = _read_words(a.tokens[gone.a_start : gone.a_end]) if gone.b_start == gone.b_end else ()
        if coming.get(words) and _has_content(words):
            come = coming[words].pop(0)
            moves.append(Edit(gone.a_start, gone.a_end, come.b_start, come.b_end))
            met |= {gone, come}
    return [edit for edit in left if edit not in met], moves


def _is_exchange(a: Side, b: Side, first: Edit, second: Edit) -> bool:
    """Whether two edits close together only change the order of the same words."""
    island = a.tokens[first.a_end : second.a_start]
    out = (*a.tokens[first.a_start : first.a_end], *a.tokens[second.a_start : second.a_end])
    into = (*b.tokens[first.b_start : first.b_end], *b.tokens[second.b_start : second.b_end])
    taken, put = sorted(_read_content(out)), sorted(_read_content(into))
    if not taken and not put:
        taken, put = sorted(_read_words(out)), sorted(_read_words(into))
    if not taken or taken != put or any(word[:1].isdigit() for word in taken):
        return False
    is_shift = first.a_start == first.a_end or first.b_start == first.b_end
    if is_shift:
        # The same words in one row are the move of a phrase, shown at its two places.
        is_phrase = _has_content(_read_words(out)) and _read_words(out) == _read_words(into)
        return len(island) <= _CLOSE and not is_phrase
    return all(token.key in _LINKS for token in island)


def _read_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.key for token in tokens if token.is_word)


def _read_content(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens if token.is_word and token.key not in _EMPTY]


def _has_content(words: Sequence[str]) -> bool:
    return any(word not in _EMPTY for word in words)
