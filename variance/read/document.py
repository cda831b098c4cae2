"""What reading a file gives, before its text is cut into units."""

from __future__ import annotations

from enum import StrEnum

from variance.frozen import NamedTuple
from variance.model import Anchor, Metadata
from variance.vocabulary import Role


class BlockKind(StrEnum):
    """What the format itself says of a block; plain text knows paragraphs only."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CAPTION = "caption"
    MARKUP = "markup"


class Block(NamedTuple):
    """A paragraph, heading or item at ``text[start:end]``, without the white space around it.

    ``role`` and ``rule`` are what the rules of roles made of it: ``Role.SENTENCE`` for running text,
    that is then cut into sentences; any other role with the name of the rule that gave it.
    """

    start: int
    end: int
    kind: BlockKind
    role: Role = Role.SENTENCE
    rule: str | None = None


class Document(NamedTuple):
    """A file as read: its decoded text (CRLF → LF, no BOM), blocks in order, and what it says of itself.

    ``format`` is ``text``, ``markdown`` or ``html``, whose text is what the page shows; ``anchors`` tell
    where that stands in the file. ``truncated_at`` is the offset at which the text breaks off, None where it
    ends as a text does.
    """

    text: str
    encoding: str
    format: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    truncated_at: int | None = None
    anchors: tuple[Anchor, ...] = ()
