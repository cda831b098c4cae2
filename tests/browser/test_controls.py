"""Every control, every key and the address, used as readers use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.opened import PHONE, Opener
from tests.html_page import Page as ReadPage
from tests.story import make_story
from tests.test_html import STORIES

if TYPE_CHECKING:
    from playwright.sync_api import Page


def list_shown(page: Page, selector: str = ".card") -> list[str]:
    """The ids (else the data) of the elements that a reader sees."""
    return [one.get_attribute("id") or "" for one in page.locator(selector).all() if one.is_visible()]


def read_address(page: Page) -> str:
    return page.url.partition("#")[2]


@pytest.mark.parametrize("name", STORIES)
def test_the_script_runs_on_every_story(opener: Opener, name: str) -> None:
    page = opener.open(STORIES[name])
    assert page.locator("#controls").is_visible()
    assert page.locator("img").count() == 0


def test_without_scripts_all_is_there_but_the_controls(opener: Opener) -> None:
    page = opener.open(make_story(), script=False)
    assert not page.locator("#controls").is_visible()
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
    text = ReadPage(page.content()).text
    for source in make_story().sources:
        for unit in source.units:
            assert unit.text in text


def test_filters_show_what_fits_and_say_how_much(opener: Opener) -> None:
    page = opener.open(make_story())
    page.locator(".pop summary").click()
    page.get_by_label("number").check()
    assert list_shown(page) == ["n-people"]
    assert "1 of 4 findings to check" in page.locator("#status").inner_text()
    page.get_by_label("number").uncheck()
    page.get_by_label("substance").check()
    assert list_shown(page) == ["q-sail", "n-people", "d-day"]
    page.keyboard.press("Escape")
    assert not page.locator("#filters").is_visible()
    page.locator("#clear").click()
    assert len(list_shown(page)) == 4
    assert not page.locator("#status").is_visible()


def test_only_differences_hides_runs_of_the_same(opener: Opener) -> None:
    page = opener.open(make_story())
    runs = page.locator("tr.run:visible").count()
    page.locator("#differences").click()
    assert page.locator("tr.run:visible").count() < max(1, runs)
    assert page.locator("#differences").get_attribute("aria-pressed") == "true"
    page.keyboard.press("d")
    assert page.locator("tr.run:visible").count() == runs


def test_search_finds_in_findings_and_statements(opener: Opener) -> None:
    page = opener.open(make_story())
    page.keyboard.press("/")
    page.keyboard.type("POLICE")
    page.wait_for_url("**q=POLICE")
    assert list_shown(page) == ["n-people", "d-day", "a-said"]
    assert "“POLICE”" in page.locator("#status").inner_text()


def test_keys_step_through_the_findings_and_tick_them_off(opener: Opener) -> None:
    page = opener.open(make_story())
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert read_address(page).startswith("n-people")
    assert page.evaluate("document.activeElement.id") == "n-people"
    page.keyboard.press("x")
    assert "done" in (page.locator("#n-people").get_attribute("class") or "").split()
    page.keyboard.press("k")
    assert read_address(page) == "q-sail;done=n-people"
    page.locator("#q-sail [data-act=done]").click()
    assert "done=n-people,q-sail" in read_address(page)


def test_numbers_choose_sources_and_nought_clears(opener: Opener) -> None:
    page = opener.open(make_story())
    page.keyboard.press("3")
    assert read_address(page) == ";source=C"
    assert all(
        "C" in (one.get_attribute("data-sources") or "") for one in page.locator("tr.row:visible").all()
    )
    page.keyboard.press("0")
    assert read_address(page) == ""


def test_help_opens_and_closes(opener: Opener) -> None:
    page = opener.open(make_story())
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert read_address(page) == ""
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.locator("#help-button").click()
    page.locator("#help-close").click()
    assert not page.locator("#help").is_visible()


def test_findings_are_sorted(opener: Opener) -> None:
    page = opener.open(make_story())
    before = list_shown(page)
    page.select_option("#order-cards", "kind")
    kinds = [one.get_attribute("data-kind") or "" for one in page.locator(".card").all()]
    assert kinds == sorted(kinds) and len(kinds) == len(before)
    assert page.locator("h3.severity:visible").count() == 0
    page.select_option("#order-cards", "")
    assert list_shown(page) == before
    assert page.locator("h3.severity:visible").count() == 2


def test_statements_are_sorted(opener: Opener) -> None:
    page = opener.open(make_story(), "#;rows=few")
    counts = [
        len((one.get_attribute("data-sources") or "").split())
        for one in page.locator("tbody tr[data-sources]").all()
    ]
    assert counts == sorted(counts)
    page.keyboard.press("b")
    counts = [
        len((one.get_attribute("data-sources") or "").split())
        for one in page.locator("tbody tr[data-sources]").all()
    ]
    assert counts == sorted(counts)
    page.select_option("#order-rows", "")
    numbers = [int((one.inner_text()).split("–")[0]) for one in page.locator("tbody .gut .n").all()]
    assert numbers == sorted(numbers)


def test_a_link_shows_what_the_sender_saw(opener: Opener) -> None:
    page = opener.open(make_story(), "#q-sail;base=B;severity=substance;done=q-sail;cards=kind")
    assert sorted(list_shown(page)) == ["d-day", "n-people", "q-sail"]
    assert page.locator("#base").input_value() == "B"
    assert page.locator("#order-cards").input_value() == "kind"
    assert read_address(page) == "q-sail;base=B;cards=kind;severity=substance;done=q-sail"


@pytest.mark.parametrize(
    "address",
    ["#%E0%A4%A;severity=%;q=%FF;source=,,", "#;base=Z;pair=A,A", "#;pair=%00;cards=x;rows=y", "#nowhere"],
)
def test_a_broken_address_is_no_fault(opener: Opener, address: str) -> None:
    assert len(list_shown(opener.open(make_story(), address))) == 4


def test_a_place_in_a_fold_opens_it(opener: Opener) -> None:
    page = opener.open(make_story(), "#u-B3")
    assert page.locator("#src-B").get_attribute("open") is not None
    assert page.locator("#src-C").get_attribute("open") is None
    assert page.locator("#u-B3").is_visible()


def test_strips_and_map_lead_to_their_places(opener: Opener) -> None:
    page = opener.open(make_story())
    page.locator(".strip svg").first.click(position={"x": 3, "y": 20})
    assert read_address(page) == "u-A0"
    page.locator(".map").click(position={"x": 5, "y": 12})
    assert read_address(page) == "row-1"


def test_a_finding_is_copied_as_text_and_as_markdown(opener: Opener) -> None:
    page = opener.open(make_story())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator("#q-sail")
    card.get_by_role("button", name="Copy", exact=True).click()
    card.get_by_text("Copied").wait_for()
    text: str = page.evaluate("navigator.clipboard.readText()")
    assert "A Nordwire:" in text and "q-sail" in text and "removed" not in text
    page.locator("#n-people").get_by_role("button", name="Markdown").click()
    page.locator("#n-people").get_by_text("Copied").wait_for()
    markdown: str = page.evaluate("navigator.clipboard.readText()")
    assert markdown.startswith("**") and "`n-people`" in markdown and "<ins>" in markdown


def test_on_a_telephone_the_same_controls_work(opener: Opener) -> None:
    page = opener.open(make_story(), size=PHONE)
    page.select_option("#base", "C")
    page.locator(".pop summary").click()
    page.get_by_label("negation").count()
    assert page.locator("#filters").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
