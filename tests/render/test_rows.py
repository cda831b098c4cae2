from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.seeds import compare_seeds, read_seed
from tests.story import align_units, change_words, make_repeating_story, make_source, make_story
from tests.strategies import build_comparisons
from variance.model import Comparison, Statement
from variance.render import rows
from variance.render.rows import CellState
from variance.vocabulary import AlignmentKind, ChangeKind


def test_the_matrix_of_the_ferry() -> None:
    table = rows.build_rows(make_story(), "wire")
    states = [[str(cell.state) for cell in row.cells.values()] for row in table]
    assert states == [
        ["base", "reworded", "same"],
        ["base", "reworded", "same"],
        ["base", "reworded", "partial"],
        ["base", "same", "cut_off"],
        ["missing", "base", "cut_off"],
        ["base", "style", "cut_off"],
    ]
    assert [row.number for row in table] == [1, 2, 3, 4, 5, 6]
    assert [row.is_only for row in table] == [False, False, False, False, True, False]
    assert table[3].cells["post"].is_moved
    assert table[0].tellers == ("wire", "post", "copy")


def test_the_matrix_of_another_base_begins_with_it() -> None:
    table = rows.build_rows(make_story(), "post")
    assert list(table[0].cells) == ["post", "wire", "copy"]
    assert [row.statement.id for row in table] == [
        "s-head",
        "s-lead",
        "s-sail",
        "s-port",
        "s-hurt",
        "s-ticket",
    ]
    lead = table[1].cells["wire"].alignments[0]
    assert [change.a.text for change in lead.changes] == ["Tuesday", "34", "police"]


def test_what_others_add_stands_behind_what_it_follows() -> None:
    one = make_source("one", ["a", "b", "c"])
    two = make_source("two", ["own headline", "a", "x", "y", "c"])
    three = make_source("three", ["a", "x", "z", "b", "w"])
    cells: list[dict[str, tuple[int, ...]]] = [
        {"one": (0,), "two": (1,), "three": (0,)},
        {"one": (1,), "three": (3,)},
        {"one": (2,), "two": (4,)},
        {"two": (0,)},
        {"two": (2,), "three": (1,)},
        {"two": (3,)},
        {"three": (2,)},
        {"three": (4,)},
    ]
    statements = tuple(Statement(name, cell) for name, cell in zip("abchxyzw", cells, strict=True))
    story = replace(make_story(), sources=(one, two, three), pairs=(), statements=statements)
    assert "".join(story.statements[place].id for place in rows.order_statements(story, "one")) == "ahxzybwc"


def test_a_repeat_is_no_addition_and_nobody_misses_it() -> None:
    table = rows.build_rows(make_repeating_story(), "one")
    again = next(row for row in table if row.statement.id == "t-again")
    assert again.is_repeat
    assert not again.is_only
    assert again.cells["one"].state is CellState.NOT_COMPARED


def test_what_stands_in_another_row_is_not_missing() -> None:
    table = rows.build_rows(make_repeating_story(), "one")
    school = next(row for row in table if row.statement.id == "t-school")
    road = next(row for row in table if row.statement.id == "t-road")
    assert school.cells["two"].state is CellState.ELSEWHERE
    assert school.cells["two"].see == (road.number,)
    assert not school.is_only


def test_without_a_pair_nothing_is_called_missing() -> None:
    table = rows.build_rows(replace(make_story(), pairs=()), "wire")
    ticket = next(row for row in table if row.statement.id == "s-ticket")
    assert ticket.cells["wire"].state is CellState.NOT_COMPARED
    assert table[0].cells["post"].state is CellState.PARTIAL


def test_half_a_cell_alike_is_only_partly_alike() -> None:
    story = make_story()
    head = Statement("s-head", {"wire": (0,), "post": (0, 5), "copy": (1,)})
    story = replace(story, statements=(head, *story.statements[1:-1]))
    assert rows.build_rows(story, "wire")[0].cells["post"].state is CellState.PARTIAL


def test_a_cell_is_tied_through_another_teller_where_the_base_is_not() -> None:
    story = make_story()
    pair = replace(story.pairs[1], alignments=story.pairs[1].alignments[1:])
    story = replace(story, pairs=(story.pairs[0], pair, story.pairs[2]))
    cell = rows.build_rows(story, "wire")[0].cells["copy"]
    assert (cell.state, cell.against) == (CellState.REWORDED, "post")


@pytest.mark.parametrize(
    ("kind", "change", "state"),
    [
        (AlignmentKind.IDENTICAL, None, CellState.SAME),
        (AlignmentKind.VARIANT, ChangeKind.SPELLING, CellState.STYLE),
        (AlignmentKind.IDENTICAL, ChangeKind.HIDDEN_CHARACTERS, CellState.REWORDED),
        (AlignmentKind.VARIANT, ChangeKind.QUOTE_MARKS, CellState.REWORDED),
        (AlignmentKind.PARTIAL, ChangeKind.NUMBER, CellState.PARTIAL),
    ],
)
def test_no_cell_is_called_more_alike_than_it_is(
    kind: AlignmentKind, change: ChangeKind | None, state: CellState
) -> None:
    source = make_source("x", ["word"])
    changes = [change_words(change, (source, 0, "word", ""), (source, 0, "word", ""))] if change else []
    assert rows.judge_alignments([align_units("a", [0], [0], kind, *changes)]) is state


def test_the_least_alike_of_several_decides() -> None:
    both = [
        align_units("a", [0], [0], AlignmentKind.PARAPHRASE),
        align_units("b", [0], [1], AlignmentKind.IDENTICAL),
    ]
    assert rows.judge_alignments(both) is CellState.PARAPHRASE


def test_the_bars_of_the_strips() -> None:
    story = make_story()
    strips = {
        source.id: [str(trace.state) for trace in rows.trace_units(story, "wire", source.id)]
        for source in story.sources
    }
    assert strips == {
        "wire": ["base"] * 5,
        "post": ["reworded", "reworded", "reworded", "style", "same", "only"],
        "copy": ["same", "same", "partial"],
    }
    from_copy = [str(trace.state) for trace in rows.trace_units(story, "copy", "post")]
    assert from_copy == ["reworded", "reworded", "partial", "elsewhere", "elsewhere", "only"]
    rain = make_repeating_story()
    assert [str(trace.state) for trace in rows.trace_units(rain, "one", "two")] == [
        "same",
        "repeat",
        "partial",
    ]


@given(build_comparisons())
@settings(max_examples=60, deadline=None)
def test_every_statement_has_one_row_whatever_the_base(comparison: Comparison) -> None:
    for base in comparison.sources:
        table = rows.build_rows(comparison, base.id)
        assert sorted(row.statement.id for row in table) == sorted(one.id for one in comparison.statements)
        told = [min(row.statement.cells[base.id]) for row in table if row.reference == base.id]
        assert told == sorted(told)
        for row in table:
            assert {name for name, cell in row.cells.items() if cell.units} == set(row.statement.cells)
            assert all(cell.state.is_told == bool(cell.units) for cell in row.cells.values())


def test_a_repeat_in_a_cell_neither_shows_nor_lowers_its_state() -> None:
    """001 prints its headline twice: the first stands in the row, and is as reworded as it is."""
    comparison = compare_seeds()
    wire, copy = read_seed("000").id, read_seed("001").id
    row = next(row for row in rows.build_rows(comparison, wire) if row.cells[wire].units == (0,))
    assert row.cells[copy].state is CellState.REWORDED
    assert len(row.cells[copy].units) == 1
