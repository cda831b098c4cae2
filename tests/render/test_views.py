from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.story import COPY, POST, WIRE, make_repeating_story, make_source, make_story
from variance.errors import UsageError
from variance.render import views
from variance.render.relations import flip_pair, relate_sources
from variance.render.views import Section
from variance.vocabulary import FindingKind, Severity


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_letters_go_on_after_z(index: int, letter: str) -> None:
    assert views.name_letter(index) == letter


def test_letters_follow_the_order_given_whatever_the_order_asked() -> None:
    letters = views.letter_sources(make_story())
    assert views.join_letters(["copy", "wire", "copy"], letters) == "AC"
    many = {str(number): views.name_letter(number) for number in range(28)}
    assert views.join_letters(["27", "0"], many) == "A AB"


def test_an_unknown_base_names_the_sources() -> None:
    with pytest.raises(UsageError, match=r"'wir'.*wire, post, copy"):
        views.choose_base(make_story(), "wir")
    assert views.choose_base(make_story(), None) == "wire"


def test_a_pair_seen_from_its_other_side() -> None:
    pair = relate_sources(make_story()).orient_pair("post", "wire")
    assert pair is not None
    assert (pair.a, pair.b, pair.omitted, pair.added) == ("post", "wire", (5,), ())
    assert [alignment.a for alignment in pair.alignments] == [(0,), (1,), (2,), (3,), (4,)]
    assert [alignment.b for alignment in pair.alignments] == [(0,), (1,), (2,), (4,), (3,)]
    numbers = [change.a.text for change in pair.alignments[1].changes]
    assert numbers == ["Tuesday", "34", "police"]
    cut = relate_sources(make_story()).orient_pair("copy", "wire")
    assert cut is not None
    assert (cut.truncated, cut.truncated_b) == ((), (3, 4))


def test_a_pair_flipped_twice_is_itself() -> None:
    for pair in (*make_story().pairs, *make_repeating_story().pairs):
        assert flip_pair(flip_pair(pair)) == pair


def test_sources_not_compared_have_no_pair() -> None:
    assert relate_sources(replace(make_story(), pairs=())).orient_pair("wire", "post") is None


def test_marks_cut_a_unit_and_empty_ones_are_insert_points() -> None:
    pair = relate_sources(make_story()).orient_pair("post", "wire")
    assert pair is not None
    spans = views.spans_of_side(pair.alignments[2], 2, "a")
    segments = views.mark_unit(POST.units[2], spans)
    assert [(segment.text, [change.b.text for change in segment.marks]) for segment in segments] == [
        ("“We will not sail", []),
        ("", [" again"]),
        (" before the hull has been examined,” said the captain, Ane Lund.", []),
    ]


def test_overlapping_marks_are_named_on_each_segment() -> None:
    unit = make_source("x", ["one two three"]).units[0]
    segments = views.mark_unit(
        unit, [(0, 7, "first"), (4, 99, "second"), (40, 50, "outside"), (13, 13, "end")]
    )
    assert [(segment.text, segment.marks) for segment in segments] == [
        ("one ", ("first",)),
        ("two", ("first", "second")),
        (" three", ("second",)),
        ("", ("end",)),
    ]
    assert segments[-1].is_insert


@given(
    st.text(min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25), st.integers()), max_size=6),
)
def test_segments_add_up_to_the_text(text: str, marks: list[tuple[int, int, int]]) -> None:
    unit = make_source("x", [text]).units[0]
    spans = [(min(start, end), max(start, end), mark) for start, end, mark in marks]
    segments = views.mark_unit(unit, spans)
    assert "".join(segment.text for segment in segments) == text
    for segment in segments:
        if not segment.is_insert:
            covering = [mark for start, end, mark in spans if start < segment.end and end > segment.start]
            assert list(segment.marks) == covering


def test_findings_are_numbered_by_section_and_questions_come_last() -> None:
    ranked = views.rank_findings(make_story())
    assert [(one.number, one.finding.id, one.section) for one in ranked] == [
        (1, "q-sail", Section.SUBSTANCE),
        (2, "n-people", Section.SUBSTANCE),
        (3, "d-day", Section.SUBSTANCE),
        (4, "a-said", Section.ATTRIBUTION),
        (5, "w-head", Section.WORDING),
        (6, "x-ticket", Section.ADDITION),
    ]


def test_the_least_severity_hides_and_counts() -> None:
    ranked = views.rank_findings(make_story(), Severity.ATTRIBUTION)
    assert len(ranked) == 4
    assert views.count_hidden(make_story(), Severity.ATTRIBUTION) == 2


def test_findings_of_whole_units_have_sections_of_their_own() -> None:
    finding = make_story().findings[4]
    assert finding.severity is Severity.WORDING
    assert views.place_finding(replace(finding, kind=FindingKind.MOVED)) is Section.STRUCTURE
    omission = replace(finding, kind=FindingKind.OMISSION)
    assert views.place_finding(omission) is Section.OMISSION
    assert views.place_finding(replace(omission, severity=Severity.SUBSTANCE)) is Section.SUBSTANCE


def test_findings_by_section_source_and_unit() -> None:
    ranked = views.rank_findings(make_story())
    assert [len(group) for group in views.group_by_section(ranked).values()] == [3, 1, 1, 1]
    by_source = views.group_by_source(make_story(), ranked)
    assert [one.number for one in by_source["copy"]] == [1, 2, 3, 4, 5]
    by_unit = views.index_by_unit(ranked)
    assert [one.number for one in by_unit["wire", 1]] == [2, 3, 4]


def test_a_reading_is_cited_by_its_own_sources() -> None:
    finding = make_story().findings[1]
    cited = views.cite_reading(finding, finding.readings[0])
    assert [(citation.source, citation.text) for citation in cited] == [
        ("wire", "Monday"),
        ("copy", "Monday"),
    ]


def test_a_source_with_two_readings_is_cited_for_the_one_it_has() -> None:
    finding = make_story().findings[1]
    twice = replace(finding.readings[1], sources=("post", "wire"))
    finding = replace(finding, readings=(finding.readings[0], twice))
    assert [citation.source for citation in views.cite_reading(finding, twice)] == ["post"]


def test_counts_of_a_source_against_the_base() -> None:
    story = make_story()
    assert views.count_source(story, "wire", POST) == views.SourceCounts(
        source="post",
        words=POST.words,
        sentences=5,
        told_share=1.0,
        only_here=1,
        omitted=0,
        added=1,
        truncated=0,
        set_aside=0,
    )
    copy = views.count_source(story, "wire", COPY)
    assert (copy.sentences, copy.truncated, copy.set_aside, copy.only_here) == (2, 2, 1, 0)
    assert views.count_source(story, "wire", WIRE).told_share is None


def test_the_told_share_counts_the_words_of_the_base() -> None:
    # Headline, lead and quotation of the wire have 8, 18 and 16 words, the two sentences lost 4 and 10.
    assert views.measure_told(make_story(), "wire", "copy") == pytest.approx(42 / 56)


def test_without_a_pair_the_statements_tell_what_is_only_here() -> None:
    story = replace(make_story(), pairs=())
    assert relate_sources(story).find_only_here("post") == {5}
    assert views.measure_told(story, "wire", "post") is None


def test_repeats_are_not_only_here() -> None:
    story = make_repeating_story()
    assert relate_sources(story).find_only_here("two") == frozenset()


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short  text\nhere", 20, "short text here"),
        ("the quick brown fox", 12, "the quick…"),
        ("the quick brown fox", 10, "the quick…"),
        ("supercalifragilistic word", 10, "supercali…"),
        ("", 5, ""),
    ],
)
def test_texts_are_cut_behind_a_word(text: str, limit: int, expected: str) -> None:
    assert views.shorten_text(text, limit) == expected
    assert len(expected) <= limit
