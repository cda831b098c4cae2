"""Findings kept by the words they were found in, so that what several copies of a text share is read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import wraps
from typing import TypeVar

from variance.text.tokens import Token

_Read = TypeVar("_Read")
_Found = TypeVar("_Found")

# The sentences of a story of twelve long articles; past them it begins anew, so that a corpus needs no more.
_MOST_KNOWN = 1 << 12


_Wording = tuple[tuple[str, ...], tuple[int, ...]]
# The wording of rows of tokens that are in use, by their identity.
_wordings: dict[int, tuple[Sequence[Token], _Wording]] = {}


def get_wording(tokens: Sequence[Token]) -> Hashable:
    """What tells a row of tokens from any other but for its place in the text.

    Rows of one wording have equal tokens at equal distances, and so all that is said in token ranges. Every
    unit is asked for it many times over, so a tuple is read once as long as it is in use.
    """
    known = _wordings.get(id(tokens))
    if known is not None and known[0] is tokens:
        return known[1]
    first = tokens[0].start if tokens else 0
    made = tuple([token.text for token in tokens]), tuple([token.start - first for token in tokens])
    if isinstance(tokens, tuple):
        if len(_wordings) >= _MOST_KNOWN:
            _wordings.clear()
        _wordings[id(tokens)] = tokens, made
    return made


def remember_by(
    get_key: Callable[[_Read], Hashable], *, most: int = _MOST_KNOWN
) -> Callable[[Callable[[_Read], _Found]], Callable[[_Read], _Found]]:
    """Make a function look once at what has one key; its result must follow from the key and be immutable.

    What is known is forgotten when there are so many.
    """

    def decorate(find: Callable[[_Read], _Found]) -> Callable[[_Read], _Found]:
        known: dict[Hashable, _Found] = {}

        @wraps(find)
        def find_once(read: _Read) -> _Found:
            key = get_key(read)
            if key not in known:
                if len(known) >= most:
                    known.clear()
                known[key] = find(read)
            return known[key]

        return find_once

    return decorate
