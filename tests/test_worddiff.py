"""The word diff: its properties, also on freak input."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.growth import FREAK_WORDS
from variance.text.tokens import tokenize
from variance.text.worddiff import Edit, diff_keys, diff_tokens

_WORDS = st.lists(
    st.sampled_from(["the", "a", "of", "to", "said", "Putin", "Kyiv", "arms", ",", ".", "not", "talks"]),
    max_size=25,
)
_MANY = st.lists(st.sampled_from([f"w{n}" for n in range(60)]), max_size=40)


def apply_edits(a: list[str], b: list[str], edits: tuple[Edit, ...]) -> list[str]:
    """``a`` with every edit carried out, which must be ``b``."""
    out: list[str] = []
    place = 0
    for edit in edits:
        out += a[place : edit.a_start] + b[edit.b_start : edit.b_end]
        place = edit.a_end
    return out + a[place:]


@given(_WORDS | _MANY, _WORDS | _MANY)
def test_swapping_the_sides_flips_the_edits(a: list[str], b: list[str]) -> None:
    assert tuple(edit.flipped for edit in diff_keys(a, b)) == diff_keys(b, a)


@given(_WORDS | _MANY)
def test_a_text_does_not_differ_from_itself(a: list[str]) -> None:
    assert diff_keys(a, list(a)) == ()


@given(_WORDS | _MANY, _WORDS | _MANY)
def test_carrying_out_the_edits_makes_the_other_side(a: list[str], b: list[str]) -> None:
    assert apply_edits(a, b, diff_keys(a, b)) == b


@given(_WORDS, _WORDS)
def test_edits_are_in_order_and_leave_equal_words_between_them(a: list[str], b: list[str]) -> None:
    edits = diff_keys(a, b)
    for first, second in pairwise(edits):
        between = a[first.a_end : second.a_start]
        assert between
        assert between == b[first.b_end : second.b_start]
    for edit in edits:
        assert a[edit.a_start : edit.a_end] != b[edit.b_start : edit.b_end]


def test_glyphs_white_space_and_composition_are_no_differences() -> None:
    one = tokenize("“It’s over” — Zoe\u0308  said …")
    two = tokenize('"It\'s over" -- Zo\u00eb said ...')
    assert diff_tokens(one, two) == ()


def test_case_is_a_difference() -> None:
    assert diff_tokens(tokenize("the Communist Party"), tokenize("the communist party")) == (
        Edit(1, 3, 1, 3),
    )


def test_a_word_among_words_that_repeat_is_found_alone() -> None:
    a, b = (
        tokenize("the talks and the pact and the visit"),
        tokenize("the talks and the old pact and the visit"),
    )
    assert diff_tokens(a, b) == (Edit(4, 4, 4, 5),)


def test_a_moved_mark_does_not_tear_the_words_apart() -> None:
    a, b = tokenize("He left, she said on Friday"), tokenize("He left she said on Friday, again")
    assert [(e.a_start, e.a_end) for e in diff_tokens(a, b)] == [(2, 3), (7, 7)]


def test_freak_input_is_cut_short_and_still_true() -> None:
    """What would cost too much comes out as coarser edits; carried out they make the other side."""
    for a, b in FREAK_WORDS:
        assert apply_edits(a, b, diff_keys(a, b)) == b
