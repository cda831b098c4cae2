"""A source's units with their tokens and quotations, read once and shared by all later stages."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from variance.model import Source, Unit
from variance.text.quotations import QuotedSpan, find_quotations
from variance.text.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class ParsedUnit:
    """One unit: its tokens (a dateline's are left out) and the quotations that touch it.

    ``quoted[k]`` says whether token k stands inside quotation marks; the marks themselves do not.
    """

    unit: Unit
    tokens: tuple[Token, ...]
    quotations: tuple[QuotedSpan, ...]
    quoted: tuple[bool, ...]

    @property
    def words(self) -> tuple[Token, ...]:
        """The tokens that are words, without marks."""
        return tuple(token for token in self.tokens if token.is_word)


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """A source with its units parsed; ``units[k].unit.id == k``."""

    source: Source
    units: tuple[ParsedUnit, ...]
    quotations: tuple[QuotedSpan, ...]


def parse_source(source: Source) -> ParsedSource:
    """Tokenise every unit of a source and find its quotations. Linear in the text's length."""
    told = [(unit.start, unit.end) for unit in source.units if unit.role.is_told]
    quotations = find_quotations(source.text, told)
    starts = [quotation.start for quotation in quotations]
    units = []
    for unit in source.units:
        start = unit.dateline.end if unit.dateline else unit.start
        tokens = tokenize(source.text, start, unit.end, markup=source.format == "markdown")
        # Quotations do not cross each other but may be long: step back over those still open here.
        last = bisect_right(starts, unit.end)
        touching = tuple(q for q in quotations[:last] if q.end > unit.start) if unit.role.is_told else ()
        quoted = tuple(
            any(q.inner_start <= t.start and t.end <= q.inner_end for q in touching) for t in tokens
        )
        units.append(ParsedUnit(unit, tokens, touching, quoted))
    return ParsedSource(source, tuple(units), quotations)
