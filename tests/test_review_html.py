"""Pages in reviews: what changed in what they show, at its place in the file; nothing for their markup."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixture_file import Case, load_cases
from tests.git_repository import TemporaryRepository
from tests.render.neutral import AFTER_PARSING, Reader, render_github
from tests.render.test_review_reports import VALIDATOR, check_is_dead
from tests.review_cases import invent_paragraphs, review_texts
from variance.git import Repository
from variance.interchange import load_review
from variance.render.review_formats import REVIEW_FORMATS, render_review
from variance.render.review_options import ReviewOptions
from variance.review.repository import choose_range, review_changes
from variance.review_model import Review
from variance.vocabulary import FindingKind

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>The ferry</title></head>
<body>
<main>
<h1>The ferry</h1>
<p>The ferry carries <b>1,200</b> passengers a day. It has lost money
   since 2014, and <a href="a.html">nobody</a> was asked.</p>
<ul>
  <li>It sails at noon.</li>
  <li>It is blue.</li>
</ul>
<pre><code>ferry --sail</code></pre>
</main>
</body>
</html>
"""
# The same page as another hand or program writes it.
REWRITTEN = """\
<!doctype html>
<HTML LANG='en'><HEAD>
    <META CHARSET=utf-8>
    <TITLE>The ferry</TITLE>
</HEAD>
<BODY class="wide">
    <!-- by hand -->
    <MAIN id="main">
        <H1 class="big">The
            ferry</H1>
        <P data-x="1" style="color: blue">
            The ferry carries <strong>1,200</strong> passengers a
            day. It has lost money since 2014, and
            <A HREF="b.html" title="1,300">nobody</A> was asked.
        <UL class=plain><LI>It sails at noon.<LI>It is blue.</UL>
        <PRE><CODE class="sh">ferry --sail</CODE></PRE>
    </MAIN>
</BODY></HTML>
"""
NEUTRAL = load_cases("render/neutral_text.md")
ATTACK = """\
<p>The ferry {0} carries 1,{1}00 people. {2}</p>
<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt; It is blue and {3}.</p>
<p title="&quot;&gt;&lt;script&gt;">@someone saw #1 at http://example.org/ {3}. &lt;!-- variance:review --&gt;
"""


@pytest.fixture
def origin(tmp_path: Path) -> TemporaryRepository:
    return TemporaryRepository(tmp_path / "origin")


def review_page(origin: TemporaryRepository, old: str, new: str) -> Review:
    origin.commit({"page.html": old})
    origin.commit({"page.html": new})
    repository = Repository(origin.root)
    return review_changes(repository, choose_range(repository, "HEAD~1..HEAD"))


def test_markup_written_otherwise_is_no_finding(origin: TemporaryRepository) -> None:
    review = review_page(origin, PAGE, REWRITTEN)
    (file,) = review.files
    assert review.findings == ()
    assert (file.restyled, file.notes) == (0, ())
    assert file.rewrapped_lines > 0


def test_attributes_alone_change_no_line(origin: TemporaryRepository) -> None:
    review = review_page(origin, PAGE, PAGE.replace("<p>", '<p class="x">').replace("a.html", "b.html"))
    assert [(file.rewrapped_lines, file.restyled, file.notes) for file in review.files] == [(0, 0, ())]
    assert review.findings == ()


def test_a_number_in_a_page_wrapped_anew_is_found_at_its_place(origin: TemporaryRepository) -> None:
    review = review_page(origin, PAGE, REWRITTEN.replace("<strong>1,200", "<strong>1,300"))
    (finding,) = review.findings
    assert finding.kind is FindingKind.NUMBER
    assert (finding.head.line, finding.head.column) == (12, 39)
    assert (finding.head.end_line, finding.head.end_column) == (12, 44)
    assert (finding.base.line, finding.base.column, finding.base.text) == (7, 25, "1,200")
    line = REWRITTEN.replace("<strong>1,200", "<strong>1,300").split("\n")[11]
    assert line[38:43] == finding.head.text == "1,300"


def test_what_was_added_deleted_and_changed_in_code_is_told(origin: TemporaryRepository) -> None:
    new = PAGE.replace("  <li>It is blue.</li>\n", "").replace("--sail", "--stop")
    new = new.replace("<h1>The ferry</h1>", "<h1>The ferry</h1>\n<p>It was built in 1987.")
    review = review_page(origin, PAGE, new)
    assert [(one.kind, one.head.line, one.head.column) for one in review.findings] == [
        (FindingKind.ADDITION, 7, 4),
        (FindingKind.OMISSION, 11, 24),
    ]
    assert [note.reason for note in review.files[0].notes] == [
        "changed and not compared as prose: code at line 13"
    ]


def test_furniture_and_hidden_text_are_reviewed_as_well(origin: TemporaryRepository) -> None:
    old = PAGE.replace(
        "</main>",
        "</main><footer>The office is open on Monday.</footer><p hidden>A ticket costs 4 euros here.",
    )
    new = old.replace("Monday", "Tuesday").replace("4 euros", "5 euros")
    kinds = [one.kind for one in review_page(origin, old, new).findings]
    assert sorted(kinds) == [FindingKind.DATE_TIME, FindingKind.NUMBER]


def test_a_part_of_a_page_that_is_all_furniture_is_reviewed(origin: TemporaryRepository) -> None:
    old = "<footer><p>The office is open on Monday from 9 to 12.</p></footer>\n"
    (finding,) = review_page(origin, old, old.replace("9 to 12", "9 to 11")).findings
    assert (finding.kind, finding.head.line, finding.head.column) == (FindingKind.NUMBER, 1, 51)
    origin.commit({"page.html": "<script>x</script>\n", "new.html": old})
    repository = Repository(origin.root)
    review = review_changes(repository, choose_range(repository, "HEAD~1..HEAD"))
    assert [(file.path, file.notes[0].reason) for file in review.files] == [
        ("new.html", "1 sentence, 10 words"),
        ("page.html", "1 sentence, 10 words; no prose is left"),
    ]


def test_a_changed_title_is_named(origin: TemporaryRepository) -> None:
    review = review_page(origin, PAGE, PAGE.replace("<title>The ferry", "<title>The old ferry"))
    assert [note.reason for note in review.files[0].notes] == [
        "changed and not compared as prose: title element at line 3"
    ]


@given(
    st.lists(st.sampled_from([p for paragraph in invent_paragraphs(12) for p in paragraph]), min_size=1),
    st.integers(20, 90),
    st.sampled_from(["", "  ", "\t", "        "]),
)
@settings(max_examples=25, deadline=None)
def test_any_width_and_indentation_changes_nothing(sentences: list[str], width: int, indent: str) -> None:
    old = "".join(f"<p>{sentence}</p>\n" for sentence in sentences)
    new = "".join(
        f"{indent}<P>\n{textwrap.fill(sentence, width, initial_indent=indent, subsequent_indent=indent)}\n"
        for sentence in sentences
    )
    review = review_texts({"a.html": (old, new)})
    assert review.findings == ()
    assert all(file.restyled == 0 for file in review.files)


def test_git_sees_a_page_through_the_conversion(origin: TemporaryRepository) -> None:
    for name, page in (("a.html", PAGE), ("b.html", REWRITTEN)):
        origin.write(name, page)
    shown = [
        subprocess.run(
            [sys.executable, "-m", "variance", "text", name],
            cwd=origin.root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for name in ("a.html", "b.html")
    ]
    assert shown[0] == shown[1]
    assert "The ferry carries 1,200 passengers a day.\nIt has lost money since 2014," in shown[0]


def test_reviewdog_gets_the_lines_of_a_page(origin: TemporaryRepository) -> None:
    review = review_page(origin, PAGE, PAGE.replace("1,200", "1,300"))
    (line,) = render_review(review, "rdjsonl").splitlines()
    assert json.loads(line)["location"]["range"] == {"start": {"line": 7}, "end": {"line": 7}}


def test_the_json_of_a_page_is_valid_and_reads_back(origin: TemporaryRepository) -> None:
    review = review_page(origin, PAGE, REWRITTEN.replace("1,200", "1,300"))
    text = render_review(review, "json")
    VALIDATOR.validate(json.loads(text))
    assert load_review(text) == review
    assert json.loads(text)["files"][0]["comparison"]["sources"][0]["anchors"]


# --------------------------------------------------------------------------------- text that acts


def attack(words: str) -> Review:
    """A page whose text, decoded, holds what would act in a report."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")
    old, new = ATTACK.format(escaped, 2, "", "old"), ATTACK.format(escaped, 3, escaped, "new")
    review = review_texts({"a.html": (old, new)})
    assert review.findings
    assert review.files[0].comparison is not None
    assert "<script>alert(1)</script>" in review.files[0].comparison.sources[1].text
    return review


@pytest.mark.parametrize("format_name", ["md", "summary"])
@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_words_of_a_page_are_dead_in_comments(case: Case, format_name: str) -> None:
    check_is_dead(render_github(render_review(attack(case.input), format_name, ReviewOptions())))


@pytest.mark.parametrize("format_name", REVIEW_FORMATS)
def test_scripts_of_a_page_stay_text(format_name: str) -> None:
    report = render_review(attack("<img src=x>"), format_name, ReviewOptions(token="0123456789abcdef"))
    if format_name in ("md", "summary", "html"):
        page = Reader(report) if format_name == "html" else render_github(report)
        assert "script" not in page.tags
        assert "img" not in page.tags
    if format_name == "gitlab":
        assert not any(AFTER_PARSING.search(one["description"]) for one in json.loads(report))
