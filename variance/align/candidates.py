"""Candidates: an index over shared words proposes, so that no table of all pairs is ever scored."""

from __future__ import annotations

import math
from collections.abc import Set

from variance.align.index import UnitIndex
from variance.frozen import NamedTuple

# The best of either side that are looked at. On eight sets (seeds, news, fables, essays, encyclopaedia) eight
# of them find no right link that four do not find, and take half as much work again.
_PROPOSED = 4
# And of these only what has so much of the best one's shared weight: that spares a third of the work and on
# the visible stories no link that would be found.
_SHARE_OF_BEST = 0.45


class Candidates(NamedTuple):
    """The pairs of places worth a look, in order.

    ``is_blunt`` says that a unit proposed nothing because all its words are too common in the other source.
    """

    places: tuple[tuple[int, int], ...]
    is_blunt: bool


def find_candidates(a: UnitIndex, b: UnitIndex, skipped_a: Set[int], skipped_b: Set[int]) -> Candidates:
    """For every unit of either side those of the other that share its most telling words.

    The places skipped neither propose nor are proposed. Linear in the number of units.
    """
    forth, is_blunt_forth = _propose(a, b, skipped_a, skipped_b)
    back, is_blunt_back = _propose(b, a, skipped_b, skipped_a)
    found = {*forth, *[(i, j) for j, i in back]}
    return Candidates(tuple(sorted(found)), is_blunt_forth or is_blunt_back)


def _propose(
    ours: UnitIndex, theirs: UnitIndex, skipped: Set[int], their_skipped: Set[int]
) -> tuple[list[tuple[int, int]], bool]:
    """(place, other place) of each unit's proposals, and whether a unit has only words too common."""
    sizes = [math.sqrt(max(1.0, unit.weight)) for unit in theirs.units]
    found: list[tuple[int, int]] = []
    is_blunt = False
    for unit in ours.units:
        if unit.place in skipped:
            continue
        shares = theirs.find_shares(unit)
        is_blunt = is_blunt or shares.is_blunt
        ranked = [
            (weight / sizes[place], -place)
            for place, weight in shares.weights.items()
            if place not in their_skipped
        ]
        if ranked:
            least = _SHARE_OF_BEST * max(ranked)[0]
            best = sorted([entry for entry in ranked if entry[0] >= least], reverse=True)[:_PROPOSED]
            found += [(unit.place, -place) for _, place in best]
    return found, is_blunt
