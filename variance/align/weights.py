"""The fitted weights: how much each piece of evidence counts, read from ``weights.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from operator import mul
from pathlib import Path

from variance.align.context import CONTEXT_FEATURES
from variance.align.evidence import FEATURES, Feature
from variance.align.kinds import PARTIAL_FEATURES, REWORDED_FEATURES
from variance.frozen import NamedTuple


class Score(NamedTuple):
    """A logistic score: a bias and a weight a feature, in the order of the features."""

    bias: float
    weights: tuple[float, ...]

    def apply(self, values: Sequence[float]) -> float:
        """The log odds that these values speak for."""
        return sum(map(mul, self.weights, values), self.bias)


class Weights(NamedTuple):
    """All scores of the alignment and the log odds from which a candidate is a link."""

    first_look: Score
    second_look: Score
    threshold: float
    reworded: Score
    partial: Score


@cache
def load_weights() -> Weights:
    """The weights that the package ships."""
    text = Path(__file__).with_name("weights.json").read_text(encoding="utf-8")
    return read_weights(json.loads(text))


def read_weights(data: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights out of the shape of ``weights.json``; a feature that it does not name is a KeyError."""
    return Weights(
        _read_score(data["first look"], FEATURES),
        _read_score(data["second look"], CONTEXT_FEATURES),
        data["decision"]["threshold"],
        _read_score(data["reworded"], REWORDED_FEATURES),
        _read_score(data["partial"], PARTIAL_FEATURES),
    )


def _read_score(weights: Mapping[str, float], features: Sequence[Feature]) -> Score:
    return Score(weights["bias"], tuple(weights[feature.name] for feature in features))
