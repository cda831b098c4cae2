"""The index of stories, as Markdown and as a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fixture_file import Case, load_cases
from tests.html_page import Page
from tests.render.neutral import render_commonmark, render_github
from variance.index_model import ReportFile, SeverityCount, StoryEntry, StoryIndex
from variance.model import Tool
from variance.render import index_html, index_markdown
from variance.render.index_rows import list_columns
from variance.render.options import RenderOptions
from variance.vocabulary import Severity

BRIDGE = StoryEntry(
    name="bridge",
    title="Bridge closed",
    date="2026-11-21",
    sources=("Draft", "The Post", "AFP"),
    base="Draft",
    words=1234,
    counts=(SeverityCount(Severity.SUBSTANCE, 2), SeverityCount(Severity.WORDING, 11)),
    questions=3,
    waived=0,
    first="Numbers differ: two · three",
    reports=(ReportFile("md", "bridge.md"), ReportFile("html", "bridge.html")),
)
FERRY = replace(BRIDGE, name="ferry", title="Ferry", counts=(), questions=0, first=None, date=None)
INDEX = StoryIndex("Stories", Tool("variance", "0.1.0"), (BRIDGE, FERRY))
OPTIONS = RenderOptions()

NEUTRAL = load_cases("render/neutral_text.md")


def poison(text: str) -> StoryIndex:
    """An index in which every text from outside is this one."""
    story = replace(BRIDGE, title=text, date=text, sources=(text, text + "2"), base=text, first=text)
    return StoryIndex(text, INDEX.tool, (story,))


def test_the_markdown_tells_story_sources_counts_date_and_reports() -> None:
    labels = "Draft (base), The Post, AFP"
    assert index_markdown.render(INDEX, OPTIONS).splitlines() == [
        "# Stories",
        "",
        "2 stories, 6 sources; 1 story with differences of substance.",
        "",
        "| Story | Sources | Substance | Attribution | Wording | Questions | Date | Reports |",
        "| :-- | :-- | --: | --: | --: | --: | :-- | :-- |",
        f"| [Bridge closed](bridge.html)<br><sub>Numbers differ: two · three</sub> | {labels} "
        "| 2 | 0 | 11 | 3 | 2026-11-21 | [md](bridge.md) [html](bridge.html) |",
        f"| [Ferry](bridge.html) | {labels} | 0 | 0 | 0 | 0 |  | [md](bridge.md) [html](bridge.html) |",
        "",
        "<sub>variance 0.1.0</sub>",
    ]


def test_the_page_tells_the_same() -> None:
    page = Page(index_html.render(INDEX, OPTIONS))
    assert page.errors == []
    assert page.ids == ["caption", "bridge", "ferry"]
    for part in ("Bridge closed", "Numbers differ: two · three", "The Post", "1,234 words", "2026-11-21"):
        assert part in page.text
    links = [link.attributes["href"] for link in page.find("a")]
    assert links == ["bridge.html", "bridge.md", "bridge.html"] * 2
    assert page.find("script") == []
    assert "//" not in "".join(page.raw.values())


def test_a_waived_finding_and_a_rare_severity_get_a_column() -> None:
    story = replace(BRIDGE, waived=4, counts=(SeverityCount(Severity.STYLE, 5),))
    index = replace(INDEX, stories=(story,))
    assert list_columns(index, OPTIONS) == (
        *(Severity.SUBSTANCE, Severity.ATTRIBUTION, Severity.WORDING, Severity.STYLE),
    )
    assert "| Style | Questions | Waived |" in index_markdown.render(index, OPTIONS)
    assert "Waived</th>" in index_html.render(index, OPTIONS)


def test_nothing_below_the_least_severity_has_a_column() -> None:
    options = RenderOptions(min_severity=Severity.ATTRIBUTION)
    assert list_columns(INDEX, options) == (Severity.SUBSTANCE, Severity.ATTRIBUTION)


def test_without_html_the_first_report_is_linked() -> None:
    story = replace(BRIDGE, reports=(ReportFile("json", "bridge.json"), ReportFile("csv", "bridge.csv")))
    assert "[Bridge closed](bridge.json)" in index_markdown.render(replace(INDEX, stories=(story,)), OPTIONS)


@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_no_text_from_outside_acts_in_the_markdown(case: Case) -> None:
    plain = index_markdown.render(poison("plain words"), OPTIONS)
    hostile = index_markdown.render(poison(case.input), OPTIONS)
    for render in (render_github, render_commonmark):
        page = render(hostile)
        assert sorted(set(page.tags) - {"span"}) == sorted(set(render(plain).tags) - {"span"})
        assert page.tags.count("a") == 3
        assert page.live == []
        assert page.comments == []


@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_no_text_from_outside_acts_in_the_page(case: Case) -> None:
    page = Page(index_html.render(poison(case.input), OPTIONS))
    plain = Page(index_html.render(poison("plain words"), OPTIONS))
    assert page.errors == []
    assert [one.tag for one in page.elements if one.attributes.get("class") != "hid"] == [
        one.tag for one in plain.elements
    ]
