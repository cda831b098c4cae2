"""What holds for any text: nothing is lost between blocks, and line ends do not matter."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.read_documents import read_text, show_blocks
from variance.read.document import Document
from variance.vocabulary import Role

# Lines that are rich in what the readers and the rules look at.
_LINES = st.sampled_from(
    [
        *("", "", "", "A ferry sank off Vigo on Friday.", "the coastguard said so to the people of the town"),
        *(
            "Ferry sinks",
            "AFP",
            "By Jane Doe",
            "# Ferry",
            "## ",
            "---",
            "===",
            "> quoted",
            ">",
            "- item",
            "* item",
        ),
        *(
            "• item",
            "1. first",
            "    code",
            "```",
            "| a | b |",
            "|---|---|",
            "<div>",
            "[a]: b",
            "![a](b)",
            "***",
        ),
        *(
            "Related",
            "Read more on a.example.com",
            "title: x",
            "He left. AFP",
            "  two  ",
            "- dashed -",
            "> - item",
        ),
        *(
            "\tcode",
            "-\titem",
            ">\tquoted",
            "- > deep",
            "1) one",
            "+",
            "\u00a0",
            "It … ended…",
            "x\x0by",
            "\x0c",
        ),
    ]
)
_TEXTS = st.one_of(
    st.lists(_LINES, max_size=14).map("\n".join),
    st.text(max_size=60).map(lambda text: text.replace("\0", "")),
    st.text(alphabet="ab >-*#`|[]()\n\t1.", max_size=40),
).filter(lambda text: not re.search("[\ud800-\udfff]", text))
# A lone CR behind which an LF falls would become one line end.
_UNIX_TEXTS = _TEXTS.map(lambda text: text.replace("\r", ""))
_BULLETS = re.compile(r"[•‣◦▪▸●·⁃∙*–—-]?\s*")
_BLOCK_MARKUP = re.compile(r"[\s>*+=_#-]*(?:\d{1,9}[.)][\s>*+-]*)*[\s*=_#-]*")


def list_gaps(document: Document) -> list[str]:
    """What lies before, between and behind the blocks, which must not overlap."""
    gaps, position = [], 0
    for block in document.blocks:
        assert position <= block.start < block.end
        gaps.append(document.text[position : block.start])
        position = block.end
    return [*gaps, document.text[position:]]


@given(_TEXTS)
def test_plain_text_loses_nothing_but_white_space_and_bullets(text: str) -> None:
    for gap in list_gaps(read_text(text)):
        assert all(_BULLETS.fullmatch(line.strip()) for line in gap.splitlines())


@given(_TEXTS)
def test_markdown_loses_nothing_but_block_markup(text: str) -> None:
    for gap in list_gaps(read_text(text, "a.md")):
        assert all(_BLOCK_MARKUP.fullmatch(line) for line in re.split("[\n\r\x85\u2028\u2029]", gap))


@given(_UNIX_TEXTS)
def test_line_ends_do_not_matter(text: str) -> None:
    for path in ("a.txt", "a.md"):
        unix, windows = read_text(text, path), read_text(text.replace("\n", "\r\n"), path)
        assert windows == unix
        old_mac = read_text(text.replace("\n", "\r"), path)
        assert [(b.start, b.end, b.role, b.rule) for b in old_mac.blocks] == [
            (b.start, b.end, b.role, b.rule) for b in unix.blocks
        ]


@given(_TEXTS)
def test_a_role_other_than_sentence_has_a_rule(text: str) -> None:
    for path in ("a.txt", "a.md"):
        document = read_text(text, path)
        assert all((block.role is Role.SENTENCE) == (block.rule is None) for block in document.blocks)
        assert show_blocks(document) == show_blocks(read_text(text, path))


@given(_TEXTS)
def test_a_text_breaks_off_inside_or_at_the_end_of_a_told_block(text: str) -> None:
    document = read_text(text)
    if document.truncated_at is not None:
        told = [block for block in document.blocks if block.role.is_told]
        assert told[-1].start < document.truncated_at <= told[-1].end
