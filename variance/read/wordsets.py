"""Sets of words, written as one reads them."""

from __future__ import annotations


def make_set(words: str) -> frozenset[str]:
    """The words of a text, told apart by white space, as a set."""
    return frozenset(words.split())
