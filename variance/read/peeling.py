"""Cuts a sign-off from the paragraph that it was glued to, so that it can be set aside by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from variance.read.boilerplate import CUT_MARK
from variance.read.credits import is_agency, is_credit
from variance.read.document import Block, BlockKind
from variance.text.patterns import LatePattern

# A sign-off that credits a dozen people is shorter, and so is the work for one block.
_WINDOW = 700
_MAX_TRIES = 8
# Agencies sign in fewer characters.
_AGENCY_WINDOW = 80
_GO_ON = LatePattern(r"\(?(?:read|see) (?:more|on|full (?:story|article))|continue reading", re.IGNORECASE)
_GAP = re.compile(r"(?<=[.!?…\"”’)\]])\s+")
# What credits, links and cut marks open with.
_OPENINGS = (
    *("Additional", "Further", "With", "Reporting", "Writing", "Editing", "Compiled", "Edited", "Written"),
    *("Read", "READ", "Continue", "See", "["),
)
_OPENING = LatePattern(_GAP.pattern + rf"(?=\(?(?:{'|'.join(_OPENINGS[:-1])})\b|\[\+?\d)")


def peel_sign_offs(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with a paragraph's sign-off as a block of its own behind it.

    "... of more deliveries. AFP", "... in 2030. (Reporting by Jane Doe; Editing by John Roe)",
    "... he said… [+1234 chars]". What lies between the two is white space.
    """
    return tuple(piece for block in blocks for piece in _peel(text, block))


def _peel(text: str, block: Block) -> Iterator[Block]:
    gap = _find_gap(text, block) if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE) else None
    if gap is None:
        yield block
    else:
        yield block._replace(end=gap.start())
        yield block._replace(start=gap.end())


def _find_gap(text: str, block: Block) -> re.Match[str] | None:
    """The white space before a block's sign-off, None where it has none."""
    start = max(block.start, block.end - _WINDOW)
    window = text[start : block.end]
    has_opening = any(word in window for word in _OPENINGS)
    for gap in islice(_OPENING.finditer(text, start, block.end), _MAX_TRIES) if has_opening else ():
        if gap.start() > block.start and _is_sign_off(text[gap.end() : block.end]):
            return gap
    for gap in _GAP.finditer(text, max(block.start, block.end - _AGENCY_WINDOW), block.end):
        if gap.start() > block.start and is_agency(" ".join(text[gap.end() : block.end].split())):
            return gap
    return None


def _is_sign_off(tail: str) -> bool:
    tail = " ".join(tail.split())
    is_link = _GO_ON.fullmatch(tail.rstrip(" .…»›→)>")) is not None
    return is_link or is_credit(tail) or CUT_MARK.fullmatch(tail) is not None
