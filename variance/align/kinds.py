"""The kind of an alignment: identical, reworded, paraphrase or partial, by what each side has of the other.

Reworded or independent is a question of words in order; paraphrase or partial is a question of clauses: a
reader asks whether the other sentence has the *news* of this one, its core, or only something that this one
mentions on the way. So "The union will strike on Monday, after the firm cut pensions" is a paraphrase of "A
strike begins on Monday, the union said" and partial to "The firm cut pensions and sold its harbour". How much
longer one side is says nothing: of the sixty links that readers called one or the other, measures of size and
of overlap as a whole told them apart no better than chance. (``variant`` is found later, when the differences
are known to be conventions only.)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from variance.align.evidence import Feature, Reason
from variance.align.sequences import measure_sequence
from variance.align.story import ORDER_LIMIT, Story, Told
from variance.frozen import NamedTuple
from variance.text.clauses import ClauseKind, mark_clauses

REWORDED_FEATURES = (
    Feature("order of the shorter", "longest common sequence, of the shorter side", Reason.WORDS_IN_ORDER),
    Feature("order of the longer", "the same, of the longer side", Reason.WORDS_IN_ORDER),
    Feature("quotation", "quoted words in common, of those of the side that has more", Reason.QUOTED_WORDS),
)
PARTIAL_FEATURES = (
    Feature(
        "core found", "weight of a core that the other side has, where it is less", Reason.SHARED_WORDS, -1
    ),
    Feature("core in common", "shared weight that is in the core of both", Reason.SHARED_WORDS, -1),
)
_LEAST_WORDS = 6
_LEAST_WEIGHT = 0.1
# A core of less weight ("It did so.") says nothing that could be looked for; all of the side is taken.
_LEAST_CORE = 0.3
# A sentence whose own news is not in the other quotes from it and does not derive from it. Of the rows that
# readers called reworded none was under 0.14, of the quoted fragments in other sentences none over 0.0.
FOREIGN_CORE = 0.1
_ALIKE = 0.6
_END_MARKS = frozenset(".!?\"'")


class CoreShares(NamedTuple):
    """The values of ``PARTIAL_FEATURES`` for two sides, in their order."""

    found: float
    in_common: float


class Side(NamedTuple):
    """One side of a row: its units taken together."""

    units: tuple[Told, ...]
    keys: tuple[str, ...]
    content: frozenset[str]
    senses: frozenset[str]
    weight: float


def join_units(story: Story, units: Sequence[Told]) -> Side:
    """The units of one side of a row as one."""
    if len(units) == 1:
        (unit,) = units
        return Side((unit,), unit.keys, unit.content, frozenset(unit.senses), unit.weight)
    content = frozenset[str]().union(*(unit.content for unit in units))
    return Side(
        tuple(units),
        tuple(itertools.chain.from_iterable(unit.keys for unit in units)),
        content,
        frozenset(sense for unit in units for sense in unit.senses),
        story.weigh(content),
    )


def measure_reworded(x: Side, y: Side) -> tuple[float, ...]:
    """The values of ``REWORDED_FEATURES`` for two sides; the same if they are swapped."""
    common = measure_sequence(x.keys, y.keys)
    short, long = sorted((min(len(x.keys), ORDER_LIMIT), min(len(y.keys), ORDER_LIMIT)))
    return (
        common / max(_LEAST_WORDS, short),
        common / max(_LEAST_WORDS, long),
        _measure_quotation(x, y),
    )


class CoreMeter:
    """Measures how much of what two sides tell the other has; reads the core of a story's units once."""

    def __init__(self, story: Story) -> None:
        self._story = story
        # By identity: two units of the same words may stand in other places of a quotation.
        self._known: dict[tuple[int, ...], Side] = {}

    def measure(self, x: Side, y: Side) -> CoreShares:
        """The values of ``PARTIAL_FEATURES``; the same if the sides are swapped."""
        story = self._story
        core_x, core_y = self._take_core(x), self._take_core(y)
        shared = _measure_covered(story, x.content, y) + _measure_covered(story, y.content, x)
        in_x = _measure_covered(story, core_y.content, core_x)
        in_y = _measure_covered(story, core_x.content, core_y)
        return CoreShares(
            min(_measure_share(story, core_x, y), _measure_share(story, core_y, x)),
            (in_x + in_y) / max(_LEAST_WEIGHT, shared),
        )

    def _take_core(self, side: Side) -> Side:
        """A side reduced to the words of its core: what its sentences tell and do not only mention."""
        units = tuple(map(id, side.units))
        core = self._known.get(units)
        if core is None:
            core = self._known[units] = self._find_core(side)
        return core

    def _find_core(self, side: Side) -> Side:
        senses = self._story.senses
        content = frozenset[str]().union(*map(_read_core, side.units))
        weight = self._story.weigh(content)
        if weight < _LEAST_CORE:
            return side
        groups = frozenset([senses[key] for key in content if key in senses])
        return side._replace(content=content, senses=groups, weight=weight)


def _read_core(unit: Told) -> frozenset[str]:
    words = unit.words
    kinds = mark_clauses(words.parsed)
    placed = zip(words.keys, words.places, strict=True)
    return words.content.intersection([key for key, place in placed if kinds[place] is ClauseKind.CORE])


def measure_cover(story: Story, x: Side, y: Side) -> tuple[float, float]:
    """The share of each side's weight that the other side has."""
    return _measure_share(story, x, y), _measure_share(story, y, x)


def are_identical(x: Side, y: Side) -> bool:
    """Whether both sides have the same words and marks, but for white space, glyphs and the final stop."""
    return _list_forms(x) == _list_forms(y)


def _list_forms(side: Side) -> list[str]:
    forms = [token.form for unit in side.units for token in unit.words.parsed.tokens]
    while forms and forms[-1] in _END_MARKS:
        forms.pop()
    return forms


def _measure_share(story: Story, x: Side, y: Side) -> float:
    """The share of x's weight that y has."""
    return _measure_covered(story, x.content, y) / max(_LEAST_WEIGHT, x.weight)


def _measure_covered(story: Story, content: frozenset[str], other: Side) -> float:
    """The weight of words that the other side has, near-synonyms counting less."""
    weights, senses = story.weights, story.senses
    found = [weights[key] for key in content & other.content]
    if other.senses:
        alone = content - other.content
        found += [_ALIKE * weights[key] for key in alone if senses.get(key) in other.senses]
    return math.fsum(found)


def _measure_quotation(x: Side, y: Side) -> float:
    quoted = [frozenset[str]().union(*(unit.words.quoted for unit in side.units)) for side in (x, y)]
    most = max(map(len, quoted))
    return len(quoted[0] & quoted[1]) / max(3, most)
