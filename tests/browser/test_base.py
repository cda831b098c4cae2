"""Another base in the page shows what the report made for that base shows."""

from __future__ import annotations

import re

import pytest

from tests.browser.opened import Opener, read_part
from tests.story import make_story
from tests.test_html import STORIES
from variance.render.views import letter_sources

PARTS = (
    "#strips",
    ".map",
    "table.statements",
    "#pair",
    "table.sources",
    "table.conventions",
    "#absences",
    "#full",
)
# Findings are at home in the report's own lists only, so that a drawn list has no ids.
HOME = re.compile(r'(?<=<li) id="[^"]*"|<span class="id">.*?</span>')


def list_switches() -> list[tuple[str, str, str]]:
    """Story, letter and id of a source that is not its base; of many sources the last."""
    return [
        (name, letter, source)
        for name in ("ferry", "repeats", "nothing in common", "twelve", "empty")
        for source, letter in letter_sources(STORIES[name]).items()
        if source != STORIES[name].base and (len(STORIES[name].sources) < 6 or letter == "L")
    ]


@pytest.mark.parametrize(("name", "letter", "source"), list_switches())
def test_the_page_draws_what_the_report_would_be(opener: Opener, name: str, letter: str, source: str) -> None:
    switched = opener.open(STORIES[name], f"#;base={letter}")
    made = opener.open(STORIES[name], base=source)
    for part in PARTS:
        drawn, expected = (HOME.sub("", read_part(page, part)) for page in (switched, made))
        assert drawn == expected, part
    assert switched.locator("#base").input_value() == letter


def test_back_at_its_own_base_the_page_is_as_it_was(opener: Opener) -> None:
    page = opener.open(make_story())
    before = [read_part(page, part) for part in PARTS]
    for _ in make_story().sources:
        page.keyboard.press("b")
    assert [read_part(page, part) for part in PARTS] == before
    assert "base=A" in page.url


def test_any_two_sources_stand_side_by_side(opener: Opener) -> None:
    page = opener.open(make_story())
    page.select_option("#right", "C")
    chosen = read_part(page, "#pair")
    assert page.locator("#pair").get_attribute("data-pair") == "A C"
    page.select_option("#left", "B")
    assert page.locator("#pair").get_attribute("data-pair") == "B C"
    assert "pair=B,C" in page.url
    # The same source twice is no pair: the two change places.
    page.select_option("#left", "C")
    assert page.locator("#pair").get_attribute("data-pair") == "C B"
    assert read_part(opener.open(make_story(), "#;pair=A,C"), "#pair") == chosen


def test_no_choice_where_there_is_none(opener: Opener) -> None:
    for name in ("one", "thirty", "no pairs"):
        page = opener.open(STORIES[name], "#;base=B;pair=B,C")
        assert page.locator("#base").count() == 0
        assert page.locator(".sg.base").first.inner_text() == "A"


def test_hostile_words_stay_words_in_what_is_drawn(opener: Opener) -> None:
    page = opener.open(STORIES["hostile"], "#;base=B")
    assert page.locator("img, main script, main style").count() == 0
    page.select_option("#right", "C")
    assert page.locator("img, main script, main style").count() == 0
    assert "<script>alert(1)</script>" in (page.locator("table.statements").text_content() or "")
