"""Where a text breaks off in the middle of its story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variance.read.document import Block, BlockKind
from variance.text.patterns import LatePattern
from variance.vocabulary import Role

# What ends a text: a stop with what may stand behind it (closing marks, a note's number, the target of a
# link, the end mark of a magazine). A colon or a dash would go on.
_STOP_AT_END = LatePattern(
    r"(?:[.!?。！？]|…(?=[\"'”’“‘»›«‹)\]]))(?:[\"'”’“‘»›«‹)\]*_†`■▪♦•]|\[\d{1,3}\]|\]\([^()\s]{0,150}\)){0,8}\s*$"
)
_ELLIPSIS_AT_END = LatePattern(r"\s*(?:…|\.\s?\.\s?\.|\[\s?(?:…|\.\.\.)\s?\])$")
# The rest stands elsewhere, and the page says so.
_GOES_ON_ELSEWHERE = LatePattern(
    r"(?:read more|continue reading|read on|continued?) (?:on|at) (?:[\w-]+\.)+[a-z]{2,}\W*"
    r"|(?:read more|continue reading) at (?-i:[A-Z]).*|continue reading\W*"
    r"|(?:read|see|view) (?:the )?(?:full|rest of the|entire|complete|whole) (?:article|story|post|piece)"
    r"(?: (?:on|at|in|from|here)\b.*)?\W*|\[\+?\d+ \w+\]",
    re.IGNORECASE | re.DOTALL,
)
# The marks that open a quotation in English close it in German or Danish: „…“, »…«.
_STOPS, _QUOTES = frozenset(".!?"), frozenset("\"'”’“‘«»")
# What goes on elsewhere opens with one of these.
_ADDRESSES = ("read", "continue", "see", "view", "[")
_OPENING = max(map(len, _ADDRESSES))
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
    if not told or not _is_running(told[-1]):
        return None
    last = told[-1]
    behind = [block for block in blocks if block.start >= last.end]
    # "The figures are" before a table or a piece of code is whole.
    if any(block.role is Role.MARKUP for block in behind):
        return None
    tail = text[max(last.start, last.end - _TAIL) : last.end]
    marker = _ELLIPSIS_AT_END.search(tail) if _may_end_in_ellipsis(tail.rstrip()) else None
    if marker is not None and last.end - len(tail) + marker.start() > last.start:
        return last.end - len(tail) + marker.start()
    if any(_goes_on_elsewhere(text, block) for block in behind):
        return last.end
    if _has_stop(text, last) or not _looks_like_prose(text, last):
        return None
    others = [block for block in told[:-1] if _is_running(block)]
    stopped = sum(1 for block in others if _has_stop(text, block))
    return last.end if stopped >= _STOPPED_SHARE * len(others) else None


def _may_end_in_ellipsis(tail: str) -> bool:
    return tail.endswith(("…", "]")) or (tail.endswith(".") and tail[:-1].rstrip().endswith("."))


def _goes_on_elsewhere(text: str, block: Block) -> bool:
    opening = text[block.start : min(block.end, block.start + _OPENING)].casefold()
    return opening.startswith(_ADDRESSES) and (
        _GOES_ON_ELSEWHERE.fullmatch(text, block.start, block.end) is not None
    )


def _is_running(block: Block) -> bool:
    return block.role is Role.SENTENCE and block.kind is not BlockKind.LIST_ITEM


def _has_stop(text: str, block: Block) -> bool:
    start = max(block.start, block.end - _TAIL)
    # Most end in a stop and a closing mark or none.
    last = text[block.end - 1 : block.end]
    if last in _STOPS or (last in _QUOTES and text[block.end - 2 : block.end - 1] in _STOPS):
        return True
    return _STOP_AT_END.search(text, start, block.end) is not None


def _looks_like_prose(text: str, block: Block) -> bool:
    """Whether a block without a stop is a sentence: long enough, and mostly in small letters."""
    words = [word for word in text[block.start : block.end].split() if word[0].isalpha()]
    small = sum(1 for word in words if word[0].islower())
    return len(words) >= _MIN_WORDS and small * 2 > len(words)
