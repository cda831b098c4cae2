"""HTML to documents: what is text, where it stands in the file, what the page says, what is set aside."""

from __future__ import annotations

import codecs
import html
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixture_file import Case, load_cases
from variance.compare import read_source
from variance.errors import DecodingError, EmptySourceError
from variance.model import Metadata, Source
from variance.read.document import Document
from variance.read.html_scan import RAW_ELEMENTS, TokenKind, scan_html
from variance.read.lines import LineIndex, split_lines
from variance.read.reader import read_document
from variance.text.wordlists import list_words
from variance.vocabulary import Role

CASES = load_cases("read/html.md")


def read_page(text: str, path: str = "a.html") -> Document:
    return read_document(text.encode("utf-8", "surrogatepass"), path=path)


def show_places(document: Document) -> list[str]:
    lines = LineIndex(document.text, document.anchors)
    shown = []
    for block in document.blocks:
        line, column = lines.locate(block.start)
        rule = f" ({block.rule})" if block.rule else ""
        text = document.text[block.start : block.end].replace("\n", "⏎").replace("\xa0", " ")
        shown.append(f"{line}:{column} {block.role.value}{rule}: {text}")
    return shown


@pytest.mark.parametrize("case", CASES, ids=str)
def test_html(case: Case) -> None:
    assert show_places(read_page(case.input)) == case.expected.splitlines()


class TestPlaces:
    @pytest.mark.parametrize("case", CASES, ids=str)
    def test_words_of_a_block_stand_at_their_places_in_the_file(self, case: Case) -> None:
        check_places(case.input, read_page(case.input))

    def test_the_end_of_a_stretch_is_behind_its_last_character_and_not_where_the_text_goes_on(self) -> None:
        document = read_page("<p>It cost <b>40</b>\n  euros.</p>\n\n<p>And more.")
        lines = LineIndex(document.text, document.anchors)
        start = document.text.index("40")
        assert lines.locate_end(start, start + 2) == (1, 17)
        end = document.text.index("euros.") + len("euros.")
        assert lines.locate_end(start, end) == (2, 9)
        assert lines.locate(document.text.index("euros")) == (2, 3)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
    def test_every_line_end_counts_as_in_other_formats(self, end: str) -> None:
        document = read_page(f"<p>A ferry{end}sank.</p>{end}<pre>one{end}two</pre>{end}<p>All were saved.")
        places = [place.split(" ")[0] for place in show_places(document)]
        assert places == ["1:4", "3:6", "5:4"]
        lines = LineIndex(document.text, document.anchors)
        assert lines.locate(document.text.index("two")) == (4, 1)


def check_places(source: str, document: Document) -> None:
    """Anchors are in order on both sides, and behind each the file has the characters of the text."""
    # A mark that the page left out may stand at the very end of the file, behind its last line.
    spans = [*split_lines(source), (len(source), len(source))]
    anchors = document.anchors
    assert [one.start for one in anchors] == sorted({one.start for one in anchors})
    places = [(one.line, one.column) for one in anchors]
    assert places == sorted(places)
    lines = LineIndex(document.text, anchors)
    for block in document.blocks:
        for offset in range(block.start, block.end):
            line, column = lines.locate(offset)
            start, end = spans[line - 1]
            shown, found = document.text[offset], source[start + column - 1 : end + 1][:1]
            # A break or a space may stand for any white space, a mark for a tag, a letter for an entity.
            if not shown.isspace() and found not in ("&", "<"):
                assert shown == found or not shown.isascii(), (offset, line, column)


TAGS = st.sampled_from(
    list_words(
        """
        <p> </p> <div> </div> <b> </b> <br> <ul> </ul> <li> <table> <tr> <td> </table> <h1> </h1> <h2> <q>
        </q> <nav> </nav> <article> </article> <main> </main> <header> </header> <aside> </aside> <pre> </pre>
        <sup> </sup> <blockquote> </blockquote> <a> </a> <script> </script> <title> </title> <template>
        </template> <svg> </svg> <footer> </footer> <button> </button> <select> <option> </select>
        <figcaption> <dl> <dt> <dd> <hr> <textarea>
        """
    )
)
PIECES = st.one_of(
    TAGS,
    TAGS.map(str.upper),
    st.sampled_from(
        ["A ferry sank. ", "\n\n", "  ", "said", "&amp;", "&nbsp;", "&#8220;", "1", '"', "<", ">", "&"]
    ),
    st.sampled_from(
        ["<!-- x -->", "<!--", "-->", "<p hidden>", "<a href='#n'>", '<b title="', "</", "<?x", "é\u2028"]
    ),
)
PAGES = st.one_of(
    st.lists(PIECES, max_size=30).map("".join),
    st.text(alphabet="<>/!-&;#p b\"'=\nx1", max_size=60),
    st.text(max_size=40),
).filter(lambda text: not re.search("[\ud800-\udfff\0]", text))


class TestAnyInput:
    @given(PAGES)
    @settings(max_examples=300, deadline=None)
    def test_tokens_cover_the_text_in_order(self, page: str) -> None:
        position = 0
        for token in scan_html(page):
            assert position <= token.start <= token.end
            assert token.start < token.end or token.kind is TokenKind.RAW
            position = token.end
        assert position <= len(page)

    @given(PAGES)
    @settings(max_examples=300, deadline=None)
    def test_blocks_are_in_order_and_part_nothing_but_white_space(self, page: str) -> None:
        page = f"<!doctype html>{page}"
        document = read_page(page)
        position = 0
        for block in document.blocks:
            assert position <= block.start < block.end
            assert not document.text[position : block.start].strip()
            assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
            position = block.end
        assert not document.text[position:].strip()
        check_places(page.replace("\r\n", "\n"), document)

    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")))
    @settings(max_examples=200, deadline=None)
    def test_any_text_escaped_is_read_as_it_was(self, words: str) -> None:
        shown = " ".join(re.split("[ \t\n\f\x85\u2028\u2029]+", words)).strip()
        document = read_page(f"<p>{html.escape(words)}</p>")
        blocks = [document.text[block.start : block.end] for block in document.blocks]
        assert "".join(blocks).replace("\n", "") == shown.replace("\n", "") or not shown

    @given(st.lists(PIECES.filter(lambda piece: piece.strip() != ""), max_size=20), st.data())
    @settings(max_examples=150, deadline=None)
    def test_white_space_between_words_may_be_any(self, pieces: list[str], data: st.DataObject) -> None:
        page = "<p>" + "".join(pieces)
        spaces = st.sampled_from([" ", "\n", "\n    ", "\t", " \n "])
        wrapped = "".join(data.draw(spaces) if part == " " else part for part in re.split("( )", page))
        is_raw = any(f"<{name}" in page.lower() for name in (*RAW_ELEMENTS, "pre", "b title"))
        if not is_raw:
            shown = [line.split(" ", 1)[1] for line in show_places(read_page(page))]
            assert [line.split(" ", 1)[1] for line in show_places(read_page(wrapped))] == shown


BIG = 300_000


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "word " * (BIG // 5),
        "<p>" + "x" * BIG,
        "<div>" * (BIG // 5) + "A ferry sank." + "</div>" * 100,
        "<b><p>" * (BIG // 6),
        "<nav>" * (BIG // 5) + "</span>" * 1000,
        "<ul><li>" * (BIG // 16) + "<li>x" * (BIG // 10),
        "<div>" * (BIG // 10) + "<li>x</li></td></p>" * (BIG // 38),
        "<span hidden>" + "<div>" * (BIG // 10) + "</span>" * (BIG // 14),
        "<q>" * (BIG // 3) + "x",
        "<svg>" * (BIG // 5) + "<p>x</p></svg>" * 1000,
        "<noscript><p>" * (BIG // 13) + "</p></div>" * (BIG // 20),
        "<ruby><rt>" * (BIG // 10) + "</ruby>" * (BIG // 14),
        "<" * BIG,
        "</3" * (BIG // 3),
        "<a" * (BIG // 2),
        "<a <a " * (BIG // 6),
        "<a x='" * (BIG // 6),
        '<a x="' * (BIG // 6) + ">",
        "<a =" * (BIG // 4),
        "<!--" * (BIG // 4),
        "<!-- -" * (BIG // 6),
        "<!x" * (BIG // 3),
        "<title>" * (BIG // 7),
        "<textarea>" * (BIG // 10),
        "<script>" * (BIG // 8),
        "<p>" + "&" * BIG,
        "<p>" + "&#" * (BIG // 2),
        "<p>&#" + "9" * BIG,
        "<p>&" + "a" * BIG,
        "<p>" + " " * BIG,
        "<p>" + "a\n" * (BIG // 2),
        "<a href='#x'>" * (BIG // 13),
        "<meta charset=" * (BIG // 14),
        "<p " + "a=b " * (BIG // 4) + ">x",
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        "<ul>" + "<li><a href=x>One</a>" * (BIG // 21) + "</ul>",
        "<h1>Ferry</h1>" * (BIG // 14),
    ],
    ids=lambda page: page[:12].strip(),
)
def test_any_amount_of_anything_is_read_in_a_few_seconds(page: str) -> None:
    start = time.process_time()
    read_page(page)
    # About a second for most on a slow machine; what is quadratic takes minutes.
    assert time.process_time() - start < 10


class TestBadInput:
    @pytest.mark.parametrize("page", ["<p></p>", "<nav>A ferry sank.</nav>", "<script>x</script>", "<!--"])
    def test_a_page_without_a_sentence_is_said_to_be_empty(self, page: str) -> None:
        with pytest.raises(EmptySourceError, match=r"^a\.html: no sentence to compare"):
            read_source("a.html", data=page.encode())

    def test_a_plain_text_under_a_pages_name_is_read_as_text(self) -> None:
        document = read_page("Ferry sinks off Vigo\n\nA ferry sank; 3 < 4 & all\nwere saved.\n")
        assert document.format == "text"
        assert [b.role for b in document.blocks][:1] == [Role.HEADLINE]

    def test_a_zero_byte_is_named(self) -> None:
        with pytest.raises(DecodingError, match=r"^a\.html: byte 4 is NUL"):
            read_document(b"<p>a\0b", path="a.html")

    @pytest.mark.parametrize("suffix", [".html", ".htm", ".HTML", ".xhtml"])
    def test_a_page_is_told_by_its_suffix(self, suffix: str) -> None:
        assert read_page("<p>A ferry sank.", f"a{suffix}").format == "html"
        assert read_page("<p>A ferry sank.", "a.txt").format == "text"

    def test_a_page_on_standard_input_is_told_by_its_opening(self) -> None:
        assert read_page("<!DOCTYPE html>\n<p>A ferry sank.", "-").format == "html"
        assert read_page("<p>A ferry sank.", "-").format == "text"


class TestEncoding:
    @pytest.mark.parametrize(
        ("head", "codec", "encoding"),
        [
            ('<meta charset="windows-1252">', "cp1252", "windows-1252"),
            ("<META CHARSET = ISO-8859-1 >", "cp1252", "windows-1252"),
            (
                '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
                "cp1251",
                "windows-1251",
            ),
            ("<meta charset=utf-8>", "utf-8", "utf-8"),
            ("<meta charset=utf-16>", "utf-8", "utf-8"),
            ("<meta charset=rot13>", "utf-8", "utf-8"),
            ("<!-- <meta charset=windows-1251> -->", "utf-8", "utf-8"),
            (" " * 1024 + "<meta charset=windows-1251>", "utf-8", "utf-8"),
        ],
    )
    def test_what_the_page_names_holds(self, head: str, codec: str, encoding: str) -> None:
        words = "Паром затонул." if codec == "cp1251" else "Ein Fährschiff sank."
        document = read_document(f"{head}<p>{words}".encode(codec), path="a.html")
        assert (document.encoding, document.text) == (encoding, words)

    def test_a_byte_order_mark_beats_it(self) -> None:
        data = codecs.BOM_UTF8 + "<meta charset=windows-1252><p>Ein Fährschiff.".encode()
        assert read_document(data, path="a.html").text == "Ein Fährschiff."
        data = codecs.BOM_UTF16_LE + "<p>Ein Fährschiff.".encode("utf-16-le")
        assert read_document(data, path="a.html").text == "Ein Fährschiff."

    def test_bytes_of_another_are_named(self) -> None:
        with pytest.raises(DecodingError, match=r"^a\.html: byte 8 \(0xe4\) is no UTF-8"):
            read_document("<p>Ein F\xe4hr".encode("latin-1"), path="a.html")


class TestMetadata:
    def test_what_meta_elements_tell(self) -> None:
        page = """
            <title>Ferry sinks &amp; all saved | Vigo Times</title>
            <meta property="og:site_name" content="Vigo Times"><meta name=author content="Jane Doe">
            <meta property="article:author" content="https://example.org/jane">
            <meta property="article:published_time" content="2024-06-21T14:05:00Z">
            <link rel="canonical" href="https://example.org/1?a=1&amp;b=2">
            <p>A ferry sank.
        """
        assert read_page(page).metadata == Metadata(
            title="Ferry sinks & all saved",
            outlet="Vigo Times",
            author="Jane Doe",
            date="2024-06-21T14:05:00Z",
            url="https://example.org/1?a=1&b=2",
        )

    @pytest.mark.parametrize(
        "data",
        [
            '{"@type": "NewsArticle", %s}',
            '[{"@type": "WebSite", "name": "No"}, {"@type": ["Thing", "Article"], %s}]',
            '{"@graph": [{"@type": "BlogPosting", %s}]}',
        ],
    )
    def test_what_linked_data_tells(self, data: str) -> None:
        fields = (
            '"headline": "Ferry sinks", "author": [{"name": "Jane Doe"}, "John Roe"], "datePublished": '
            '"2024-06-21", "publisher": {"name": "Vigo Times"}, "url": "https://example.org/1"'
        )
        page = f'<script type="application/ld+json">{data % fields}</script><p>A ferry sank.'
        assert read_page(page).metadata == Metadata(
            "Ferry sinks", "Vigo Times", "Jane Doe, John Roe", "2024-06-21", "https://example.org/1"
        )

    @pytest.mark.parametrize("data", ["{", '{"@type": 3}', "[1, null]", '{"@graph": {}}', "[" * 9999])
    def test_damaged_linked_data_tells_nothing(self, data: str) -> None:
        page = f'<script type="application/ld+json">{data}</script><p>A ferry sank.'
        assert read_page(page).metadata == Metadata()

    def test_a_time_outside_the_furniture_dates_the_page(self) -> None:
        page = "<nav><time datetime=2020-01-01>x</time></nav><time datetime='2024-06-21'>y</time><p>It sank."
        assert read_page(page).metadata.date == "2024-06-21"

    def test_front_matter_comes_first(self) -> None:
        page = "---\ntitle: Ferry\n---\n<title>Other</title><meta name=author content='Jane Doe'><p>It sank."
        assert read_page(page).metadata == Metadata(title="Ferry", author="Jane Doe")


def test_a_story_that_breaks_off_is_told_by_its_own_text() -> None:
    story = "<p>A ferry sank off Vigo on Friday, it was said by many people.</p>" * 4
    cut = "<p>The coastguard of the town said on Friday that all of the</p>"
    link = "<footer><p>Continue reading</p></footer>"
    assert read_page(story + cut).truncated_at is not None
    assert read_page(story + link).truncated_at is None


def test_units_of_a_source_carry_lines_of_the_file() -> None:
    page = "<h1>Ferry sinks</h1>\n<p>A ferry\n  sank. All\n  were <b>saved</b>.\n"
    source: Source = read_source("a.html", data=page.encode())
    assert [(unit.line, unit.column, unit.text) for unit in source.units] == [
        (1, 5, "Ferry sinks"),
        (2, 4, "A ferry sank."),
        (3, 9, "All were saved."),
    ]


def test_reading_a_text_loads_no_reader_of_pages(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "a.txt").write_text("A ferry sank off Vigo on Friday.\n")
    code = (
        "import sys; from variance.compare import read_source; read_source('a.txt');"
        "print([m for m in sys.modules if m.startswith(('variance.read.html', 'html.'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
