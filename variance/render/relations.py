"""Who is tied to whom: the pairs of a comparison seen from either side, and what no alignment ties.

A report asks for the same pairs from every base and for every unit, and reports in several formats are made
of one comparison in a row; so all of it is worked out once for a comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import TypeVar

from variance.model import Alignment, Change, Comparison, Pair, Repeats

T = TypeVar("T")


def keep_last(work: Callable[[Comparison], T]) -> Callable[[Comparison], T]:
    """A function of a comparison that remembers what it gave for the last one (a model never changes)."""
    last: tuple[Comparison, T] | None = None

    @wraps(work)
    def recall(comparison: Comparison) -> T:
        nonlocal last
        kept = last
        if kept is None or kept[0] is not comparison:
            kept = last = comparison, work(comparison)
        return kept[1]

    return recall


@keep_last
def relate_sources(comparison: Comparison) -> Relations:
    """The relations of a comparison's sources."""
    return Relations(comparison)


class Relations:
    """The pairs and alignments of a comparison by sources and units."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._pairs: dict[tuple[str, str], Pair | None] = {}
        self._turned: dict[int, Alignment] = {}
        self._by_unit: dict[tuple[str, str], dict[int, list[Alignment]]] = {}
        self._repeats: dict[str, frozenset[int]] = {}
        self._only_here: dict[str, frozenset[int]] = {}

    def orient_pair(self, base: str, other: str) -> Pair | None:
        """The pair of two sources with ``base`` as its side a; None if the two were not compared."""
        if (base, other) not in self._pairs:
            pair = self._comparison.get_pair(base, other)
            if pair is not None and pair.a != base:
                pair = _flip_pair(pair, map(self.turn_alignment, pair.alignments))
            self._pairs[base, other] = pair
        return self._pairs[base, other]

    def turn_alignment(self, alignment: Alignment) -> Alignment:
        """An alignment of the comparison seen from the other side: the very one that its flipped pair has."""
        if id(alignment) not in self._turned:
            self._turned[id(alignment)] = flip_alignment(alignment)
        return self._turned[id(alignment)]

    def find_alignments(self, base: str, other: str, units: Iterable[int]) -> list[Alignment]:
        """The alignments of the base's units with another source, the base as their side a."""
        by_unit = self._index_pair(base, other)
        found: dict[int, Alignment] = {}
        for unit in units:
            for alignment in by_unit.get(unit, ()):
                found.setdefault(id(alignment), alignment)
        return list(found.values())

    def find_repeats(self, source: str) -> frozenset[int]:
        """The units of a source that only say again what another unit of it said."""
        if source not in self._repeats:
            sides = [(pair.a, pair.repeated.a) for pair in self._comparison.pairs]
            sides += [(pair.b, pair.repeated.b) for pair in self._comparison.pairs]
            self._repeats[source] = frozenset(unit for own, units in sides if own == source for unit in units)
        return self._repeats[source]

    def find_only_here(self, source: str) -> frozenset[int]:
        """The told units of a source that no other source has in any form and that repeat nothing.

        Where pairs are missing (reports on many sources keep the base's only) the statements decide.
        """
        if source not in self._only_here:
            told = frozenset(unit.id for unit in self._comparison.get_source(source).told_units)
            self._only_here[source] = told - self._find_shared(source) - self.find_repeats(source)
        return self._only_here[source]

    def _find_shared(self, source: str) -> set[int]:
        shared: set[int] = set()
        for statement in self._comparison.statements:
            if len(statement.cells) > 1:
                shared.update(statement.cells.get(source, ()))
        for pair in self._comparison.pairs:
            if source == pair.a:
                shared.update(unit for alignment in pair.alignments for unit in alignment.a)
            if source == pair.b:
                shared.update(unit for alignment in pair.alignments for unit in alignment.b)
        return shared

    def _index_pair(self, base: str, other: str) -> Mapping[int, list[Alignment]]:
        if (base, other) not in self._by_unit:
            pair = self.orient_pair(base, other)
            by_unit = self._by_unit[base, other] = {}
            for alignment in pair.alignments if pair else ():
                for unit in alignment.a:
                    by_unit.setdefault(unit, []).append(alignment)
        return self._by_unit[base, other]


def flip_pair(pair: Pair) -> Pair:
    """The same pair seen from the other side; twice flipped it is equal to itself.

    Its alignments come in the order of the new side a.
    """
    return _flip_pair(pair, map(flip_alignment, pair.alignments))


def _flip_pair(pair: Pair, flipped: Iterable[Alignment]) -> Pair:
    return Pair(
        a=pair.b,
        b=pair.a,
        similarity=pair.similarity,
        alignments=tuple(sorted(flipped, key=_by_place)),
        omitted=pair.added,
        added=pair.omitted,
        repeated=Repeats(a=pair.repeated.b, b=pair.repeated.a),
        truncated=pair.truncated_b,
        truncated_b=pair.truncated,
    )


def _by_place(alignment: Alignment) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return alignment.a, alignment.b


def flip_alignment(alignment: Alignment) -> Alignment:
    """The same alignment seen from the other side, its changes in the order of the new side a."""
    changes = [
        Change(one.kind, one.severity, one.b, one.a, one.also, one.in_quotation) for one in alignment.changes
    ]
    changes.sort(key=_by_span)
    return Alignment(
        alignment.id,
        alignment.b,
        alignment.a,
        alignment.kind,
        alignment.score,
        alignment.moved,
        alignment.evidence,
        tuple(changes),
    )


def _by_span(change: Change) -> tuple[int, int, int, int, int]:
    return change.a.unit, change.a.start, change.a.end, change.b.unit, change.b.start
