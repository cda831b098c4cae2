"""What is read in a text (quotations, values, names, attribution, clauses, stems), by example."""

from __future__ import annotations

import pytest

from tests import text_cases
from tests.fixture_file import Case, load_cases
from variance.text.quotation_relations import relate_quotations
from variance.text.quotations import find_quotations
from variance.text.stems import fold_demonym, stem_word
from variance.text.tokens import tokenize

_FLIPPED = {"cut": "extended", "extended": "cut"}


@pytest.mark.parametrize("case", load_cases("text/quotations.md"), ids=str)
def test_quotations(case: Case) -> None:
    assert text_cases.show_quotations(case.input) == case.expected


@pytest.mark.parametrize("case", load_cases("text/values.md"), ids=str)
def test_values(case: Case) -> None:
    assert text_cases.show_values(case.input) == case.expected


@pytest.mark.parametrize("case", load_cases("text/names.md"), ids=str)
def test_names(case: Case) -> None:
    assert text_cases.show_names(case.input) == case.expected


@pytest.mark.parametrize("case", load_cases("text/attribution.md"), ids=str)
def test_attribution(case: Case) -> None:
    assert text_cases.show_attributions(case.input) == case.expected


@pytest.mark.parametrize("case", load_cases("text/clauses.md"), ids=str)
def test_clauses(case: Case) -> None:
    assert text_cases.show_clauses(case.input) == case.expected


@pytest.mark.parametrize("case", load_cases("text/relations.md"), ids=str)
def test_relations(case: Case) -> None:
    own, other = tokenize(case.parts["input own"]), tokenize(case.parts["input other"])
    assert (relate_quotations(own, other) or "none") == case.expected
    assert (relate_quotations(other, own) or "none") == _FLIPPED.get(case.expected, case.expected)


@pytest.mark.parametrize("case", load_cases("text/stems.md"), ids=str)
def test_stems(case: Case) -> None:
    words = case.input.split()
    stems = {stem_word(word) for word in words}
    assert len(stems) == (1 if case.expected == "together" else len(words))


def test_marks_inside_markup_quote_nothing() -> None:
    text = 'He said *"no"* and <a href="x.html" title="T">"yes"</a> in [the "report"](u "Title").'
    found = find_quotations(text, [(0, len(text))], markup=True)
    assert [text[span.inner_start : span.inner_end] for span in found] == ["no", "yes", "report"]


@pytest.mark.parametrize(
    ("place", "people"),
    [
        ("russia", "russians"),
        ("france", "french"),
        ("iraq", "iraqi"),
        ("brazil", "brazilian"),
        ("china", "chinese"),
    ],
)
def test_a_place_and_its_people_share_a_root(place: str, people: str) -> None:
    assert fold_demonym(place) == fold_demonym(people)


def test_neighbours_keep_roots_of_their_own() -> None:
    places = (
        "austria",
        "australia",
        "iran",
        "iraq",
        "niger",
        "nigeria",
        "slovakia",
        "slovenia",
        "korea",
        "india",
    )
    assert len({fold_demonym(place) for place in places}) == len(places)
