"""The two looks at every candidate and the choice of links.

The first look scores two units by themselves (``evidence``), the second by what the other candidates say
(``context``). Both are logistic scores with fitted weights; what passes the threshold is a link. The
choice is global because the second look is: a candidate competes with every other of its row and column,
and answers to its neighbours, to the order of the telling and to third sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from variance.align.candidates import Candidates, find_candidates
from variance.align.context import (
    COMPLETE_SHARE,
    CONTEXT_FEATURES,
    OWN_EVIDENCE,
    PairContext,
    Place,
    Scored,
    measure_copied,
    measure_order_kept,
    read_context,
)
from variance.align.evidence import FEATURES, Feature
from variance.align.index import UnitIndex
from variance.align.likeness import PairMeter, PairView, find_alike
from variance.align.order import find_path
from variance.align.sequences import find_run, measure_rest
from variance.align.story import Story
from variance.align.twins import Twins, pair_twins
from variance.align.weights import Score, Weights
from variance.frozen import NamedTuple

# The log odds of twins: as sure as the surest that the fit gives.
TWIN_SCORE = 12.0
# No link that only its place supports: where the words alone speak so clearly against it (one in twelve),
# no context helps. On the visible stories this drops no right link.
_LEAST_OWN = -2.5
# The second half of a sentence told in two passes with so much less, if the first half is a sure link. On the
# sets of fit_alignment.py this adds nine right links and five wrong, two of the right in news.
_COMPLETING = 2.0
_SURE = 1.0
# Where names are named and none is shared, nor a number, nor a run of words, common words are all there is
# ("peace and stability in the region"): such a candidate has to lead by more. Of those that pass by less, the
# sets have eight right and seventeen wrong.
_UNNAMED = 0.75
_RUN = 1.0  # the weight of two telling words in a row, or of a rare one with small words around it
# Where two tellings keep one order, what lies on the best path through both passes with so much less: who
# reads both along expects it there. News in order, fables and essays gain by anything from 1.5 to 2.5;
# from there on fables gain and news loses.
_IN_ORDER = 2.25
# Then the words alone may also speak so much more clearly against it; they still have to share telling words.
_IN_ORDER_OWN = 1.25
_STAYS = 1.25  # what a step costs that stays with a sentence which the other telling tells in two
# Links have to hold so large a share of the shorter telling to show an order in full; fewer show it in part.
_SHOWN = 0.2
# From half of its units copied on a telling gains nothing by its order: what it tells it tells in copies.
_COPIES = 2.0


class FirstLook(NamedTuple):
    """Two sources' candidates with the values of the first look's features; twins have none."""

    view: PairView
    twins: Twins
    candidates: Candidates
    values: Mapping[Place, tuple[float, ...]]

    def score(self, weights: Weights) -> Scored:
        """The candidates' scores by themselves."""
        scores = {place: weights.first_look.apply(values) for place, values in self.values.items()}
        return self.join_twins(scores)

    def join_twins(self, scores: Mapping[Place, float]) -> Scored:
        """Scores of the candidates together with the twins."""
        twins = dict.fromkeys(self.twins.pairs, TWIN_SCORE)
        return Scored(self.view, {**scores, **twins}, frozenset(twins))


_Value = TypeVar("_Value")


class _Made(dict[Place, _Value]):
    """Values of candidates that are made when they are first asked for."""

    def __init__(self, make: Callable[[Place], _Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, place: Place) -> _Value:
        value = self[place] = self._make(place)
        return value


class SecondLook(NamedTuple):
    """The final scores of two sources' candidates, twins included, and the features behind them.

    ``own`` are the first look's scores. ``values`` and ``scores`` may be made when they are asked for: most
    candidates speak so clearly against themselves that nobody asks.
    """

    first: FirstLook
    own: Mapping[Place, float]
    values: Mapping[Place, tuple[float, ...]]
    scores: Mapping[Place, float]

    def choose_links(self, threshold: float) -> dict[Place, float]:
        """The links, in order of place, each with its score.

        That is what passes the threshold and has evidence of its own, what completes a sure link, and
        what the order of the telling bears out; the last two score by so much more as they need less.
        """
        sure = {
            place: self.scores[place]
            for place, own in self.own.items()
            if own > _LEAST_OWN and self._passes(place, threshold)
        }
        beside = {
            place
            for (i, j), score in sure.items()
            if score > _SURE
            for place in ((i, j - 1), (i, j + 1), (i - 1, j), (i + 1, j))
        }
        completing = {
            place: self.scores[place] + _COMPLETING
            for place in sorted(beside & self.own.keys() - sure.keys())
            if self._completes(place, sure) and self.scores[place] > threshold - _COMPLETING
        }
        links = {**sure, **completing}
        return dict(sorted({**self._follow_order(links, threshold), **links}.items()))

    def _follow_order(self, links: Mapping[Place, float], threshold: float) -> dict[Place, float]:
        """What lies on the best path through both tellings, as far as these links keep one order."""
        kept = self._measure_order(links)
        if not kept:
            return {}
        least_own, least = _LEAST_OWN - _IN_ORDER_OWN * kept, threshold - _IN_ORDER * kept
        gains = {
            place: gain
            for place, own in self.own.items()
            if own > least_own and (gain := self.scores[place] - least) > 0
        }
        return {place: gains[place] + threshold for place in find_path(gains, _STAYS)}

    def _measure_order(self, links: Mapping[Place, float]) -> float:
        """How far these links show that two tellings, of which none copies the other, keep one order."""
        kept = measure_order_kept([j for _, j in _find_mutual(links)]) if links else 0.0
        if not kept:
            return 0.0
        view = self.first.view
        linked = min(len({i for i, _ in links}), len({j for _, j in links}))
        shown = linked / (_SHOWN * min(len(view.a.units), len(view.b.units)))
        return kept * min(1.0, shown) * max(0.0, 1.0 - _COPIES * measure_copied(view, self.own))

    def _passes(self, place: Place, threshold: float) -> bool:
        score = self.scores[place]
        return score > threshold and (score > threshold + _UNNAMED or self._is_anchored(place))

    def _is_anchored(self, place: Place) -> bool:
        """Whether the two share a name, a number or a run of words, or neither names anything."""
        x, y = self.first.view.a.units[place[0]], self.first.view.b.units[place[1]]
        names = x.words.names | y.words.names
        if not names:
            return True
        if not x.words.names.isdisjoint(y.words.names) or any(
            sense[1:] in names for sense in find_alike(x, y)
        ):
            return True
        if any(key[0].isdigit() for key in x.content & y.content):
            return True
        return find_run(x, x.bigrams & y.bigrams).weight >= _RUN

    def _completes(self, place: Place, sure: Mapping[Place, float]) -> bool:
        """Whether one unit gives, in order, what a neighbour that is surely linked leaves of the other."""
        i, j = place
        a, b = self.first.view.a.units, self.first.view.b.units
        for step in (-1, 1):
            for beside, whole, side, part in (((i, j + step), a[i], b, j), ((i + step, j), b[j], a, i)):
                if sure.get(beside, 0.0) > _SURE:
                    share = measure_rest(whole, side[part], side[part + step], is_first=step > 0)
                    if share >= COMPLETE_SHARE:
                        return True
        return False


def _find_mutual(links: Mapping[Place, float]) -> list[Place]:
    """The links, in order, than which neither unit has a better one."""
    best_a: dict[int, float] = {}
    best_b: dict[int, float] = {}
    for (i, j), score in links.items():
        best_a[i] = max(score, best_a.get(i, score))
        best_b[j] = max(score, best_b.get(j, score))
    return sorted((i, j) for (i, j), score in links.items() if score >= best_a[i] and score >= best_b[j])


def look_first(story: Story, pairs: Iterable[Place]) -> dict[Place, FirstLook]:
    """Find the twins and candidates of pairs of sources, by their places in the story, and measure them."""
    indexes = [UnitIndex(story, telling) for telling in story.tellings]
    meter = PairMeter(story, indexes)
    return {(a, b): _look_at(story, indexes, meter, a, b) for a, b in pairs}


def _look_at(story: Story, indexes: Sequence[UnitIndex], meter: PairMeter, a: int, b: int) -> FirstLook:
    view = PairView(story, story.tellings[a], story.tellings[b])
    twins = pair_twins(view.a.units, view.b.units)
    skipped_a = twins.repeats_a.union(i for i, _ in twins.pairs)
    skipped_b = twins.repeats_b.union(j for _, j in twins.pairs)
    candidates = find_candidates(indexes[a], indexes[b], skipped_a, skipped_b)
    return FirstLook(view, twins, candidates, meter.measure_all(a, b, candidates.places))


def look_again(looks: Mapping[Place, FirstLook], weights: Weights) -> dict[Place, SecondLook]:
    """Score all candidates of all pairs of sources by what the others say."""
    scored = {key: look.score(weights) for key, look in looks.items()}
    return {
        key: _put_off(looks[key], scored[key].scores, context, weights.second_look)
        for key, context in read_context(scored).items()
    }


def _put_off(look: FirstLook, own: Mapping[Place, float], context: PairContext, weights: Score) -> SecondLook:
    """A second look that measures a candidate when its score is asked for."""
    values = _Made(context.measure)
    scores = _Made(lambda place: weights.apply(values[place]))
    scores.update(dict.fromkeys(look.twins.pairs, TWIN_SCORE))
    return SecondLook(look, own, values, scores)


def split_score(weights: Weights, look: SecondLook, place: Place) -> list[tuple[Feature, float]]:
    """Each feature's part in a candidate's score, in log odds; empty for twins, which need no score.

    The first look counts in the second as far as that weighs it, so that all parts are in one measure.
    """
    if place not in look.first.values:
        return []
    parts: list[tuple[Feature, float]] = []
    own = 0.0
    second = zip(CONTEXT_FEATURES, weights.second_look.weights, look.values[place], strict=True)
    for feature, weight, value in second:
        if feature is OWN_EVIDENCE:
            own = weight
        else:
            parts.append((feature, weight * value))
    first = zip(FEATURES, weights.first_look.weights, look.first.values[place], strict=True)
    parts += [(feature, own * weight * value) for feature, weight, value in first]
    return [(feature, part) for feature, part in parts if part]
