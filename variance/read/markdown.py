"""Markdown to blocks, by markdown-it-py's block tokens and their line maps.

The parser gives every block its lines but no offsets. A block's text is the end of its first line, so
that its beginning is found by counting back from there; blocks are raw slices, inline markup included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from variance.read.document import Block, BlockKind
from variance.read.lines import LINE_ENDS, split_lines
from variance.vocabulary import Role

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RULES_OF_MARKUP = {
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
    "table_open": "table",
}
_LINE_ENDS_TO_LF = str.maketrans(dict.fromkeys(LINE_ENDS, "\n"))
_OPENING_HASHES = re.compile(r"[^#]*#{1,6}\s*")
# What may stand between blocks: bullets, numbers, the marks of quotations, rules, hashes, underlines.
_BLOCK_MARKUP_LINE = re.compile(r"(?:[ \t>]|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$))*+(?:[-*_=#][-*_=# \t]*+)?$")
_IMAGES = re.compile(r"(?:\[?!\[[^\[\]]*+\]\([^()]*+\)(?:\]\([^()]*+\))?\s*+)+")

Span = tuple[int, int]


def read_markdown(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of a Markdown text from ``start`` (behind its front matter) on, in order.

    Code, tables, raw HTML and link definitions are blocks of role ``markup``. What lies between blocks
    is white space and block markup: bullets, numbers, hashes, underlines, rules, marks of quotations.
    """
    source = text[start:].translate(_LINE_ENDS_TO_LF)
    lines = [(start + a, start + b) for a, b in split_lines(source)]
    blocks = list(_walk_tokens(text, _make_parser().parse(source), lines))
    return tuple(sorted([*blocks, *_find_leftovers(text, start, blocks)], key=lambda block: block.start))


@cache
def _make_parser() -> MarkdownIt:
    # Imported here: a plain text needs no parser.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def _walk_tokens(text: str, tokens: Sequence[Token], lines: Sequence[Span]) -> Iterator[Block]:
    """Blocks in the order of the text; what is inside a table is part of it."""
    containers: list[str] = []
    in_table = False
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type in _RULES_OF_MARKUP and token.map:
            yield from _make_markup(text, lines[slice(*token.map)], _RULES_OF_MARKUP[token.type])
        in_table = token.nesting == 1 if name == "table" else in_table
        if token.nesting == 1:
            containers.append(name)
        elif token.nesting == -1:
            containers.pop()
        elif token.type == "inline" and token.map and not in_table:
            span = _locate_inline(text, token, lines, is_heading=containers[-1] == "heading")
            if _IMAGES.fullmatch(text, *span):
                yield Block(*span, BlockKind.MARKUP, Role.MARKUP, "image")
            elif span[0] < span[1]:
                yield Block(*span, _find_kind(containers))


def _find_kind(containers: Sequence[str]) -> BlockKind:
    """The kind of a block by what it stands in, the innermost first."""
    if containers[-1] == "heading":
        return BlockKind.HEADING
    for name in reversed(containers):
        if name == "list_item":
            return BlockKind.LIST_ITEM
        if name == "blockquote":
            return BlockKind.QUOTE
    return BlockKind.PARAGRAPH


def _locate_inline(text: str, token: Token, lines: Sequence[Span], *, is_heading: bool) -> Span:
    """Where a paragraph's or heading's content lies: from its first line's content to its last line's."""
    assert token.map is not None
    content = token.content.strip()
    if not content:
        return 0, 0
    block = lines[slice(*token.map)]
    if is_heading and len(block) == 1:
        # "## Two ##": closing hashes may stand behind the content.
        line = text[slice(*block[0])].rstrip()
        hashes = _OPENING_HASHES.match(line)
        if hashes and not line.endswith(content):
            start = block[0][0] + hashes.end()
            return start, start + len(content)
    first_words, last_words = content.split("\n", 1)[0].rstrip(), content.rsplit("\n", 1)[-1].strip()
    first_end = _find_line_end(text, block, first_words)
    return first_end - len(first_words), _find_line_end(text, block[::-1], last_words)


def _find_line_end(text: str, lines: Sequence[Span], words: str) -> int:
    """Where the first of some lines that ends in these words ends, without the white space behind them.

    It is the first line of all, unless that holds what is white space to us and not to the parser.
    """
    for start, end in lines:
        line = text[start:end].rstrip()
        if line.endswith(words):
            return start + len(line)
    raise AssertionError(f"a block's content is not in its lines: {words!r}")


def _make_markup(text: str, lines: Sequence[Span], rule: str) -> Iterator[Block]:
    """A block of role ``markup`` over whole lines, without the blank ones around it; none if all are."""
    filled = [line for line in lines if text[slice(*line)].strip()]
    if not filled:
        return
    start, end = filled[0][0], filled[-1][1]
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    yield Block(start, start + len(piece.strip()), BlockKind.MARKUP, Role.MARKUP, rule)


def _find_leftovers(text: str, start: int, blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines that the parser swallows, such as link definitions, so that nothing is lost."""
    ends = [start, *(block.end for block in blocks)]
    starts = [*(block.start for block in blocks), len(text)]
    for gap_start, gap_end in zip(ends, starts, strict=True):
        gap = text[gap_start:gap_end]
        if not gap.strip():
            continue
        filled = [
            (gap_start + a, gap_start + b)
            for a, b in split_lines(gap)
            if not _BLOCK_MARKUP_LINE.match(gap[a:b])
        ]
        yield from _make_markup(text, filled, "link definition")
