"""One side of an alignment: the tokens of its units in one row, each at home in its own unit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property, wraps
from itertools import takewhile
from typing import Any, TypeVar

from variance.classify.atoms import Atom, find_atoms
from variance.classify.figures import read_figures
from variance.classify.grammar import PRONOUNS
from variance.classify.inflection import find_bases, is_marked_form
from variance.model import Span
from variance.text.attribution import Attribution, AttributionForm, find_attributions
from variance.text.names import Name, find_source_names
from variance.text.parsed import ParsedSource, ParsedUnit
from variance.text.quotations import QuotedSpan
from variance.text.reporting import load_verb_forms
from variance.text.tokens import Token
from variance.text.values import Value

_PLACES = ("speaker_start", "speaker_end", "verb_start", "verb_end")

_Found = TypeVar("_Found")


class Reading:
    """What is read in one source once and used by all its pairs: names, attributions by unit, sides."""

    def __init__(self, source: ParsedSource) -> None:
        self.source = source
        self.sides: dict[tuple[int, ...], Side] = {}
        self._attributions: dict[int, tuple[Attribution, ...]] = {}

    @cached_property
    def names(self) -> tuple[tuple[Name, ...], ...]:
        """The names of each unit."""
        return find_source_names(self.source.units)

    def read_attributions(self, unit_id: int) -> tuple[Attribution, ...]:
        """The attributions of a unit."""
        if unit_id not in self._attributions:
            self._attributions[unit_id] = find_attributions(self.source.units[unit_id])
        return self._attributions[unit_id]


# A source is read for its first pair and known for the others; more are open at once only in a corpus.
_MOST_READINGS = 64
_readings: dict[int, Reading] = {}


def read_once(source: ParsedSource) -> Reading:
    """The reading of a source, the same object as long as the source is in use.

    Kept by identity, since comparing two sources would cost more than reading one.
    """
    known = _readings.get(id(source))
    if known is not None and known.source is source:
        return known
    if len(_readings) >= _MOST_READINGS:
        _readings.clear()
    made = _readings[id(source)] = Reading(source)
    return made


class Side:
    """The tokens of one side, with what is known of each.

    ``homes[k]`` is the id of token k's unit, ``quoted[k]`` whether it stands inside quotation marks.
    ``quotations`` are those that touch the side's units. A ``is_part`` of a side holds some of its tokens.
    ``known`` is what functions wrapped by ``look_once`` found in it.
    """

    def __init__(
        self,
        reading: Reading,
        units: tuple[int, ...],
        tokens: tuple[Token, ...],
        homes: tuple[int, ...],
        quoted: tuple[bool, ...],
        quotations: tuple[QuotedSpan, ...],
        names: tuple[Name, ...],
        *,
        is_part: bool = False,
    ) -> None:
        self.reading = reading
        self.units = units
        self.tokens = tokens
        self.homes = homes
        self.quoted = quoted
        self.quotations = quotations
        self.names = names
        self.is_part = is_part
        self.known: dict[Callable[[Side], Any], Any] = {}

    @property
    def start(self) -> int:
        """Where the first unit of the side begins in the source's text."""
        return self.reading.source.units[self.units[0]].unit.start

    @cached_property
    def wording(self) -> Hashable:
        """What tells the text of a side from any other: equal where only names and the place may differ."""
        return tuple(_get_wording(self.reading.source.units[unit_id]) for unit_id in self.units)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """The numbers, sums, dates and times of the side, in order."""
        return read_figures(self.tokens)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what, in order; the ranges are places of this side's row of tokens.

        A part of a side has none: it is the inside of a quotation.
        """
        if self.is_part:
            return ()
        found: list[Attribution] = []
        base = 0
        for unit_id in self.units:
            for one in self.reading.read_attributions(unit_id):
                places = {name: getattr(one, name) + base for name in _PLACES} if base else {}
                found.append(one._replace(**places) if places else one)
            base += len(self.reading.source.units[unit_id].tokens)
        known = {one.verb_start for one in found}
        found.extend(one for one in self._find_tags() if one.verb_start not in known)
        return tuple(sorted(found, key=lambda one: one.verb_start))

    def _find_tags(self) -> Iterator[Attribution]:
        """Who speaks by the place alone: a subject and a verb between a closing mark and the stop.

        "…," he continued. The verbs of reporting are a list; what is said behind a quotation is open.
        """
        if not self.quote_marks:
            return
        named = {name.start: name.end for name in self.names}
        for index, token in enumerate(self.tokens[:-2]):
            if token.is_word or not self.is_quote_mark(index):
                continue
            start = index + 1
            verb = named.get(start, start + 1 if self.tokens[start].key in PRONOUNS else -1)
            if not start < verb < len(self.tokens) or not is_marked_form(self.tokens[verb].key):
                continue
            known = load_verb_forms().get(self.tokens[verb].key)
            if verb + 1 == len(self.tokens) or self.tokens[verb + 1].form in (".", ",", ":"):
                lemma = known.lemma if known else min(find_bases(self.tokens[verb].key))
                yield Attribution(start, verb, verb, verb + 1, lemma, "neutral", AttributionForm.SUBJECT)

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """The smallest pieces of the side that a reader compares."""
        return find_atoms(self.tokens, self.values)

    def list_values(self, start: int, end: int) -> list[Value]:
        """The values wholly inside the tokens ``start`` to ``end``."""
        at = bisect_left(self._value_starts, start)
        return list(takewhile(lambda value: value.end <= end, self.values[at:end]))

    def list_names(self, start: int, end: int) -> list[Name]:
        """The names that share a token with ``start`` to ``end``."""
        at = bisect_right(self._name_ends, start)
        return list(takewhile(lambda name: name.start < end, self.names[at : at + end - start + 1]))

    def list_attributions(self, start: int, end: int) -> list[Attribution]:
        """The attributions whose verb begins or speaker ends among the tokens ``start`` to ``end``."""
        found: dict[int, Attribution] = {}
        for index in range(start, end) if self._attribution_spots else ():
            for one in self._attribution_spots.get(index, ()):
                found.setdefault(one.verb_start, one)
        return list(found.values())

    @cached_property
    def _value_starts(self) -> list[int]:
        return [value.start for value in self.values]

    @cached_property
    def _name_ends(self) -> list[int]:
        return [name.end for name in self.names]

    @cached_property
    def _attribution_spots(self) -> dict[int, list[Attribution]]:
        spots: dict[int, list[Attribution]] = {}
        for one in self.attributions:
            spots.setdefault(one.verb_start, []).append(one)
            last = one.speaker_end - 1
            while last > one.speaker_start and not self.tokens[last].is_word:
                last -= 1
            if one.speaker_start < one.speaker_end:
                spots.setdefault(last, []).append(one)
        return spots

    @cached_property
    def quote_marks(self) -> frozenset[int]:
        """The offsets of the marks that open or close a quotation (an apostrophe is none)."""
        ends = {quotation.start for quotation in self.quotations}
        return frozenset(ends | {quotation.end - 1 for quotation in self.quotations if quotation.is_closed})

    @cached_property
    def has_stray_mark(self) -> bool:
        """Whether a double quotation mark has no partner, so that nobody knows what is quoted."""
        return any(
            token.form == '"' and not self.is_quote_mark(index) for index, token in enumerate(self.tokens)
        )

    def is_quote_mark(self, index: int) -> bool:
        """Whether token ``index`` opens or closes a quotation."""
        token = self.tokens[index]
        return not token.is_word and (token.start in self.quote_marks or token.end - 1 in self.quote_marks)

    def is_unit_start(self, index: int) -> bool:
        """Whether token ``index`` is the first of its unit."""
        return index == 0 or self.homes[index] != self.homes[index - 1]

    def make_span(self, start: int, end: int) -> Span:
        """The stretch of text from token ``start`` up to ``end``, all of one unit; empty if they are equal.

        An empty span stands where the next word begins, or behind the last one of its unit.
        """
        text = self.reading.source.source.text
        if start < end:
            first, last = self.tokens[start], self.tokens[end - 1]
            return Span(self.homes[start], first.start, last.end, text[first.start : last.end])
        if not self.tokens:
            return Span(self.units[0], self.start, self.start, "")
        if start < len(self.tokens) and (start == 0 or not self.is_unit_start(start)):
            return Span(self.homes[start], self.tokens[start].start, self.tokens[start].start, "")
        place = self.tokens[start - 1].end
        return Span(self.homes[start - 1], place, place, "")


def _get_wording(unit: ParsedUnit) -> Hashable:
    start = unit.unit.start
    quotations = [
        (one.start - start, one.end - start, one.inner_start - start, one.inner_end - start, one[4:])
        for one in unit.quotations
    ]
    places = [token.start - start for token in unit.tokens]
    return unit.unit.text, tuple(places), unit.quoted, tuple(quotations)


def cut_side(side: Side, start: int, end: int) -> Side:
    """The tokens ``start`` to ``end`` of a side as a side of their own, without attributions."""
    names = [name for name in side.list_names(start, end) if start <= name.start and name.end <= end]
    return Side(
        side.reading,
        side.units,
        side.tokens[start:end],
        side.homes[start:end],
        side.quoted[start:end],
        side.quotations,
        tuple(_move_name(name, -start) for name in names),
        is_part=True,
    )


def _move_name(name: Name, by: int) -> Name:
    return name._replace(start=name.start + by, core_start=name.core_start + by, end=name.end + by)


def join_units(reading: Reading, units: Sequence[int]) -> Side:
    """The side of an alignment that holds these units of a source, in the order given; one object each."""
    place = tuple(units)
    known = reading.sides.get(place)
    if known is None:
        known = reading.sides[place] = _make_side(reading, place)
    return known


def _make_side(reading: Reading, units: tuple[int, ...]) -> Side:
    if len(units) == 1:
        unit = reading.source.units[units[0]]
        homes = units * len(unit.tokens)
        return Side(reading, units, unit.tokens, homes, unit.quoted, unit.quotations, reading.names[units[0]])
    return _join_several(reading, units)


def _join_several(reading: Reading, units: tuple[int, ...]) -> Side:
    names: list[Name] = []
    tokens: list[Token] = []
    homes: list[int] = []
    quoted: list[bool] = []
    quotations: dict[int, QuotedSpan] = {}
    for unit_id in units:
        unit = reading.source.units[unit_id]
        base = len(tokens)
        names.extend(_move_name(name, base) for name in reading.names[unit_id])
        tokens.extend(unit.tokens)
        homes.extend([unit_id] * len(unit.tokens))
        quoted.extend(unit.quoted)
        quotations.update((quotation.start, quotation) for quotation in unit.quotations)
    return Side(
        reading,
        units,
        tuple(tokens),
        tuple(homes),
        tuple(quoted),
        tuple(quotations.values()),
        tuple(names),
    )


def look_once(find: Callable[[Side], _Found]) -> Callable[[Side], _Found]:
    """Make a function look once at each side; nobody may change what it finds."""

    @wraps(find)
    def find_once(side: Side) -> _Found:
        if find not in side.known:
            side.known[find] = find(side)
        found: _Found = side.known[find]
        return found

    return find_once
