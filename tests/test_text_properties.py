"""What must hold of everything read in a text, whatever the text; and that the work grows with its length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text_cases import list_spans, parse_units
from variance.text.attribution import AttributionForm, find_attributions
from variance.text.chains import find_stays
from variance.text.clauses import ClauseKind, mark_clauses
from variance.text.names import find_names, find_source_names
from variance.text.quotation_relations import relate_quotations
from variance.text.quotations import find_quotations
from variance.text.stems import stem_word
from variance.text.tokens import tokenize
from variance.text.values import Value, compare_values, find_values, resolve_value
from variance.text.wordlists import list_words
from variance.vocabulary import QuotationRelation

_PIECES = st.sampled_from(
    list_words(
        """
        " ' “ ” ‘ ’ „ « » `` '' , . ... … ; : — - ( ) [ ] $ % / + said says told
        according to who which and but saying he the of Putin Kim Jong-un President US
        U.S. McKenzie al-Sisi May March Monday 3 50 50bn 1,000 10:30 2024 10-15 third
        second one a dozen million per cent years old not was quoted as reportedly that
        in war weapons don't ministers'
        """
    )
)
_TEXTS = (
    st.lists(_PIECES, max_size=40).map(" ".join)
    | st.lists(_PIECES, max_size=30).map("".join)
    | st.text(max_size=60)
)


@given(_TEXTS)
def test_quotations_lie_in_their_text_in_order_and_nest(text: str) -> None:
    found = find_quotations(text, list_spans(text))
    open_ends: list[int] = []
    for one, span in enumerate(found):
        assert 0 <= span.start < span.inner_start <= span.inner_end <= span.end <= len(text)
        assert one == 0 or found[one - 1].start < span.start
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        assert span.level == len(open_ends)
        assert not open_ends or span.end <= open_ends[-1]
        open_ends.append(span.end)


@given(_TEXTS)
def test_values_lie_in_their_text_and_do_not_overlap(text: str) -> None:
    tokens = tokenize(text)
    end = 0
    for value in find_values(tokens):
        assert end <= value.qualifier_start <= value.start < value.end <= len(tokens)
        assert value.key[0] == value.kind
        end = value.end


@given(_TEXTS)
def test_a_value_agrees_with_itself_and_comparing_is_symmetric(text: str) -> None:
    found = find_values(tokenize(text))
    for one in found:
        assert compare_values(one, one) is True
        for two in found:
            assert compare_values(one, two) is compare_values(two, one)


@given(_TEXTS)
def test_names_lie_in_their_text_and_do_not_overlap(text: str) -> None:
    for unit, names in zip(parse_units(text), find_source_names(parse_units(text)), strict=True):
        end = 0
        for name in names:
            assert end <= name.start <= name.core_start < name.end <= len(unit.tokens)
            assert name.key
            end = name.end


@given(_TEXTS)
def test_attributions_lie_in_their_unit_and_share_no_quotation(text: str) -> None:
    for unit in parse_units(text):
        found = find_attributions(unit)
        governed = [index for made in found for index in made.quotations]
        assert len(governed) == len(set(governed))
        for made in found:
            assert 0 <= made.verb_start < made.verb_end <= len(unit.tokens)
            assert 0 <= made.speaker_start <= made.speaker_end <= len(unit.tokens)
            assert not unit.quoted[made.verb_start]


@given(_TEXTS)
def test_every_token_is_in_a_clause_and_an_attribution_in_no_core(text: str) -> None:
    for unit in parse_units(text):
        kinds = mark_clauses(unit)
        assert len(kinds) == len(unit.tokens)
        for made in find_attributions(unit):
            if made.form is not AttributionForm.ADVERB:
                assert ClauseKind.CORE not in kinds[made.start : made.end]


@given(_TEXTS, _TEXTS)
def test_relations_are_seen_alike_from_both_sides(one: str, two: str) -> None:
    flipped = {
        QuotationRelation.CUT: QuotationRelation.EXTENDED,
        QuotationRelation.EXTENDED: QuotationRelation.CUT,
    }
    own, other = tokenize(one), tokenize(two)
    relation = relate_quotations(own, other)
    assert relate_quotations(other, own) == (flipped.get(relation, relation) if relation else None)


@given(st.text(max_size=20))
def test_a_stem_is_never_longer_than_its_word_by_more_than_a_number(word: str) -> None:
    key = word.casefold()
    assert stem_word(key) == stem_word(key)
    assert len(stem_word(key)) <= len(key) + len("1000")


def _find_one(text: str) -> Value:
    (value,) = find_values(tokenize(text))
    return value


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ("three incidents", "3 incidents", True),
        ("$50 billion", "50,000 million dollars", True),
        ("more than 50 people", "60 people", None),
        ("more than 50 people", "40 people", False),
        ("about 50 people", "52 people", None),
        ("about 50 people", "80 people", False),
        ("10-15 people", "12 people", None),
        ("10-15 people", "20 people", False),
        ("50 people", "60 people", False),
        ("June 18", "18 June 2024", True),
        ("June 18", "June 19", False),
        ("June 2024", "June 18", None),
        ("June 2024", "May 18, 2024", False),
        ("Thursday", "Friday", False),
        ("Tuesday", "June 18", None),
        ("last year", "2023", None),
        ("3 weeks", "21 days", None),
        ("hundreds", "300", None),
        ("50%", "50", None),
        ("$50", "€50", None),
    ],
)
def test_two_values_agree_exclude_each_other_or_cannot_be_told(
    own: str, other: str, expected: bool | None
) -> None:
    assert compare_values(_find_one(own), _find_one(other)) is expected


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("on Tuesday", ("date", "06-18", "2024")),
        ("Tuesday this week", ("date", "06-18", "2024")),
        ("yesterday", ("date", "06-20", "2024")),
        ("this month", ("month", "06", "2024")),
        ("last month", ("month", "05", "2024")),
        ("last year", ("year", "2023")),
        ("June 18", ("date", "06-18", "2024")),
        ("January 5", ("date", "01-05", "2024")),
        ("last Tuesday", ("weekday", "tuesday")),
        ("50 people", ("number", "50")),
    ],
)
def test_relative_dates_are_resolved_by_the_day_of_writing(words: str, key: tuple[str, ...]) -> None:
    assert resolve_value(_find_one(words), date(2024, 6, 21)).key == key


_SENTENCE = (
    'On Friday, President Kim Jong-un told 300 reporters: "We will not go," and the U.S. said it was not so. '
)


@pytest.mark.parametrize(
    "run",
    [
        lambda text: find_quotations(text, [(0, len(text))]),
        lambda text: find_values(tokenize(text)),
        lambda text: find_names(tokenize(text)),
        lambda text: [(find_attributions(unit), mark_clauses(unit)) for unit in parse_units(text)],
    ],
    ids=["quotations", "values", "names", "attributions and clauses"],
)
@pytest.mark.parametrize(
    "piece",
    [_SENTENCE, '"', "'a' ", "“", "Kim ", "10-", "of ", "said, ", "a, ", "one million ", "(", "May "],
    ids=repr,
)
def test_one_thing_ten_thousand_times_is_read_the_same_each_time(
    run: Callable[[str], object], piece: str
) -> None:
    """That the work grows with the length and not its square is measured in benchmarks/growth.py."""
    text = piece * (40_000 // len(piece))
    assert run(text) == run(text)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=9))
def test_what_stays_is_the_heaviest_chain(members: list[tuple[int, int]]) -> None:
    places, weights = [place for place, _ in members], [weight for _, weight in members]
    stays = find_stays(places, weights)
    kept = [place for place, stay in zip(places, stays, strict=True) if stay]
    assert kept == sorted(kept)
    best = 0
    for chosen in range(1 << len(members)):
        picked = [at for at in range(len(members)) if chosen >> at & 1]
        chain = [places[at] for at in picked]
        if chain == sorted(chain):
            best = max(best, sum(weights[at] for at in picked))
    assert sum(weight for weight, stay in zip(weights, stays, strict=True) if stay) == best
