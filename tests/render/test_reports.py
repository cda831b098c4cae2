from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.golden_file import check_golden
from tests.render.neutral import render_commonmark, render_github
from tests.story import POST, make_repeating_story, make_story
from variance.errors import FormatError, UsageError
from variance.interchange import load_comparison
from variance.model import Comparison, HouseStyle, Metadata, Note, Reading
from variance.render import FORMATS, RenderOptions, format_for_path, load_renderer, render_report
from variance.render.markdown import join_sections
from variance.render.outline import build_outline, tell_readings
from variance.render.readings import Piece
from variance.render.table import measure_width
from variance.vocabulary import Severity

PLAIN = ("md", "text", "csv", "json")
# Our own elements; nothing of an article may add one.
OWN_TAGS = set(
    "h2 h3 p b strong code br sub table thead tbody tr th td ins del ul li details summary".split()  # noqa: SIM905
)
HOSTILE = (
    "@octocat </details><script>x</script> <!-- variance:x --> | a\n# b [l](http://e.org) www.e.org GH-1 #2 "
    "`code` $x$ ![i](u) \u202eback :smile: a5c3785ed8"
)


def make_hostile_story() -> Comparison:
    """The ferry with hostile words wherever a word of somebody else can stand."""
    story = make_story()
    findings = tuple(
        replace(
            finding,
            title=HOSTILE,
            readings=tuple(Reading(HOSTILE + reading.text, reading.sources) for reading in finding.readings),
            waiver=HOSTILE if finding.waiver else None,
        )
        for finding in story.findings
    )
    sources = tuple(
        replace(
            source,
            label=HOSTILE,
            path=HOSTILE,
            metadata=Metadata(outlet=HOSTILE),
            units=tuple(replace(unit, rule=HOSTILE if unit.rule else None) for unit in source.units),
        )
        for source in story.sources
    )
    convention = story.house_style.conventions[0]
    forms = tuple(replace(form, form=HOSTILE + form.form) for form in convention.forms)
    style = HouseStyle((replace(convention, concept=HOSTILE, forms=forms),))
    notes = (Note("read", HOSTILE, "copy"),)
    return replace(story, title=HOSTILE, findings=findings, sources=sources, house_style=style, notes=notes)


@pytest.mark.parametrize(
    ("name", "format_name", "options"),
    [
        ("ferry.md", "md", RenderOptions()),
        ("ferry-seen-from-post.md", "md", RenderOptions(base="post", min_severity=Severity.ATTRIBUTION)),
        ("ferry.txt", "text", RenderOptions(width=80)),
        ("ferry-ascii.txt", "text", RenderOptions(width=60, unicode=False)),
        ("ferry-colour.txt", "text", RenderOptions(width=80, colour=True)),
        ("ferry.csv", "csv", RenderOptions()),
        ("ferry.json", "json", RenderOptions()),
    ],
)
def test_the_ferry_reads_as_it_should(name: str, format_name: str, options: RenderOptions) -> None:
    check_golden(name, render_report(make_story(), format_name, options))


@pytest.mark.parametrize("format_name", PLAIN)
def test_reports_end_in_one_newline_and_are_stable(format_name: str) -> None:
    report = render_report(make_story(), format_name)
    assert report.endswith("\n")
    assert not report.endswith("\n\n")
    assert render_report(make_story(), format_name) == report


@pytest.mark.parametrize("format_name", PLAIN)
def test_stories_with_little_in_them(format_name: str) -> None:
    empty = replace(make_story(), findings=(), statements=(), pairs=(), house_style=HouseStyle(), notes=())
    assert render_report(empty, format_name)
    assert render_report(make_repeating_story(), format_name)


@pytest.mark.parametrize("format_name", ["md", "text"])
def test_nothing_found_is_said(format_name: str) -> None:
    report = render_report(replace(make_story(), findings=()), format_name)
    assert "No differences of substance" in report
    assert "No altered quotation" in report


@pytest.mark.parametrize("format_name", ["md", "text"])
def test_the_least_severity_hides_and_says_so(format_name: str) -> None:
    options = RenderOptions(min_severity=Severity.SUBSTANCE)
    report = render_report(make_story(), format_name, options)
    assert "2 findings" not in render_report(make_story(), format_name)
    assert "3 findings below" in report
    assert "a-said" not in report
    assert "defense" not in report


def test_json_holds_everything_whatever_is_hidden() -> None:
    options = RenderOptions(base="post", min_severity=Severity.SUBSTANCE)
    assert load_comparison(render_report(make_story(), "json", options)) == make_story()


@pytest.mark.parametrize("format_name", ["md", "text", "csv"])
def test_an_unknown_base_is_an_error(format_name: str) -> None:
    with pytest.raises(UsageError):
        render_report(make_story(), format_name, RenderOptions(base="nobody"))


# --------------------------------------------------------------------------------------- Markdown


@pytest.mark.parametrize("base", ["wire", "post"])
def test_no_word_of_an_article_acts_on_github(base: str) -> None:
    report = render_report(make_hostile_story(), "md", RenderOptions(base=base))
    for reader in (render_github, render_commonmark):
        page = reader(report)
        assert set(page.tags) <= OWN_TAGS | {"span"}
        assert page.tags.count("details") == page.tags.count("summary")
        assert (page.comments, page.live) == ([], [])
    assert "\u202e" not in report


def test_folded_parts_are_closed() -> None:
    report = render_report(make_hostile_story(), "md")
    assert report.count("\n<details>") == report.count("\n</details>")


def test_tables_have_as_many_cells_in_every_row() -> None:
    reader = render_github(render_report(make_hostile_story(), "md"))
    same = render_github(render_report(make_story(), "md"))
    assert reader.tags.count("table") == same.tags.count("table")
    assert reader.tags.count("td") == same.tags.count("td")


def test_the_bare_words_are_there_for_who_asks() -> None:
    story = replace(make_story(), title="*Ferry* @sea")
    assert "*Ferry* @sea" in render_report(story, "md", RenderOptions(raw=True))


def test_many_questions_are_folded() -> None:
    story = make_story()
    question = story.findings[1]
    asked = tuple(replace(question, id=f"d-{number}") for number in range(5))
    report = render_report(replace(story, findings=(*story.findings, *asked)), "md")
    assert "<b>6 questions</b>" in report
    assert "Question" not in report.split("<details>")[0]


def test_what_a_cut_reading_leaves_out_is_not_marked() -> None:
    story = make_story()
    finding = story.findings[0]
    cut = replace(finding.readings[0], text="not … before")
    finding = replace(finding, readings=(cut, finding.readings[1]))
    told = tell_readings(build_outline(replace(story, findings=(finding,)), RenderOptions()), finding)
    assert [piece.text for piece in told[0].pieces] == ["not sail ", "again", " before"]
    twice = replace(finding, evidence=(*finding.evidence, finding.evidence[0]))
    told = tell_readings(build_outline(story, RenderOptions()), twice)
    assert told[0].pieces == (Piece("not … before"),)


# --------------------------------------------------------------------------------------- terminal


@pytest.mark.parametrize("width", [10, 60, 80, 120, 500])
@pytest.mark.parametrize("story", [make_story(), make_hostile_story()], ids=["ferry", "hostile"])
def test_lines_fit_the_terminal(width: int, story: Comparison) -> None:
    for colour in (True, False):
        report = render_report(story, "text", RenderOptions(width=width, colour=colour))
        assert max(map(measure_width, report.splitlines())) <= min(max(width, 60), 120)


def test_no_control_character_reaches_the_terminal() -> None:
    story = replace(make_story(), title="\x1b]0;owned\x07 \x9b31m")
    report = render_report(story, "text", RenderOptions())
    assert not any(
        ord(character) < 32 or 127 <= ord(character) < 160 for character in report.replace("\n", "")
    )


def test_without_unicode_everything_is_ascii() -> None:
    assert render_report(make_hostile_story(), "text", RenderOptions(unicode=False)).isascii()


def test_a_waived_finding_says_why() -> None:
    assert "[waived: The police spoke for the coast guard]" in " ".join(
        render_report(make_story(), "text").split()
    )


# -------------------------------------------------------------------------------------------- CSV


def test_a_row_a_finding_that_no_spreadsheet_calculates() -> None:
    story = make_story()
    finding = replace(story.findings[0], title="=1+1")
    report = render_report(replace(story, findings=(finding, *story.findings[1:])), "csv")
    rows = list(csv.DictReader(io.StringIO(report)))
    assert [row["id"] for row in rows] == ["q-sail", "n-people", "d-day", "a-said", "w-head", "x-ticket"]
    assert rows[0]["title"] == "'=1+1"
    assert rows[0]["readings"] == "A:3 C:4 not sail again before / B:3 not sail before"
    assert (rows[5]["file"], rows[5]["line"], rows[5]["text"]) == ("post.txt", "6", POST.units[5].text)
    assert rows[2]["certain"] == "no"


# ---------------------------------------------------------------------------------------- formats


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b.md", "md"),
        ("x.HTML", "html"),
        ("x.htm", "html"),
        ("r.json", "json"),
        ("r.txt", "text"),
        ("r.csv", "csv"),
    ],
)
def test_a_suffix_names_its_format(path: str, name: str) -> None:
    assert format_for_path(path) == name


@pytest.mark.parametrize("path", ["report.pdf", "report", ".md"])
def test_an_unknown_suffix_is_an_error_that_lists_the_known(path: str) -> None:
    with pytest.raises(FormatError, match=r"\.md.*\.json"):
        format_for_path(path)


def test_an_unknown_format_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(FormatError, match=r"'pdf'.*md, html, json, text, csv"):
        load_renderer("pdf")


def test_every_format_has_its_renderer() -> None:
    assert all(callable(load_renderer(name)) for name in FORMATS)


def test_renderers_are_loaded_when_asked_for() -> None:
    code = (
        "import sys, variance.render as r; r.load_renderer('json');"
        "print([m for m in ('jinja2', 'variance.render.markdown') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.replace("'", '"')) == []


def test_a_long_report_leaves_out_whole_sections_and_names_them() -> None:
    sections = [("head", ["a" * 50]), ("wording", ["b" * 60]), ("house style", ["c" * 20, "d"])]
    assert join_sections(sections, 1_000) == ["a" * 50, "b" * 60, "c" * 20, "d"]
    cut = join_sections(sections, 100)
    assert cut[:-1] == ["a" * 50, "c" * 20, "d"]
    assert cut[-1].startswith("Left out, too long for a comment: 1 section (wording).")
    assert join_sections(sections, 10)[0] == "a" * 50
