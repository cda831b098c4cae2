"""Quotations in running text, by their marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A quotation: ``text[start:end]`` with its marks, ``text[inner_start:inner_end]`` without.

    ``level`` is 0 for an outer quotation, 1 for one inside it. ``inner_end`` leaves out a comma or stop
    that stands before the closing mark. ``is_closed`` is False where no closing mark follows in its
    paragraph (a quotation that runs on in the next).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    level: int
    is_closed: bool


def find_quotations(text: str, spans: Sequence[tuple[int, int]]) -> tuple[QuotedSpan, ...]:
    """The quotations of a text, in the order of their starts; only marks inside ``spans`` count."""
    found = []
    import re

    for m in re.finditer('["\u201c]([^"\u201d\n]+)["\u201d]', text):
        if any(s <= m.start() < e for s, e in spans):
            inner = m.group(1).rstrip(",.")
            found.append(
                QuotedSpan(m.start(), m.end(), m.start(1), m.start(1) + len(inner), level=0, is_closed=True)
            )
    return tuple(found)
