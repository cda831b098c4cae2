"""Who says a quotation, where its own sentence or a neighbour's names them."""

from __future__ import annotations

from collections.abc import Sequence

from variance.text.parsed import ParsedSource


def find_speaker(source: ParsedSource, units: Sequence[int], start: int) -> str | None:
    """The speaker of the quotation that begins at ``start`` in the first of the units; None if unnamed."""
    return None
