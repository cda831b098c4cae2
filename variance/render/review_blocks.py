"""Markdown in blocks that can be cut anywhere: what is open at the cut is closed behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from variance.frozen import NamedTuple

_BETWEEN = "\n\n"


class Block(NamedTuple):
    """A piece of Markdown that is whole by itself.

    ``closes`` is what a block that opens something needs at its end; ``is_end`` says that the block is such
    an end. ``findings`` counts the findings it shows.
    """

    text: str
    closes: str = ""
    is_end: bool = False
    findings: int = 0


class Limit(NamedTuple):
    """The most a medium takes, in what it measures: characters or bytes."""

    most: int
    measure: Callable[[str], int] = len


def join_blocks(blocks: Sequence[Block], limit: Limit, tell_rest: Callable[[int], str], tail: str) -> str:
    """The blocks as one text that ends with ``tail``, cut before the first block that has no room.

    A cut closes what is open and says, by ``tell_rest`` and the number of findings left out, that it is one.
    """
    whole = _BETWEEN.join([*(block.text for block in blocks), tail]) + "\n"
    if limit.measure(whole) <= limit.most:
        return whole
    total = sum(block.findings for block in blocks)
    between = limit.measure(_BETWEEN)
    # The count is never longer than for all of them, and the end needs its room whatever comes before.
    room = limit.most - limit.measure(tell_rest(total)) - limit.measure(tail) - 3 * between - 1
    kept: list[str] = []
    open_ends: list[str] = []
    used = shown = 0
    for block in blocks:
        opened = [*open_ends, block.closes] if block.closes else open_ends[:-1] if block.is_end else open_ends
        needed = sum(limit.measure(end) + between for end in opened)
        size = limit.measure(block.text) + between
        if used + size + needed > room:
            break
        kept.append(block.text)
        used += size
        shown += block.findings
        open_ends = list(opened)
    return _BETWEEN.join([*kept, *reversed(open_ends), tell_rest(total - shown), tail]) + "\n"
