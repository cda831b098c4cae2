"""The tables and what reads them: spellings, name forms, verbs, hedges."""

from __future__ import annotations

import pytest

from tests.fixture_file import Case, load_cases
from variance.lexicon import spelling
from variance.lexicon.spelling import Variety, find_spelling, find_varieties
from variance.lexicon.tables import (
    FormKind,
    extend_forms,
    load_gendered_titles,
    load_hedges,
    load_report_verbs,
    lookup_form,
)
from variance.text.forms import find_forms
from variance.text.tokens import tokenize


@pytest.mark.parametrize("case", load_cases("lexicon/forms.md"), ids=str)
def test_forms(case: Case) -> None:
    tokens = tokenize(case.input)
    lines = []
    for match in find_forms(tokens):
        text = case.input[tokens[match.start].start : tokens[match.end - 1].end]
        lines.append(("? " if match.is_ambiguous else "") + f"{text} → {match.key}")
    assert "\n".join(lines) == case.expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("destabilise", "destabilize"),
        ("defence", "defense"),
        ("organisations", "organizations"),
        ("colour", "color"),
        ("travelled", "traveled"),
        ("programme", "program"),
        ("cheque", "check"),
        ("practise", "practice"),
        ("weaponised", "weaponized"),
        ("judgement", "judgment"),
        ("towards", "toward"),
        ("fuelled", "fueled"),
        ("manoeuvres", "maneuvers"),
    ],
)
def test_one_key_for_two_spellings(one: str, two: str) -> None:
    assert find_spelling(one) == find_spelling(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("affect", "effect"),
        ("council", "counsel"),
        ("principal", "principle"),
        ("country", "county"),
        ("prise", "prize"),
        ("size", "sise"),
        ("soldier", "soldiers"),
        ("war", "wars"),
        ("employe", "employees"),
        ("not", "now"),
        ("discreet", "discrete"),
        ("casino", "cassino"),
    ],
)
def test_two_words_keep_two_keys(one: str, two: str) -> None:
    assert find_spelling(one) != find_spelling(two)


def test_varieties() -> None:
    assert find_varieties("defense") == {Variety.AMERICAN}
    assert find_varieties("destabilise") == {Variety.BRITISH_ISE, Variety.AUSTRALIAN}
    assert Variety.BRITISH_IZE in find_varieties("destabilize")
    assert find_varieties("sentence") == frozenset()


def test_every_key_is_its_own_key() -> None:
    keys = {row[2] for line in spelling._load_lines() if len(row := line.split("\t")) > 2}
    assert keys
    assert {key for key in keys if find_spelling(key) != key} == set()


def test_the_file_is_sorted_for_bisection() -> None:
    lines = spelling._load_lines()
    assert lines == sorted(lines)


def test_only_words_that_occur_are_built() -> None:
    spelling._find_row.cache_clear()
    find_spelling.cache_clear()
    for word in ("defence", "defence", "sentence"):
        find_spelling(word)
    assert spelling._find_row.cache_info().currsize == 2


def test_settings_extend_the_tables() -> None:
    with extend_forms(((FormKind.PLACES, ("Kyiv, Kyjiw", "Bielefeld, Bylefeld")),)):
        kyiv, bielefeld = lookup_form("Kyjiw"), lookup_form("Bylefeld")
        assert [match.key for match in find_forms(tokenize("They left Kyjiw."))] == ["Kyiv"]
    assert kyiv is not None and kyiv.key == "Kyiv"
    assert bielefeld is not None and bielefeld.key == "Bielefeld"
    assert lookup_form("Kyjiw") is None
    assert find_forms(tokenize("They left Kyjiw.")) == ()


def test_verbs_and_hedges_have_a_class() -> None:
    verbs, hedges = load_report_verbs(), load_hedges()
    assert verbs["say"] == verbs["tell reporters"] == "neutral"
    assert verbs["claim"] == "claim" and verbs["brush off"] == "deny"
    assert (
        hedges["might"] == "modal" and hedges["reportedly"] == "hearsay" and hedges["potentially"] == "doubt"
    )
    assert "say" not in hedges and "like" not in hedges
    assert "spokesperson" in load_gendered_titles()["spokesman"]


def test_a_million_times_one_word_is_linear() -> None:
    tokens = tokenize("Democratic " * 20_000)
    assert find_forms(tokens) == ()
