"""Renders Markdown as GitHub does and says what came alive in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

# What GitHub makes of the text after the Markdown is parsed: mentions, issues, commits, emoji, advisories.
AFTER_PARSING = re.compile(
    r"""(?<![\w`])@\w | (?<!\w)\#\d | \bGH-\d | :[\w+-]+: | (?<![0-9a-zA-Z])[0-9a-f]{7,40}(?![0-9a-zA-Z])
      | :// | \bwww\. | \bGHSA-\w | \bCVE-\d""",
    re.VERBOSE | re.IGNORECASE,
)
EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]


class Reader(HTMLParser):
    """Collects the elements and the text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.comments: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.texts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        self.texts.append("\0")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        """The text without elements and without the spaces of no width that the escaping puts in."""
        return "".join(self.texts).replace("\0", "").replace("\u200b", "")

    @property
    def live(self) -> list[str]:
        """What GitHub would still turn into something, piece of text by piece."""
        pieces = "".join(self.texts).split("\0")
        return [match[0] for piece in pieces for match in AFTER_PARSING.finditer(piece)]


def render_github(markdown: str) -> Reader:
    """The Markdown as the parser that GitHub uses renders it; skips the test where it is not installed."""
    cmark = pytest.importorskip("cmarkgfm.cmark", reason="pip install cmarkgfm")
    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
    return Reader(cmark.markdown_to_html_with_extensions(markdown, options=options, extensions=EXTENSIONS))


def render_commonmark(markdown: str) -> Reader:
    """The Markdown as markdown-it-py renders it with HTML, tables and strike-through on."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Reader(parser.render(markdown))
