"""A source's units with their tokens and quotations, read once and shared by all later stages."""

from __future__ import annotations

from collections.abc import Sequence

from variance.frozen import NamedTuple
from variance.model import Source, Unit
from variance.text.quotations import QuotedSpan, find_quotations
from variance.text.tokens import Token, tokenize


class ParsedUnit(NamedTuple):
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


class ParsedSource(NamedTuple):
    """A source with its units parsed; ``units[k].unit.id == k``."""

    source: Source
    units: tuple[ParsedUnit, ...]
    quotations: tuple[QuotedSpan, ...]


def parse_source(source: Source) -> ParsedSource:
    """Tokenise every unit of a source and find its quotations. Linear in the text's length."""
    told = [(unit.start, unit.end) for unit in source.units if unit.role.is_told]
    is_markdown = source.format == "markdown"
    quotations = find_quotations(source.text, told, markup=is_markdown)
    units = []
    touching: list[QuotedSpan] = []
    following = 0
    for unit in source.units:
        while following < len(quotations) and quotations[following].start < unit.end:
            touching.append(quotations[following])
            following += 1
        touching = [quotation for quotation in touching if quotation.end > unit.start]
        here = tuple(touching) if unit.role.is_told else ()
        start = unit.dateline.end if unit.dateline else unit.start
        tokens = tokenize(source.text, start, unit.end, markup=is_markdown)
        units.append(ParsedUnit(unit, tokens, here, _find_quoted(tokens, here)))
    return ParsedSource(source, tuple(units), quotations)


def _find_quoted(tokens: Sequence[Token], quotations: Sequence[QuotedSpan]) -> tuple[bool, ...]:
    """Whether each token stands inside one of the quotations; those inside another need no look."""
    if not quotations:
        return (False,) * len(tokens)
    outer = iter([quotation for quotation in quotations if quotation.level == 0])
    current = next(outer, None)
    quoted = []
    for token in tokens:
        while current is not None and token.start >= current.inner_end:
            current = next(outer, None)
        quoted.append(
            current is not None and current.inner_start <= token.start and token.end <= current.inner_end
        )
    return tuple(quoted)
