"""The second look: what the other candidates say about one candidate.

A pair of units that is clearly the best for both, whose neighbours match, too, that stands where the
order of the telling expects it, and that a third source confirms, is likelier than its words alone say;
one whose words a better partner already explains is less likely. Order counts only as far as the two
tellings keep one order, which the sure matches ("anchors") show.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from variance.align.evidence import Feature, Reason
from variance.align.likeness import PairView
from variance.align.sequences import measure_rest
from variance.frozen import NamedTuple

Place = tuple[int, int]

OWN_EVIDENCE = Feature(
    "own evidence", "what the first look makes of the two units by themselves", Reason.SHARED_WORDS
)
CONTEXT_FEATURES = (
    OWN_EVIDENCE,
    Feature(
        "lead",
        "how far it leads the other candidates of either unit, or is behind them, where that is less",
        Reason.LEAD,
    ),
    Feature("lead on one side", "the same for the unit with the weaker candidates", Reason.LEAD),
    Feature("best for both", "neither unit has a better candidate", Reason.LEAD),
    Feature(
        "words left over", "weight of the shared words that no better partner explains", Reason.SHARED_WORDS
    ),
    Feature("share left over", "the same, of the shorter unit's weight", Reason.SHARED_WORDS),
    Feature("neighbours", "the units before or behind match likewise", Reason.NEIGHBOURS),
    Feature("neighbours crossed", "they match crosswise", Reason.NEIGHBOURS, -1),
    Feature(
        "same neighbour", "a neighbour of one matches the other unit: a sentence told in two", Reason.SPLIT
    ),
    Feature(
        "rest of the sentence",
        "one gives, in order, what its matching neighbour leaves of the other",
        Reason.SPLIT,
    ),
    Feature("wider surroundings", "units up to two places off match", Reason.NEIGHBOURS),
    Feature("third source", "a unit of a third source matches both", Reason.THIRD_SOURCE),
    Feature(
        "third source against",
        "a unit of a third source matches one and not the other",
        Reason.THIRD_SOURCE,
        -1,
    ),
    Feature("order kept", "how far the two tellings keep one order", Reason.ORDER, 0),
    Feature(
        "out of place",
        "distance from where the order expects it, as far as the order is kept",
        Reason.ORDER,
        -1,
    ),
    Feature(
        "across the order", "it lies outside the gap between its nearest anchors, likewise", Reason.ORDER, -1
    ),
    Feature("neighbours in order", "neighbours that match, likewise", Reason.NEIGHBOURS, 0),
    Feature(
        "off the path",
        "what the best way through both tellings in one order loses by it, likewise",
        Reason.ORDER,
        -1,
    ),
    Feature(
        "length of the telling",
        "how many units the shorter telling has, which all compete",
        Reason.LENGTH,
        -1,
    ),
    Feature("told alike", "how much of the rest of the shorter telling has a likely match", Reason.ORDER),
    Feature("only place", "share of the gap between its anchors that the two fill, likewise", Reason.ORDER),
    Feature("copies", "how far more than half of the shorter telling is copied", Reason.SAME_WORDS, -1),
)
_ANCHOR = 0.5
_SUPPORT = 0.15  # a weaker match of a third source says nothing
COMPLETE_SHARE = 0.4  # two units complete each other if the one gives so much of what the other leaves
_FEWEST_UNITS = 3  # of fewer units a telling shows nothing
_PATH_SHIFT = 2.0  # a candidate of so many log odds against it still adds a little to a path
_PATH_LOSS = 6.0  # a path that loses so much is as bad as any worse
_COPIED = 5.0  # log odds that two units reach in practice only if one is worded after the other
_ANCHORS_COMPARED = 30  # per anchor, with those that follow it: enough to tell whether the order is kept


class Scored(NamedTuple):
    """Two sources' candidates with the first look's scores (log odds).

    ``twins`` are those that are sure beforehand; they are context for the others and have none themselves.
    """

    view: PairView
    scores: Mapping[Place, float]
    twins: Set[Place] = frozenset()


def read_context(pairs: Mapping[Place, Scored]) -> dict[Place, PairContext]:
    """The context of the candidates of every pair of sources, to be asked about any of them."""
    chances = {
        key: {place: to_chance(score) for place, score in scored.scores.items()}
        for key, scored in pairs.items()
    }
    support = _ThirdSources(pairs, chances)
    return {key: PairContext(key, scored, chances[key], support) for key, scored in pairs.items()}


def to_chance(score: float) -> float:
    """Log odds as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _to_odds(chance: float) -> float:
    """Probability as log odds, kept within about four on either side."""
    return math.log((chance + 0.02) / (1.02 - chance))


class _ThirdSources:
    """For every unit its likely matches in all other sources."""

    def __init__(self, pairs: Mapping[Place, Scored], chances: Mapping[Place, Mapping[Place, float]]) -> None:
        # Source and unit → third source → its likely matches there.
        self._matches: dict[Place, dict[int, dict[int, float]]] = defaultdict(dict)
        self._copied: dict[Place, float] = {}
        if len({source for key in chances for source in key}) <= 2:
            return
        for key, places in chances.items():
            a, b = key
            self._copied[a, b] = self._copied[b, a] = measure_copied(pairs[key].view, pairs[key].scores)
            for (i, j), chance in places.items():
                if chance > _SUPPORT:
                    self._matches[a, i].setdefault(b, {})[j] = chance
                    self._matches[b, j].setdefault(a, {})[i] = chance

    def measure(self, key: Place, place: Place) -> tuple[float, float]:
        """(the best support, the worst contradiction) through a unit of another source.

        A source counts as far as it is no copy of either: a copy says again what the original says.
        """
        support = against = 0.0
        ours = self._matches.get((key[0], place[0]), {})
        theirs = self._matches.get((key[1], place[1]), {})
        copied = self._copied
        for third in (ours.keys() | theirs.keys()) - {*key}:
            weight = 1.0 - max(copied.get((key[0], third), 0.0), copied.get((key[1], third), 0.0))
            one, two = ours.get(third, {}), theirs.get(third, {})
            for unit in one.keys() | two.keys():
                less, more = sorted((one.get(unit, 0.0), two.get(unit, 0.0)))
                support = max(support, weight * less)
                against = max(against, weight * more * (1 - less))
        return support, against


def measure_copied(view: PairView, scores: Mapping[Place, float]) -> float:
    """The share of the shorter telling's units that the other has nearly word for word."""
    sure = [place for place, score in scores.items() if score > _COPIED]
    shorter = min(len(view.a.units), len(view.b.units))
    return min(1.0, min(len({i for i, _ in sure}), len({j for _, j in sure})) / max(1, shorter))


class PairContext:
    """The candidates of two sources, by row and column, with their anchors."""

    def __init__(
        self, key: Place, scored: Scored, chances: Mapping[Place, float], support: _ThirdSources
    ) -> None:
        self._key = key
        self._support = support
        self._scored = scored
        self._chances = chances
        rows: dict[int, list[tuple[float, int]]] = defaultdict(list)
        columns: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (i, j), chance in chances.items():
            rows[i].append((-chance, j))
            columns[j].append((-chance, i))
        self._rows = {i: sorted(row) for i, row in rows.items()}
        self._columns = {j: sorted(column) for j, column in columns.items()}
        self._anchors = [
            (i, row[0][1])
            for i, row in sorted(self._rows.items())
            if -row[0][0] > _ANCHOR and self._columns[row[0][1]][0][1] == i
        ]
        self._turned_anchors = sorted([(j, i) for i, j in self._anchors])
        self._kept = measure_order_kept([j for _, j in self._anchors])
        self._paths = _Paths(scored.scores)
        height, width = len(scored.view.a.units), len(scored.view.b.units)
        self._shorter = min(height, width)
        # The best chances on the shorter side with their sum; on both sides if they are as long.
        self._alike = [
            (at, best, math.fsum(best.values()))
            for at, length, ranked in ((0, height, self._rows), (1, width, self._columns))
            if length == self._shorter
            for best in [{place: -row[0][0] for place, row in ranked.items()}]
        ]
        self._copies = max(0.0, 2.0 * measure_copied(scored.view, scored.scores) - 1.0)
        self._length = math.log(max(1, min(len(scored.view.a.units), len(scored.view.b.units))))

    def measure(self, place: Place) -> tuple[float, ...]:
        """The values of ``CONTEXT_FEATURES`` for one candidate that is no twin."""
        i, j = place
        get = self._chances.get
        chance = self._chances[place]
        row, column = self._rows[i], self._columns[j]
        straight = max(get((i - 1, j - 1), 0.0), get((i + 1, j + 1), 0.0))
        beside = max(get((i, j - 1), 0.0), get((i, j + 1), 0.0), get((i - 1, j), 0.0), get((i + 1, j), 0.0))
        left, share = self._measure_left(i, j)
        rest, complete_row, complete_column = 0.0, {j}, {i}
        if beside > _SUPPORT:
            rest = self._measure_rest(i, j, complete_row, complete_column)
        odds = _to_odds(chance)
        distance, outside, gap = self._measure_place(i, j)
        rivals = _best_other(row, complete_row), _best_other(column, complete_column)
        kept = self._kept
        return (
            self._scored.scores[place],
            odds - _to_odds(max(rivals)),
            odds - _to_odds(min(rivals)),
            1.0 if row[0][0] >= -chance and column[0][0] >= -chance else 0.0,
            math.log1p(left),
            share,
            straight,
            max(get((i - 1, j + 1), 0.0), get((i + 1, j - 1), 0.0)),
            beside,
            rest,
            max(get((i + di, j + dj), 0.0) for di in (-2, -1, 1, 2) for dj in (-2, -1, 1, 2)),
            *self._support.measure(self._key, place),
            kept,
            kept * distance,
            kept * outside,
            kept * straight,
            kept * self._paths.measure_loss(place),
            self._length,
            self._measure_alike(place),
            0.0 if outside else kept * gap,
            self._copies,
        )

    def _measure_alike(self, place: Place) -> float:
        """The mean chance of the best matches of the shorter telling's other units."""
        rests = [whole - best[place[at]] for at, best, whole in self._alike]
        return sum(rests) / len(rests) / max(_FEWEST_UNITS, self._shorter - 1)

    def _measure_rest(self, i: int, j: int, complete_row: set[int], complete_column: set[int]) -> float:
        """How closely one unit gives, in order, what its matching neighbour leaves of the other.

        The neighbours of j, and those of i, that complete the match so are added to the sets: they are no
        rivals.
        """
        view = self._scored.view
        best = 0.0
        for step in (-1, 1):
            for place, side, whole, part, complete in (
                ((i, j + step), view.b, view.a.units[i], j, complete_row),
                ((i + step, j), view.a, view.b.units[j], i, complete_column),
            ):
                chance = self._chances.get(place, 0.0)
                if chance > _SUPPORT:
                    share = measure_rest(whole, side.units[part], side.units[part + step], is_first=step > 0)
                    best = max(best, chance * share)
                    if share >= COMPLETE_SHARE:
                        complete.add(part + step)
        return best

    def _measure_left(self, i: int, j: int) -> tuple[float, float]:
        """The shared weight that the best better partner of either unit leaves unexplained."""
        view = self._scored.view
        x, y = view.a.units[i], view.b.units[j]
        inter = x.meanings & y.meanings
        rest = inter
        chance = self._chances[i, j]
        best, other = self._rows[i][0]
        if -best > chance and other != j:
            rest = rest - view.b.units[other].meanings
        best, other = self._columns[j][0]
        if -best > chance and other != i:
            rest = rest - view.a.units[other].meanings
        weight = math.fsum([view.story.weights[key] for key in rest])
        return weight, weight / max(1.0, min(x.weight, y.weight))

    def _measure_place(self, i: int, j: int) -> tuple[float, float, float]:
        """How far the two are from where the anchors around them expect each other, whether either is
        outside the gap of the other's, and the share of that gap that they fill; the same on either side.
        """
        height, width = len(self._scored.view.a.units), len(self._scored.view.b.units)
        forth = _measure_gap(self._anchors, i, j, height, width)
        back = _measure_gap(self._turned_anchors, j, i, width, height)
        return (forth[0] + back[0]) / 2, max(forth[1], back[1]), min(forth[2], back[2])


def _measure_gap(
    anchors: Sequence[Place], i: int, j: int, height: int, width: int
) -> tuple[float, float, float]:
    """What ``_measure_place`` says, seen from the unit i and the anchors around it."""
    at = bisect_left(anchors, (i, -1))
    before = anchors[at - 1] if at > 0 else (-1, -1)
    behind_at = at + 1 if at < len(anchors) and anchors[at][0] == i else at
    behind = anchors[behind_at] if behind_at < len(anchors) else (height, width)
    expected = before[1] + (behind[1] - before[1]) * (i - before[0]) / max(1, behind[0] - before[0])
    distance = min(1.0, abs(j - expected) / max(3.0, min(height, width) / 2))
    low, high = sorted((before[1], behind[1]))
    gap = 1.0 / max(1.0, behind[0] - before[0] - 1.0, high - low - 1.0)
    return distance, 0.0 if low <= j <= high else 1.0, gap


def _best_other(ranked: Sequence[tuple[float, int]], left_out: Set[int]) -> float:
    """The best chance among the other candidates of a row or column."""
    for minus, other in ranked:
        if other not in left_out:
            return -minus
    return 0.0


def measure_order_kept(places: Sequence[int]) -> float:
    """How far anchors keep one order, from 0 (no more than chance would) to 1.

    It is 1 where there are none: order is assumed until the anchors disprove it.
    """
    kept = compared = 0
    for at, place in enumerate(places):
        for later in places[at + 1 : at + _ANCHORS_COMPARED]:
            compared += 1
            kept += later > place
    # Two kept orders are taken for granted; four fifths of the pairs in order stand at a half.
    return max(0.0, min(1.0, 2.5 * (kept + 2) / (compared + 2) - 1.5))


class _Paths:
    """The ways through both tellings in one order, each step down or to the right or both.

    A candidate on a path adds to it by its score. Time is that of sorting.
    """

    def __init__(self, scores: Mapping[Place, float]) -> None:
        self._gains = {
            place: math.log1p(math.exp(min(30.0, score + _PATH_SHIFT))) for place, score in scores.items()
        }
        order = sorted(scores)
        columns = {j: at for at, j in enumerate(sorted({j for _, j in order}), 1)}
        backward = {j: len(columns) + 1 - at for j, at in columns.items()}
        self._forth = _sum_paths(order, columns, self._gains)
        self._back = _sum_paths(order[::-1], backward, self._gains)
        self._best = max(self._forth.values(), default=0.0)

    def measure_loss(self, place: Place) -> float:
        """What the best path loses if it goes through a candidate, from 0 to 1."""
        through = self._forth[place] + self._back[place] - self._gains[place]
        return max(0.0, min(1.0, (self._best - through) / _PATH_LOSS))


def _sum_paths(
    order: Iterable[Place], columns: Mapping[int, int], gains: Mapping[Place, float]
) -> dict[Place, float]:
    """The gain of the best path that ends in each candidate, taken in order; columns count from 1."""
    tree = [0.0] * (len(columns) + 1)  # of prefix maxima
    best: dict[Place, float] = {}
    for place in order:
        at = step = columns[place[1]]
        value = 0.0
        while step:
            if tree[step] > value:
                value = tree[step]
            step &= step - 1
        value += gains[place]
        best[place] = value
        # What covers a column that has no less has no less, either.
        while at < len(tree) and tree[at] < value:
            tree[at] = value
            at += at & -at
    return best
