"""One side of an alignment: the tokens of its units in one row, each at home in its own unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variance.model import Span
from variance.text.parsed import ParsedSource
from variance.text.quotations import QuotedSpan
from variance.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Side:
    """The tokens of one side, with what is known of each.

    ``homes[k]`` is the id of token k's unit, ``quoted[k]`` whether it stands inside quotation marks.
    ``quotations`` are those that touch the side's units.
    """

    source: ParsedSource
    units: tuple[int, ...]
    tokens: tuple[Token, ...]
    homes: tuple[int, ...]
    quoted: tuple[bool, ...]
    quotations: tuple[QuotedSpan, ...]

    def make_span(self, start: int, end: int) -> Span:
        """The stretch of text from token ``start`` up to ``end``, all of one unit; empty if they are equal.

        An empty span stands where the next word begins, or behind the last one of its unit.
        """
        text = self.source.source.text
        if start < end:
            first, last = self.tokens[start], self.tokens[end - 1]
            return Span(self.homes[start], first.start, last.end, text[first.start : last.end])
        if not self.tokens:
            unit = self.source.units[self.units[0]].unit
            return Span(unit.id, unit.start, unit.start, "")
        if start < len(self.tokens) and (start == 0 or self.homes[start] == self.homes[start - 1]):
            return Span(self.homes[start], self.tokens[start].start, self.tokens[start].start, "")
        place = self.tokens[start - 1].end
        return Span(self.homes[start - 1], place, place, "")

    def find_quotation(self, index: int) -> QuotedSpan | None:
        """The outermost quotation that token ``index`` stands in, None if it stands in none."""
        if not 0 <= index < len(self.tokens) or not self.quoted[index]:
            return None
        token = self.tokens[index]
        inside = [q for q in self.quotations if q.inner_start <= token.start and token.end <= q.inner_end]
        return min(inside, key=lambda q: q.level, default=None)


def join_units(source: ParsedSource, units: Sequence[int]) -> Side:
    """The side of an alignment that holds these units of a source, in the order given."""
    tokens: list[Token] = []
    homes: list[int] = []
    quoted: list[bool] = []
    quotations: dict[int, QuotedSpan] = {}
    for unit_id in units:
        unit = source.units[unit_id]
        tokens.extend(unit.tokens)
        homes.extend([unit_id] * len(unit.tokens))
        quoted.extend(unit.quoted)
        quotations.update((quotation.start, quotation) for quotation in unit.quotations)
    return Side(source, tuple(units), tuple(tokens), tuple(homes), tuple(quoted), tuple(quotations.values()))
