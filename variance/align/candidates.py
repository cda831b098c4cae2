"""Candidates: an index over shared words proposes, so that no table of all pairs is ever scored."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from variance.align.story import Story, Telling, Told

# The best of either side that are looked at. Of the links that readers made on the visible stories all but
# those that share hardly a word are among the first eight.
_PROPOSED = 8
# A word in more units than this proposes nothing, unless the other side is so short itself.
_COMMON = 40
_COMMON_SHARE = 50  # in a long text: in more than every fiftieth unit
# Steps through the index for a pair of sources. Two books of 2,000 sentences take some 300,000.
_STEPS = 20_000_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs of places worth a look, in order.

    ``is_cut`` says that the budget ran out, ``is_blunt`` that a unit proposed nothing because all its
    words are too common in the other source.
    """

    places: tuple[tuple[int, int], ...]
    is_cut: bool
    is_blunt: bool


def find_candidates(
    story: Story, a: Telling, b: Telling, skipped_a: Set[int], skipped_b: Set[int]
) -> Candidates:
    """For every unit of either side those of the other that share its most telling words.

    The places skipped neither propose nor are proposed. Work is bounded by counted steps.
    """
    forth = _Search(story, b, skipped_b, _STEPS)
    found = {(i, j) for i, j in forth.propose(a.units, skipped_a)}
    back = _Search(story, a, skipped_a, forth.steps)
    found.update((i, j) for j, i in back.propose(b.units, skipped_b))
    return Candidates(tuple(sorted(found)), back.steps <= 0, forth.is_blunt or back.is_blunt)


class _Search:
    """Looks units up in the index of the other side, as long as its steps last."""

    def __init__(self, story: Story, other: Telling, skipped: Set[int], steps: int) -> None:
        self.steps = steps
        self.is_blunt = False
        self._weights = story.weights
        self._postings = other.postings
        self._skipped = skipped
        count = len(other.units)
        self._common = count if count <= _COMMON else max(_COMMON, count // _COMMON_SHARE)
        self._sizes = [math.sqrt(max(1.0, unit.weight)) for unit in other.units]

    def propose(self, units: Sequence[Told], skipped: Set[int]) -> list[tuple[int, int]]:
        """(place, other place) of the proposals of each unit."""
        found: list[tuple[int, int]] = []
        for unit in units:
            if self.steps <= 0:
                break
            if unit.place not in skipped:
                found += [(unit.place, place) for place in self._find_best(unit)]
        return found

    def _find_best(self, unit: Told) -> list[int]:
        shared: dict[int, float] = defaultdict(float)
        passed_over = False
        # Sorted, so that sums of floats come out the same in every run.
        for key in sorted(itertools.chain(unit.content, unit.senses)):
            places = self._postings.get(key, ())
            if len(places) > self._common:
                passed_over = True
                continue
            self.steps -= len(places)
            weight = self._weights[key]
            for place in places:
                shared[place] += weight
        self.is_blunt = self.is_blunt or (passed_over and not shared)
        ranked = (
            (weight / self._sizes[place], -place)
            for place, weight in shared.items()
            if place not in self._skipped
        )
        return [-place for _, place in heapq.nlargest(_PROPOSED, ranked)]
