"""Statements: the rows of the matrix, each with one cell a source, built from the alignments of all pairs.

The rule. Every told unit is in exactly one statement. At first each stands alone; then the alignments
are taken in the order of their strength (kind, then score), and the statements that an alignment's
units stand in become one when two things hold:

- no source gets two units in one cell, unless an alignment puts the two on one side (a sentence that
  another source splits) or one repeats the other;
- enough of the other links agree: of the source pairs that the joined row would bring together, at
  least half are aligned, and where the alignment is only ``partial`` all of them. So a chain a~b~c of
  shared facts does not glue a to c.

What decides is a property of the links, not of the order of the sources, so any order and any base give
the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variance.model import Alignment, AlignmentKind, Pair, Statement
from variance.text.ids import IdRegister
from variance.text.parsed import ParsedSource

_Node = tuple[str, int]
_STRENGTH = {kind: rank for rank, kind in enumerate(AlignmentKind)}
# Half of the source pairs: with three sources one missing link of three is forgiven, a bare chain is not.
_AGREEMENT = 0.5


def build_statements(sources: Sequence[ParsedSource], pairs: Sequence[Pair]) -> tuple[Statement, ...]:
    """The rows that the alignments of all pairs make, every told unit in exactly one of them.

    The rows stand in the order of the first source's units; what others add follows what it stands
    behind in its own source.
    """
    texts = {
        (parsed.source.id, unit.id): unit.text for parsed in sources for unit in parsed.source.told_units
    }
    rows = _Rows(texts, pairs)
    links = [(pair, alignment) for pair in pairs for alignment in pair.alignments]
    for pair, alignment in sorted(links, key=lambda link: _rank_alignment(link[0], link[1], texts)):
        rows.join(pair, alignment)
    return _order_rows(sources, rows.collect(), texts)


def _rank_alignment(
    pair: Pair, alignment: Alignment, texts: Mapping[_Node, str]
) -> tuple[int, float, tuple[str, ...]]:
    """Strongest kind first, then the higher score; ties by texts, so that no order of sources counts."""
    sides = sorted(
        (
            " ".join(texts[pair.a, unit] for unit in alignment.a),
            " ".join(texts[pair.b, unit] for unit in alignment.b),
        )
    )
    return (_STRENGTH[alignment.kind], -alignment.score, tuple(sides))


class _Rows:
    """Statements while they grow: which row a unit is in, and which units of one source may share a cell."""

    def __init__(self, texts: Mapping[_Node, str], pairs: Sequence[Pair]) -> None:
        self._row: dict[_Node, int] = {node: number for number, node in enumerate(texts)}
        self._members: dict[int, list[_Node]] = {number: [node] for node, number in self._row.items()}
        self._linked: set[tuple[_Node, _Node]] = set()
        self._together: set[tuple[_Node, _Node]] = set()
        for pair in pairs:
            for alignment in pair.alignments:
                sides = (
                    [(pair.a, unit) for unit in alignment.a],
                    [(pair.b, unit) for unit in alignment.b],
                )
                self._linked.update((x, y) for x in sides[0] for y in sides[1])
                self._linked.update((y, x) for x in sides[0] for y in sides[1])
                for side in sides:
                    self._together.update((x, y) for x in side for y in side)

    def join(self, pair: Pair, alignment: Alignment) -> None:
        """Make one row of the rows of an alignment's units, where the rule allows it."""
        nodes = [(pair.a, unit) for unit in alignment.a] + [(pair.b, unit) for unit in alignment.b]
        needed = 1.0 if alignment.kind is AlignmentKind.PARTIAL else _AGREEMENT
        for node in nodes[1:]:
            self._merge(self._row[nodes[0]], self._row[node], needed)

    def collect(self) -> list[list[_Node]]:
        """The members of every row."""
        return list(self._members.values())

    def _merge(self, one: int, two: int, needed: float) -> None:
        if one == two:
            return
        first, second = self._members[one], self._members[two]
        crossing = agreeing = 0
        for x in first:
            for y in second:
                if x[0] == y[0]:
                    if (x, y) not in self._together:
                        return
                else:
                    crossing += 1
                    agreeing += (x, y) in self._linked
        if crossing and agreeing < needed * crossing:
            return
        if len(first) < len(second):
            one, two = two, one
        for node in self._members[two]:
            self._row[node] = one
        self._members[one] += self._members.pop(two)


def _order_rows(
    sources: Sequence[ParsedSource], rows: Sequence[list[_Node]], texts: Mapping[_Node, str]
) -> tuple[Statement, ...]:
    """Rows in reading order, with ids from their texts."""
    row_of = {node: number for number, row in enumerate(rows) for node in row}
    placed: list[int] = []
    place: set[int] = set()
    for parsed in sources:
        behind = -1
        for unit in parsed.source.told_units:
            row = row_of[parsed.source.id, unit.id]
            if row in place:
                behind = placed.index(row)
            else:
                behind += 1
                placed.insert(behind, row)
                place.add(row)
    order = [parsed.source.id for parsed in sources]
    register = IdRegister()
    statements = []
    for number in placed:
        cells = {
            source: units
            for source in order
            if (units := tuple(sorted(unit for name, unit in rows[number] if name == source)))
        }
        joined = sorted({" ".join(texts[s, u] for u in units) for s, units in cells.items()})
        statements.append(Statement(register.claim("s", joined), cells))
    return tuple(statements)
