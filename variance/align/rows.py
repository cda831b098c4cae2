"""Rows: links put together where the sides say the same only together, each with its kind.

A link is one unit with one unit. A sentence that the other source tells in two is one row with two units
on a side, if each of the two stands within the one and is linked to it best; they need not stand side by
side. All other links are rows of their own, so a unit may stand in several rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variance.align.context import Place
from variance.align.kinds import (
    Side,
    are_identical,
    join_units,
    measure_cover,
    measure_partial,
    measure_reworded,
)
from variance.align.likeness import PairView
from variance.align.weights import Weights
from variance.frozen import NamedTuple
from variance.vocabulary import AlignmentKind

# A part of a split sentence says little beyond the whole: so much of its weight stands there.
_WITHIN = 0.5


class Row(NamedTuple):
    """Units of both sides, by place, that say the same; ``best`` is the link that speaks loudest for it."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    best: Place
    score: float
    sides: tuple[Side, Side]


def group_links(view: PairView, links: Mapping[Place, float]) -> list[Row]:
    """The rows that links make, in order; every link is in exactly one."""
    groups = [
        *_find_groups(view, links),
        *_flip(_find_groups(PairView(view.story, view.b, view.a), _turn(links))),
    ]
    taken: set[Place] = set()
    rows = []
    # The better group first, where a link could be in two.
    for group in sorted(groups, key=lambda group: (-min(links[place] for place in group), sorted(group))):
        if taken.isdisjoint(group):
            taken.update(group)
            rows.append(_make_row(view, links, group))
    rows += [_make_row(view, links, [place]) for place in links if place not in taken]
    return sorted(rows, key=lambda row: (row.a, row.b))


def _turn(links: Mapping[Place, float]) -> dict[Place, float]:
    return {(j, i): score for (i, j), score in links.items()}


def _flip(groups: Iterable[list[Place]]) -> list[list[Place]]:
    return [[(i, j) for j, i in group] for group in groups]


def _find_groups(view: PairView, links: Mapping[Place, float]) -> list[list[Place]]:
    """Links of one unit of a with several of b that stand within it."""
    partners: dict[int, list[int]] = defaultdict(list)
    best: dict[int, tuple[float, int]] = {}
    for (i, j), score in links.items():
        partners[i].append(j)
        best[j] = max(best.get(j, (score, -i)), (score, -i))
    groups = []
    for i, places in partners.items():
        within = [j for j in places if best[j][1] == -i and _is_within(view, j, i)]
        if len(within) > 1:
            groups.append([(i, j) for j in within])
    return groups


def _is_within(view: PairView, part: int, whole: int) -> bool:
    x = join_units(view.story, [view.a.units[whole]])
    y = join_units(view.story, [view.b.units[part]])
    return measure_cover(view.story, x, y)[1] >= _WITHIN


def _make_row(view: PairView, links: Mapping[Place, float], places: Sequence[Place]) -> Row:
    a = tuple(sorted({i for i, _ in places}))
    b = tuple(sorted({j for _, j in places}))
    best = min(places, key=lambda place: (-links[place], place))
    sides = (
        join_units(view.story, [view.a.units[i] for i in a]),
        join_units(view.story, [view.b.units[j] for j in b]),
    )
    return Row(a, b, best, links[best], sides)


class RowJudge:
    """Tells the kind of each row of two sources, by what its sides cover and how it stands to the others."""

    def __init__(self, view: PairView, rows: Sequence[Row], links: Mapping[Place, float]) -> None:
        self._view = view
        self._rows_a = Counter(i for row in rows for i in row.a)
        self._rows_b = Counter(j for row in rows for j in row.b)
        self._best_a: dict[int, float] = {}
        self._best_b: dict[int, float] = {}
        for (i, j), score in links.items():
            self._best_a[i] = max(score, self._best_a.get(i, score))
            self._best_b[j] = max(score, self._best_b.get(j, score))

    def find_kind(self, row: Row, weights: Weights) -> AlignmentKind:
        """Identical, reworded, partial or paraphrase; conventions are told from words later."""
        if are_identical(*row.sides):
            return AlignmentKind.IDENTICAL
        if weights.reworded.apply(measure_reworded(*row.sides)) > 0:
            return AlignmentKind.REWORDED
        if weights.partial.apply(self.measure(row)) > 0:
            return AlignmentKind.PARTIAL
        return AlignmentKind.PARAPHRASE

    def measure(self, row: Row) -> tuple[float, ...]:
        """The features by which a partial row and a paraphrase are told apart."""
        elsewhere = sum(self._rows_a[i] > 1 for i in row.a) + sum(self._rows_b[j] > 1 for j in row.b)
        i, j = row.best
        is_best = row.score >= self._best_a[i] and row.score >= self._best_b[j]
        return measure_partial(
            self._view.story, *row.sides, score=row.score, is_best=is_best, elsewhere=elsewhere
        )
