"""A file's bytes to a document: decoded, cut into blocks, every block with its role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from variance.model import Metadata
from variance.read.decoding import DecodedText, decode_bytes
from variance.read.document import Block, BlockKind, Document
from variance.read.enumerators import skip_enumerators
from variance.read.frontmatter import FrontMatter, find_front_matter
from variance.read.peeling import peel_sign_offs
from variance.read.plain import read_plain
from variance.read.roles import assign_roles
from variance.read.truncation import find_truncation
from variance.vocabulary import Role

_MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mkdn"))
_HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".xht"))
# A page that comes without a name that tells it, such as from standard input.
_PAGE_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!]")


def read_document(data: bytes, *, path: str) -> Document:
    """The document that a file's bytes hold; its format follows from the path's suffix.

    Raises DecodingError for bytes that are no text. An empty file is a document without blocks.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in _HTML_SUFFIXES or (not suffix and _PAGE_OPENING.match(data)):
        from variance.read.html_encoding import find_encoding

        decoded = decode_bytes(data, path=path, named=find_encoding(data))
        # Without a tag it is a plain text that was given the name of a page.
        if _TAG.search(decoded.text):
            return _read_page(decoded)
    else:
        decoded = decode_bytes(data, path=path)
    text = decoded.text
    matter = find_front_matter(text)
    metadata, start = (Metadata(), 0) if matter is None else (matter.metadata, matter.end)
    is_markdown = suffix in _MARKDOWN_SUFFIXES
    if is_markdown:
        from variance.read.markdown import read_markdown

        body: Sequence[Block] = read_markdown(text, start)
    else:
        body = read_plain(text, start)
    body = peel_sign_offs(text, skip_enumerators(text, body))
    blocks = assign_roles(text, (*_list_front(matter), *body), title=metadata.title)
    return Document(
        text=text,
        encoding=decoded.encoding,
        format="markdown" if is_markdown else "text",
        metadata=metadata,
        blocks=blocks,
        truncated_at=find_truncation(text, blocks),
    )


def _read_page(decoded: DecodedText) -> Document:
    """The document of a page, whose text is what it shows."""
    from variance.read.html import read_html

    matter = find_front_matter(decoded.text)
    page = read_html(decoded.text, 0 if matter is None else matter.end)
    metadata = page.metadata if matter is None else merge_metadata(matter.metadata, page.metadata)
    body = peel_sign_offs(page.text, skip_enumerators(page.text, page.blocks))
    blocks = assign_roles(page.text, (*_list_front(matter), *body), title=metadata.title)
    # A link to another story in the page's furniture does not tell that this one goes on elsewhere.
    story = [block for block in blocks if block.rule not in page.asides]
    return Document(
        text=page.text,
        encoding=decoded.encoding,
        format="html",
        metadata=metadata,
        blocks=blocks,
        truncated_at=find_truncation(page.text, story),
        anchors=page.anchors,
    )


def _list_front(matter: FrontMatter | None) -> tuple[Block, ...]:
    if matter is None:
        return ()
    return (Block(matter.start, matter.end, BlockKind.MARKUP, Role.MARKUP, "front matter"),)


def merge_metadata(first: Metadata, other: Metadata) -> Metadata:
    """What the first says, and what the other says where that says nothing."""
    return Metadata(
        title=first.title or other.title,
        outlet=first.outlet or other.outlet,
        author=first.author or other.author,
        date=first.date or other.date,
        url=first.url or other.url,
    )
