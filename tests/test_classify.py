"""Classification: every fixture case, from either side, and what must hold of any two texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from tests.classify_cases import (
    Expected,
    classify_case,
    classify_texts,
    list_kinds,
    load_kind,
    make_source,
    read_changes,
    read_expected,
)
from tests.fixture_file import Case
from variance.classify.changes import classify_pair, classify_pairs, mirror_change
from variance.model import Alignment, Pair, Span
from variance.text.parsed import parse_source
from variance.text.wordlists import list_words
from variance.vocabulary import AlignmentKind, ChangeKind, Severity


def _make_param(kind: str, case: Case) -> ParameterSet:
    """The case as a test of its own; a known gap must fail, so that it is seen when it is closed."""
    gap = case.parts.get("gap")
    marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
    return pytest.param(case, id=f"{kind}: {case}", marks=marks)


CASES = [(kind, case) for kind in list_kinds() for case in load_kind(kind)]


def _sort(found: tuple[Expected, ...]) -> list[tuple[str, str, str, str]]:
    return sorted((e.kind.value, e.a, e.b, e.severity.value) for e in found)


@pytest.mark.parametrize("case", [_make_param(kind, case) for kind, case in CASES])
def test_case(case: Case) -> None:
    found = classify_case(case)
    assert _sort(read_changes(found.changes)) == _sort(read_expected(case))


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{kind}: {case}") for kind, case in CASES])
def test_case_from_the_other_side(case: Case) -> None:
    """Swapped sides give the same changes, seen from the other side."""
    there = classify_case(case).changes
    back = classify_case(case, swapped=True).changes
    assert sorted(there, key=str) == sorted((mirror_change(change) for change in back), key=str)


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{kind}: {case}") for kind, case in CASES])
def test_what_a_copy_shows_again_is_found_at_its_own_place(case: Case) -> None:
    """Rows of the same words are classified once for a comparison, and alone each gives the same."""
    texts = [case.parts["input base"], case.parts["input other"]]
    if any("\n" in text for text in texts):
        pytest.skip("a side of several sentences is looked at for itself")
    copies = [make_source(name, [text]) for name, text in zip("ab", texts, strict=True)]
    copies += [make_source(name, ["So it was.", text]) for name, text in zip("cd", texts, strict=True)]
    parsed = {source.id: parse_source(source) for source in copies}
    kind = AlignmentKind(case.parts.get("alignment", "reworded"))
    pairs = [
        Pair("a", "b", 0.5, (Alignment("x", (0,), (0,), kind, 0.5),)),
        Pair("c", "d", 0.5, (Alignment("y", (1,), (1,), kind, 0.5),)),
    ]
    found = classify_pairs(pairs, parsed)
    assert found == tuple(classify_pair(pair, parsed[pair.a], parsed[pair.b]) for pair in pairs)
    first, second = (pair.alignments[0] for pair in found)
    assert read_changes(first.changes) == read_changes(second.changes)
    for change in second.changes:
        for source, span in ((copies[2], change.a), (copies[3], change.b)):
            assert source.text[span.start : span.end] == span.text


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{kind}: {case}") for kind, case in CASES])
def test_spans_slice_their_units(case: Case) -> None:
    """Every span is the source's own text, inside its unit."""
    sources = [make_source(name, case.parts[f"input {name}"].splitlines()) for name in ("base", "other")]
    for change in classify_case(case).changes:
        for source, span in zip(sources, (change.a, change.b), strict=True):
            unit = source.units[span.unit]
            assert source.text[span.start : span.end] == span.text
            assert unit.start <= span.start <= span.end <= unit.end


def test_every_kind_of_change_has_a_fixture_file() -> None:
    assert {kind.value for kind in ChangeKind} <= set(list_kinds())


@pytest.mark.parametrize("kind", [kind.value for kind in ChangeKind])
def test_a_file_has_cases_to_find_and_cases_to_leave_alone(kind: str) -> None:
    cases = load_kind(kind)
    leave = [case for case in cases if case.title.startswith("Leave alone")]
    is_core = kind in ("certainty", "negation", "name", "label", "number")
    assert len(leave) >= (20 if is_core else 10)
    assert len(cases) - len(leave) >= (40 if is_core else 20)


_WORDS = list_words(
    "the a Putin said reporters told on Thursday Friday not may will “ ” , . three 3 talks in Kyiv Kiev - ( )"
)
_SENTENCES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map(" ".join)


@given(_SENTENCES, _SENTENCES, st.sampled_from(AlignmentKind))
def test_any_two_texts_give_the_same_changes_from_either_side(
    one: str, two: str, kind: AlignmentKind
) -> None:
    there = classify_texts(one, two, kind)
    back = classify_texts(two, one, kind)
    assert there.kind is back.kind
    assert sorted(there.changes, key=str) == sorted(map(mirror_change, back.changes), key=str)


@given(_SENTENCES)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    same = classify_texts(text, text)
    assert same.changes == ()
    assert same.kind is AlignmentKind.IDENTICAL


@given(_SENTENCES, _SENTENCES, st.sampled_from(AlignmentKind))
def test_spans_of_any_two_texts_slice_them(one: str, two: str, kind: AlignmentKind) -> None:
    for change in classify_texts(one, two, kind).changes:
        assert one[change.a.start : change.a.end] == change.a.text
        assert two[change.b.start : change.b.end] == change.b.text
        assert change.a.text or change.b.text


def test_an_alignment_is_a_variant_when_only_conventions_differ() -> None:
    found = classify_texts("Nato’s defence chiefs met in Kyiv.", "NATO's defense chiefs met in Kiev.")
    assert found.kind is AlignmentKind.VARIANT
    assert all(change.severity.rank >= Severity.STYLE.rank for change in found.changes)


def test_an_alignment_with_another_word_is_reworded() -> None:
    assert classify_texts("The chiefs met.", "The chiefs dined.").kind is AlignmentKind.REWORDED


def test_the_kind_of_an_independent_alignment_stays() -> None:
    found = classify_texts("He left on Monday.", "On Tuesday he was gone.", AlignmentKind.PARTIAL)
    assert found.kind is AlignmentKind.PARTIAL


def test_a_dateline_is_no_change() -> None:
    source = make_source("b", ["PARIS (AP) — The talks failed."])
    unit = source.units[0]
    dateline = Span(0, 0, len("PARIS (AP) — "), "PARIS (AP) — ")
    with_dateline = replace(source, units=(replace(unit, dateline=dateline),))
    pair = Pair("a", "b", 0.5, (Alignment("x", (0,), (0,), AlignmentKind.REWORDED, 0.9),))
    a = parse_source(make_source("a", ["The talks failed."]))
    found = classify_pair(pair, a, parse_source(with_dateline)).alignments[0]
    assert found.changes == ()
    assert found.kind is AlignmentKind.IDENTICAL


def test_a_paraphrase_that_copies_much_of_the_text_is_reworded() -> None:
    one = "The mayor said on Monday that the old bridge over the river would be closed for repairs till May."
    two = "Until spring nobody can cross: the old bridge over the river would be closed for repairs, he said."
    assert classify_texts(one, two, AlignmentKind.PARAPHRASE).kind is AlignmentKind.REWORDED
    assert classify_texts(one, two, AlignmentKind.PARTIAL).kind is AlignmentKind.PARTIAL


def _classify_rows(
    base: str, other: str, rows: Sequence[tuple[tuple[int, ...], tuple[int, ...], AlignmentKind]]
) -> list[Alignment]:
    a, b = make_source("a", base.splitlines()), make_source("b", other.splitlines())
    made = tuple(
        Alignment(str(number), units_a, units_b, kind, 0.5)
        for number, (units_a, units_b, kind) in enumerate(rows)
    )
    pair = classify_pair(Pair("a", "b", 0.5, made), parse_source(a), parse_source(b))
    return list(pair.alignments)


_WHOLE = "Ana Roe, a teacher who lives in Leeds with cats, wrote: “For the record, I will never sell it.”"
_PARTS = """Ana Roe, a nurse who lives in Leeds with cats, took to the radio.
“For the record, I will never sell it.”"""
_PARTED = [((0,), (0,), AlignmentKind.PARAPHRASE), ((0,), (1,), AlignmentKind.REWORDED)]


def test_a_sentence_told_in_parts_is_compared_with_all_of_them() -> None:
    first, second = _classify_rows(_WHOLE, _PARTS, _PARTED)
    assert first.kind is second.kind is AlignmentKind.REWORDED
    assert [(c.a.text, c.b.text) for c in first.changes] == [
        ("teacher", "nurse"),
        ("wrote", "took to the radio"),
    ]
    assert second.changes == ()


def test_parts_are_the_same_from_the_other_side() -> None:
    there = _classify_rows(_WHOLE, _PARTS, _PARTED)
    back = _classify_rows(_PARTS, _WHOLE, [(b, a, kind) for a, b, kind in _PARTED])
    for row, turned in zip(there, back, strict=True):
        assert row.kind is turned.kind
        assert sorted(row.changes, key=str) == sorted(map(mirror_change, turned.changes), key=str)


def test_a_paraphrase_beside_a_copy_stays_one_where_the_parts_are_no_copy_of_the_whole() -> None:
    whole = (
        "Ana Roe, who has taught in the north for thirty years and whose pupils praise her, wrote: “No.” "
        "It was the third time that she had spoken of the land that her father bought after the war."
    )
    parts = "A teacher of thirty years spoke again of her father's fields.\n“No.”"
    first, _ = _classify_rows(whole, parts, _PARTED)
    assert first.kind is AlignmentKind.PARAPHRASE
