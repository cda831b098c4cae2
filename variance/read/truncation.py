"""Where a text breaks off in the middle of its story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variance.model import Role
from variance.read.document import Block, BlockKind

# What ends a text: a stop, with closing marks behind it; a colon or a dash would go on.
_STOP_AT_END = re.compile(r"[.!?。！？][\"'”’»›)\]*_†`]{0,6}\s*$|…[\"'”’»›)\]]{1,6}\s*$")
_ELLIPSIS_AT_END = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[\s?(?:…|\.\.\.)\s?\])\s*$")
# The rest stands elsewhere, and the page says so.
_GOES_ON_ELSEWHERE = re.compile(
    r"(?:read more|continue reading|read on|continued?) (?:on|at|in|here)\b.*"
    r"|continue reading\W*|(?:read|see|view) (?:the )?(?:full|rest of the|original|entire|complete|whole) .*",
    re.IGNORECASE | re.DOTALL,
)
# A line of fewer words that breaks off may be anything: a name, a label, a heading.
_MIN_WORDS = 6
# A text whose paragraphs mostly lack a stop is set that way.
_STOPPED_SHARE = 0.8
# Ends are looked for in no more than this of a block.
_TAIL = 200


def find_truncation(text: str, blocks: Sequence[Block]) -> int | None:
    """The offset at which a text breaks off, None where it ends as a text does.

    It breaks off when its last running text has no final stop, ends in an ellipsis, or is followed by
    the address at which it goes on. A list, a heading or a caption at the end says nothing.
    """
    told = [block for block in blocks if block.role.is_told]
    if not told or told[-1].role is not Role.SENTENCE or told[-1].kind is BlockKind.LIST_ITEM:
        return None
    last = told[-1]
    tail = text[max(last.start, last.end - _TAIL) : last.end]
    if marker := _ELLIPSIS_AT_END.search(tail):
        return last.end - len(tail) + marker.start()
    if any(
        block.start > last.end
        and block.role is Role.BOILERPLATE
        and _GOES_ON_ELSEWHERE.fullmatch(text, block.start, block.end)
        for block in blocks
    ):
        return last.end
    if _STOP_AT_END.search(tail) or not _looks_like_prose(text, last):
        return None
    others = [
        block for block in told[:-1] if block.role is Role.SENTENCE and block.kind is not BlockKind.LIST_ITEM
    ]
    stopped = sum(
        1 for block in others if _STOP_AT_END.search(text[max(block.start, block.end - _TAIL) : block.end])
    )
    return last.end if stopped >= _STOPPED_SHARE * len(others) else None


def _looks_like_prose(text: str, block: Block) -> bool:
    """Whether a block without a stop is a sentence: long enough, and mostly in small letters."""
    words = [word for word in text[block.start : block.end].split() if word[0].isalpha()]
    small = sum(1 for word in words if word[0].islower())
    return len(words) >= _MIN_WORDS and small * 2 > len(words)
