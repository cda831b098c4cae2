"""The quotation ledger: who says what, and how the others have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.story import make_source
from variance.model import Alignment, Pair, Quotation
from variance.text.parsed import ParsedSource, parse_source
from variance.vocabulary import AlignmentKind, QuotationRelation
from variance.weigh.ledger import build_ledger
from variance.weigh.speakers import call_speaker, list_lone_names


def parse_lines(name: str, *lines: str) -> ParsedSource:
    return parse_source(make_source(name, lines))


def align(a: ParsedSource, b: ParsedSource, *rows: tuple[Sequence[int], Sequence[int]]) -> Pair:
    alignments = tuple(
        Alignment(f"a-{number}", tuple(own), tuple(other), AlignmentKind.PARAPHRASE, 0.8)
        for number, (own, other) in enumerate(rows)
    )
    return Pair(a.source.id, b.source.id, 0.5, alignments)


def list_relations(ledger: Sequence[Quotation], source: str) -> list[tuple[str, str, str]]:
    return [(q.text, p.source, p.relation.value) for q in ledger if q.source == source for p in q.partners]


@pytest.mark.parametrize(
    ("own", "other", "relation", "inverse"),
    [
        ("He called it “a very big mistake”.", "“A very big mistake,” he said.", "verbatim", "verbatim"),
        ("He called it “a very big mistake”.", 'It was a "big mistake", he said.', "extended", "cut"),
        ("“We shall never leave the island.”", "“We shall not leave the island.”", "altered", "altered"),
        ("“We will defend our colours.”", "“We will defend our colors.”", "verbatim", "verbatim"),
        ("“We will arm them [the rebels].”", "“We will arm them.”", "verbatim", "verbatim"),
    ],
)
def test_relations_in_an_aligned_row(own: str, other: str, relation: str, inverse: str) -> None:
    a, b = parse_lines("a", own), parse_lines("b", other)
    ledger = build_ledger([a, b], [align(a, b, ([0], [0]))])
    assert [r for _, _, r in list_relations(ledger, "a")] == [relation]
    assert [r for _, _, r in list_relations(ledger, "b")] == [inverse]


def test_every_outer_quotation_is_listed_and_slices_its_text() -> None:
    a = parse_lines("a", "He said: “They told me ‘never’.”", "A “so-called” plan.", "No words.")
    ledger = build_ledger([a], [])
    assert [q.text for q in ledger] == ["They told me ‘never’", "so-called"]
    for q in ledger:
        assert a.source.text[q.start : q.end] == q.text


def test_words_without_marks_are_a_partner() -> None:
    a = parse_lines("a", "Soldiers “briefly crossed” the line.")
    b = parse_lines("b", "Soldiers briefly crossed the line on Monday.")
    ledger = build_ledger([a, b], [align(a, b, ([0], [0]))])
    assert list_relations(ledger, "a") == [("briefly crossed", "b", "unquoted")]
    partner = ledger[0].partners[0]
    assert b.source.text[partner.start : partner.end] == partner.text == "briefly crossed"


def test_unaligned_rows_meet_only_in_four_words() -> None:
    a = parse_lines("a", "“We will never leave the island.”", "It is of “grave concern”.")
    b = parse_lines("b", "“We will never leave the island,” he said.", "Of “grave concern” to us.")
    ledger = build_ledger([a, b], [align(a, b)])
    assert list_relations(ledger, "a") == [("We will never leave the island", "b", "verbatim")]


def test_a_quotation_over_two_sentences_is_one_utterance() -> None:
    a = parse_lines("a", "“We leave today and we will never come back here,” he said.")
    source = make_source("b", ["“We leave today. We will not come back here,” he said."])
    first, second = (source.units[0], source.units[0])
    cut = source.text.index("We will not")
    first = replace(first, end=cut - 1, text=source.text[: cut - 1])
    second = replace(second, id=1, start=cut, text=source.text[cut : second.end])
    b = parse_source(replace(source, units=(first, second)))
    ledger = build_ledger([a, b], [align(a, b, ([0], [1]))])
    assert [(q.unit, q.text) for q in ledger if q.source == "b"] == [
        (0, "We leave today. We will not come back here")
    ]
    assert [p.relation for p in ledger[0].partners] == [QuotationRelation.ALTERED]


def test_what_is_verbatim_somewhere_is_altered_nowhere() -> None:
    a = parse_lines("a", "“We shall never leave.”")
    b = parse_lines("b", "“We shall not leave.” “We shall never leave.”")
    ledger = build_ledger([a, b], [align(a, b, ([0], [0]))])
    assert [r for _, _, r in list_relations(ledger, "a")] == ["verbatim"]


def test_the_order_of_the_sources_swaps_only_the_sides() -> None:
    a = parse_lines("a", "“A very big mistake,” she said.", "“Not now.”")
    b = parse_lines("b", "It was a “big mistake”.", "“Not just now.”")
    rows = ((0,), (0,)), ((1,), (1,))
    one = build_ledger([a, b], [align(a, b, *rows)])
    two = build_ledger([b, a], [align(b, a, *rows)])
    assert sorted(one, key=lambda q: (q.source, q.start)) == sorted(two, key=lambda q: (q.source, q.start))


def test_a_page_of_quotation_marks_is_bounded() -> None:
    line = "“never again ” " * 400
    a, b = parse_lines("a", line), parse_lines("b", line)
    ledger = build_ledger([a, b], [align(a, b, ([0], [0]))])
    assert max(len(q.partners) for q in ledger if q.source == "a") <= 16


def test_a_quotation_that_runs_on_keeps_its_speaker() -> None:
    a = parse_lines("a", "“We shall leave,” Maria Lopez said.", "“Not now.”", "It rained.", "“Never.”")
    assert [q.speaker for q in build_ledger([a], [])] == ["Maria Lopez", "Maria Lopez", None]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("“We shall leave,” Maria Lopez said.", "Maria Lopez"),
        ("“We shall leave,” said Maria Lopez.", "Maria Lopez"),
        ("“We shall leave,” she said.", None),
        ("“We shall leave.”", None),
        ("It was a “so-called” plan.", None),
    ],
)
def test_the_speaker_is_whom_the_sentence_names(line: str, speaker: str | None) -> None:
    assert [q.speaker for q in build_ledger([parse_lines("a", line)], [])] == [speaker]


@pytest.mark.parametrize(
    ("speakers", "name"),
    [
        (["Maria Lopez", "Lopez", "President Lopez"], "Lopez"),
        (["Lopez", "the president"], "Lopez"),
        (["Lopez", "a senior official"], None),
        (["Lopez", "Miller"], None),
        (["White House"], "White House"),
        (["a senior official"], None),
        (["the International Federation of Red Cross and Red Crescent Societies"], None),
        ([], None),
    ],
)
def test_what_a_title_calls_the_speaker(speakers: Sequence[str], name: str | None) -> None:
    story = parse_lines("a", "The White House spoke, then Lopez and Miller did.")
    assert call_speaker(speakers, list_lone_names([story])) == name


@pytest.mark.parametrize(
    "lines",
    [
        ("We shall never leave the island.”",),
        ("“It is late.", "We shall never leave the island.", "Good night.”"),
        ("“It is late.", "We shall never leave the island.”"),
    ],
    ids=["a mark left over", "inside an open quotation", "at its end"],
)
def test_where_a_mark_is_missing_nothing_is_unquoted(lines: Sequence[str]) -> None:
    a = parse_lines("a", *("“We shall never leave the island,” he said.",) * len(lines))
    b = parse_lines("b", *lines)
    ledger = build_ledger([a, b], [align(a, b, *(([n], [n]) for n in range(len(lines))))])
    assert QuotationRelation.UNQUOTED not in {p.relation for q in ledger for p in q.partners}
