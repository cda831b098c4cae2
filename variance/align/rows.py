"""Rows: links put together where the sides say the same only together, each with its kind.

A link is one unit with one unit. A sentence that the other source tells in two is one row with two units
on a side, if each of the two stands within the one and is linked to it best; they need not stand side by
side. All other links are rows of their own, so a unit may stand in several rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variance.align.context import Place
from variance.align.kinds import (
    FOREIGN_CORE,
    CoreMeter,
    Side,
    are_identical,
    join_units,
    measure_cover,
    measure_reworded,
)
from variance.align.likeness import PairView
from variance.align.story import Story
from variance.align.weights import Weights
from variance.frozen import NamedTuple
from variance.vocabulary import AlignmentKind

# A part of a split sentence says little beyond the whole: so much of its weight stands there.
_WITHIN = 0.5
# Of the paraphrases that readers made none has less than 0.4 of what another row of one of its units has in
# common; of the rows that no reader made, three of ten have less than a quarter.
_OUTDONE = 1 / 3


class Row(NamedTuple):
    """Units of both sides, by place, that say the same; ``best`` is the link that speaks loudest for it."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    best: Place
    score: float
    sides: tuple[Side, Side]

    @property
    def units(self) -> list[tuple[int, int]]:
        """The units of both sides, each with the number of its side."""
        return [*((0, i) for i in self.a), *((1, j) for j in self.b)]


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
    """Tells the kind of the rows of one story."""

    def __init__(self, story: Story, weights: Weights) -> None:
        self._weights = weights
        self._meter = CoreMeter(story)

    def find_kinds(self, rows: Sequence[Row]) -> list[AlignmentKind]:
        """The kind of each row of two sources; conventions are told from words later.

        What a sentence tells is told once: a row that could be a paraphrase is only partial if one of its
        units stands in another row that has much more of the core in common.
        """
        judged = [self._judge_alone(row) for row in rows]
        best: dict[tuple[int, int], float] = {}
        for row, (kind, common) in zip(rows, judged, strict=True):
            if kind is not AlignmentKind.PARTIAL:
                for unit in row.units:
                    best[unit] = max(common, best.get(unit, 0.0))
        kinds = []
        for row, (kind, common) in zip(rows, judged, strict=True):
            is_outdone = common < _OUTDONE * max(best.get(unit, 0.0) for unit in row.units)
            kinds.append(AlignmentKind.PARTIAL if kind is AlignmentKind.PARAPHRASE and is_outdone else kind)
        return kinds

    def _judge_alone(self, row: Row) -> tuple[AlignmentKind, float]:
        """The kind of a row by its own sides, and how much of what they share is in the core of both."""
        x, y = row.sides
        if are_identical(x, y):
            return AlignmentKind.IDENTICAL, 1.0
        cores = self._meter.measure(x, y)
        kind = AlignmentKind.PARAPHRASE
        if cores.found >= FOREIGN_CORE and self._weights.reworded.apply(measure_reworded(x, y)) > 0:
            kind = AlignmentKind.REWORDED
        elif self._weights.partial.apply(cores) > 0:
            kind = AlignmentKind.PARTIAL
        return kind, cores.in_common
