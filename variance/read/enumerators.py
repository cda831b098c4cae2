"""Numbers of clauses and headings: "2.1 The price is …", "(a) deliver the goods", "## 3. Liability".

Like the numbers of a list they count the paragraphs and tell nothing: a clause that is put in between
changes those of all behind it. So they are left out of the blocks, as list numbers are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from variance.read.document import Block, BlockKind
from variance.text.patterns import LatePattern

# One paragraph that opens with a number may open with a quantity ("2.5 Million dollars"); two are counted.
_FEWEST = 2
_LONGEST = 24
_CLAUSE = LatePattern(r"(?:\d{1,3}\.)+\d{1,3}[.)]?\s+(?=[\"“‘(]?[^\W\d_])")
_LETTER = LatePattern(r"\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s+(?=\S)")
_HEADING = LatePattern(r"(?:(?:\d{1,3}\.)+\d{0,3}\)?|\d{1,3}\))\s+(?=[\"“‘(]?[^\W\d_])")
_COUNTED_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.HEADING)


def skip_enumerators(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, those that open with the number of a clause or heading from behind it on.

    Only where two blocks of the text do so in the same way, and a paragraph's number has two parts
    ("2.1") or stands in brackets: "12 people died" opens with a quantity.
    """
    found = [_find_end(text, block) for block in blocks]
    counts = Counter(form for form, _ in found if form)
    return tuple(
        block._replace(start=end) if counts[form] >= _FEWEST else block
        for block, (form, end) in zip(blocks, found, strict=True)
    )


def _find_end(text: str, block: Block) -> tuple[str, int]:
    """How a block is numbered and where its words begin; an empty form where it is not."""
    if block.kind not in _COUNTED_KINDS or not (text[block.start].isdecimal() or text[block.start] == "("):
        return "", block.start
    forms = (
        {"heading": _HEADING} if block.kind is BlockKind.HEADING else {"clause": _CLAUSE, "letter": _LETTER}
    )
    head = text[block.start : min(block.end, block.start + _LONGEST)]
    for form, pattern in forms.items():
        match = pattern.match(head)
        if match is not None and block.start + match.end() < block.end:
            return form, block.start + match.end()
    return "", block.start
