"""The HTML report in Chromium: it runs without a fault, and its controls do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.html_page import Page
from tests.story import make_story
from tests.test_html import STORIES
from variance.model import Comparison
from variance.render import RenderOptions, render_report
from variance.render.html import render

INSTALL = "apt-get install -y chromium"
# Headless, and silent towards the network.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        if os.environ.get("VARIANCE_REQUIRE_TOOLS") == "1":
            pytest.fail(f"Chromium is missing: {INSTALL}")
        pytest.skip(f"needs Chromium: {INSTALL}")
    return found


def run_chromium(chromium: str, folder: Path, html: str, address: str, *flags: str) -> tuple[str, list[str]]:
    """What Chromium prints, and the lines that the page's console got."""
    path = folder / "report.html"
    path.write_text(html, encoding="utf-8")
    done = subprocess.run(
        [chromium, *FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, f"{path.as_uri()}{address}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if ":CONSOLE" in line]


def load_page(chromium: str, folder: Path, story: Comparison, address: str = "", *flags: str) -> Page:
    """The page as Chromium holds it once its script has run; fails on any word in the console."""
    html = render(story, RenderOptions())
    dom, console = run_chromium(
        chromium, folder, html, address, "--dump-dom", "--virtual-time-budget=3000", *flags
    )
    assert console == []
    return Page(dom)


def list_shown(page: Page, tag: str, name: str) -> list[str]:
    """The ids of the elements of a class that are not hidden."""
    return [
        element.attributes.get("id", "")
        for element in page.find(tag)
        if name in element.attributes.get("class", "").split() and "hidden" not in element.attributes
    ]


@pytest.mark.parametrize("name", ["ferry", "hostile", "nothing in common", "thirty", "empty"])
def test_the_page_runs_without_a_word_in_the_console(chromium: str, tmp_path: Path, name: str) -> None:
    page = load_page(chromium, tmp_path, STORIES[name])
    assert "js" in page.find("html")[0].attributes["class"].split()
    assert "hidden" not in page.find("div", id="controls")[0].attributes
    assert not page.find("img")


def test_the_text_is_all_there(chromium: str, tmp_path: Path) -> None:
    text = load_page(chromium, tmp_path, make_story()).text
    for source in make_story().sources:
        for unit in source.units:
            assert unit.text in text


def test_controls_are_hidden_until_the_script_runs() -> None:
    page = Page(render_report(make_story(), "html"))
    assert "hidden" in page.find("div", id="controls")[0].attributes
    assert "hidden" in page.find("div", id="status")[0].attributes
    assert "open" not in page.find("dialog")[0].attributes
    others = [
        one
        for one in page.elements
        if one.tag in ("button", "input", "select") and "header" not in one.around
    ]
    assert all("dialog" in one.around for one in others)


def test_a_link_shows_what_the_sender_saw(chromium: str, tmp_path: Path) -> None:
    page = load_page(chromium, tmp_path, make_story(), "#q-sail;severity=substance;done=q-sail")
    assert list_shown(page, "article", "card") == ["q-sail", "n-people", "d-day"]
    card = page.find("article", id="q-sail")[0]
    assert "done" in card.attributes["class"].split()
    assert "3 of 4 findings to check" in page.text


def test_search_and_only_differences(chromium: str, tmp_path: Path) -> None:
    page = load_page(chromium, tmp_path, make_story(), "#;q=POLICE")
    assert list_shown(page, "article", "card") == ["n-people", "d-day", "a-said"]
    assert "“POLICE”" in page.text
    rows = len(list_shown(load_page(chromium, tmp_path, make_story()), "tr", "run"))
    left = list_shown(load_page(chromium, tmp_path, make_story(), "#;differences=1"), "tr", "run")
    assert (rows > 0, left) == (False, []) or len(left) < rows


def test_a_broken_address_is_no_fault(chromium: str, tmp_path: Path) -> None:
    page = load_page(chromium, tmp_path, make_story(), "#%E0%A4%A;severity=%;q=%FF;source=,,")
    assert len(list_shown(page, "article", "card")) == 4


def test_a_place_in_a_fold_opens_it(chromium: str, tmp_path: Path) -> None:
    page = load_page(chromium, tmp_path, make_story(), "#u-B3")
    assert "open" in page.find("details", id="src-B")[0].attributes
    assert "open" not in page.find("details", id="src-C")[0].attributes


def test_it_prints(chromium: str, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    run_chromium(chromium, tmp_path, render_report(make_story(), "html"), "", f"--print-to-pdf={target}")
    assert len(re.findall(rb"/Type\s*/Page\b", target.read_bytes())) >= 3
