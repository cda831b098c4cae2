"""Short ways to read texts and to write down what was read, for the tests of reading."""

from __future__ import annotations

from variance.read.document import Block, Document
from variance.read.reader import read_document


def read_text(text: str, path: str = "a.txt") -> Document:
    """The document of a text as a file of that name would hold it."""
    return read_document(text.encode("utf-8"), path=path)


def show_blocks(document: Document) -> list[str]:
    """One line a block: role, rule and text, with ``⏎`` for a line's end."""
    return [_show(document.text, block) for block in document.blocks]


def slice_blocks(document: Document) -> list[str]:
    """The blocks' texts."""
    return [document.text[block.start : block.end] for block in document.blocks]


def _show(text: str, block: Block) -> str:
    rule = f" ({block.rule})" if block.rule else ""
    return f"{block.role.value}{rule}: " + text[block.start : block.end].replace("\n", "⏎")
