"""Candidates: an index over shared words proposes, so that no table of all pairs is ever scored."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence, Set
from typing import NamedTuple

from variance.align.story import Story, Telling, Told

# The best of either side that are looked at. Of the links that readers made on the visible stories all but
# those that share hardly a word are among the first eight.
_PROPOSED = 8
# A word in more units than this proposes nothing, unless the other side is so short itself.
_COMMON = 40
# And of these only what has so much of the best one's shared weight: that spares a third of the work and on
# the visible stories no link that would be found.
_SHARE_OF_BEST = 0.45
# Entries of the index that a unit's search visits, its rarest words first. In two books of 2,000 sentences no
# search takes so many; with it the work is linear however long the texts are.
_VISITED = 600


class Candidates(NamedTuple):
    """The pairs of places worth a look, in order.

    ``is_blunt`` says that a unit proposed nothing because all its words are too common in the other source.
    """

    places: tuple[tuple[int, int], ...]
    is_blunt: bool


def find_candidates(
    story: Story, a: Telling, b: Telling, skipped_a: Set[int], skipped_b: Set[int]
) -> Candidates:
    """For every unit of either side those of the other that share its most telling words.

    The places skipped neither propose nor are proposed. Linear in the number of units.
    """
    forth = _Search(story, b, skipped_b)
    back = _Search(story, a, skipped_a)
    found = set(forth.propose(a.units, skipped_a))
    found.update((i, j) for j, i in back.propose(b.units, skipped_b))
    return Candidates(tuple(sorted(found)), forth.is_blunt or back.is_blunt)


class _Search:
    """Looks units up in the index of the other side."""

    def __init__(self, story: Story, other: Telling, skipped: Set[int]) -> None:
        self.is_blunt = False
        self._weights = story.weights
        self._postings = other.postings
        self._skipped = skipped
        self._common = _COMMON
        self._sizes = [math.sqrt(max(1.0, unit.weight)) for unit in other.units]

    def propose(self, units: Sequence[Told], skipped: Set[int]) -> list[tuple[int, int]]:
        """(place, other place) of the proposals of each unit."""
        found: list[tuple[int, int]] = []
        for unit in units:
            if unit.place not in skipped:
                found += [(unit.place, place) for place in self._find_best(unit)]
        return found

    def _find_best(self, unit: Told) -> list[int]:
        found = [
            (len(places), key, places)
            for key in unit.meanings
            if (places := self._postings.get(key)) is not None
        ]
        shared: dict[int, float] = defaultdict(float)
        left = _VISITED
        # In an order of its own, so that sums of floats come out the same in every run.
        for length, key, places in sorted(found):
            if length > self._common or left <= 0:
                break
            left -= length
            weight = self._weights[key]
            for place in places:
                shared[place] += weight
        self.is_blunt = self.is_blunt or bool(found and not shared)
        ranked = (
            (weight / self._sizes[place], -place)
            for place, weight in shared.items()
            if place not in self._skipped
        )
        best = heapq.nlargest(_PROPOSED, ranked)
        return [-place for value, place in best if value >= _SHARE_OF_BEST * best[0][0]]
