"""Titles of a review's findings: what became of what, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

# As long as a line of a list or the title of an annotation may be.
LONGEST_TITLE = 90
# Words that both readings share are kept on either side of what differs.
_CONTEXT = 2
_GAP = "…"


def write_change(head: str, old: str, new: str, end: str = "") -> str:
    """``Number changed: ‘17’ → ‘18’``, both readings cut to what differs where they are long."""
    room = LONGEST_TITLE - len(f"{head}: ‘’ → ‘’{end}")
    own, other = " ".join(old.split()), " ".join(new.split())
    if len(own) + len(other) > room:
        own, other = cut_shared(own.split(), other.split())
    if len(own) + len(other) > room:
        # The shorter one leaves the other what it does not need.
        half = room // 2
        first = clip_title(own, max(half, room - len(other)))
        own, other = first, clip_title(other, room - len(first))
    return f"{head}: {_quote(own)} → {_quote(other)}{end}"


def write_passage(head: str, text: str) -> str:
    """``Moved: ‘The opening of the passage…’``."""
    return f"{head}: ‘{clip_title(' '.join(text.split()), LONGEST_TITLE - len(f'{head}: ‘’'))}’"


def cut_shared(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Two texts without the words that both begin and end with, but for two words of context."""
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    most = min(len(old), len(new)) - start
    ends = zip(reversed(old), reversed(new), strict=False)
    end = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends)), most)
    start, end = max(start - _CONTEXT, 0), max(end - _CONTEXT, 0)
    return _cut(old, start, end), _cut(new, start, end)


def clip_title(text: str, room: int) -> str:
    """The text, or as many of its first words as fit with a sign for the rest."""
    if len(text) <= room:
        return text
    cut = text[: max(room - 1, 0)]
    whole = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return whole.rstrip(" ,;:–—") + _GAP


def _cut(words: Sequence[str], start: int, end: int) -> str:
    middle = " ".join(words[start : len(words) - end])
    return f"{_GAP if start else ''}{middle}{_GAP if end else ''}"


def _quote(text: str) -> str:
    """A reading in single quotation marks, but for one that has marks of its own."""
    return text if text.startswith("“") else f"‘{text}’"
