"""Words in order: how far two units tell the same words one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from variance.align.story import ORDER_LIMIT, Told
from variance.frozen import NamedTuple

FEWEST_WORDS = 6  # a sequence of fewer words is measured as if it had so many: "he said" in order is little


def measure_order(x: Told, y: Told) -> int:
    """The length of the longest common sequence of words of two units."""
    return _match_words(x.masks, min(len(x.keys), ORDER_LIMIT), y.keys).bit_count()


def measure_sequence(x: Sequence[str], y: Sequence[str]) -> int:
    """The length of the longest common subsequence of the first words of two sequences."""
    x = x[:ORDER_LIMIT]
    return _match_words(mask_words(x), len(x), y).bit_count()


def mask_words(words: Sequence[str]) -> dict[str, int]:
    """For each word a bit for every place at which it stands."""
    masks: dict[str, int] = {}
    for at, word in enumerate(words):
        masks[word] = masks.get(word, 0) | 1 << at
    return masks


def _match_words(masks: Mapping[str, int], width: int, other: Sequence[str]) -> int:
    """A bit a place of one sequence, set where the longest subsequence with the other grows (Hyyrö 2004).

    So the bits up to a place count what the sequence up to there has in common with the other.
    """
    row = full = (1 << width) - 1
    for word in other[:ORDER_LIMIT]:
        if word in masks:
            matched = row & masks[word]
            row = (row + matched) | (row - matched)
    return ~row & full


def measure_rest(whole: Told, part: Told, rest: Told, *, is_first: bool) -> float:
    """How closely ``part`` gives in order what ``rest``, its neighbour, leaves of ``whole``.

    The whole is cut where the two together match it best; the share is of the longer of the part and its
    piece. ``is_first`` says that the part stands before the rest.
    """
    words = whole.keys[:ORDER_LIMIT]
    width = len(words)
    ahead, behind = (part, rest) if is_first else (rest, part)
    forth = _match_words(whole.masks, width, ahead.keys)
    back = _match_words(mask_words(words[::-1]), width, behind.keys[::-1])
    # The first of the best cuts stands behind a word that the unit ahead matches, or before all.
    cut, matched_ahead, matched_behind = 0, 0, back.bit_count()
    count, rest_of_forth = 0, forth
    while rest_of_forth:
        at = (rest_of_forth & -rest_of_forth).bit_length()
        rest_of_forth &= rest_of_forth - 1
        count += 1
        left = (back & ((1 << (width - at)) - 1)).bit_count()
        if count + left > matched_ahead + matched_behind:
            cut, matched_ahead, matched_behind = at, count, left
    matched, length = (matched_ahead, cut) if is_first else (matched_behind, width - cut)
    return matched / max(FEWEST_WORDS, length, len(part.keys))


class Run(NamedTuple):
    """Words in a row, ``keys[start:end]`` of a unit, and their weight."""

    weight: float
    start: int
    end: int


_NO_RUN = Run(0.0, 0, 0)


def find_run(x: Told, shared: Set[tuple[str, str]]) -> Run:
    """The heaviest run of x's words in which any two neighbours are among those shared; the first of such."""
    if not shared:
        return _NO_RUN
    best = _NO_RUN
    weight, start, last = 0.0, 0, -1
    for at in sorted([at for bigram in shared for at in x.bigram_ends.get(bigram, ())]):
        if at == last + 1:
            weight += x.run_weights[at]
        else:
            weight, start = x.run_weights[at - 1] + x.run_weights[at], at - 1
        if weight > best.weight:
            best = Run(weight, start, at + 1)
        last = at
    return best
