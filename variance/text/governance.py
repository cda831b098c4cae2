"""Which attribution of a sentence governs which of its quotations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from variance.text.quotations import QuotedSpan
from variance.text.tokens import Token
from variance.text.wordlists import list_words

# Behind a comma these words begin what the speaker need not have said: ", after the 'incident' …".
_TURNING = frozenset(
    list_words(
        """
        in after while as amid with which who but although though days hours following despite when where
        """
    )
)
_MOST_MARKS = 3  # marks between a quotation and its speaker: a comma, a dash


def govern_quotations(
    tokens: Sequence[Token], outer: Sequence[tuple[int, QuotedSpan]], places: Sequence[tuple[int, int]]
) -> list[tuple[int, ...]]:
    """For each attribution, as a token range, the indexes of the quotations it governs.

    ``outer`` are the quotations of level 0 with their indexes. An attribution governs the quotation that
    it closely follows, those behind it up to the next attribution or a turn of the sentence, and the sole
    attribution at a sentence's end those before it. Each quotation has one speaker at most. Linear.
    """
    if not outer or not places:
        return [() for _ in places]
    governed: list[list[int]] = [[] for _ in places]
    taken: set[int] = set()
    at = 0
    for number, (start, _) in enumerate(places):
        while at < len(outer) and outer[at][1].end <= tokens[start].start:
            at += 1
        if at and outer[at - 1][0] not in taken and _is_adjacent(tokens, outer[at - 1][1].end, start):
            governed[number].append(outer[at - 1][0])
            taken.add(outer[at - 1][0])
    turns = _count_turns(tokens)
    starts = [token.start for token in tokens]
    for index, number, first in _follow(outer, places, starts):
        if index not in taken and turns[first] == turns[places[number][1]]:
            governed[number].append(index)
            taken.add(index)
    if len(places) == 1 and _is_aside(tokens, places[0][0]):
        before = [index for index, span in outer if span.end <= tokens[places[0][0]].start]
        governed[0] += [index for index in before if index not in taken]
    return [tuple(sorted(indexes)) for indexes in governed]


def _follow(
    outer: Sequence[tuple[int, QuotedSpan]], places: Sequence[tuple[int, int]], starts: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Each quotation behind an attribution: its index, the attribution's number, the first token."""
    following: list[tuple[int, int, int]] = []
    number, token = -1, 0
    for index, span in outer:
        while number + 1 < len(places) and starts[places[number + 1][1] - 1] < span.start:
            number += 1
        while token < len(starts) and starts[token] < span.start:
            token += 1
        if number >= 0 and token < len(starts):
            following.append((index, number, token))
    return following


def _count_turns(tokens: Sequence[Token]) -> list[int]:
    """How often the sentence has turned away before each token, at a comma and a word that turns."""
    turns = [
        token.form == "," and place + 1 < len(tokens) and tokens[place + 1].key in _TURNING
        for place, token in enumerate(tokens)
    ]
    return [0, *accumulate(map(int, turns))]


def _is_adjacent(tokens: Sequence[Token], end: int, at: int) -> bool:
    """Whether only a few marks stand between a quotation's end and an attribution."""
    for place in range(at - 1, max(-1, at - 2 - _MOST_MARKS), -1):
        if tokens[place].start < end:
            return True
        if tokens[place].is_word:
            return False
    return False


def _is_aside(tokens: Sequence[Token], start: int) -> bool:
    return start > 0 and tokens[start - 1].form in (",", '"', "'")
