"""What no row holds: repeats of a source's own units, and units behind the place where the other ends."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from variance.align.rows import Row
from variance.align.sequences import measure_order
from variance.align.story import ORDER_LIMIT, Told
from variance.vocabulary import AlignmentKind

# A caption printed twice with a word changed is still the same caption; a second sentence that shares nine
# words of ten is rare otherwise.
_REPEATED = 0.9
_FEWEST_WORDS = 5  # shorter units are repeats only word for word
_LOOKED_AT = 8
_COMMON = 40
# A text is taken for a copy that broke off if its last units, three of them where it has so many, stand in
# the other source in order and word for word, and so does half of all that it has.
_TAIL = 3
_COPIED = 0.5
_COPIED_ORDER = 0.8


class RepeatFinder:
    """Finds the units of one source that say again what another of them says."""

    def __init__(self, units: Sequence[Told]) -> None:
        self._units = units
        self._possible = _list_possible(units)

    def find_repeats(self, linked: Set[int], known: Set[int]) -> frozenset[int]:
        """The places, not linked, that say in nearly the same words what another place says.

        ``known`` are repeats already. Of several that nobody links the first is no repeat.
        """
        repeats = set(known)
        units = self._units
        if self._possible <= linked | known:
            return frozenset(repeats)
        index: dict[str, list[int]] = defaultdict(list)
        for unit in units:
            if unit.place in linked:
                _enter(index, unit)
        for unit in units:
            if unit.place in linked or unit.place in known:
                continue
            if unit.place in self._possible and any(
                _is_repeat(unit, units[place]) for place in _find_like(index, unit)
            ):
                repeats.add(unit.place)
            else:
                _enter(index, unit)
        return frozenset(repeats)


def _list_possible(units: Sequence[Told]) -> set[int]:
    """The places that can repeat another: few enough of their words stand in no other unit."""
    counts = Counter(itertools.chain.from_iterable(unit.masks for unit in units))
    possible = set()
    for unit in units:
        alone = sum([counts[key] == 1 for key in unit.keys[:ORDER_LIMIT]])
        if len(unit.keys) - alone >= _REPEATED * len(unit.keys):
            possible.add(unit.place)
    return possible


def _enter(index: dict[str, list[int]], unit: Told) -> None:
    for key in unit.content:
        if len(index[key]) < _COMMON:
            index[key].append(unit.place)


def _find_like(index: dict[str, list[int]], unit: Told) -> list[int]:
    counts: dict[int, int] = defaultdict(int)
    for key in unit.content:
        for place in index.get(key, ()):
            counts[place] += 1
    return sorted(counts, key=lambda place: (-counts[place], place))[:_LOOKED_AT]


def _is_repeat(unit: Told, other: Told) -> bool:
    if unit.keys == other.keys:
        return True
    shorter, longer = sorted((len(unit.keys), len(other.keys)))
    if shorter < max(_FEWEST_WORDS, _REPEATED * longer):
        return False
    return measure_order(unit, other) >= _REPEATED * longer


def find_end(
    rows: Sequence[tuple[Row, AlignmentKind]], cut: Sequence[Told], whole: Sequence[Told], *, cut_is_a: bool
) -> int | None:
    """The place in the whole source at which the other, which breaks off, ends; None if it is no copy."""
    partners: dict[int, int] = {}
    for row, kind in rows:
        ours, theirs = (row.a, row.b) if cut_is_a else (row.b, row.a)
        if kind.is_copied:
            for place in ours:
                partner = max(theirs)
                if _is_copy(cut[place], whole[partner]):
                    partners[place] = partner
    tail = [place for place in partners if place >= len(cut) - _TAIL - 1]
    if not cut or len(partners) < _COPIED * len(cut) or len(tail) < min(_TAIL, len(cut)):
        return None
    ends = [partners[place] for place in sorted(tail)]
    return ends[-1] if ends == sorted(ends) else None


def _is_copy(part: Told, whole: Told) -> bool:
    return measure_order(part, whole) >= _COPIED_ORDER * min(len(part.keys), len(whole.keys))
