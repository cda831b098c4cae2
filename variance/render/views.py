"""What all renderers need of the model, without a word on looks: letters, sides, marks, findings, counts.

The rows of the statement matrix are in ``rows``. Everything here is a pure function of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from variance.errors import UsageError
from variance.model import (
    Alignment,
    Change,
    Citation,
    Comparison,
    Finding,
    Reading,
    Source,
    Unit,
)
from variance.render.relations import relate_sources
from variance.vocabulary import FindingKind, Role, Severity

T = TypeVar("T")


# ---------------------------------------------------------------------------------------- sources


def name_letter(index: int) -> str:
    """The letter of the source at that place: A to Z, then AA, AB and so on."""
    letter = ""
    while index >= 0:
        letter = chr(ord("A") + index % 26) + letter
        index = index // 26 - 1
    return letter


def letter_sources(comparison: Comparison) -> dict[str, str]:
    """Source id → letter, in the order given; the letters do not depend on the base."""
    return {source.id: name_letter(index) for index, source in enumerate(comparison.sources)}


def join_letters(source_ids: Iterable[str], letters: Mapping[str, str]) -> str:
    """The letters of some sources in the order given: ``ABC``, with spaces once one has two letters."""
    order = list(letters)
    chosen = [letters[source] for source in sorted(set(source_ids), key=order.index)]
    return ("" if len(letters) <= 26 else " ").join(chosen)


def choose_base(comparison: Comparison, base: str | None) -> str:
    """The id of the base to show: the one asked for, else the comparison's own.

    Raises UsageError for an id that no source has.
    """
    if base is None:
        return comparison.base
    if base not in {source.id for source in comparison.sources}:
        known = ", ".join(source.id for source in comparison.sources)
        raise UsageError(f"no source is called {base!r}; the sources are {known}")
    return base


def order_sources(comparison: Comparison, base: str) -> tuple[Source, ...]:
    """The sources with the base first and the others in the order given."""
    return tuple(sorted(comparison.sources, key=lambda source: source.id != base))


# ------------------------------------------------------------------------------------------ marks


class Segment(NamedTuple, Generic[T]):
    """A stretch of a unit's text and the marks that cover it; ``text == source.text[start:end]``.

    A segment without text is an insert point: its marks say what another source has here.
    """

    start: int
    end: int
    text: str
    marks: tuple[T, ...] = ()

    @property
    def is_insert(self) -> bool:
        """Whether nothing stands here, only between two letters of this source."""
        return self.start == self.end


def mark_unit(unit: Unit, marks: Iterable[tuple[int, int, T]]) -> tuple[Segment[T], ...]:
    """A unit's text cut at the ends of ``(start, end, mark)`` stretches of its source's text.

    The segments' texts add up to the unit's text. Stretches are cut to the unit, those outside it
    left out; they may overlap, and each segment names its marks in the order given. An empty stretch
    becomes an insert point in front of what begins there.
    """
    covering: list[tuple[int, int, T]] = []
    inserts: dict[int, list[T]] = {}
    for start, end, mark in marks:
        if start == end:
            if unit.start <= start <= unit.end:
                inserts.setdefault(start, []).append(mark)
        elif start < unit.end and end > unit.start:
            covering.append((max(start, unit.start), min(end, unit.end), mark))
    ends = {end for _, end, _ in covering}
    opened: dict[int, list[int]] = {}
    for number, (start, _, _) in enumerate(covering):
        opened.setdefault(start, []).append(number)
    places = sorted({unit.start, unit.end, *inserts, *opened, *ends})
    segments: list[Segment[T]] = []
    active: list[int] = []
    for place, following in zip(places, [*places[1:], unit.end], strict=True):
        if place in ends:
            active = [number for number in active if covering[number][1] > place]
        if place in opened:
            active = sorted(active + opened[place])
        if place in inserts:
            segments.append(Segment(place, place, "", tuple(inserts[place])))
        if place < following:
            text = unit.text[place - unit.start : following - unit.start]
            segments.append(Segment(place, following, text, tuple(covering[number][2] for number in active)))
    return tuple(segments)


def spans_of_side(alignment: Alignment, unit: int, side: str) -> tuple[tuple[int, int, Change], ...]:
    """The stretches of a unit that an alignment's changes mark, for ``mark_unit``; side ``a`` or ``b``."""
    spans = [(change.a if side == "a" else change.b, change) for change in alignment.changes]
    return tuple((span.start, span.end, change) for span, change in spans if span.unit == unit)


# --------------------------------------------------------------------------------------- findings


class Section(StrEnum):
    """The parts of a report in which findings stand, in the order of the reader's need."""

    SUBSTANCE = "substance"
    ATTRIBUTION = "attribution"
    WORDING = "wording"
    STRUCTURE = "structure"
    OMISSION = "omission"
    ADDITION = "addition"


_UNIT_SECTIONS = {
    FindingKind.OMISSION: Section.OMISSION,
    FindingKind.ADDITION: Section.ADDITION,
    FindingKind.MOVED: Section.STRUCTURE,
    FindingKind.REPEAT: Section.STRUCTURE,
    FindingKind.TRUNCATED: Section.STRUCTURE,
}
_SEVERITY_SECTIONS = {Severity.SUBSTANCE: Section.SUBSTANCE, Severity.ATTRIBUTION: Section.ATTRIBUTION}


class RankedFinding(NamedTuple):
    """A finding, its number in the report (from 1 on) and the section it stands in."""

    number: int
    section: Section
    finding: Finding


def place_finding(finding: Finding) -> Section:
    """The section a finding belongs to: by its severity, and below the grave ones by what it is about."""
    return _SEVERITY_SECTIONS.get(finding.severity) or _UNIT_SECTIONS.get(finding.kind, Section.WORDING)


def rank_findings(
    comparison: Comparison, min_severity: Severity = Severity.TYPOGRAPHY
) -> tuple[RankedFinding, ...]:
    """The findings of that severity and graver, numbered: by section, in it certain ones before questions.

    Otherwise the model's order is kept. Waived findings keep their place and their number.
    """
    shown = [finding for finding in comparison.findings if finding.severity.rank <= min_severity.rank]
    order = {section: place for place, section in enumerate(Section)}
    placed = [(place_finding(finding), finding) for finding in shown]
    placed.sort(key=lambda one: (order[one[0]], not one[1].certain))
    return tuple(RankedFinding(number, *one) for number, one in enumerate(placed, 1))


def count_hidden(comparison: Comparison, min_severity: Severity) -> int:
    """How many findings are below that severity."""
    return sum(finding.severity.rank > min_severity.rank for finding in comparison.findings)


def group_by_section(findings: Iterable[RankedFinding]) -> dict[Section, tuple[RankedFinding, ...]]:
    """Section → its findings, in the order of the sections; sections without any are left out."""
    groups: dict[Section, list[RankedFinding]] = {section: [] for section in Section}
    for ranked in findings:
        groups[ranked.section].append(ranked)
    return {section: tuple(group) for section, group in groups.items() if group}


def group_by_source(
    comparison: Comparison, findings: Iterable[RankedFinding]
) -> dict[str, tuple[RankedFinding, ...]]:
    """Source id → the findings with a reading or evidence of it, sources in the order given."""
    groups: dict[str, list[RankedFinding]] = {source.id: [] for source in comparison.sources}
    for ranked in findings:
        named = {source for reading in ranked.finding.readings for source in reading.sources}
        named.update(citation.source for citation in ranked.finding.evidence)
        for source_id, group in groups.items():
            if source_id in named:
                group.append(ranked)
    return {source_id: tuple(group) for source_id, group in groups.items()}


def index_by_unit(findings: Iterable[RankedFinding]) -> dict[tuple[str, int], tuple[RankedFinding, ...]]:
    """(source id, unit) → the findings whose evidence stands there, by number."""
    places: dict[tuple[str, int], dict[int, RankedFinding]] = {}
    for ranked in findings:
        for citation in ranked.finding.evidence:
            places.setdefault((citation.source, citation.unit), {})[ranked.number] = ranked
    return {place: tuple(found.values()) for place, found in places.items()}


def cite_reading(finding: Finding, reading: Reading) -> tuple[Citation, ...]:
    """The evidence for one reading: the citations of its sources, in the finding's order.

    A source that stands in several readings of the finding is cited for the one whose words it has.
    """
    elsewhere = {source for one in finding.readings if one is not reading for source in one.sources} & set(
        reading.sources
    )
    own = " ".join(reading.text.split())
    return tuple(
        citation
        for citation in finding.evidence
        if citation.source in reading.sources
        and (citation.source not in elsewhere or " ".join(citation.text.split()) == own)
    )


def order_readings(finding: Finding, base: str) -> tuple[Reading, ...]:
    """A finding's readings with the base's first; the others keep their order."""
    return tuple(sorted(finding.readings, key=lambda reading: base not in reading.sources))


def choose_citations(citations: Sequence[Citation], order: Sequence[str]) -> tuple[Citation, ...]:
    """The citations of one source: the first in that order that has one."""
    holder = min((citation.source for citation in citations), key=order.index, default=None)
    return tuple(citation for citation in citations if citation.source == holder)


# ----------------------------------------------------------------------------------------- counts


class SourceCounts(NamedTuple):
    """One line of the table of sources, seen against a base.

    ``sentences`` counts the units of that role, so no headlines, subheads and captions. ``told_share``
    is the share of the base's words that stand in sentences with a partner here, None for the base itself
    and where the two were not compared.
    ``omitted``, ``added`` and ``truncated`` (lost to the cut) count units, ``only_here`` those that
    no other source has in any form. ``set_aside`` counts the units of page furniture.
    """

    source: str
    words: int
    sentences: int
    told_share: float | None
    only_here: int
    omitted: int
    added: int
    truncated: int
    set_aside: int


@lru_cache(maxsize=1 << 12)  # the sentences of a long story, asked for in every pair
def count_words(text: str) -> int:
    """The words between white space that hold a letter or a digit: enough for shares and summaries."""
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in text.split())


def measure_told(comparison: Comparison, base: str, other: str) -> float | None:
    """The share (0 to 1) of the base's words that stand in sentences with a partner in the other.

    What the base repeats does not count. None for the base itself and for sources not compared.
    """
    pair = relate_sources(comparison).orient_pair(base, other) if base != other else None
    if pair is None:
        return None
    told = {unit for alignment in pair.alignments for unit in alignment.a}
    units = [unit for unit in comparison.get_source(base).told_units if unit.id not in pair.repeated.a]
    weights = {unit.id: count_words(unit.text) for unit in units}
    total = sum(weights.values())
    return sum(weight for unit, weight in weights.items() if unit in told) / total if total else 0.0


def count_source(comparison: Comparison, base: str, source: Source) -> SourceCounts:
    """The numbers of one source against a base."""
    relations = relate_sources(comparison)
    pair = relations.orient_pair(base, source.id) if source.id != base else None
    return SourceCounts(
        source=source.id,
        words=source.words,
        sentences=sum(unit.role is Role.SENTENCE for unit in source.units),
        told_share=measure_told(comparison, base, source.id),
        only_here=len(relations.find_only_here(source.id)),
        omitted=len(pair.omitted) if pair else 0,
        added=len(pair.added) if pair else 0,
        truncated=len(pair.truncated) if pair else 0,
        set_aside=len(find_set_aside(source)),
    )


def find_set_aside(source: Source) -> tuple[Unit, ...]:
    """The units that are shown folded and never compared: boilerplate and markup."""
    return tuple(unit for unit in source.units if not unit.role.is_told)


def shorten_text(text: str, limit: int) -> str:
    """The text on one line, cut after a whole word to at most ``limit`` characters, ``…`` behind the cut."""
    words = text.split()
    line = " ".join(words)
    if len(line) <= limit:
        return line
    kept = line[: limit - 1]
    # A cut inside a word falls back to the space before it, unless the word fills nearly all the line.
    space = kept.rfind(" ") if line[limit - 1 : limit] != " " else len(kept)
    return (kept[:space] if space > limit // 2 else kept).rstrip() + "…"


def sum_words(sources: Sequence[Source]) -> int:
    """The words of all the sources together."""
    return sum(source.words for source in sources)
