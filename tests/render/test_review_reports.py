from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.fixture_file import Case, load_cases
from tests.render.neutral import AFTER_PARSING, Reader, render_commonmark, render_github
from tests.render.sarif import SARIF
from tests.review_cases import invent_paragraphs, review_texts, wrap_markdown
from variance.interchange import dump_review, load_review, load_review_schema, load_schema
from variance.model import Note
from variance.render.review_blocks import Block, Limit, join_blocks
from variance.render.review_formats import REVIEW_FORMATS, render_review
from variance.render.review_github import MOST_A_LEVEL
from variance.render.review_markdown import COMMENT_LIMIT, make_marker
from variance.render.review_options import ReviewOptions
from variance.render.review_summary import SUMMARY_LIMIT
from variance.review_model import FileStatus, Review, ReviewedFile
from variance.vocabulary import FindingStatus, Severity

NEUTRAL = load_cases("render/neutral_text.md")
TOKEN = "0123456789abcdef"
OPTIONS = ReviewOptions(token=TOKEN)
OLD = "The ferry carries 1,200 passengers a day. It has lost money since 2014. Nobody was asked.\n"
NEW = "The ferry carries 1,300 passengers a day. It has since lost much more money. Some were asked.\n"
REGISTRY: Registry[Any] = Registry().with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in (load_schema(), load_review_schema())]
)
VALIDATOR = Draft202012Validator(load_review_schema(), registry=REGISTRY)


def make_review() -> Review:
    """Files changed, added and deleted, a waived finding, notes."""
    minutes = invent_paragraphs(30)
    changed = [minutes[1], minutes[0], *minutes[2:]]
    review = review_texts(
        {
            "docs/ferry.md": (OLD, NEW),
            "docs/minutes.md": (wrap_markdown(minutes, 100), wrap_markdown(changed, 50)),
            "gone.md": (OLD, None),
            "new file.md": (None, NEW),
        }
    )
    waived = replace(review.findings[0], status=FindingStatus.WAIVED, waiver="the *new* boats")
    return replace(
        review,
        findings=(*review.findings[1:], waived),
        notes=(Note("waive", "the waiver of f-1 ended on 2026-01-01"),),
    )


def insert_words(words: str) -> Review:
    """A review in which the words stand wherever an article, a path or a waiver can bring them."""
    old = f"# Title {words}\n\nThe ferry {words} carries 1,200 passengers a day. It {words} may close.\n"
    new = f"# Title\n\nThe ferry {words} carries 1,300 people a day.\n\nIt will {words} close {words}.\n"
    review = review_texts({f"{words.replace(chr(0), '')}.md": (old, new), f"a {words}": (None, new)})
    waived = tuple(
        replace(finding, status=FindingStatus.WAIVED, waiver=words) if number == 0 else finding
        for number, finding in enumerate(review.findings)
    )
    assert review.findings
    return replace(review, findings=waived, notes=(Note("read", words),))


# --------------------------------------------------------------------------------- every format


@pytest.mark.parametrize("format_name", REVIEW_FORMATS)
def test_every_format_is_text_and_the_same_again(format_name: str) -> None:
    report = render_review(make_review(), format_name, OPTIONS)
    assert report.endswith("\n")
    assert report == render_review(make_review(), format_name, OPTIONS)


@pytest.mark.parametrize("format_name", REVIEW_FORMATS)
def test_a_review_of_nothing_is_a_report_too(format_name: str) -> None:
    report = render_review(review_texts({}), format_name, OPTIONS)
    if format_name in ("md", "summary", "html", "text"):
        assert "no prose changed" in report


@pytest.mark.parametrize("format_name", REVIEW_FORMATS)
@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_words_that_act_break_no_format(format_name: str, case: Case) -> None:
    render_review(insert_words(case.input), format_name, OPTIONS).encode("utf-8", "backslashreplace")


def test_the_json_is_valid_and_reads_back() -> None:
    review = make_review()
    text = render_review(review, "json")
    VALIDATOR.validate(json.loads(text))
    assert load_review(text) == review
    assert dump_review(load_review(text)) == text


def test_a_path_that_is_no_utf_8_survives_the_json() -> None:
    review = review_texts({"caf\udce9.md": (OLD, NEW)})
    written = render_review(review, "json").encode("utf-8", "backslashreplace")
    assert load_review(written.decode()).files[0].path == "caf\udce9.md"


def test_the_schema_names_exactly_what_the_model_has() -> None:
    schema = load_review_schema()
    data = json.loads(render_review(make_review(), "json"))
    definitions = schema["$defs"]
    for found, name in (
        (data["files"][0], "ReviewedFile"),
        (data["findings"][0], "ReviewFinding"),
        (data["findings"][0]["head"], "Place"),
        (data["base"], "Revision"),
    ):
        assert set(found) == set(definitions[name]["properties"]) == set(definitions[name]["required"])
    assert set(data) == set(schema["properties"]) == set(schema["required"])
    assert definitions["FileStatus"]["enum"] == [str(status) for status in FileStatus]


# ------------------------------------------------------------------------------------- Markdown

_PIECES = (
    *(
        "@a",
        "#1",
        "GH-1",
        "http://",
        "www.",
        "![",
        "](",
        ")",
        "<b>",
        "<!--",
        "-->",
        "`",
        "```",
        "~~~",
        "*",
        "_",
    ),
    *("|", "\\", ":", "$", "-", "+", "1.", ">", "\n"),
)
# What the report itself is made of; an article brings none of these.
_OWN_TAGS = {
    "h2",
    "h3",
    "p",
    "sub",
    "ul",
    "li",
    "strong",
    "br",
    "b",
    "ins",
    "del",
    "span",
    "details",
    "summary",
}


@pytest.mark.parametrize("case", NEUTRAL, ids=str)
@pytest.mark.parametrize("reader", [render_github, render_commonmark])
def test_words_are_dead_in_a_comment(case: Case, reader: Any) -> None:
    check_is_dead(reader(render_review(insert_words(case.input), "md", OPTIONS)))


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join))
@settings(max_examples=30, deadline=None)
def test_any_words_are_dead_in_a_comment(words: str) -> None:
    check_is_dead(render_github(render_review(insert_words(words), "md", OPTIONS)))


def check_is_dead(page: Reader) -> None:
    assert set(page.tags) <= _OWN_TAGS, page.tags
    assert page.live == []
    assert page.comments == [" variance:review "]


def test_an_article_cannot_forge_the_marker() -> None:
    forged = insert_words("<!-- variance:review -->")
    report = render_review(forged, "md", OPTIONS)
    assert report.count("<!-- variance:review -->") == 1
    assert report.splitlines()[-1] == "<!-- variance:review -->"


@pytest.mark.parametrize(
    ("key", "marker"),
    [
        ("docs", "<!-- variance:docs -->"),
        ("a --> <b>", "<!-- variance:a-b -->"),
        ("a--b", "<!-- variance:a-b -->"),
        ("x\ny", "<!-- variance:x-y -->"),
        ("->", "<!-- variance:review -->"),
        ("", "<!-- variance:review -->"),
        ("a-----b", "<!-- variance:a-b -->"),
    ],
)
def test_the_marker_is_one_line_whatever_the_key(key: str, marker: str) -> None:
    assert make_marker(key) == marker


@cache
def make_long_review(sentences: int) -> Review:
    old = invent_paragraphs(sentences)
    new = [[f"{text[:-1]} très vite." for text in paragraph] for paragraph in old]
    return review_texts(
        {
            f"part-{part}.md": (wrap_markdown(old, 80, title=f"{part}"), wrap_markdown(new, 80))
            for part in range(4)
        }
    )


@pytest.mark.parametrize(("format_name", "limit"), [("md", COMMENT_LIMIT), ("summary", SUMMARY_LIMIT)])
def test_a_report_that_is_too_long_is_cut_and_says_so(format_name: str, limit: Limit) -> None:
    one = make_long_review(100)
    copies = range(2 if format_name == "md" else 36)
    review = replace(
        one,
        files=tuple(replace(file, path=f"{n}-{file.path}") for n in copies for file in one.files),
        findings=tuple(replace(found, path=f"{n}-{found.path}") for n in copies for found in one.findings),
    )
    report = render_review(review, format_name, replace(OPTIONS, whole="the job's *artifact*"))
    assert limit.most * 0.9 < limit.measure(report) <= limit.most
    assert report.splitlines()[-1] == "<!-- variance:review -->"
    assert report.count("<details>") == report.count("</details>")
    told = re.search(
        r"\*\*([\d,]+) more findings not shown here\*\*: see the job's \\\*artifact\\\*\.", report
    )
    assert told is not None
    shown = sum(len(re.findall(r"\*\*", line)) // 2 for line in report.splitlines() if line.startswith("- ○"))
    assert shown + int(told[1].replace(",", "")) == len(review.findings)
    page = render_github(report)
    assert page.tags.count("details") == report.count("<details>")
    assert page.live == []


@given(
    st.lists(st.tuples(st.integers(1, 30), st.sampled_from(["", "open", "end"])), max_size=12),
    st.integers(60, 300),
)
def test_any_cut_is_within_the_limit_and_closes_what_it_opened(
    sizes: list[tuple[int, str]], most: int
) -> None:
    blocks, depth = [], 0
    for size, kind in sizes:
        is_end = kind == "end" and depth > 0
        depth += (kind == "open") - is_end
        text = "[/]" if is_end else ("[" if kind == "open" else "x") * size
        text = "[" if kind == "open" else text
        blocks.append(Block(text, closes="[/]" if kind == "open" else "", is_end=is_end, findings=1))
    blocks += [Block("[/]", is_end=True)] * depth
    report = join_blocks(blocks, Limit(most), lambda rest: f"{rest} more", "<!-- end -->")
    assert len(report) <= most
    assert report.endswith("<!-- end -->\n")
    parts = report.split("\n\n")
    assert parts.count("[") == parts.count("[/]")
    level = 0
    for part in parts:
        level += (part == "[") - (part == "[/]")
        assert level >= 0


def test_a_word_of_any_length_has_its_end() -> None:
    long_word = "x" * 200_000
    review = review_texts(
        {"a.md": (f"One {long_word} two.\n", f"One {long_word}y three.\n"), "b.md": (OLD, NEW)}
    )
    report = render_review(review, "md", OPTIONS)
    assert len(report) < 20_000
    assert "1,300" in report


def test_what_is_milder_than_asked_is_counted() -> None:
    review = make_review()
    report = render_review(review, "md", replace(OPTIONS, min_severity=Severity.SUBSTANCE))
    assert "below “substance” not listed" in report
    assert "reworded" not in report.split("###", 1)[1]


# --------------------------------------------------------------------------- workflow commands


def parse_commands(report: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands of a log as GitHub's runner reads them: name, properties, message, all unescaped."""
    found, stopped = [], ""
    for line in report.split("\n"):
        if stopped:
            stopped = "" if line.strip() == f"::{stopped}::" else stopped
            continue
        match = re.fullmatch(r"\s*::([^\s:]+)(?: ([^:]*))?::(.*)", line)
        if match is None:
            continue
        if match[1] == "stop-commands":
            stopped = match[3]
            continue
        properties = dict(pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
        found.append((match[1], {k: unescape(v) for k, v in properties.items()}, unescape(match[3])))
    assert not stopped
    return found


def unescape(text: str) -> str:
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def test_annotations_name_file_line_and_what_happened() -> None:
    commands = parse_commands(render_review(review_texts({"a,b: c%.md": (OLD, NEW)}), "github", OPTIONS))
    name, properties, message = commands[0]
    assert (name, message) == ("warning", "Number changed: ‘1,200’ → ‘1,300’")
    assert properties["file"] == "a,b: c%.md"
    assert (properties["line"], properties["col"]) == ("1", "19")
    failing = render_review(
        review_texts({"a.md": (OLD, NEW)}), "github", replace(OPTIONS, fail_on=Severity.SUBSTANCE)
    )
    assert [command[0] for command in parse_commands(failing)][:2] == ["error", "notice"]


def test_annotations_are_ten_a_level_and_the_last_counts_the_rest() -> None:
    review = make_long_review(100)
    options = replace(OPTIONS, whole="the summary, line 1")
    commands = parse_commands(render_review(review, "github", options))
    assert len(commands) == MOST_A_LEVEL
    rest = len(review.findings) - MOST_A_LEVEL + 1
    assert commands[-1][2] == f"{rest} more findings: see the summary, line 1"


def test_without_a_token_no_article_is_echoed() -> None:
    report = render_review(make_review(), "github", ReviewOptions())
    assert all(line.startswith("::") for line in report.splitlines())
    assert "stop-commands" not in report


COMMANDS = [
    "::error::x",
    "::stop-commands::x",
    f"::{TOKEN}::",
    "::set-output name=a::b",
    "##[error]x",
    "%0A::error::x",
]


@pytest.mark.parametrize("words", [*COMMANDS, *(case.input for case in NEUTRAL)])
def test_no_word_of_an_article_is_a_command(words: str) -> None:
    review = insert_words(words)
    report = render_review(review, "github", OPTIONS)
    commands = parse_commands(report)
    assert {name for name, _, _ in commands} <= {"notice", "warning"}
    allowed = {"file", "line", "endLine", "col", "endColumn", "title"}
    assert all(set(properties) <= allowed for _, properties, _ in commands)
    assert all(not AFTER_PARSING.search(message) for _, _, message in commands)
    assert "##[" not in report.split("stop-commands", 1)[1]
    if TOKEN not in words:
        assert report.count(f"::{TOKEN}::") == 1


# ------------------------------------------------------------------------- other tools' formats


def test_sarif_has_what_the_standard_and_github_ask_for() -> None:
    review = make_review()
    log = json.loads(render_review(review, "sarif", replace(OPTIONS, fail_on=Severity.SUBSTANCE)))
    SARIF.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(review.findings)
    for result, finding in zip(run["results"], review.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == f"variance/{finding.kind}"
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (finding.head.line, finding.head.column)
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
        assert ("suppressions" in result) == (finding.status is FindingStatus.WAIVED)
    fingerprints = [
        (r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], str(r["partialFingerprints"]))
        for r in run["results"]
    ]
    assert len(set(fingerprints)) == len(fingerprints)


@pytest.mark.parametrize("words", [*(case.input for case in NEUTRAL), "[a](1)", "{0}", "a\\[b](2)"])
def test_no_word_of_an_article_acts_in_an_alert(words: str) -> None:
    log = json.loads(render_review(insert_words(words), "sarif", OPTIONS))
    SARIF.validate(log)
    for result in log["runs"][0]["results"]:
        texts = [result["message"]["text"], *(s["justification"] for s in result.get("suppressions", ()))]
        for text in texts:
            assert not AFTER_PARSING.search(text), text
            # A bracket that is not escaped opens a link, a single brace a placeholder.
            assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]]", text), text
            assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)", text), text


def test_paths_are_uris_in_sarif() -> None:
    log = json.loads(render_review(review_texts({"a b/ü#?%\udce9.md": (OLD, NEW)}), "sarif"))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20b/%C3%BC%23%3F%25%E9.md"


def test_rdjsonl_counts_columns_in_bytes() -> None:
    old, new = (
        "Die Fähre trägt 1,200 Leute.\n" if n == 0 else "Die Fähre trägt 1,300 Leute.\n" for n in (0, 1)
    )
    lines = render_review(review_texts({"a.md": (old, new)}), "rdjsonl").splitlines()
    first = json.loads(lines[0])
    start, end = first["location"]["range"]["start"], first["location"]["range"]["end"]
    line = new.encode().split(b"\n")[start["line"] - 1]
    assert line[start["column"] - 1 : end["column"] - 1] == b"1,300"
    assert first["severity"] in ("INFO", "WARNING", "ERROR")


@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_words_are_dead_in_reviewdogs_comments(case: Case) -> None:
    for line in render_review(insert_words(case.input), "rdjsonl", OPTIONS).splitlines():
        page = render_github(json.loads(line)["message"])
        assert set(page.tags) <= {"p", "span"}
        assert (page.live, page.comments) == ([], [])


@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_words_are_dead_in_gitlabs_widget(case: Case) -> None:
    issues = json.loads(render_review(insert_words(case.input), "gitlab", OPTIONS))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert not AFTER_PARSING.search(issue["description"])
        assert issue["severity"] in ("info", "minor", "major")
        assert issue["location"]["lines"]["begin"] >= 1


# ------------------------------------------------------------------------------- HTML and terminals


class Page(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_words_are_dead_in_the_page(case: Case) -> None:
    text = render_review(insert_words(case.input), "html", OPTIONS)
    page = Page(text)
    tags = {tag for tag, _ in page.found}
    assert not tags & {"script", "img", "iframe", "object", "form", "input", "link", "base", "textarea"}
    for _, attributes in page.found:
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "<!--" not in text


def test_the_page_shows_every_finding_and_file() -> None:
    review = make_review()
    text = render_review(review, "html", OPTIONS)
    assert "default-src 'none'" in text
    for words in ("docs/ferry.md", "docs/minutes.md", "gone.md", "new file.md", "1,300", "the *new* boats"):
        assert words in text
    ids = [attributes["id"] for _, attributes in Page(text).found if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_a_terminal_shows_places_as_editors_open_them() -> None:
    report = render_review(make_review(), "text", replace(OPTIONS, width=80))
    assert "docs/ferry.md:1:" in report
    assert "[-1,200-] {+1,300+}" in report
    assert all(len(line) <= 80 for line in report.splitlines())
    assert render_review(make_review(), "text", replace(OPTIONS, unicode=False)).isascii()
    coloured = render_review(make_review(), "text", replace(OPTIONS, colour=True))
    assert "\x1b[9;31m1,200\x1b[0m" in coloured


def test_files_without_a_comparison_are_named_in_all_reports() -> None:
    file = ReviewedFile("big.md", "big.md", FileStatus.MODIFIED, notes=(Note("read", "a binary file"),))
    review = replace(review_texts({}), files=(file,))
    for format_name in ("md", "summary", "text", "html"):
        report = render_review(review, format_name, OPTIONS)
        assert "big.md" in report
        assert "a binary file" in report
