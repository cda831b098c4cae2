"""Titles before a name, which are no part of it: "Foreign Minister Ada Brun", "House Speaker Ada Brun"."""

from __future__ import annotations

from collections.abc import Sequence

from variance.text.namewords import BODY_WORDS, INNER_TITLES, PLACE_WORDS, TITLE_PREFIXES, TITLES
from variance.text.numerals import get_key
from variance.text.tokens import Token

_OFFICES = frozenset(("state", "staff", "defense", "defence", "police", "parliament"))  # Secretary of State
_LONGEST_PERSON = 4  # words of a person's name behind a body and a title
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii"))


def count_titles(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many tokens of titles a run begins with; 0 if nothing would be left or they are no titles."""
    if tokens[start].key not in TITLES:
        return 0
    at = start + 1
    while at < end:
        if tokens[at].key == "of" and get_key(tokens, at + 1) in _OFFICES:
            at += 2
        elif tokens[at].key in TITLES or tokens[at].form in (".", "-"):
            at += 1
        else:
            break
    titles = [token.key for token in tokens[start:at] if token.is_word]
    # "Foreign Office" and "Justice Department" are names of bodies.
    if titles[-1] in TITLE_PREFIXES or get_key(tokens, at) in BODY_WORDS:
        return 0
    return at - start


def count_inner_titles(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many tokens a body and a title take before a person's name: "House Speaker Ada Brun"."""
    if end - start < len(("House", "Speaker", "Brun")):
        return 0
    last = next((at for at in range(end - 2, start, -1) if tokens[at].key in INNER_TITLES), -1)
    if last < 0 or not tokens[last + 1].is_word:
        return 0
    named = [token.key for token in tokens[last + 1 : end] if token.is_word]
    is_person = len(named) <= _LONGEST_PERSON and named[0] not in _SUFFIXES
    is_person = is_person and (BODY_WORDS | PLACE_WORDS).isdisjoint(named)
    return last + 1 - start if is_person else 0
