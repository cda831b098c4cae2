"""Statements: the rows of the matrix, each with one cell a source, built from the alignments of all pairs.

The rule. Every told unit is in exactly one statement. At first each stands alone. Then the two rows that
support each other most become one, again and again, as long as

- no source gets two units in one cell, unless an alignment puts the two on one side (a sentence that
  another source tells in two) or the one repeats the other;
- enough agree: of the pairs of cells that the joined row would bring together at least half are aligned,
  and all of them where every alignment between the two rows is only ``partial``. So a chain a~b~c of
  shared facts does not glue a to c.

The support of two rows is the mean strength of the alignments between their cells (by kind, then by
score); a pair of cells that is not aligned counts as none. What decides is a property of the links, not of
the order of the sources, so that any order and any base give the same rows.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

from variance.model import Pair, Statement
from variance.text.ids import IdRegister
from variance.text.parsed import ParsedSource
from variance.vocabulary import AlignmentKind

_Node = tuple[str, int]  # a source's id and a unit's
_Cells = tuple[str, str]  # two sources' ids, that of the row's own cell first

# A kind outweighs any score of a lesser kind: identical 5 to partial 1, the score being at most 1.
_STRENGTH = {kind: float(len(AlignmentKind) - rank) for rank, kind in enumerate(AlignmentKind)}
_PARTIAL_AT_MOST = _STRENGTH[AlignmentKind.PARTIAL] + 1.0
# With three sources one missing link of two is forgiven; of a bare chain of four, three of four are missing.
_AGREEMENT = 0.5


def build_statements(sources: Sequence[ParsedSource], pairs: Sequence[Pair]) -> tuple[Statement, ...]:
    """The rows that the alignments of all pairs make, every told unit in exactly one of them.

    They stand in the order of the first source's units; what others add follows what it stands behind in
    its own source. A unit that only repeats another of its source shares its cell.
    """
    rows = _Rows(sources, pairs)
    rows.join_all()
    rows.add_repeats(sources, pairs)
    found = rows.list_rows()
    register = IdRegister()
    names = {}
    for number, texts in sorted(
        ((number, rows.list_texts(row)) for number, row in found.items()),
        key=lambda item: (item[1], item[0]),
    ):
        names[number] = register.claim("s", texts)
    order = [parsed.source.id for parsed in sources]
    statements = []
    for number in _order_rows(sources, found):
        cells = {
            source: tuple(sorted(unit for name, unit in found[number] if name == source)) for source in order
        }
        statements.append(
            Statement(names[number], {source: units for source, units in cells.items() if units})
        )
    return tuple(statements)


class _Rows:
    """Rows while they grow, the links between them, and which units of one source may share a cell.

    A row is known by the rank of its first member; ranks follow texts, not the order of the sources.
    """

    def __init__(self, sources: Sequence[ParsedSource], pairs: Sequence[Pair]) -> None:
        self._texts = {
            (parsed.source.id, unit.id): unit.text for parsed in sources for unit in parsed.source.told_units
        }
        whole = {parsed.source.id: parsed.source.text for parsed in sources}
        ranked = sorted(self._texts, key=lambda node: (self._texts[node], node[1], whole[node[0]]))
        self._row = {node: rank for rank, node in enumerate(ranked)}
        self._members = {rank: [node] for rank, node in enumerate(ranked)}
        self._version = dict.fromkeys(self._members, 0)
        # Row → other row → (own source, other source) → the strongest link between these cells.
        self._links: dict[int, dict[int, dict[_Cells, float]]] = defaultdict(lambda: defaultdict(dict))
        self._together: set[tuple[_Node, _Node]] = set()
        for pair in pairs:
            for alignment in pair.alignments:
                strength = _STRENGTH[alignment.kind] + alignment.score
                ours = [(pair.a, unit) for unit in alignment.a]
                theirs = [(pair.b, unit) for unit in alignment.b]
                for side in (ours, theirs):
                    self._together.update((x, y) for x in side for y in side if x != y)
                for x in ours:
                    for y in theirs:
                        self._link(self._row[x], self._row[y], (pair.a, pair.b), strength)

    def _link(self, one: int, two: int, cells: _Cells, strength: float) -> None:
        for row, other, key in ((one, two, cells), (two, one, cells[::-1])):
            known = self._links[row][other]
            known[key] = max(strength, known.get(key, strength))

    def join_all(self) -> None:
        """Join the rows that support each other most, until none may be joined."""
        queue: list[tuple[float, int, int, int, int]] = []
        for one, others in self._links.items():
            for two in others:
                if one < two:
                    self._offer(queue, one, two)
        heapq.heapify(queue)
        while queue:
            _, one, two, version_one, version_two = heapq.heappop(queue)
            if (version_one, version_two) != (self._version.get(one), self._version.get(two)):
                continue
            for other in self._join(one, two):
                self._offer(queue, min(one, other), max(one, other), is_heap=True)

    def _offer(
        self, queue: list[tuple[float, int, int, int, int]], one: int, two: int, *, is_heap: bool = False
    ) -> None:
        """Put two rows in the queue, if they may be joined."""
        support = self._measure_support(one, two)
        if support is not None:
            entry = (-support, one, two, self._version[one], self._version[two])
            if is_heap:
                heapq.heappush(queue, entry)
            else:
                queue.append(entry)

    def _measure_support(self, one: int, two: int) -> float | None:
        """The mean strength of the links between two rows' cells, None if they may not be joined."""
        first, second = self._members[one], self._members[two]
        for x in first:
            for y in second:
                if x[0] == y[0] and (x, y) not in self._together:
                    return None
        ours, theirs = {x[0] for x in first}, {y[0] for y in second}
        crossing = sum(x != y for x in ours for y in theirs)
        found = self._links[one][two]
        strongest = max(found.values())
        needed = _AGREEMENT if strongest > _PARTIAL_AT_MOST else 1.0
        if len(found) < needed * crossing:
            return None
        # Added up in an order of its own: strengths are what two orders of the sources have in common.
        return sum(sorted(found.values())) / crossing

    def _join(self, one: int, two: int) -> list[int]:
        """Make one row of two; returns the rows that are linked to it."""
        self._members[one] += self._members.pop(two)
        for node in self._members[one]:
            self._row[node] = one
        self._version[one] += 1
        del self._version[two]
        self._links[one].pop(two, None)
        for other, found in self._links.pop(two).items():
            self._links[other].pop(two, None)
            if other != one:
                for cells, strength in found.items():
                    self._link(one, other, cells, strength)
        return sorted(self._links[one])

    def add_repeats(self, sources: Sequence[ParsedSource], pairs: Sequence[Pair]) -> None:
        """Put every unit that no pair aligns and some pair calls a repeat with the one whose words it has."""
        aligned = {(pair.a, u) for pair in pairs for row in pair.alignments for u in row.a}
        aligned |= {(pair.b, u) for pair in pairs for row in pair.alignments for u in row.b}
        repeated = {(pair.a, u) for pair in pairs for u in pair.repeated.a}
        repeated |= {(pair.b, u) for pair in pairs for u in pair.repeated.b}
        repeated -= aligned
        repeating = {name for name, _ in repeated}
        for parsed in sources:
            name = parsed.source.id
            if name not in repeating:
                continue
            known: dict[tuple[str, ...], _Node] = {}
            for is_repeat in (False, True):
                for unit in parsed.units:
                    node = (name, unit.unit.id)
                    if not unit.unit.role.is_told or (node in repeated) != is_repeat:
                        continue
                    words = tuple(token.key for token in unit.words)
                    first = known.setdefault(words, node)
                    if is_repeat and first != node:
                        row = self._row[first]
                        self._members[row] += self._members.pop(self._row[node])
                        self._row[node] = row

    def list_rows(self) -> dict[int, list[_Node]]:
        """The members of every row."""
        return self._members

    def list_texts(self, row: Iterable[_Node]) -> list[str]:
        """The texts of a row's cells, each once and sorted, so that no order of sources shows."""
        cells: dict[str, list[int]] = defaultdict(list)
        for source, unit in row:
            cells[source].append(unit)
        return sorted(
            {" ".join(self._texts[source, unit] for unit in sorted(units)) for source, units in cells.items()}
        )


def _order_rows(sources: Sequence[ParsedSource], rows: dict[int, list[_Node]]) -> list[int]:
    """Rows in reading order: a row that is not placed yet follows the one before it in its own source."""
    row_of = {node: number for number, row in rows.items() for node in row}
    start = -1
    follower: dict[int, int | None] = {start: None}
    for parsed in sources:
        last = start
        for unit in parsed.source.told_units:
            row = row_of[parsed.source.id, unit.id]
            if row not in follower:
                follower[row] = follower[last]
                follower[last] = row
            last = row
    placed = []
    at = follower[start]
    while at is not None:
        placed.append(at)
        at = follower[at]
    return placed
