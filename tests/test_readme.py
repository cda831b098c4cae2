"""The README says nothing that is not so: its excerpt, its examples, its links, its commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.seeds import compare_seeds, list_changes
from variance.vocabulary import ChangeKind

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ROW = re.compile(r"^\| `(?P<kind>\w+)` \| (?P<a>.+?) \| (?P<b>.+?) \|$", re.MULTILINE)


def take_section(name: str) -> str:
    return README.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0]


def test_the_excerpt_is_what_the_report_says() -> None:
    report = (ROOT / "reports" / "putin-north-korea.md").read_text(encoding="utf-8")
    lines = [line for line in take_section("excerpt").splitlines() if line.strip()]
    assert len(lines) > 5
    for line in lines:
        assert line in report.splitlines()


def test_there_is_one_example_a_kind() -> None:
    kinds = [row["kind"] for row in ROW.finditer(take_section("kinds"))]
    assert len(kinds) == len(set(kinds)) >= 14
    assert set(kinds) <= set(ChangeKind)


@pytest.mark.parametrize("row", list(ROW.finditer(take_section("kinds"))), ids=lambda row: row["kind"])
def test_each_example_stands_in_the_five_articles(row: re.Match[str]) -> None:
    sides = [re.fullmatch(r"(?P<text>.*?) ?\((?P<source>00\d)\)", row[side]) for side in ("a", "b")]
    assert sides[0]
    assert sides[1]
    a, b = sides[0], sides[1]
    shown = [(change.kind, change.a.text, change.b.text) for change in list_changes(a["source"], b["source"])]
    texts = ["" if side["text"] == "–" else side["text"] for side in (a, b)]
    assert (row["kind"], *texts) in shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_picture_shows_five_sources() -> None:
    assert len(compare_seeds().sources) == 5
    assert (ROOT / "docs" / "report.png").read_bytes().startswith(b"\x89PNG")
