"""A story as alignment reads it: the told units of its sources, with every word folded and weighed.

A word's weight says how telling it is: rare in this story and rare in general.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from variance.align.vocabulary import find_sense, measure_rarity
from variance.align.words import FoldedUnit, WordReader
from variance.text.parsed import ParsedSource
from variance.vocabulary import Role

# Of a unit of more words only the first so many are compared in order; all count where words are weighed.
ORDER_LIMIT = 1500


@dataclass(frozen=True, slots=True)
class Told:
    """A told unit made ready to be compared; ``place`` counts the told units of its source.

    ``weight`` sums the weights of its telling words; ``masks`` has a bit for every place of a key.
    """

    place: int
    words: FoldedUnit
    keys: tuple[str, ...]
    content: frozenset[str]
    senses: Mapping[str, frozenset[str]]
    meanings: frozenset[str]
    weight: float
    bigrams: frozenset[tuple[str, str]]
    masks: Mapping[str, int] = field(repr=False)

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

    ``senses`` maps a key to its group of near-synonyms. ``bound`` maps the parts of a name that never stand
    without each other here ("Matthew", "Miller") to one key: together they say no more than the heaviest.
    """

    tellings: tuple[Telling, ...]
    weights: Mapping[str, float]
    senses: Mapping[str, str]
    bound: Mapping[str, str]

    def weigh(self, keys: Iterable[str]) -> float:
        """The summed weight of a set of keys; the same in any order."""
        weights = self.weights
        return math.fsum([weights[key] for key in keys])


def read_story(sources: Sequence[ParsedSource]) -> Story:
    """Fold and weigh the words of all told units. Linear in the texts' length."""
    told = [[unit for unit in parsed.units if unit.unit.role.is_told] for parsed in sources]
    reader = WordReader(unit for units in told for unit in units)
    folded = [[reader.fold_unit(unit) for unit in units] for units in told]
    weights = _weigh_words(folded)
    tellings = []
    for source, units in zip(sources, folded, strict=True):
        finished = tuple(_finish_unit(place, unit, weights) for place, unit in enumerate(units))
        postings: dict[str, list[int]] = defaultdict(list)
        for unit in _list_distinct(finished):
            for key in unit.meanings:
                postings[key].append(unit.place)
        tellings.append(Telling(source, finished, {key: tuple(places) for key, places in postings.items()}))
    senses = {key: sense for key in weights if (sense := find_sense(key)) is not None}
    return Story(tuple(tellings), weights, senses, _bind_names(unit for units in folded for unit in units))


def _list_distinct(units: Sequence[_Unit]) -> list[_Unit]:
    """The units without those that have the words of an earlier one."""
    first: dict[tuple[str, ...], _Unit] = {}
    for unit in units:
        first.setdefault(unit.keys, unit)
    return list(first.values())


def _finish_unit(place: int, words: FoldedUnit, weights: Mapping[str, float]) -> Told:
    ordered = words.keys[:ORDER_LIMIT]
    masks: dict[str, int] = {}
    for at, key in enumerate(ordered):
        masks[key] = masks.get(key, 0) | 1 << at
    return Told(
        place,
        words,
        words.keys,
        words.content,
        words.senses,
        words.content.union(words.senses),
        math.fsum([weights[key] for key in words.content]),
        frozenset(itertools.pairwise(ordered)),
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
        key: math.sqrt(
            max(0.05, math.log((1 + length) / (0.5 + share * length)) / scale) * measure_rarity(key)
        )
        for key, share in shares.items()
    }


def _bind_names(units: Iterable[FoldedUnit]) -> dict[str, str]:
    """Each name key that never stands without another beside it, to the name of their group.

    Groups join: "Prime Minister Lena Fischer" is one name of four parts where the story has no other
    minister and no other Fischer.
    """
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for unit in units:
        for at, key in enumerate(unit.keys):
            if key in unit.names:
                total[key] += 1
                around = {*unit.keys[max(0, at - 1) : at], *unit.keys[at + 1 : at + 2]}
                beside[key].update((around & unit.names) - {key})
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
