"""Likeness: the measures of two units, those of their words and those of where they stand.

Copies of one text are common in a story. So what follows from the words of two units alone is measured
once for each two wordings, and what follows from the words they share once for each set of such words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from variance.align.sequences import FEWEST_WORDS, find_run, measure_order
from variance.align.story import ORDER_LIMIT, Story, Telling, Told

_FEWEST_BIGRAMS = 4
_FEWEST_QUOTED = 2  # one quoted word alone is no quotation
_WIDE = 40  # a word in more units than this sets nothing apart
# Entries of each table of what is known: the pairs of wordings of a story of five long articles. Past them a
# table begins anew, so that no number of sources fills the memory.
_MOST_KNOWN = 1 << 15


class PairView(NamedTuple):
    """Two sources of a story side by side, as all measures need them."""

    story: Story
    a: Telling
    b: Telling


class Likeness(NamedTuple):
    """What two wordings have in common, wherever they stand.

    ``shared`` are the telling words and the groups of near-synonyms, ``worth`` what they count together.
    ``shorter`` is the weight of the shorter unit. ``values`` are those of ``WORD_FEATURES``.
    """

    shared: frozenset[str]
    worth: float
    shorter: float
    values: tuple[float, ...]


class _Rivals(NamedTuple):
    """The place that has most of a set of words, how much, and the most that any other place has."""

    place: int
    most: float
    second: float


class _Side:
    """One source: which words only one of its units has, and what its units have of sets of words."""

    def __init__(self, story: Story, telling: Telling) -> None:
        self.units = telling.units
        self.told_once = {key for key, places in telling.postings.items() if len(places) == 1}
        self._worth = story.worth
        self._postings = telling.postings
        self._known: dict[frozenset[str], _Rivals] = {}

    def measure_rival(self, shared: frozenset[str], own: int) -> float:
        """What the unit has of these words that has most of them, but for the one at ``own``."""
        found = self._known.get(shared)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[shared] = self._find_rivals(shared)
        return found.second if found.place == own else found.most

    def _find_rivals(self, shared: frozenset[str]) -> _Rivals:
        sums: dict[int, float] = {}
        for key in shared:
            places = self._postings[key]
            if len(places) <= _WIDE:
                value = self._worth[key]
                for place in places:
                    sums[place] = sums.get(place, 0.0) + value
        if not sums:
            return _Rivals(-1, 0.0, 0.0)
        first = max(sums, key=sums.__getitem__)
        most = sums.pop(first)
        return _Rivals(first, most, max(sums.values(), default=0.0))


class PairMeter:
    """Measures pairs of units of a story; holds what it knows while it lasts."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._sides = [_Side(story, telling) for telling in story.tellings]
        # By the numbers of two wordings.
        self._likeness: dict[tuple[int, int], Likeness] = {}
        self._common: dict[tuple[int, int], float] = {}

    def measure_all(
        self, a: int, b: int, places: Iterable[tuple[int, int]]
    ) -> dict[tuple[int, int], tuple[float, ...]]:
        """The values of ``FEATURES`` for pairs of units of sources a and b, by their places."""
        ours, theirs = self._sides[a], self._sides[b]
        told_once = ours.told_once & theirs.told_once
        worth = self._story.worth
        found = {}
        for i, j in places:
            x, y = ours.units[i], theirs.units[j]
            like = self._measure_likeness(x, y)
            rival = max(ours.measure_rival(like.shared, i), theirs.measure_rival(like.shared, j))
            alone = like.worth - rival
            found[i, j] = (
                *like.values,
                math.log1p(sum([worth[key] for key in like.shared & told_once])),
                math.log1p(alone),
                alone / like.shorter,
                1.0 if x.is_headline and y.is_headline and len(like.shared) > 1 else 0.0,
                max(self._measure_joined(x, y, theirs.units), self._measure_joined(y, x, ours.units)),
            )
        return found

    def _measure_likeness(self, x: Told, y: Told) -> Likeness:
        key = x.wording, y.wording
        found = self._likeness.get(key)
        if found is None:
            if len(self._likeness) >= _MOST_KNOWN:
                self._likeness.clear()
            found = self._likeness[key] = measure_likeness(self._story, x, y)
        return found

    def _measure_common(self, x: Told, y: Told) -> float:
        """The weight of what both have, near-synonyms as much as words."""
        key = x.wording, y.wording
        found = self._common.get(key)
        if found is None:
            if len(self._common) >= _MOST_KNOWN:
                self._common.clear()
            found = self._common[key] = self._story.weigh(x.meanings & y.meanings)
        return found

    def _measure_joined(self, x: Told, y: Told, units: tuple[Told, ...]) -> float:
        """What y and a neighbour of it have of x together, beyond the better of the two, of x's weight."""
        best = 0.0
        own = self._measure_common(x, y)
        for place in (y.place - 1, y.place + 1):
            if 0 <= place < len(units):
                beside = units[place]
                less = min(own, self._measure_common(x, beside))
                if less > best:
                    both = x.meanings & y.meanings & beside.meanings
                    best = max(best, less - self._story.weigh(both))
        return best / max(1.0, x.weight)


def measure_likeness(story: Story, x: Told, y: Told) -> Likeness:
    """What two units have in common by their words alone."""
    weights = story.weights
    shared = find_shared(story, x, y)
    alike = find_alike(x, y)
    both = story.weigh(shared)
    meaning = sum([story.worth[sense] for sense in alike])
    shorter = max(1.0, min(x.weight, y.weight))
    union = x.weight + y.weight - both
    bigrams = x.bigrams & y.bigrams
    ours, theirs = x.words, y.words
    values = (
        both / union if union > 0 else 0.0,
        both / shorter,
        math.log1p(meaning),
        max(_measure_quoted(x, y, weights), _measure_quoted(y, x, weights)),
        math.log1p(find_run(x, y, weights, ours.quoted_bigrams & theirs.quoted_bigrams)[0]),
        len(bigrams) / max(_FEWEST_BIGRAMS, min(len(x.bigrams), len(y.bigrams))),
        measure_order(x, y) / max(FEWEST_WORDS, min(len(x.keys), len(y.keys), ORDER_LIMIT)),
        math.log1p(find_run(x, y, weights, bigrams)[0]),
        1.0 if x.keys == y.keys else 0.0,
        1.0 if ours.subject is not None and ours.subject == theirs.subject else 0.0,
        max([weights[key] for key in ours.speakers & theirs.speakers], default=0.0),
        _measure_other_names(x, y, weights),
        abs(math.log((len(x.keys) + 1) / (len(y.keys) + 1))),
    )
    return Likeness(shared | alike, both + meaning, shorter, values)


def find_shared(story: Story, x: Told, y: Told) -> frozenset[str]:
    """The telling words in common, of a name's bound parts only the heaviest, without who speaks in both."""
    shared = x.content & y.content
    if x.words.only_speakers and y.words.only_speakers:
        shared -= x.words.only_speakers & y.words.only_speakers
    bound = story.bound
    parts = [key for key in shared if key in bound]
    if len(parts) < 2:
        return shared
    heaviest: dict[str, tuple[float, str]] = {}
    for key in parts:
        heaviest[bound[key]] = max(heaviest.get(bound[key], (0.0, "")), (story.weights[key], key))
    return shared.difference(parts).union([key for _, key in heaviest.values()])


def find_alike(x: Told, y: Told) -> frozenset[str]:
    """The groups of near-synonyms that both have a word of, but no word in common."""
    if not (x.senses and y.senses):
        return frozenset()
    return frozenset(
        [sense for sense in x.senses if sense in y.senses and x.senses[sense].isdisjoint(y.senses[sense])]
    )


def _measure_quoted(x: Told, y: Told, weights: Mapping[str, float]) -> float:
    if len(x.words.quoted) < _FEWEST_QUOTED:
        return 0.0
    common = x.words.quoted & y.content
    if not common:
        return 0.0
    return sum([weights[key] for key in common]) / max(1.0, sum([weights[key] for key in x.words.quoted]))


def _measure_other_names(x: Told, y: Told, weights: Mapping[str, float]) -> float:
    """The share of the weight of all names of the two that only one of them has."""
    names = x.words.names | y.words.names
    if not names:
        return 0.0
    shared = (x.words.names & y.content) | (y.words.names & x.content)
    return 1.0 - sum([weights[key] for key in shared]) / sum([weights[key] for key in names])
