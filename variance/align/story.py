"""A story as alignment reads it: the told units of its sources, with every word folded and weighed.

A word's weight says how telling it is: rare in this story and rare in general.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from variance.align.vocabulary import find_sense, measure_rarity
from variance.align.words import FoldedUnit, WordReader
from variance.frozen import NamedTuple
from variance.text.parsed import ParsedSource
from variance.vocabulary import Role

# Of a unit of more words only the first so many are compared in order; all count where words are weighed.
ORDER_LIMIT = 1500
# Weights are multiples of this, so that sums of them are exact: the same in any order, without fsum.
_GRAIN = 2.0**-32
_SMALL_WORD = 0.08  # the weight of a function word inside a run
_ALIKE = 0.6  # a near-synonym counts for so much of a shared word


class Told(NamedTuple):
    """A told unit made ready to be compared; ``place`` counts the told units of its source.

    Units of one ``wording`` have all else but their text in common, in whatever sources they stand.
    ``weight`` sums the weights of its telling words, ``name_weight`` those of its names. ``bigrams`` are
    its neighbouring words, ``bigram_ends`` the places at which each ends, ``run_weights`` what each place
    counts in a run of words; ``masks`` has a bit for every place of a key.
    """

    place: int
    wording: int
    words: FoldedUnit
    keys: tuple[str, ...]
    content: frozenset[str]
    senses: Mapping[str, frozenset[str]]
    meanings: frozenset[str]
    weight: float
    name_weight: float
    bigrams: frozenset[tuple[str, str]]
    bigram_ends: Mapping[tuple[str, str], Sequence[int]]
    run_weights: Sequence[float]
    masks: Mapping[str, int]

    @property
    def id(self) -> int:
        """The unit's id in its source."""
        return self.words.parsed.unit.id

    @property
    def text(self) -> str:
        """The unit's text."""
        return self.words.parsed.unit.text

    @property
    def is_headline(self) -> bool:
        """Whether the unit is its article's headline."""
        return self.words.parsed.unit.role is Role.HEADLINE


_Unit = TypeVar("_Unit", FoldedUnit, Told)


class Telling(NamedTuple):
    """One source of the story: its told units and, for each key and sense, the places that have it.

    Of units with the very same words the postings name the first only.
    """

    source: ParsedSource
    units: tuple[Told, ...]
    postings: Mapping[str, tuple[int, ...]]


class Story(NamedTuple):
    """All sources' tellings and the weight of every word in this story.

    ``worth`` is what a key counts that two units share: a word its weight, a group of near-synonyms less.
    ``senses`` maps a key to its group of near-synonyms. ``bound`` maps the parts of a name that never stand
    without each other here ("Matthew", "Miller") to one key: together they say no more than the heaviest.
    """

    tellings: tuple[Telling, ...]
    weights: Mapping[str, float]
    worth: Mapping[str, float]
    senses: Mapping[str, str]
    bound: Mapping[str, str]

    def weigh(self, keys: Iterable[str]) -> float:
        """The summed weight of a set of keys; exact, and so the same in any order."""
        weights = self.weights
        return sum([weights[key] for key in keys])


def read_story(sources: Sequence[ParsedSource]) -> Story:
    """Fold and weigh the words of all told units. Linear in the texts' length."""
    told = [[unit for unit in parsed.units if unit.unit.role.is_told] for parsed in sources]
    reader = WordReader(unit for units in told for unit in units)
    folded = [[reader.fold_unit(unit) for unit in units] for units in told]
    weights = _weigh_words(folded)
    finisher = _Finisher(weights)
    tellings = []
    for source, units in zip(sources, folded, strict=True):
        finished = tuple([finisher.finish_unit(place, unit) for place, unit in enumerate(units)])
        postings: dict[str, list[int]] = defaultdict(list)
        for unit in _list_distinct(finished):
            for key in unit.meanings:
                postings[key].append(unit.place)
        tellings.append(Telling(source, finished, {key: tuple(places) for key, places in postings.items()}))
    senses = {key: sense for key in weights if (sense := find_sense(key)) is not None}
    worth = {**weights, **{sense: _round_weight(_ALIKE * weights[sense]) for sense in senses.values()}}
    bound = _bind_names(unit for units in folded for unit in units)
    return Story(tuple(tellings), weights, worth, senses, bound)


def _list_distinct(units: Sequence[_Unit]) -> list[_Unit]:
    """The units without those that have the words of an earlier one."""
    first: dict[tuple[str, ...], _Unit] = {}
    for unit in units:
        first.setdefault(unit.keys, unit)
    return list(first.values())


class _Finisher:
    """Weighs folded units; what units of one wording have in common is made once."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._known: dict[Hashable, Told] = {}

    def finish_unit(self, place: int, words: FoldedUnit) -> Told:
        """The unit made ready, with the number of its wording."""
        # All that the measures of two units read.
        key = (
            words.keys,
            words.content,
            words.names,
            words.speakers,
            words.only_speakers,
            words.subject,
            words.quoted,
            words.quoted_bigrams,
        )
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._make(place, len(self._known), words)
            return known
        return known._replace(place=place, words=words)

    def _make(self, place: int, wording: int, words: FoldedUnit) -> Told:
        weights = self._weights
        ordered = words.keys[:ORDER_LIMIT]
        masks: dict[str, int] = {}
        for at, key in enumerate(ordered):
            masks[key] = masks.get(key, 0) | 1 << at
        ends: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, bigram in enumerate(itertools.pairwise(ordered), 1):
            ends[bigram].append(at)
        return Told(
            place,
            wording,
            words,
            words.keys,
            words.content,
            words.senses,
            words.content.union(words.senses),
            sum([weights[key] for key in words.content]),
            sum([weights[key] for key in words.names]),
            frozenset(ends),
            dict(ends),
            [weights[key] if key in words.content else _SMALL_WORD for key in ordered],
            masks,
        )


def _weigh_words(sources: Sequence[Sequence[FoldedUnit]]) -> dict[str, float]:
    """The geometric mean of a word's rarity in the story, averaged over its sources, and in general."""
    shares: dict[str, float] = defaultdict(float)
    filled = [units for units in sources if units]
    for units in filled:
        counts = Counter(
            key for unit in _list_distinct(units) for key in itertools.chain(unit.content, unit.senses)
        )
        for key, count in counts.items():
            shares[key] += count / len(units) / len(filled)
    length = max(2.0, sum(map(len, filled)) / max(1, len(filled)))
    scale = math.log(length + 1)
    return {
        # Half a sentence more than counted, so that a word found once in one source is not beyond measure;
        # a word of every sentence keeps a little weight.
        key: _round_weight(
            math.sqrt(
                max(0.05, math.log((1 + length) / (0.5 + share * length)) / scale) * measure_rarity(key)
            )
        )
        for key, share in shares.items()
    }


def _round_weight(weight: float) -> float:
    return round(weight / _GRAIN) * _GRAIN


def _bind_names(units: Iterable[FoldedUnit]) -> dict[str, str]:
    """Each name key that never stands without another beside it, to the name of their group.

    Groups join: "Prime Minister Lena Fischer" is one name of four parts where the story has no other
    minister and no other Fischer.
    """
    beside: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    total: dict[str, int] = defaultdict(int)
    for unit in units:
        last = None
        followers = itertools.chain(unit.keys[1:], (None,)) if unit.names else ()
        for key, following in zip(unit.keys, followers, strict=False):
            if key in unit.names:
                total[key] += 1
                for other in {last, following}:
                    if other != key and other in unit.names:
                        beside[key][other] += 1
            last = key
    group: dict[str, str] = {}

    def find(key: str) -> str:
        while group.get(key, key) != key:
            key = group[key]
        return key

    for key in sorted(beside):
        for other, count in sorted(beside[key].items()):
            if total[key] > 1 and count == total[key]:
                one, two = sorted((find(key), find(other)))
                group[one] = group[two] = one
    return {key: find(key) for key in group}
