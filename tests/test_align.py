"""Alignment by example: pairs that must and must not align, rows, statements, bounds and explanations."""

from __future__ import annotations

import itertools
import json

import pytest

from tests.align_cases import PLACE, align_two, read_lines, set_in_frame, write_pair
from tests.benchmarks.alignment_sets import make_source
from tests.benchmarks.fold_vocabulary import TARGET, fold_tables
from tests.fixture_file import Case, load_cases
from variance.align import index, likeness
from variance.align.context import CONTEXT_FEATURES
from variance.align.evidence import FEATURES
from variance.align.explain import explain_unit
from variance.align.pairs import align_sources
from variance.align.statements import build_statements
from variance.align.vocabulary import find_sense, fold_word, measure_rarity
from variance.align.weights import load_weights
from variance.text.parsed import ParsedSource, parse_source
from variance.vocabulary import AlignmentKind, Role

ALIGNED = load_cases("align/aligned.md")
NOT_ALIGNED = load_cases("align/not_aligned.md")
KNOWN_WRONG = load_cases("align/known_wrong.md")


@pytest.mark.parametrize("case", [*ALIGNED, *NOT_ALIGNED, *KNOWN_WRONG], ids=str)
def test_two_sentences(case: Case) -> None:
    pair = align_two(*set_in_frame(case.parts["input a"], case.parts["input b"]))
    found = ["aligned" for row in pair.alignments if PLACE in row.a and PLACE in row.b]
    assert (found or ["not aligned"]) == [case.expected]
    assert len(pair.alignments) == len(found)


def test_as_many_must_not_align_as_must() -> None:
    assert len(NOT_ALIGNED) >= len(ALIGNED) >= 20


@pytest.mark.parametrize("case", load_cases("align/rows.md"), ids=str)
def test_rows(case: Case) -> None:
    a, b = read_lines("a", case.parts["input a"]), read_lines("b", case.parts["input b"])
    assert write_pair(align_two(a, b)) == case.expected


@pytest.mark.parametrize("case", load_cases("align/kinds.md"), ids=str)
def test_kinds(case: Case) -> None:
    pair = align_two(*set_in_frame(case.parts["input a"], case.parts["input b"]))
    found = [str(row.kind) for row in pair.alignments if PLACE in row.a and PLACE in row.b]
    assert (found or ["not aligned"]) == [case.expected]
    back = align_two(*reversed(set_in_frame(case.parts["input a"], case.parts["input b"])))
    assert [row.kind for row in back.alignments] == [row.kind for row in pair.alignments]


@pytest.mark.parametrize("case", load_cases("align/statements.md"), ids=str)
def test_statements(case: Case) -> None:
    sources = [
        read_lines(name.removeprefix("input "), text)
        for name, text in case.parts.items()
        if name.startswith("input")
    ]
    pairs, _ = align_sources(sources, list(itertools.combinations(range(len(sources)), 2)))
    lines = [
        " ".join(f"{name}{'+'.join(str(unit + 1) for unit in units)}" for name, units in row.cells.items())
        for row in build_statements(sources, pairs)
    ]
    assert "\n".join(lines) == case.expected


class TestEvidence:
    def test_a_row_says_what_it_rests_on(self) -> None:
        case = next(case for case in ALIGNED if case.title == "A quotation cut to a fragment")
        pair = align_two(*set_in_frame(case.parts["input a"], case.parts["input b"]))
        (row,) = pair.alignments
        shown = {evidence.feature: evidence.text for evidence in row.evidence}
        assert shown["quoted words"] == "profoundly reckless"
        assert "Ortega" in shown["shared words"] or "reckless" in shown["shared words"]
        assert sum(evidence.weight for evidence in row.evidence) <= 1.0

    def test_the_same_words_need_no_other_reason(self) -> None:
        line = "Divers will inspect the hull on Tuesday."
        (row,) = align_two(read_lines("a", line), read_lines("b", line)).alignments
        assert [(e.feature, e.weight) for e in row.evidence] == [("same words", 1.0)]

    def test_every_feature_has_a_weight_of_its_sign(self) -> None:
        weights = load_weights()
        for score, features in ((weights.first_look, FEATURES), (weights.second_look, CONTEXT_FEATURES)):
            for weight, feature in zip(score.weights, features, strict=True):
                assert weight * feature.sign >= 0, feature.name


class TestExplain:
    def test_the_candidates_of_a_sentence_with_their_parts(self) -> None:
        case = ALIGNED[0]
        sources = set_in_frame(case.parts["input a"], case.parts["input b"])
        told = explain_unit(sources, 0, 1, PLACE)
        assert told.text == case.parts["input a"]
        best = told.candidates[0]
        assert best.text == case.parts["input b"]
        assert best.is_linked
        assert best.score > best.threshold
        assert any(part.feature == "quotation" and part.amount > 0 for part in best.parts)
        assert [c.score for c in told.candidates] == sorted((c.score for c in told.candidates), reverse=True)

    def test_it_says_the_same_from_either_side(self) -> None:
        case = ALIGNED[0]
        a, b = set_in_frame(case.parts["input a"], case.parts["input b"])
        there = explain_unit([a, b], 0, 1, PLACE).candidates[0]
        back = explain_unit([b, a], 0, 1, PLACE).candidates[0]
        assert there.score == back.score
        assert [(p.feature, p.amount) for p in there.parts] == [(p.feature, p.amount) for p in back.parts]

    def test_a_unit_that_is_not_told_is_an_error(self) -> None:
        a, b = read_lines("a", "One sentence stands here."), read_lines("b", "Another stands there.")
        with pytest.raises(KeyError):
            explain_unit([a, b], 0, 1, 7)


class TestFolding:
    @pytest.mark.parametrize(
        ("one", "two", "is_name"),
        [
            ("defence", "defense", False),
            ("supplied", "supplier", False),
            ("Russians", "Russia", True),
            ("American", "US", True),
            ("three", "3", False),
            ("10,000", "10000", False),
        ],
    )
    def test_forms_of_a_word_have_one_key(self, one: str, two: str, *, is_name: bool) -> None:
        assert fold_word(one, is_name=is_name) == fold_word(two, is_name=is_name)

    @pytest.mark.parametrize(("one", "two"), [("measures", "options"), ("north", "south"), ("us", "US")])
    def test_other_words_have_other_keys(self, one: str, two: str) -> None:
        assert fold_word(one, is_name=one[0].isupper()) != fold_word(two, is_name=two[0].isupper())

    def test_near_synonyms_share_a_sense_and_no_key(self) -> None:
        assert find_sense(fold_word("treaty", is_name=False)) == find_sense(fold_word("pact", is_name=False))
        assert find_sense(fold_word("violin", is_name=False)) is None

    def test_the_folded_tables_are_what_the_tables_say(self) -> None:
        # If not: python -m tests.benchmarks.fold_vocabulary
        assert json.loads(TARGET.read_text(encoding="utf-8")) == fold_tables()

    def test_a_rare_word_weighs_more_than_a_common_one(self) -> None:
        assert (
            measure_rarity(fold_word("the", is_name=False))
            < measure_rarity("zirconium")
            == pytest.approx(0.889, abs=0.01)
        )


def make_text(name: str, lines: list[str]) -> ParsedSource:
    return parse_source(make_source(name, [(line, Role.SENTENCE) for line in lines]))


class TestBounds:
    """Adversarial texts: what comes out; how long it takes, benchmarks/alignment.py --speed says."""

    def test_copies_of_one_sentence(self) -> None:
        line = "The cat sat on the mat with a hat."
        pair = align_two(make_text("a", [line] * 1000), make_text("b", [line] * 999))
        assert len(pair.alignments) == 999
        assert not any(row.moved for row in pair.alignments)
        assert pair.repeated.a == (999,)

    def test_copies_against_copies_of_a_variant(self) -> None:
        a = make_text("a", ["The cat sat on the mat with a hat."] * 1000)
        b = make_text("b", ["The cat sat on the mat with a big hat."] * 500)
        pair = align_two(a, b)
        assert [(row.a, row.b) for row in pair.alignments] == [((0,), (0,))]
        assert len(pair.repeated.a) == 999
        assert len(pair.repeated.b) == 499

    def test_sentences_alike_up_to_a_number(self) -> None:
        a = make_text("a", [f"Item number {k} is ready for shipping to Boston." for k in range(400)])
        b = make_text("b", [f"Item number {k} is now ready for shipping to Boston." for k in range(100, 500)])
        (pair,), _ = align_sources([a, b], [(0, 1)])
        assert {(row.a[0], row.b[0]) for row in pair.alignments} <= {(k + 100, k) for k in range(300)}
        assert len(pair.alignments) == 300

    def test_tables_that_are_full_change_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = [case.parts[part] for case in ALIGNED for part in ("input a", "input b")]
        sources = [make_text(name, lines[start::3]) for start, name in enumerate("abc")]
        places = [(0, 1), (0, 2), (1, 2)]
        pairs = align_sources(sources, places)
        monkeypatch.setattr(index, "_MOST_KEPT", 1)
        monkeypatch.setattr(likeness, "_MOST_KNOWN", 1)
        assert align_sources(sources, places) == pairs

    def test_words_too_common_to_look_up_are_said_to_be(self) -> None:
        a = make_text("a", [f"Ready {'very ' * k}for Boston now." for k in range(1, 60)])
        b = make_text("b", [f"Boston {'very ' * k}ready for now." for k in range(1, 60)])
        (pair,), notes = align_sources([a, b], [(0, 1)])
        assert not pair.alignments
        assert [note.stage for note in notes] == ["align"]
        assert "stand in too many others" in notes[0].reason

    def test_a_sentence_of_many_words(self) -> None:
        words = " ".join(f"word{k}" for k in range(20_000))
        (pair,), notes = align_sources([make_text("a", [words]), make_text("b", [f"{words} more"])], [(0, 1)])
        assert [row.kind for row in pair.alignments] == [AlignmentKind.REWORDED]
        assert "more than 1500 words" in notes[0].reason
