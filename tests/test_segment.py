"""Sentence spans: the adopted sets of cases, examples of our own, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixture_file import Case, load_cases
from tests.segment_cases import KNOWN_FAILURES, SegmentCase, cut_sentences, load_segment_cases
from variance import segment
from variance.segment import segment_spans
from variance.text.wordlists import list_words

GOLDEN_RULES = load_segment_cases("golden_rules")
NEWS_CASES = load_segment_cases("news_cases")
MEGABYTE = 1_000_000
# The slowest of the texts below takes 2 s on a slow machine; what is quadratic takes hours.


@pytest.mark.parametrize("case", [*GOLDEN_RULES, *NEWS_CASES], ids=str)
def test_adopted_case(case: SegmentCase) -> None:
    if case.name in KNOWN_FAILURES:
        assert not case.is_passed, f"{case.name} passes now: strike it from KNOWN_FAILURES"
    else:
        assert cut_sentences(case.text) == case.sentences


def test_enough_adopted_cases_pass() -> None:
    assert len(GOLDEN_RULES) == 48
    assert len(NEWS_CASES) == 52
    assert sum(case.is_passed for case in GOLDEN_RULES) >= 38
    assert sum(case.is_passed for case in NEWS_CASES) >= 50


@pytest.mark.parametrize("case", load_cases("segment/cases.md"), ids=str)
def test_case(case: Case) -> None:
    assert [s.replace("\n", "⏎") for s in cut_sentences(case.input)] == case.expected.splitlines()


@pytest.mark.parametrize("case", load_cases("segment/markdown.md"), ids=str)
def test_markdown_case(case: Case) -> None:
    found = cut_sentences(case.input, markup=True)
    assert [s.replace("\n", "⏎") for s in found] == case.expected.splitlines()


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Not this. One here. Two there. Nor this."
    assert [text[a:b] for a, b in segment_spans(text, 10, 30)] == ["One here.", "Two there."]


def test_white_space_alone_has_no_sentence() -> None:
    assert segment_spans(" \n\t\u00a0 ", 0, 5) == ()


# Text that is rich in what the rules look at, so that they meet.
_PIECES = st.sampled_from(
    [
        *(
            "Mr.",
            "U.S.",
            "No.",
            "Jan.",
            "He",
            "said",
            "I",
            "Inc.",
            "3",
            "p.m.",
            "…",
            "...",
            ".",
            "?",
            "!",
            "“",
            "”",
        ),
        *(
            "‘",
            "’",
            '"',
            "'",
            "(",
            ")",
            "[",
            "]",
            " ",
            " ",
            " ",
            "\n",
            "\u00a0",
            "—",
            "*",
            "\n> ",
            "a",
            "Kim",
            "。",
        ),
    ]
)
_TEXTS = st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=80))


@given(_TEXTS)
def test_spans_are_in_order_and_leave_only_white_space_between(text: str) -> None:
    position = 0
    for start, end in segment_spans(text, 0, len(text)):
        assert start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(_TEXTS)
def test_markdown_leaves_only_white_space_and_quotation_marks_between(text: str) -> None:
    position = 0
    for start, end in segment_spans(text, 0, len(text), markup=True):
        assert start < end
        assert not text[position:start].replace(">", " ").strip()
        position = end
    assert not text[position:].replace(">", " ").strip()


_WORDS_AT_STOPS = st.sampled_from(
    list_words(
        "A He Kyiv in it army 12 123 no No inc Inc Ill ill Mr mr Jan jan D.C e.g vs St. U.S I B é Ω x-y"
    )
)


@given(
    st.lists(st.tuples(_WORDS_AT_STOPS, st.sampled_from([" ", ". ", ".\n", "? ", '." ', "... "])), max_size=8)
)
def test_plain_ends_are_those_that_the_rules_find(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + end for word, end in pieces)
    found = segment_spans(text, 0, len(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segment, "_ends_plainly", lambda *_: False)
        assert segment_spans(text, 0, len(text)) == found


@given(_TEXTS, st.sampled_from([" ", "\n", " \n "]))
def test_white_space_around_a_block_changes_nothing(text: str, space: str) -> None:
    cut = [(start + len(space), end + len(space)) for start, end in segment_spans(text, 0, len(text))]
    padded = space + text + space
    assert list(segment_spans(padded, 0, len(padded))) == cut


@pytest.mark.parametrize(
    ("piece", "markup"),
    [
        *(
            (piece, False)
            for piece in ("word ", "a", ".", ". ", '"', ".”", "Mr. ", "“A?” Putin ", "a … ", ".(")
        ),
        *((piece, True) for piece in ("A. ", "<!--", "[^", "*a ")),
    ],
)
def test_a_megabyte_of_one_thing_is_cut_in_linear_time(piece: str, markup: bool) -> None:
    text = piece * (MEGABYTE // len(piece)) + "."
    spans = segment_spans(text, 0, len(text), markup=markup)
    assert spans
    assert spans[-1][1] == len(text)
