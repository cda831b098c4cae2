"""The rows of the statement matrix: who tells what, in the order of the base, and how each tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from variance.frozen import NamedTuple
from variance.model import Alignment, Comparison, Statement
from variance.render.relations import keep_last, relate_sources
from variance.render.views import order_sources
from variance.vocabulary import AlignmentKind, Severity


class CellState(StrEnum):
    """How a source tells a statement, next to the one the row is shown by."""

    BASE = "base"
    SAME = "same"
    STYLE = "style"
    REWORDED = "reworded"
    PARAPHRASE = "paraphrase"
    PARTIAL = "partial"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    CUT_OFF = "cut_off"
    NOT_COMPARED = "not_compared"
    ONLY = "only"
    REPEAT = "repeat"

    @property
    def is_told(self) -> bool:
        """Whether the source has units of its own in the row."""
        return self in _TOLD


_TOLD = frozenset(
    (
        CellState.BASE,
        CellState.SAME,
        CellState.STYLE,
        CellState.REWORDED,
        CellState.PARAPHRASE,
        CellState.PARTIAL,
    )
)
_KIND_STATES = {
    AlignmentKind.IDENTICAL: CellState.SAME,
    AlignmentKind.VARIANT: CellState.STYLE,
    AlignmentKind.REWORDED: CellState.REWORDED,
    AlignmentKind.PARAPHRASE: CellState.PARAPHRASE,
    AlignmentKind.PARTIAL: CellState.PARTIAL,
}
_ALIKENESS = list(_KIND_STATES.values())
_GRAVE = frozenset(one for one in Severity if one.rank <= Severity.WORDING.rank)


class Cell(NamedTuple):
    """What one source has in a row.

    ``alignments`` are those behind the state, with the source ``against`` as their side a (the row's
    reference, or another teller where only that one ties this source to the row). ``see`` holds the
    numbers of the rows in which a source tells it elsewhere.
    """

    source: str
    state: CellState
    units: tuple[int, ...] = ()
    against: str | None = None
    alignments: tuple[Alignment, ...] = ()
    see: tuple[int, ...] = ()

    @property
    def is_moved(self) -> bool:
        """Whether the source tells it at another place of its order."""
        return any(alignment.moved for alignment in self.alignments)


class Row(NamedTuple):
    """One statement, numbered from 1; ``reference`` is the base, or the first teller where it has none.

    ``place`` is where the comparison has the statement, the same for every base.
    ``tellers`` are the ids of the sources that have units here, the base first. ``is_only`` says that no
    other source has it in any form, ``is_repeat`` that its teller says it for the second time.
    """

    number: int
    place: int
    statement: Statement
    reference: str
    cells: Mapping[str, Cell]
    tellers: tuple[str, ...]
    is_only: bool = False
    is_repeat: bool = False


def judge_alignments(alignments: Iterable[Alignment]) -> CellState:
    """The state that alignments give a cell: that of the least alike, so that no claim is too good.

    A change of wording or graver makes even an alignment that is called identical ``reworded``.
    """
    states = []
    for alignment in alignments:
        state = _KIND_STATES[alignment.kind]
        grave = any(change.severity in _GRAVE for change in alignment.changes)
        states.append(max(state, CellState.REWORDED, key=_ALIKENESS.index) if grave else state)
    return max(states, key=_ALIKENESS.index)


def order_statements(comparison: Comparison, base: str) -> tuple[int, ...]:
    """The statements' places in the base's order; those it lacks stand behind what they follow elsewhere.

    Sources are taken in the order given, so that what the second adds at a place comes before what
    the third adds there. What opens a source, such as a headline of its own, stands behind the first row.
    """
    first: int | None = None
    placed: set[int] = set()
    runs: dict[int | None, list[list[int]]] = {}
    for source in order_sources(comparison, base):
        told = [
            (min(statement.cells[source.id]), number)
            for number, statement in enumerate(comparison.statements)
            if statement.cells.get(source.id)
        ]
        known = placed.copy()
        run: list[int] = []
        runs.setdefault(first, []).append(run)
        for _, number in sorted(told):
            if number in known:
                run = []
                runs.setdefault(number, []).append(run)
            elif number not in placed:
                placed.add(number)
                run.append(number)
                first = number if first is None else first
    return tuple(_unfold_runs(runs))


def _unfold_runs(runs: Mapping[int | None, list[list[int]]]) -> list[int]:
    """The numbers in reading order: each is followed by the runs that hang on it, the first runs on None."""
    order: list[int] = []
    waiting = [number for run in runs.get(None, ()) for number in run][::-1]
    while waiting:
        number = waiting.pop()
        order.append(number)
        waiting.extend([one for run in runs.get(number, ()) for one in run][::-1])
    return order


def build_rows(comparison: Comparison, base: str) -> tuple[Row, ...]:
    """The matrix: a row a statement, a cell a source (the base first), each with its state and why."""
    table = _tabulate_statements(comparison)
    order = order_statements(comparison, base)
    sources = [source.id for source in order_sources(comparison, base)]
    numbers: dict[tuple[str, int], list[int]] = {}
    for number, place in enumerate(order, 1):
        for source, units in comparison.statements[place].cells.items():
            for unit in units:
                numbers.setdefault((source, unit), []).append(number)
    rows = []
    for number, place in enumerate(order, 1):
        statement = table.statements[place]
        reference = next(source for source in sources if statement.cells.get(source))
        told = table.tell_statement(place, reference)
        cells = {source: told.cells[source] for source in sources}
        for source in told.elsewhere:
            cells[source] = _point_at_rows(cells[source], numbers)
        tellers = tuple(source for source in sources if cells[source].units)
        rows.append(Row(number, place, statement, reference, cells, tellers, told.is_only, told.is_repeat))
    return tuple(rows)


def _point_at_rows(cell: Cell, numbers: Mapping[tuple[str, int], list[int]]) -> Cell:
    """The cell with the numbers of the rows in which its source tells it."""
    units = (unit for alignment in cell.alignments for unit in alignment.b)
    see = {number for unit in units for number in numbers.get((cell.source, unit), ())}
    return cell._replace(see=tuple(sorted(see)))


class _Told(NamedTuple):
    """A row but for its number and the order of its cells, which are the base's doing.

    ``elsewhere`` names the sources whose cells still have to say in which rows they tell it.
    """

    cells: dict[str, Cell]
    elsewhere: tuple[str, ...]
    is_only: bool
    is_repeat: bool


class _Table:
    """The statements of a comparison, each worked out once for every source that can be its reference."""

    def __init__(self, comparison: Comparison) -> None:
        self._sources = [source.id for source in comparison.sources]
        self._relations = relate_sources(comparison)
        self._told: dict[tuple[int, str], _Told] = {}
        repeats = {source: self._relations.find_repeats(source) for source in self._sources}
        self.statements = [_drop_repeats(statement, repeats) for statement in comparison.statements]

    def tell_statement(self, place: int, reference: str) -> _Told:
        """The row of the statement at that place, shown by that source."""
        if (place, reference) not in self._told:
            self._told[place, reference] = self._tell(self.statements[place], reference)
        return self._told[place, reference]

    def _tell(self, statement: Statement, reference: str) -> _Told:
        units = statement.cells[reference]
        is_repeat = self._relations.find_repeats(reference).issuperset(units)
        cells = {
            source: (
                Cell(source, CellState.NOT_COMPARED)
                if is_repeat and not statement.cells.get(source)
                else self._fill_cell(statement, reference, source)
            )
            for source in self._sources
        }
        elsewhere = tuple(source for source, cell in cells.items() if cell.state is CellState.ELSEWHERE)
        is_only = self._relations.find_only_here(reference).issuperset(units)
        return _Told(cells, elsewhere, is_only, is_repeat)

    def _fill_cell(self, statement: Statement, reference: str, source: str) -> Cell:
        units = statement.cells.get(source, ())
        if source == reference:
            return Cell(source, CellState.BASE, units)
        if not units:
            return self._explain_absence(statement.cells[reference], reference, source)
        others = [reference, *(other for other in statement.cells if other not in (reference, source))]
        for other in others:
            told = statement.cells[other]
            found = [
                alignment
                for alignment in self._relations.find_alignments(other, source, told)
                if not set(alignment.b).isdisjoint(units)
            ]
            if found:
                covered = {unit for alignment in found for unit in alignment.b}
                covered_there = {unit for alignment in found for unit in alignment.a}
                whole = covered.issuperset(units) and covered_there.issuperset(told)
                state = judge_alignments(found) if whole else CellState.PARTIAL
                return Cell(source, state, units, other, tuple(found))
        return Cell(source, CellState.PARTIAL, units)

    def _explain_absence(self, units: tuple[int, ...], reference: str, source: str) -> Cell:
        """Why a source has no units in a row: told in another row, lost to a cut, or missing."""
        pair = self._relations.orient_pair(reference, source)
        if pair is None:
            return Cell(source, CellState.NOT_COMPARED)
        found = self._relations.find_alignments(reference, source, units)
        if found:
            return Cell(source, CellState.ELSEWHERE, (), reference, tuple(found))
        is_cut = not set(units).isdisjoint(pair.truncated)
        return Cell(source, CellState.CUT_OFF if is_cut else CellState.MISSING, (), reference)


@keep_last
def _tabulate_statements(comparison: Comparison) -> _Table:
    return _Table(comparison)


def _drop_repeats(statement: Statement, repeats: Mapping[str, frozenset[int]]) -> Statement:
    """The statement without units that say again what stands beside them in the same cell."""
    cells = {
        source: tuple(unit for unit in units if unit not in repeats[source]) or units
        for source, units in statement.cells.items()
    }
    return statement if cells == statement.cells else replace(statement, cells=cells)


class UnitTrace(NamedTuple):
    """How one unit of a source stands to the base: a bar of its strip."""

    unit: int
    state: CellState
    alignments: tuple[Alignment, ...] = ()

    @property
    def is_moved(self) -> bool:
        """Whether it stands at another place of the order than in the base."""
        return any(alignment.moved for alignment in self.alignments)


def trace_units(comparison: Comparison, base: str, source: str) -> tuple[UnitTrace, ...]:
    """The told units of a source in order, each with its state against the base.

    In the base itself a unit is ``base`` where another source tells it in some form. ``elsewhere``
    means that another source has it but not the base, ``only`` that none has. ``repeat`` units say again what
    their own source said.
    """
    relations = relate_sources(comparison)
    only = relations.find_only_here(source)
    repeats = relations.find_repeats(source)
    traces = []
    for unit in comparison.get_source(source).told_units:
        found = () if source == base else relations.find_alignments(source, base, (unit.id,))
        if found:
            traces.append(UnitTrace(unit.id, judge_alignments(found), tuple(found)))
        elif unit.id in repeats:
            traces.append(UnitTrace(unit.id, CellState.REPEAT))
        elif unit.id in only:
            traces.append(UnitTrace(unit.id, CellState.ONLY))
        else:
            traces.append(UnitTrace(unit.id, CellState.BASE if source == base else CellState.ELSEWHERE))
    return tuple(traces)
