"""Roles of blocks: whole articles as fixtures, and every kind of furniture with what it must leave alone."""

from __future__ import annotations

import pytest

from tests.fixture_file import Case, load_cases
from tests.read_documents import read_text, show_blocks
from variance.read.boilerplate import FURNITURE, Furniture, find_furniture, is_site_description
from variance.read.credits import (
    is_agency,
    is_byline,
    is_contribution,
    is_credit,
    is_initials,
    is_name_line,
    is_photo_credit,
)
from variance.read.roles import CREDIT_RULES, FURNITURE_RULES, PLACE_RULES

CREDITS = {
    "credit": is_credit,
    "contribution": is_contribution,
    "agency": is_agency,
    "initials": is_initials,
    "byline": is_byline,
    "name": is_name_line,
    "photo credit": is_photo_credit,
}


@pytest.mark.parametrize("case", load_cases("read/roles.md"), ids=str)
def test_article(case: Case) -> None:
    path, text = ("a.md", case.parts["input a.md"]) if "input a.md" in case.parts else ("a.txt", case.input)
    assert show_blocks(read_text(text, path)) == case.expected.splitlines()


@pytest.mark.parametrize("case", load_cases("read/furniture.md"), ids=str)
def test_furniture_by_its_words(case: Case) -> None:
    kinds = {line: find_furniture(line) or "none" for line in case.input.splitlines()}
    assert kinds == dict.fromkeys(kinds, case.expected)


@pytest.mark.parametrize("case", load_cases("read/credits.md"), ids=str)
def test_credits_by_their_words(case: Case) -> None:
    name, _, verdict = case.expected.partition(": ")
    found = {line: CREDITS[name](line) for line in case.input.splitlines()}
    assert found == dict.fromkeys(found, verdict == "yes")


@pytest.mark.parametrize("kind", FURNITURE, ids=lambda kind: kind.name)
def test_the_example_of_a_kind_is_of_that_kind(kind: Furniture) -> None:
    assert find_furniture(kind.example) == kind.name


def test_every_rule_has_a_name_of_its_own_and_an_example() -> None:
    rules = [*CREDIT_RULES, *FURNITURE_RULES, *PLACE_RULES]
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.example for rule in rules)


def test_a_site_that_praises_itself_twice() -> None:
    assert is_site_description("Your Home for Local News! Stay tuned 24/7.")
    assert not is_site_description("The mayor thanked everyone for the latest news from the port.")
    assert not is_site_description("“Stay tuned for the latest news,” the mayor said.")


def test_a_long_block_is_never_furniture() -> None:
    assert find_furniture("Sign up for our newsletter. " + "The war goes on and on. " * 40) is None
    assert find_furniture("https://example.org/" + "a" * 2_000_000) is None


def test_nothing_but_furniture() -> None:
    document = read_text("Advertisement\n\nShare this article\n\nAFP\n")
    assert show_blocks(document) == [
        "boilerplate (advertisement): Advertisement",
        "boilerplate (share): Share this article",
        "boilerplate (agency): AFP",
    ]
    assert document.truncated_at is None
