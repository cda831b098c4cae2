"""A file's bytes to a document: decoded, cut into blocks, every block with its role."""

from __future__ import annotations

from pathlib import PurePath

from variance.model import Metadata
from variance.read.decoding import decode_bytes
from variance.read.document import Block, BlockKind, Document
from variance.read.frontmatter import find_front_matter
from variance.read.peeling import peel_sign_offs
from variance.read.plain import read_plain
from variance.read.roles import assign_roles
from variance.read.truncation import find_truncation
from variance.vocabulary import Role

_MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mkdn"))


def read_document(data: bytes, *, path: str) -> Document:
    """The document that a file's bytes hold; its format follows from the path's suffix.

    Raises DecodingError for bytes that are no text. An empty file is a document without blocks.
    """
    decoded = decode_bytes(data, path=path)
    text = decoded.text
    metadata, start = Metadata(), 0
    front: tuple[Block, ...] = ()
    if (matter := find_front_matter(text)) is not None:
        metadata, start = matter.metadata, matter.end
        front = (Block(matter.start, matter.end, BlockKind.MARKUP, Role.MARKUP, "front matter"),)
    is_markdown = PurePath(path).suffix.lower() in _MARKDOWN_SUFFIXES
    if is_markdown:
        from variance.read.markdown import read_markdown

        body = read_markdown(text, start)
    else:
        body = read_plain(text, start)
    blocks = assign_roles(text, (*front, *peel_sign_offs(text, body)), title=metadata.title)
    return Document(
        text=text,
        encoding=decoded.encoding,
        format="markdown" if is_markdown else "text",
        metadata=metadata,
        blocks=blocks,
        truncated_at=find_truncation(text, blocks),
    )
