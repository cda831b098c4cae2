from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variance.render.table import cut_width, draw_table, measure_width, pad_text, split_words, wrap_words


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("e\u0301a", 2),
        ("日本", 4),
        ("\x1b[1mab\x1b[0m", 2),
        ("ｱｲ", 2),
        ("🚒", 2),
        ("", 0),
        ("שָׁ", 1),
    ],
)
def test_widths_are_those_of_a_terminal(text: str, width: int) -> None:
    assert measure_width(text) == width


def test_padding_counts_columns_and_not_characters() -> None:
    assert pad_text("日本", 6) == "日本  "
    assert pad_text("e\u0301", 3, right=True) == "  e\u0301"


def test_a_cut_never_splits_a_wide_character() -> None:
    assert cut_width("日本語", 5) == "日本…"
    assert cut_width("日本語", 4) == "日…"
    assert cut_width("short", 5) == "short"


@given(st.lists(st.text(alphabet="ab日e\u0301", min_size=1, max_size=30), max_size=12), st.integers(8, 30))
def test_no_line_is_wider_than_asked(words: list[str], width: int) -> None:
    pieces = [piece for word in words for piece in split_words(word, width - 4)]
    lines = wrap_words(pieces, width, indent="  ", hanging="    ")
    assert all(measure_width(line) <= width for line in lines)
    assert "".join("".join(line.split()) for line in lines) == "".join(words)


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    rows = [["", "name", "words"], ["A", "日本", "7"], ["\x1b[7mB\x1b[0m", "x", "1,000"]]
    lines = draw_table(rows, [False, False, True])
    assert lines == ["   name  words", "A  日本      7", "\x1b[7mB\x1b[0m  x     1,000"]
