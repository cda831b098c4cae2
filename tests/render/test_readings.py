from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variance.render.readings import Mark, Piece, clip_pieces, mark_readings

SIGNS = {Mark.SHARED: "{}", Mark.LEMMA: "*{}*", Mark.ADDED: "+{}+", Mark.REMOVED: "-{}-"}


def write_pieces(pieces: tuple[Piece, ...]) -> str:
    return "".join(SIGNS[piece.mark].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["rule this one out", "rule this out"], ["rule this *one* out", "rule this -one-out"]),
        (["43 people", "34 people"], ["*43* people", "+34+ people"]),
        (["a very big mistake", "big mistake", "a big error"],
         ["*a very* big *mistake*", "-a very-big mistake", "a -very-big +error+"]),
        (["on Thursday", "Friday"], ["*on Thursday*", "+Friday+"]),
        (["“Stop,” he said", "\"stop\" he said."], ["“Stop,” he said", "\"stop\" he said."]),
        (["full help and advice", "full help"], ["full help *and advice*", "full help-and advice-"]),
        (["only one"], ["only one"]),
        (["…", "words"], ["…", "+words+"]),
    ],
)  # fmt: skip
def test_marks_stand_where_the_words_differ(texts: list[str], expected: list[str]) -> None:
    assert [write_pieces(pieces).replace("- ", "-") for pieces in mark_readings(texts)] == expected


@given(st.lists(st.text(alphabet="ab ,.“’", max_size=12), min_size=1, max_size=4))
def test_pieces_add_up_to_the_reading(texts: list[str]) -> None:
    for text, pieces in zip(texts, mark_readings(texts), strict=True):
        assert "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) == text


def test_a_word_a_million_times_costs_nothing() -> None:
    texts = ["a " * 100_000, "b " * 100_000]
    assert [pieces[0].mark for pieces in mark_readings(texts)] == [Mark.LEMMA, Mark.ADDED]
    assert len("".join(piece.text for piece in clip_pieces(mark_readings(texts)[1]))) < 100


def test_long_readings_are_cut_around_their_marks() -> None:
    start, end = "one two three four five six seven ", " eight nine ten eleven twelve thirteen"
    first, second = mark_readings([f"{start}big{end}", f"{start}small{end}"])
    assert write_pieces(clip_pieces(first)) == "… four five six seven *big* eight nine ten eleven …"
    assert write_pieces(clip_pieces(second, 1)) == "… seven +small+ eight …"
