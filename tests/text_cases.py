"""What the tests of text extraction share: a text as parsed units, and what was found as readable lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from variance.model import Metadata, Source, Unit
from variance.segment import segment_spans
from variance.text.attribution import find_attributions
from variance.text.clauses import mark_clauses
from variance.text.names import find_source_names
from variance.text.parsed import ParsedUnit, parse_source
from variance.text.quotations import find_quotations
from variance.text.tokens import Token, tokenize
from variance.text.values import find_values
from variance.vocabulary import Role


def parse_units(text: str) -> tuple[ParsedUnit, ...]:
    """The units of a text: every line a paragraph, cut into sentences."""
    spans = list_spans(text)
    units = tuple(
        Unit(number, Role.SENTENCE, None, start, end, None, None, text[start:end])
        for number, (start, end) in enumerate(spans)
    )
    source = Source("a", "a", "a.txt", "", "utf-8", "en", Metadata(), text, 0, None, units)
    return parse_source(source).units


def list_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text, every line a paragraph."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        spans += segment_spans(text, start, start + len(line))
        start += len(line) + 1
    return spans


def slice_tokens(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """The text of a range of tokens, empty for an empty range."""
    return text[tokens[start].start : tokens[end - 1].end] if start < end else ""


def show_quotations(text: str) -> str:
    """A line a quotation: its depth, whether it stays open, its words."""
    return "\n".join(
        f"{span.level}{'' if span.is_closed else ' open'}: {text[span.inner_start : span.inner_end]}"
        for span in find_quotations(text, list_spans(text))
    )


def show_values(text: str) -> str:
    """A line a value: its words, its key, its qualifier, whether it can be compared."""
    tokens = tokenize(text)
    lines = []
    for value in find_values(tokens):
        qualifier = f" ({value.qualifier})" if value.qualifier else ""
        comparable = "" if value.is_comparable else " not comparable"
        words = slice_tokens(text, tokens, value.start, value.end)
        lines.append(f"{words} → {' '.join(value.key)}{qualifier}{comparable}")
    return "\n".join(lines)


def show_names(text: str) -> str:
    """A line a name: its words, its kind, its key, the longer name it shortens."""
    units = parse_units(text)
    lines = []
    for unit, names in zip(units, find_source_names(units), strict=True):
        for name in names:
            words = slice_tokens(text, unit.tokens, name.start, name.end)
            longer = f" = {name.full_key}" if name.full_key != name.key else ""
            lines.append(f"{words} → {name.kind} {name.key}{longer}{'' if name.is_sure else ' ?'}")
    return "\n".join(lines)


def show_attributions(text: str) -> str:
    """A line an attribution: its speaker, its verb, lemma and class, and what it governs."""
    lines = []
    for unit in parse_units(text):
        for made in find_attributions(unit):
            speaker = slice_tokens(text, unit.tokens, made.speaker_start, made.speaker_end) or "–"
            verb = slice_tokens(text, unit.tokens, made.verb_start, made.verb_end)
            quoted = [unit.quotations[index] for index in made.quotations]
            governed = "".join(f" “{text[span.inner_start : span.inner_end]}”" for span in quoted)
            lines.append(f"{speaker} | {verb} | {made.lemma} ({made.verb_class}, {made.form}){governed}")
    return "\n".join(lines)


def show_clauses(text: str) -> str:
    """A line a clause: what it does in its sentence and its words."""
    lines = []
    for unit in parse_units(text):
        start = 0
        for kind, run in groupby(mark_clauses(unit)):
            end = start + len(list(run))
            lines.append(f"{kind}: {slice_tokens(text, unit.tokens, start, end)}")
            start = end
    return "\n".join(lines)
