"""The kind of an alignment: identical, reworded, paraphrase or partial, by what each side has of the other.

Reworded or independent is a question of words in order; paraphrase or partial is a question of clauses:
in a paraphrase hardly a clause of either side lacks its counterpart, in a partial row at least one side
carries more. (``variant`` is found later, when the differences are known to be conventions only.)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from variance.align.evidence import Feature, Reason
from variance.align.sequences import measure_sequence
from variance.align.story import ORDER_LIMIT, Story, Told
from variance.frozen import NamedTuple

REWORDED_FEATURES = (
    Feature("order of the shorter", "longest common sequence, of the shorter side", Reason.WORDS_IN_ORDER),
    Feature("order of the longer", "the same, of the longer side", Reason.WORDS_IN_ORDER),
    Feature("quotation", "quoted words in common, of those of the side that has more", Reason.QUOTED_WORDS),
)
PARTIAL_FEATURES = (
    Feature("covered more", "weight that the other has, on the side that has more", Reason.SHARED_WORDS, 0),
    Feature("covered less", "the same on the other side", Reason.SHARED_WORDS, 0),
    Feature("clauses less", "clauses with a counterpart, where they are fewer", Reason.SHARED_WORDS, 0),
    Feature("score", "the log odds of the row's best link", Reason.LEAD, 0),
    Feature("best for both", "no unit has a better partner elsewhere", Reason.LEAD, 0),
    Feature("linked elsewhere", "units of the row that stand in another row, too", Reason.LEAD, 0),
)
_LEAST_WORDS = 6
_LEAST_WEIGHT = 0.1
_COVERED = 0.4  # a clause of which so much is found has a counterpart
_ALIKE = 0.6
_END_MARKS = frozenset(".!?\"'")


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


def measure_partial(
    story: Story, x: Side, y: Side, *, score: float, is_best: bool, elsewhere: int
) -> tuple[float, ...]:
    """The values of ``PARTIAL_FEATURES`` for two sides; the same if they are swapped."""
    covered = sorted(measure_cover(story, x, y))
    clauses = min(_measure_clauses(story, x, y), _measure_clauses(story, y, x))
    return (
        covered[1],
        covered[0],
        clauses,
        max(-3.0, min(6.0, score)),
        float(is_best),
        float(min(2, elsewhere)),
    )


def measure_cover(story: Story, x: Side, y: Side) -> tuple[float, float]:
    """The share of each side's weight that the other side has."""
    return (
        _measure_covered(story, x.content, y) / max(_LEAST_WEIGHT, x.weight),
        _measure_covered(story, y.content, x) / max(_LEAST_WEIGHT, y.weight),
    )


def are_identical(x: Side, y: Side) -> bool:
    """Whether both sides have the same words and marks, but for white space, glyphs and the final stop."""
    return _list_forms(x) == _list_forms(y)


def _list_forms(side: Side) -> list[str]:
    forms = [token.form for unit in side.units for token in unit.words.parsed.tokens]
    while forms and forms[-1] in _END_MARKS:
        forms.pop()
    return forms


def _measure_covered(story: Story, content: frozenset[str], other: Side) -> float:
    """The weight of words that the other side has, near-synonyms counting less."""
    total = []
    for key in content:
        if key in other.content:
            total.append(story.weights[key])
        elif (sense := story.senses.get(key)) is not None and sense in other.senses:
            total.append(_ALIKE * story.weights[key])
    return math.fsum(total)


def _measure_clauses(story: Story, x: Side, y: Side) -> float:
    """The share of x's clauses, by weight, that y has a counterpart to."""
    found = whole = 0.0
    for unit in x.units:
        for clause in unit.words.clauses:
            weight = story.weigh(clause)
            whole += weight
            if weight and _measure_covered(story, clause, y) >= _COVERED * weight:
                found += weight
    return found / whole if whole else 0.0


def _measure_quotation(x: Side, y: Side) -> float:
    quoted = [frozenset[str]().union(*(unit.words.quoted for unit in side.units)) for side in (x, y)]
    most = max(map(len, quoted))
    return len(quoted[0] & quoted[1]) / max(3, most)
