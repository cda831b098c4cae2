"""The two looks at every candidate and the choice of links.

The first look scores two units by themselves (``evidence``), the second by what the other candidates say
(``context``). Both are logistic scores with fitted weights; what passes the threshold is a link. The
choice is global because the second look is: a candidate competes with every other of its row and column,
and answers to its neighbours, to the order of the telling and to third sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variance.align.candidates import Candidates, find_candidates
from variance.align.context import Place, Scored, measure_context
from variance.align.evidence import PairView, measure_pair
from variance.align.story import Story
from variance.align.twins import Twins, pair_twins
from variance.align.weights import Weights

# The log odds of twins: as sure as the surest that the fit gives.
TWIN_SCORE = 12.0


@dataclass(frozen=True, slots=True)
class FirstLook:
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


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The final scores of two sources' candidates, twins included, and the features behind them."""

    first: FirstLook
    values: Mapping[Place, tuple[float, ...]]
    scores: Mapping[Place, float]

    def choose_links(self, threshold: float) -> dict[Place, float]:
        """The links: what passes the threshold, in order of place, with its score."""
        return {place: score for place, score in sorted(self.scores.items()) if score > threshold}


def look_first(story: Story, a: int, b: int) -> FirstLook:
    """Find two sources' twins and candidates, and measure the candidates."""
    view = PairView(story, story.tellings[a], story.tellings[b])
    twins = pair_twins(view.a.units, view.b.units)
    skipped_a = twins.repeats_a.union(i for i, _ in twins.pairs)
    skipped_b = twins.repeats_b.union(j for _, j in twins.pairs)
    candidates = find_candidates(story, view.a, view.b, skipped_a, skipped_b)
    return FirstLook(
        view, twins, candidates, {place: measure_pair(view, *place) for place in candidates.places}
    )


def look_again(looks: Mapping[Place, FirstLook], weights: Weights) -> dict[Place, SecondLook]:
    """Score all candidates of all pairs of sources by what the others say."""
    scored = {key: look.score(weights) for key, look in looks.items()}
    context = measure_context(scored)
    found = {}
    for key, look in looks.items():
        scores = {place: weights.second_look.apply(values) for place, values in context[key].items()}
        scores.update(dict.fromkeys(look.twins.pairs, TWIN_SCORE))
        found[key] = SecondLook(look, context[key], scores)
    return found
