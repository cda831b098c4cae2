"""What a reader sees first, nothing wider than the screen, accessibility, and paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.opened import DESKTOP, PHONE, Opener
from tests.seeds import compare_seeds
from tests.story import make_story
from tests.test_html import STORIES
from variance.model import Comparison

TABLET = (1024, 768)
SIZES = {"desktop": DESKTOP, "tablet": TABLET, "phone": PHONE}
# The brief, the pictures, the findings, the statements, the style, what is left out, and five texts.
MOST_PAGES = 30
# WCAG 2.2, levels A and AA, as axe-core names them.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
CHECK = """
async ([standards]) => {
  document.querySelectorAll(".sec").forEach((one) => { one.style.contentVisibility = "visible"; });
  document.querySelectorAll("details:not(.pop)").forEach((one) => { one.open = true; });
  const found = await axe.run(document, { runOnly: { type: "tag", values: standards } });
  const name = (node) => node.target.join(" ");
  return found.violations.map((one) => `${one.id}: ${one.nodes.map(name).slice(0, 5).join(", ")}`);
}
"""


@pytest.fixture(scope="session")
def seeds() -> Comparison:
    return compare_seeds()


@pytest.mark.parametrize(("size", "place"), [(DESKTOP, 7), (PHONE, 3)])
def test_the_gravest_findings_are_on_the_first_screen(
    opener: Opener, seeds: Comparison, size: tuple[int, int], place: int
) -> None:
    page = opener.open(seeds, size=size)
    box = page.locator(".tops li").nth(place - 1).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= size[1]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", STORIES)
def test_nothing_is_wider_than_the_screen(opener: Opener, name: str, size: tuple[int, int]) -> None:
    page = opener.open(STORIES[name], size=size)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def check_page(opener: Opener, axe: str, story: Comparison, size: tuple[int, int], scheme: str) -> list[str]:
    page = opener.open(story, size=size, scheme=scheme)
    page.evaluate(axe)
    found: list[str] = page.evaluate(CHECK, [STANDARDS])
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_axe_finds_no_violation(opener: Opener, axe: str, size: tuple[int, int], scheme: str) -> None:
    assert check_page(opener, axe, make_story(), size, scheme) == []


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_axe_finds_no_violation_in_the_seeds(
    opener: Opener, axe: str, seeds: Comparison, size: str, scheme: str
) -> None:
    """Only two of the six looks: axe takes twenty seconds for a page of this size."""
    assert check_page(opener, axe, seeds, SIZES[size], scheme) == []


@pytest.mark.parametrize("name", ["twelve", "nothing in common", "repeats"])
def test_axe_finds_no_violation_in_other_shapes(opener: Opener, axe: str, name: str) -> None:
    assert check_page(opener, axe, STORIES[name], DESKTOP, "light") == []


def test_signs_are_heard_as_words(opener: Opener) -> None:
    page = opener.open(make_story())
    heard = page.locator("#full").evaluate(
        "one => one.querySelectorAll('details').forEach((fold) => fold.open = true)"
    )
    assert heard is None
    tree = page.locator("#src-B").aria_snapshot()
    assert re.search(r'link "(?:same words|reworded) in A"', tree)
    assert 'link "line ' in page.locator(".statements").aria_snapshot()


def test_it_prints_in_few_pages(opener: Opener, seeds: Comparison, tmp_path: Path) -> None:
    page = opener.open(seeds)
    data = page.pdf(prefer_css_page_size=True, path=tmp_path / "report.pdf")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", data)) <= MOST_PAGES


def test_pictures_of_the_seeds(opener: Opener, seeds: Comparison, tmp_path_factory: Any) -> None:
    """For people to look at; where they are is printed with ``pytest -rP``."""
    folder = tmp_path_factory.mktemp("pictures")
    for name, size in SIZES.items():
        for scheme in ("light", "dark"):
            page = opener.open(seeds, size=size, scheme=scheme)
            target = folder / f"{name}-{scheme}.png"
            page.screenshot(path=target, full_page=True)
            assert target.stat().st_size > 10_000
    print(folder)
