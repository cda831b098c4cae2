"""Words in order: how far two units tell the same words one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from variance.align.story import ORDER_LIMIT, Told

FEWEST_WORDS = 6  # a sequence of fewer words is measured as if it had so many: "he said" in order is little


def measure_order(x: Told, y: Told) -> int:
    """The length of the longest common sequence of words of two units."""
    return _measure_sequence(x.masks, min(len(x.keys), ORDER_LIMIT), y.keys)


def measure_sequence(x: Sequence[str], y: Sequence[str]) -> int:
    """The length of the longest common subsequence of the first words of two sequences."""
    masks: dict[str, int] = {}
    for at, key in enumerate(x[:ORDER_LIMIT]):
        masks[key] = masks.get(key, 0) | 1 << at
    return _measure_sequence(masks, min(len(x), ORDER_LIMIT), y)


def _measure_sequence(masks: Mapping[str, int], width: int, other: Sequence[str]) -> int:
    return width - _match_rows(masks, width, other).bit_count()


def _match_rows(masks: Mapping[str, int], width: int, other: Sequence[str]) -> int:
    """A bit a place of one sequence, a step a word of the other; a zero is a word in common (Hyyrö 2004)."""
    row = full = (1 << width) - 1
    for key in other[:ORDER_LIMIT]:
        if key in masks:
            matched = row & masks[key]
            row = (row + matched) | (row - matched)
    return row & full


def measure_rest(whole: Told, part: Told, rest: Told, *, is_first: bool) -> float:
    """How closely ``part`` gives in order what ``rest``, its neighbour, leaves of ``whole``.

    The whole is cut where the two together match it best; the share is of the longer of the part and its
    piece. ``is_first`` says that the part stands before the rest.
    """
    width = min(len(whole.keys), ORDER_LIMIT)
    ahead, behind = (part, rest) if is_first else (rest, part)
    forth = _list_prefix_matches(whole.keys[:width], ahead.keys)
    back = _list_prefix_matches(whole.keys[:width][::-1], behind.keys[::-1])[::-1]
    cut = max(range(width + 1), key=lambda at: (forth[at] + back[at], -at))
    matched, length = (forth[cut], cut) if is_first else (back[cut], width - cut)
    return matched / max(FEWEST_WORDS, length, len(part.keys))


def _list_prefix_matches(whole: Sequence[str], other: Sequence[str]) -> list[int]:
    """The longest common subsequence of every prefix of one sequence with the other."""
    masks: dict[str, int] = {}
    for at, key in enumerate(whole):
        masks[key] = masks.get(key, 0) | 1 << at
    row = _match_rows(masks, len(whole), other)
    found = [0]
    for at in range(len(whole)):
        found.append(found[-1] + (not row >> at & 1))
    return found


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
