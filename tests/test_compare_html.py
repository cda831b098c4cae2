"""Pages among the sources of a comparison: the same article as text and as a page is the same article."""

from __future__ import annotations

import html
import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.seeds import SEEDS, read_seed
from variance.compare import compare_sources, read_source
from variance.interchange import load_comparison, load_schema
from variance.read.document import BlockKind
from variance.read.reader import read_document
from variance.render import render_report
from variance.vocabulary import AlignmentKind, FindingKind

_WRAPPER = textwrap.TextWrapper(70, break_on_hyphens=False, break_long_words=False)


def write_page(number: str) -> str:
    """A seed as a page of a site, its paragraphs wrapped and indented."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    document = read_document(path.read_bytes(), path=str(path))
    lines = ['<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>']
    lines += ['<nav><a href="/">Home</a> <a href="/world">World</a></nav><article>']
    for block in document.blocks:
        name = "li" if block.kind is BlockKind.LIST_ITEM else "p"
        words = html.escape(" ".join(document.text[block.start : block.end].split()))
        lines += [
            f"  <{name}>",
            textwrap.indent(_WRAPPER.fill(words), "    "),
            f"  </{name}>",
        ]
    return "\n".join([*lines, "</article><footer>All about us</footer></body></html>"])


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_an_article_and_its_page_differ_in_nothing(number: str) -> None:
    text = read_seed(number)
    page = read_source(f"{number}.html", data=write_page(number).encode())
    comparison = compare_sources([text, page])
    (pair,) = comparison.pairs
    assert pair.similarity == 1.0
    assert {row.kind for row in pair.alignments} == {AlignmentKind.IDENTICAL}
    assert not [change for row in pair.alignments for change in row.changes]
    assert not any((pair.omitted, pair.added, pair.truncated, pair.truncated_b))
    # One of them breaks off, on the page as in the text.
    assert {finding.kind for finding in comparison.findings} <= {FindingKind.TRUNCATED}
    assert (text.truncated_at is None) == (page.truncated_at is None)
    assert [unit.role for unit in text.units] == [
        unit.role for unit in page.units if unit.rule not in ("title element", "navigation", "footer")
    ]


def test_evidence_in_a_page_stands_at_its_place_in_the_file() -> None:
    page = write_page("000")
    comparison = compare_sources([read_source("a.html", data=page.encode()), read_seed("003")], base="a")
    lines = page.split("\n")
    cited = [one for finding in comparison.findings for one in finding.evidence if one.source == "a"]
    assert len(cited) > 10
    for citation in cited:
        assert citation.line is not None
        assert citation.column is not None
        first = citation.text.split()[0]
        assert html.unescape(lines[citation.line - 1][citation.column - 1 :]).startswith(first)


def test_the_json_of_a_comparison_with_a_page_is_valid_and_reads_back() -> None:
    page = read_source("a.html", data=write_page("000").encode())
    comparison = compare_sources([page, read_seed("003")])
    text = render_report(comparison, "json")
    Draft202012Validator(load_schema()).validate(json.loads(text))
    assert load_comparison(text) == comparison
    assert ["anchors" in source for source in json.loads(text)["sources"]] == [True, False]


def test_the_command_takes_pages(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(write_page("000"), encoding="utf-8")
    text = next(SEEDS.glob("003_*.txt"))
    command = [sys.executable, "-m", "variance", "compare", "page.html", str(text), "--quiet", "-o", "r.html"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "<script>alert" not in (tmp_path / "r.html").read_text(encoding="utf-8")
    (tmp_path / "empty.html").write_text("<nav>Home</nav>")
    command = [sys.executable, "-m", "variance", "compare", "page.html", "empty.html"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "empty.html: no sentence to compare" in done.stderr
