"""Files to documents: decoding, lines, paragraphs, Markdown, front matter, datelines, truncation."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixture_file import Case, load_cases
from tests.read_documents import read_text, show_blocks, slice_blocks
from variance.errors import DecodingError, InputError
from variance.model import Metadata
from variance.read.datelines import find_dateline
from variance.read.decoding import decode_bytes
from variance.read.document import BlockKind
from variance.read.frontmatter import find_front_matter
from variance.read.labels import make_label
from variance.read.lines import LineIndex, split_lines
from variance.read.plain import read_plain
from variance.read.reader import read_document
from variance.vocabulary import Role


def get_input(case: Case) -> tuple[str, str]:
    """A case's file name and text."""
    return ("a.md", case.parts["input a.md"]) if "input a.md" in case.parts else ("a.txt", case.input)


class TestDecoding:
    @pytest.mark.parametrize(
        ("data", "encoding"),
        [
            ("Kyiv – “ja”".encode(), "utf-8"),
            (codecs.BOM_UTF8 + "Kyiv – “ja”".encode(), "utf-8-sig"),
            (codecs.BOM_UTF16_LE + "Kyiv – “ja”".encode("utf-16-le"), "utf-16-le"),
            (codecs.BOM_UTF16_BE + "Kyiv – “ja”".encode("utf-16-be"), "utf-16-be"),
        ],
    )
    def test_supported(self, data: bytes, encoding: str) -> None:
        decoded = decode_bytes(data, path="a.txt")
        assert (decoded.text, decoded.encoding) == ("Kyiv – “ja”", encoding)

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ("Zoë".encode("latin-1"), "byte 2 (0xeb)"),
            (codecs.BOM_UTF8 + b"ab\xff", "byte 5 (0xff)"),
            (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "byte 4 (0x00)"),
            (codecs.BOM_UTF16_LE + b"a\x00b", "byte 4 (0x62)"),
            (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), "UTF-32 at byte 0"),
            ("ab".encode("utf-16-le"), "byte 1 is NUL"),
            ("aé\0".encode(), "byte 3 is NUL"),
            (b"\x89PNG\r\n\x1a\n", "byte 0 (0x89)"),
        ],
    )
    def test_anything_else_is_one_line_that_names_file_byte_and_remedy(self, data: bytes, words: str) -> None:
        with pytest.raises(DecodingError) as caught:
            decode_bytes(data, path="dir/a.txt")
        message = str(caught.value)
        assert message.startswith("dir/a.txt: ")
        assert words in message
        assert message.endswith("save it as UTF-8")
        assert "\n" not in message
        assert isinstance(caught.value, InputError)

    def test_only_crlf_is_rewritten(self) -> None:
        text = decode_bytes("a\r\nb\rc\x85d\u2028e\u2029f\r\r\n".encode(), path="a").text
        assert text == "a\nb\rc\x85d\u2028e\u2029f\r\n"


class TestLines:
    def test_every_line_end_ends_a_line(self) -> None:
        text = "a\nb\rc\x85d\u2028e\u2029f"
        assert [text[a:b] for a, b in split_lines(text)] == list("abcdef")

    def test_offsets_are_located_in_code_points(self) -> None:
        index = LineIndex("ab\n\U0001f600é\rx\u2028")
        located = {offset: index.locate(offset) for offset in (0, 2, 3, 4, 5, 6, 7, 8)}
        assert located == {
            0: (1, 1),
            2: (1, 3),
            3: (2, 1),
            4: (2, 2),
            5: (2, 3),
            6: (3, 1),
            7: (3, 2),
            8: (4, 1),
        }

    @given(st.text(alphabet="ab\n\r\x85\u2028", max_size=30))
    def test_locating_agrees_with_counting(self, text: str) -> None:
        index = LineIndex(text)
        for offset in range(len(text) + 1):
            before = [a for a in range(offset) if text[a] in "\n\r\x85\u2028"]
            assert index.locate(offset) == (len(before) + 1, offset - (before[-1] if before else -1))


@pytest.mark.parametrize("case", load_cases("read/plain.md"), ids=str)
def test_plain_text(case: Case) -> None:
    blocks = [case.input[block.start : block.end] for block in read_plain(case.input)]
    assert [block.replace("\n", "⏎") for block in blocks] == case.expected.splitlines()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_ends_a_paragraph(end: str) -> None:
    text = f"A ferry sank off Vigo.{end}All were saved.{end}{end}It was old."
    assert slice_blocks(read_text(text)) == ["A ferry sank off Vigo.", "All were saved.", "It was old."]
    markdown = f"# Ferry sinks{end}All were saved.{end}{end}It was old."
    assert slice_blocks(read_text(markdown, "a.md")) == ["Ferry sinks", "All were saved.", "It was old."]


@pytest.mark.parametrize("case", load_cases("read/markdown.md"), ids=str)
def test_markdown(case: Case) -> None:
    document = read_text(case.input, "a.md")
    shown = [
        f"{block.kind.value}: " + document.text[block.start : block.end].replace("\n", "⏎")
        for block in document.blocks
    ]
    assert shown == case.expected.splitlines()
    assert all((block.kind is BlockKind.MARKUP) == (block.role is Role.MARKUP) for block in document.blocks)


@pytest.mark.parametrize("case", load_cases("read/enumerators.md"), ids=str)
def test_numbers_of_clauses_are_no_words(case: Case) -> None:
    document = read_text(case.input, "a.md")
    assert [document.text[block.start : block.end] for block in document.blocks] == case.expected.splitlines()


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".MD"])
def test_a_markdown_file_is_told_by_its_suffix(suffix: str) -> None:
    assert read_text("# Ferry sinks", f"a{suffix}").format == "markdown"
    assert read_text("# Ferry sinks", "a.txt").format == "text"


@pytest.mark.parametrize("path", ["a.txt", "a.md", "-"])
@pytest.mark.parametrize("data", [b"", b"\n \n", codecs.BOM_UTF8])
def test_an_empty_file_has_no_blocks(path: str, data: bytes) -> None:
    document = read_document(data, path=path)
    assert document.blocks == ()
    assert document.truncated_at is None


class TestFrontMatter:
    def test_the_fields_under_their_usual_names(self) -> None:
        text = (
            "---\n# made by hand\nTitle: 'Ferry sinks: 40 saved'\nsource: \"Vigo Times\"\n"
            "authors:\n  - Jane Doe\n  - John Roe\npubDate: 2024-06-21\nLink: https://example.org/1\n...\nText.\n"
        )
        found = find_front_matter(text)
        assert found is not None
        assert text[found.start : found.end].endswith("\n...")
        assert found.metadata == Metadata(
            title="Ferry sinks: 40 saved",
            outlet="Vigo Times",
            author="Jane Doe, John Roe",
            date="2024-06-21",
            url="https://example.org/1",
        )

    def test_a_source_may_be_an_address(self) -> None:
        found = find_front_matter("---\nsource: https://example.org/1\nauthor: [Jane Doe, 'John Roe']\n---\n")
        assert found is not None
        assert found.metadata == Metadata(author="Jane Doe, John Roe", url="https://example.org/1")

    @pytest.mark.parametrize(
        "text",
        [
            "---\n\nA paragraph between two rules.\n\n---\n",
            "---\n---\n",
            "---\ntitle: never closed\n",
            "Text.\n---\ntitle: not at the top\n---\n",
            "----\ntitle: four dashes\n----\n",
            "--- title: in one line ---\n",
        ],
    )
    def test_no_front_matter(self, text: str) -> None:
        assert find_front_matter(text) is None
        assert all(block.rule != "front matter" for block in read_text(text).blocks)

    @pytest.mark.parametrize("path", ["a.txt", "a.md"])
    def test_it_is_a_unit_of_its_own_and_fills_the_metadata(self, path: str) -> None:
        document = read_text("---\noutlet: Vigo Times\ndraft:\n---\nA ferry sank.\n", path)
        assert show_blocks(document)[0] == "markup (front matter): ---⏎outlet: Vigo Times⏎draft:⏎---"
        assert document.metadata == Metadata(outlet="Vigo Times")


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("seeds/000_d1aff011b1fd2524.txt", "000"),
        ("seeds/guardian.txt", "guardian"),
        ("a/ferry-story-9f3c2a1.md", "ferry-story"),
        ("d1aff011b1fd2524.txt", "d1aff011b1fd2524"),
        ("2024-06-21.txt", "2024-06-21"),
        ("ferry_20240621.txt", "ferry_20240621"),
        ("the_facade.txt", "the_facade"),
        ("v1.2.txt", "v1.2"),
        (".hidden", ".hidden"),
        ("-", "stdin"),
    ],
)
def test_a_label_is_the_stem_without_a_trailing_hash(path: str, label: str) -> None:
    assert make_label(path, Metadata()) == label
    assert make_label(path, Metadata(outlet="AFP")) == "AFP"


@pytest.mark.parametrize("case", load_cases("read/datelines.md"), ids=str)
def test_datelines(case: Case) -> None:
    shown = []
    for line in case.input.splitlines():
        end = find_dateline(f"«{line}»", 1, len(line) + 1)
        shown.append(line if end is None else f"{line[: end - 1]}⏐{line[end - 1 :]}")
    assert shown == case.expected.splitlines()


@pytest.mark.parametrize("case", load_cases("read/truncation.md"), ids=str)
def test_truncation(case: Case) -> None:
    path, text = get_input(case)
    offset = read_text(text, path).truncated_at
    assert (text if offset is None else f"{text[:offset]}✂{text[offset:]}") == case.expected
