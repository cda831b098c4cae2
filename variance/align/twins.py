"""Twins and repeats: units with the very same words, paired by rule before any score is made.

A text that stands as often in both sources is paired copy by copy; beyond that the copies whose
neighbours are twins, too, come first and the rest in order. What is left over repeats its own source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from variance.align.story import Told
from variance.frozen import NamedTuple

# "He said so." may stand anywhere: of a text with less telling words no copy is paired or called a repeat
# beyond those that the other source has as often.
_SURE = 3


class Twins(NamedTuple):
    """Pairs of places with the same words, and the places of either side that only repeat another."""

    pairs: tuple[tuple[int, int], ...]
    repeats_a: frozenset[int]
    repeats_b: frozenset[int]


def pair_twins(a: Sequence[Told], b: Sequence[Told]) -> Twins:
    """Pair the units of the same words. Linear in the number of units."""
    places_a, places_b = _group_places(a), _group_places(b)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for keys in places_a.keys() & places_b.keys():
        ours, theirs = places_a[keys], places_b[keys]
        if len(ours) == len(theirs):
            for i, j in zip(ours, theirs, strict=True):
                found[i] = j
                taken.add(j)
    _spread(a, b, found, taken)
    for keys in sorted(places_a.keys() & places_b.keys()):
        if len(a[places_a[keys][0]].content) >= _SURE:
            ours = [i for i in places_a[keys] if i not in found]
            theirs = [j for j in places_b[keys] if j not in taken]
            for i, j in zip(ours, theirs, strict=False):
                found[i] = j
                taken.add(j)
    return Twins(
        tuple(sorted(found.items())),
        _list_repeats(a, places_a, set(found)),
        _list_repeats(b, places_b, taken),
    )


def _group_places(units: Sequence[Told]) -> dict[tuple[str, ...], list[int]]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for unit in units:
        groups[_read_words(unit)].append(unit.place)
    return groups


def _read_words(unit: Told) -> tuple[str, ...]:
    """A unit's words, or its marks if it has none."""
    return unit.keys or tuple(token.form for token in unit.words.parsed.tokens)


def _spread(a: Sequence[Told], b: Sequence[Told], found: dict[int, int], taken: set[int]) -> None:
    """Pair the copies that stand beside a pair already found, forwards and then backwards."""
    for step in (1, -1):
        for i, j in sorted(found.items(), reverse=step < 0):
            while True:
                i, j = i + step, j + step
                if not (0 <= i < len(a) and 0 <= j < len(b)) or i in found or j in taken:
                    break
                if _read_words(a[i]) != _read_words(b[j]):
                    break
                found[i] = j
                taken.add(j)


def _list_repeats(
    units: Sequence[Told], groups: dict[tuple[str, ...], list[int]], paired: set[int]
) -> frozenset[int]:
    """The places that say again, word for word, what another place of the same source says."""
    repeats: set[int] = set()
    for places in groups.values():
        if len(places) > 1 and len(units[places[0]].content) >= _SURE:
            kept = next((place for place in places if place in paired), places[0])
            repeats.update(place for place in places if place != kept and place not in paired)
    return frozenset(repeats)
