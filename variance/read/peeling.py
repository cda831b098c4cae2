"""Cuts a sign-off from the paragraph that it was glued to, so that it can be set aside by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from variance.read.agencies import AGENCY_PATTERN
from variance.read.boilerplate import CUT_MARK
from variance.read.credits import is_agency, is_credit
from variance.read.document import Block, BlockKind

# A sign-off that credits a dozen people is shorter, and so is the work for one block.
_WINDOW = 700
_MAX_TRIES = 8
_GO_ON = re.compile(r"\(?(?:read|see) (?:more|on|full (?:story|article))|continue reading", re.IGNORECASE)
# A stop or a closing mark, white space, and what a sign-off opens with.
_OPENING = re.compile(
    rf"(?<=[.!?…\"”’)\]])\s+(?=\(?(?:Additional|Further|With|Reporting|Writing|Editing|Compiled|Edited"
    rf"|Written)\b"
    rf"|[-–—(\[]{{0,3}}\s?{AGENCY_PATTERN}\b|(?:Read|READ|Continue|See)\b|\[\+?\d)"
)


def peel_sign_offs(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with a paragraph's sign-off as a block of its own behind it.

    "... of more deliveries. AFP", "... in 2030. (Reporting by Jane Doe; Editing by John Roe)",
    "... he said… [+1234 chars]". What lies between the two is white space.
    """
    return tuple(piece for block in blocks for piece in _peel(text, block))


def _peel(text: str, block: Block) -> Iterator[Block]:
    if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
        window = max(block.start, block.end - _WINDOW)
        for tries, match in enumerate(_OPENING.finditer(text, window, block.end)):
            if tries == _MAX_TRIES:
                break
            if match.start() > block.start and _is_sign_off(text[match.end() : block.end]):
                yield replace(block, end=match.start())
                yield replace(block, start=match.end())
                return
    yield block


def _is_sign_off(tail: str) -> bool:
    tail = " ".join(tail.split())
    is_link = _GO_ON.fullmatch(tail.rstrip(" .…»›→)>")) is not None
    return is_link or is_agency(tail) or is_credit(tail) or CUT_MARK.fullmatch(tail) is not None
