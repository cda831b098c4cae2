"""Likeness: the measures of two units, those of their words and those of where they stand.

Copies of one text are common in a story. So what follows from the words of two units alone is measured
once for each two wordings, and what follows from the words they share once for each set of such words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from variance.align.index import UnitIndex
from variance.align.sequences import FEWEST_WORDS, find_run, measure_order
from variance.align.story import ORDER_LIMIT, Story, Telling, Told
from variance.frozen import NamedTuple

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

    ``weight`` is that of all words and groups of near-synonyms in common; ``shared`` are those of them that
    count as evidence, ``worth`` how much. ``shorter`` is the weight of the shorter unit. ``values`` are
    those of ``WORD_FEATURES``.
    """

    weight: float
    shared: frozenset[str]
    worth: float
    shorter: float
    values: tuple[float, ...]


class _Neighbour(NamedTuple):
    """The unit beside another, the place by which the index knows it, and the keys that both have."""

    first: int
    unit: Told
    both: tuple[str, ...]


class _Side:
    """One source: its units, those beside each, and what they have of sets of words."""

    def __init__(self, story: Story, index: UnitIndex) -> None:
        self.index = index
        self.units = index.units
        self.beside = [
            [
                _Neighbour(index.first[beside], other, tuple(unit.meanings & other.meanings))
                for beside in (place - 1, place + 1)
                if 0 <= beside < len(index.units)
                for other in (index.units[beside],)
            ]
            for place, unit in enumerate(index.units)
        ]
        self.told_once = {key for key, places in index.postings.items() if len(places) == 1}
        self._worth = story.worth
        self._known: dict[frozenset[str], tuple[float, float]] = {}

    def measure_rival(self, shared: frozenset[str], own: int) -> float:
        """The most that any unit but the one at ``own``, which has all, has of these words."""
        found = self._known.get(shared)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[shared] = self._find_rivals(shared)
        most, second = found
        # A unit that repeats another is not in the index, but the one it repeats.
        return second if self.index.first[own] == own else most

    def _find_rivals(self, shared: frozenset[str]) -> tuple[float, float]:
        """The most that a unit of the index has of these words and the most that another has."""
        postings, worth = self.index.postings, self._worth
        sums: dict[int, float] = {}
        for key in shared:
            places = postings[key]
            if len(places) <= _WIDE:
                value = worth[key]
                for place in places:
                    sums[place] = sums.get(place, 0.0) + value
        second, most = sorted([0.0, 0.0, *sums.values()])[-2:]
        return most, second


class PairMeter:
    """Measures pairs of units of a story; holds what it knows while it lasts."""

    def __init__(self, story: Story, indexes: Sequence[UnitIndex]) -> None:
        self._story = story
        self._sides = [_Side(story, index) for index in indexes]
        # By the numbers of two wordings.
        self._known: dict[tuple[int, int], Likeness] = {}

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
            like = self._find_likeness(x, y)
            shared = like.shared
            alone = like.worth - ours.measure_rival(shared, i)
            if alone:
                alone = min(alone, like.worth - theirs.measure_rival(shared, j))
            found[i, j] = (
                *like.values,
                math.log1p(sum([worth[key] for key in shared & told_once])),
                math.log1p(alone),
                alone / like.shorter,
                1.0 if x.is_headline and y.is_headline and len(shared) > 1 else 0.0,
                max(self._measure_joined(x, like, theirs, j), self._measure_joined(y, like, ours, i)),
            )
        return found

    def _find_likeness(self, x: Told, y: Told) -> Likeness:
        key = x.wording, y.wording
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = measure_likeness(self._story, x, y)
        return found

    def _measure_joined(self, x: Told, like: Likeness, side: _Side, place: int) -> float:
        """What the unit at a place and a neighbour of it have of x together, beyond the better of the two.

        It is a share of x's weight; ``like`` is x's likeness to the unit at the place.
        """
        weights, own = self._story.weights, like.weight
        shares = side.index.recall_shares(x)
        best = 0.0
        for first, beside, both in side.beside[place]:
            if shares is None:
                less = sum([weights[key] for key in x.meanings & beside.meanings])
            else:
                less = shares.get(first, 0.0)
            less = own if own < less else less
            if less > best and both:
                less -= sum([weights[key] for key in both if key in x.meanings])
            best = less if less > best else best
        return best / max(1.0, x.weight)


def measure_likeness(story: Story, x: Told, y: Told) -> Likeness:
    """What two units have in common by their words alone."""
    weights, ours, theirs = story.weights, x.words, y.words
    common = x.meanings & y.meanings
    words = x.content & y.content
    shared = _count_once(story, x, y, words)
    both = worth = story.weigh(shared)
    if len(common) > len(words):
        alike = _choose_alike(x, y, common - words)
        shared = shared.union(alike)
        worth += sum([story.worth[sense] for sense in alike])
    shorter = max(1.0, min(x.weight, y.weight))
    bigrams = x.bigrams & y.bigrams
    values = (
        both / (x.weight + y.weight - both) if both else 0.0,
        both / shorter,
        math.log1p(worth - both),
        max(_measure_quoted(ours.quoted, words, weights), _measure_quoted(theirs.quoted, words, weights)),
        math.log1p(find_run(x, ours.quoted_bigrams & theirs.quoted_bigrams).weight),
        len(bigrams) / max(_FEWEST_BIGRAMS, min(len(x.bigrams), len(y.bigrams))),
        measure_order(x, y) / max(FEWEST_WORDS, min(len(x.keys), len(y.keys), ORDER_LIMIT)),
        math.log1p(find_run(x, bigrams).weight),
        1.0 if x.keys == y.keys else 0.0,
        1.0 if ours.subject is not None and ours.subject == theirs.subject else 0.0,
        max([weights[key] for key in ours.speakers & theirs.speakers], default=0.0),
        _measure_other_names(x, y, words, weights),
        abs(math.log((len(x.keys) + 1) / (len(y.keys) + 1))),
    )
    return Likeness(story.weigh(common), shared, worth, shorter, values)


def find_shared(story: Story, x: Told, y: Told) -> frozenset[str]:
    """The telling words in common, of a name's bound parts only the heaviest, without who speaks in both."""
    return _count_once(story, x, y, x.content & y.content)


def _count_once(story: Story, x: Told, y: Told, words: frozenset[str]) -> frozenset[str]:
    """What counts of the words in common."""
    if x.words.only_speakers and y.words.only_speakers:
        words -= x.words.only_speakers & y.words.only_speakers
    bound = story.bound
    if bound.keys().isdisjoint(words):
        return words
    heaviest: dict[str, tuple[float, str]] = {}
    for key in words:
        name = bound.get(key, key)
        heaviest[name] = max(heaviest.get(name, (0.0, "")), (story.weights[key], key))
    return frozenset([key for _, key in heaviest.values()])


def find_alike(x: Told, y: Told) -> list[str]:
    """The groups of near-synonyms, sorted, that both have a word of, but no word in common."""
    return sorted(_choose_alike(x, y, x.senses.keys() & y.senses.keys()))


def _choose_alike(x: Told, y: Told, senses: Iterable[str]) -> list[str]:
    """Those of the groups in common of which no word is in common."""
    return [sense for sense in senses if x.senses[sense].isdisjoint(y.senses[sense])]


def _measure_quoted(quoted: frozenset[str], words: frozenset[str], weights: Mapping[str, float]) -> float:
    """The share of quoted words, by weight, that are among the words in common."""
    if len(quoted) < _FEWEST_QUOTED or quoted.isdisjoint(words):
        return 0.0
    return sum([weights[key] for key in quoted & words]) / max(1.0, sum([weights[key] for key in quoted]))


def _measure_other_names(x: Told, y: Told, words: frozenset[str], weights: Mapping[str, float]) -> float:
    """The share of the weight of all names of two units that are not among the words in common."""
    ours, theirs = x.words.names, y.words.names
    if not (ours or theirs):
        return 0.0
    shared = both = 0.0
    for key in words:
        if key in ours or key in theirs:
            shared += weights[key]
            if key in ours and key in theirs:
                both += weights[key]
    return 1.0 - shared / (x.name_weight + y.name_weight - both)
