"""The index of a source: which of its units share a unit's telling words, and what these weigh."""

from __future__ import annotations

from collections.abc import Mapping

from variance.align.story import Story, Telling, Told
from variance.frozen import NamedTuple

# A word in more units than this proposes nothing, unless the other side is so short itself.
_COMMON = 40
# Entries of the index that a unit's search visits, its rarest words first. In two books of 2,000 sentences no
# search takes so many; with it the work is linear however long the texts are.
_VISITED = 600
# Places that what is known of earlier searches may hold: those of two long articles, or some megabytes. Past
# them it begins anew.
_MOST_KEPT = 1 << 15


class Shares(NamedTuple):
    """The weight of the words that each place of a source shares with a unit, where it is not nothing.

    Of units with the very same words the first only is listed. ``is_whole`` says that all words were looked
    up; ``is_blunt`` that there were some, but every one too common.
    """

    weights: Mapping[int, float]
    is_whole: bool
    is_blunt: bool


class UnitIndex:
    """Looks units up among those of one source."""

    def __init__(self, story: Story, telling: Telling) -> None:
        self.units = telling.units
        self.postings = telling.postings
        self._story = story
        first: dict[tuple[str, ...], int] = {}
        # For every place the first one that has the same words.
        self.first = [first.setdefault(unit.keys, unit.place) for unit in telling.units]
        # By wording, where all words were looked up.
        self._known: dict[int, Shares] = {}
        self._kept = 0

    def find_shares(self, unit: Told) -> Shares:
        """What the units of this source share with another source's unit."""
        found = self._known.get(unit.wording)
        if found is None:
            found = self._look_up(unit)
            if found.is_whole:
                self._kept += len(found.weights) + 1
                if self._kept > _MOST_KEPT:
                    self._known.clear()
                    self._kept = len(found.weights) + 1
                self._known[unit.wording] = found
        return found

    def recall_shares(self, unit: Told) -> Mapping[int, float] | None:
        """The weights that a search found which looked up all words, if one did and is remembered."""
        found = self._known.get(unit.wording)
        return None if found is None else found.weights

    def _look_up(self, unit: Told) -> Shares:
        weights, postings = self._story.weights, self.postings
        found = [(postings[key], weights[key]) for key in unit.meanings if key in postings]
        lengths = [len(places) for places, _ in found]
        is_whole = max(lengths, default=0) <= _COMMON and sum(lengths) <= _VISITED
        if not is_whole:
            found = self._choose_rare(unit)
        shared: dict[int, float] = {}
        for places, weight in found:
            for place in places:
                shared[place] = shared.get(place, 0.0) + weight
        return Shares(shared, is_whole, is_blunt=bool(lengths) and not shared)

    def _choose_rare(self, unit: Told) -> list[tuple[tuple[int, ...], float]]:
        """The entries of the unit's rarest words, as many as a search visits, with the words' weights."""
        chosen = []
        left = _VISITED
        for length, key in sorted(
            [(len(self.postings[key]), key) for key in unit.meanings if key in self.postings]
        ):
            if length > _COMMON or left <= 0:
                break
            left -= length
            chosen.append((self.postings[key], self._story.weights[key]))
        return chosen
