"""What every section of the HTML report needs, worked out once: letters, links, marks, rows, anchors."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar, cast

from variance.frozen import dataclass
from variance.model import Comparison, Finding, Pair, Source, Unit
from variance.render.escape import show_hidden
from variance.render.html_text import Html, escape_attribute, escape_text, join_html
from variance.render.options import RenderOptions
from variance.render.relations import relate_sources
from variance.render.rows import Row, UnitTrace, build_rows, trace_units
from variance.render.views import (
    RankedFinding,
    Section,
    choose_base,
    letter_sources,
    mark_unit,
    order_sources,
    rank_findings,
)
from variance.vocabulary import AlignmentKind, FindingStatus, Role, Severity

T = TypeVar("T")

# Roles that are named beside their text; a sentence needs no name.
_NAMED_ROLES = (Role.HEADLINE, Role.STANDFIRST, Role.SUBHEAD, Role.CAPTION)
# An id comes from a report that may have been made elsewhere; a fragment takes these characters only.
_UNSAFE = re.compile(r"[^A-Za-z0-9_.~-]")
ALIGNMENT_WORDS = {
    AlignmentKind.IDENTICAL: "same words",
    AlignmentKind.VARIANT: "style",
    AlignmentKind.REWORDED: "reworded",
    AlignmentKind.PARAPHRASE: "paraphrase",
    AlignmentKind.PARTIAL: "in part",
}


@dataclass(frozen=True, slots=True)
class Partner:
    """A unit of another source that an alignment ties to a unit."""

    source: str
    unit: int
    kind: AlignmentKind
    is_moved: bool


class Story:
    """A Comparison seen from one base, with what the sections share; nothing in it changes."""

    def __init__(self, comparison: Comparison, options: RenderOptions) -> None:
        self.comparison = comparison
        self.relations = relate_sources(comparison)
        self.options = options
        self.base = choose_base(comparison, options.base)
        self.letters = letter_sources(comparison)
        self.columns = order_sources(comparison, self.base)
        self.sources = {source.id: source for source in comparison.sources}
        self.others = self.columns[1:]
        self.places = {source: place for place, source in enumerate(self.letters)}
        self.findings = rank_findings(comparison, options.min_severity)
        self.anchors = _name_anchors(self.findings)
        self._done: dict[Hashable, Any] = {}

    def see_from(self, base: str) -> Story:
        """The same comparison seen from another base; what does not depend on the base is shared."""
        story = Story(self.comparison, replace(self.options, base=base))
        story.__dict__.update(first=self.first, marks=self.marks, refs=self.refs, partners=self.partners)
        story._done = self._done
        return story

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What some work gives that does not depend on the base, done for the first base that asks."""
        if key not in self._done:
            self._done[key] = work()
        return cast(T, self._done[key])

    @property
    def base_source(self) -> Source:
        """The source the others are seen against."""
        return self.sources[self.base]

    @property
    def shares_anything(self) -> bool:
        """Whether any two sources have a statement in common, so that words could be compared at all."""
        return any(pair.alignments for pair in self.comparison.pairs)

    @cached_property
    def first(self) -> tuple[RankedFinding, ...]:
        """The findings to check first: of substance, then of attribution."""
        return tuple(one for one in self.findings if one.section in (Section.SUBSTANCE, Section.ATTRIBUTION))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The statements, a row each, in the base's order."""
        return build_rows(self.comparison, self.base)

    @cached_property
    def pairs(self) -> Mapping[str, Pair]:
        """Other source's id → its pair with the base on side a; only those that were compared."""
        found = {other.id: self.relations.orient_pair(self.base, other.id) for other in self.others}
        return {other: pair for other, pair in found.items() if pair is not None}

    @cached_property
    def traces(self) -> Mapping[str, tuple[UnitTrace, ...]]:
        """Source id → how each of its told units stands to the base."""
        return {source.id: trace_units(self.comparison, self.base, source.id) for source in self.columns}

    @cached_property
    def partners(self) -> Mapping[tuple[str, int], tuple[Partner, ...]]:
        """(source id, unit) → the units of all other sources that are tied to it."""
        found: dict[tuple[str, int], list[Partner]] = {}
        for pair in self.comparison.pairs:
            for row in pair.alignments:
                for own in row.a:
                    tied = [Partner(pair.b, unit, row.kind, row.moved) for unit in row.b]
                    found.setdefault((pair.a, own), []).extend(tied)
                for own in row.b:
                    tied = [Partner(pair.a, unit, row.kind, row.moved) for unit in row.a]
                    found.setdefault((pair.b, own), []).extend(tied)
        return {place: tuple(tied) for place, tied in found.items()}

    @cached_property
    def marks(self) -> Mapping[tuple[str, int], tuple[tuple[int, int, RankedFinding], ...]]:
        """(source id, unit) → the stretches that are evidence of the findings to check first."""
        found: dict[tuple[str, int], list[tuple[int, int, RankedFinding]]] = {}
        for ranked in self.first:
            if ranked.finding.status is FindingStatus.OPEN:
                for one in ranked.finding.evidence:
                    found.setdefault((one.source, one.unit), []).append((one.start, one.end, ranked))
        return {place: tuple(stretches) for place, stretches in found.items()}

    @cached_property
    def refs(self) -> Mapping[tuple[str, int], tuple[RankedFinding, ...]]:
        """(source id, unit) → the findings to check first whose evidence stands there."""
        return {
            place: tuple({one.number: one for _, _, one in marks}.values())
            for place, marks in self.marks.items()
        }

    # ------------------------------------------------------------------------------ small pieces

    def show_letter(self, source: str) -> Html:
        """The letter of a source in its frame."""
        base = " base" if source == self.base else ""
        label = escape_attribute(self.sources[source].label)
        return Html(f'<abbr class="sg{base}" title="{label}">{self.letters[source]}</abbr>')

    def show_letters(self, sources: Iterable[str]) -> Html:
        """The letters of some sources, in the order given to the comparison."""
        chosen = set(sources)
        shown = [self.show_letter(source) for source in self.letters if source in chosen]
        return Html(f'<span class="sgs">{"".join(shown)}</span>')

    def show_name(self, source: str) -> Html:
        """The letter of a source and its label."""
        base = " base" if source == self.base else ""
        label = escape_text(self.sources[source].label)
        return Html(f'<b class="sg{base}">{self.letters[source]}</b> <bdi class="lab">{label}</bdi>')

    def show_place(self, source: str, units: Sequence[int]) -> Html:
        """Links to units in the full text, by line (by number where the format has no lines)."""
        links: dict[str, str] = {}
        for unit in units:
            number = self.describe_line(self.sources[source].units[unit])
            target = f'href="#{self.name_unit(source, unit)}"'
            links.setdefault(number, f'<a class="pos" {target}>{number}</a>')
        return join_html(links.values(), " ")

    def describe_line(self, unit: Unit) -> str:
        """A unit's line in its file, else its number with a sign before it."""
        return f"#{unit.id + 1}" if unit.line is None else str(unit.line)

    def name_unit(self, source: str, unit: int) -> str:
        """The anchor of a unit in the full texts."""
        return f"u-{self.letters[source]}{unit}"

    def name_finding(self, ranked: RankedFinding) -> str:
        """The anchor of a finding: its id."""
        return self.anchors[ranked.number]

    def show_role(self, unit: Unit) -> Html:
        """The name of a unit's role where it is no plain sentence."""
        return Html(f'<span class="role">{unit.role}</span> ' if unit.role in _NAMED_ROLES else "")

    def show_unit(self, source: str, unit: int) -> Html:
        """A unit's text behind its role, the evidence of findings underlined and numbered like footnotes."""
        return self.once(("unit", source, unit), lambda: self._show_unit(source, unit))

    def show_words(self, source: str, unit: int) -> str:
        """A unit's bare words on one line, hidden characters by their code point."""
        return self.once(("words", source, unit), lambda: show_hidden(self.sources[source].units[unit].text))

    def _show_unit(self, source: str, unit: int) -> Html:
        role = self.show_role(self.sources[source].units[unit])
        return Html(f"{role}{self._show_evidence(source, unit)}")

    def _show_evidence(self, source: str, unit: int) -> Html:
        own = self.sources[source].units[unit]
        marks = self.marks.get((source, unit))
        if not marks:
            return show_dateline(own)
        parts: list[str] = []
        segments = mark_unit(own, marks)
        if own.dateline is not None and not segments[0].marks and segments[0].end >= own.dateline.end:
            parts.append(f'<span class="dateline">{escape_text(own.dateline.text)}</span>')
            start = own.dateline.end
            segments = (
                segments[0]._replace(
                    start=start, text=own.text[start - own.start : segments[0].end - own.start]
                ),
                *segments[1:],
            )
        for segment in segments:
            text = escape_text(segment.text)
            if not segment.marks:
                parts.append(text)
            elif segment.text:
                ended = [one for end, one in ((m[1], m[2]) for m in marks) if end == segment.end]
                numbers = " ".join(str(one.number) for one in ended)
                sup = f"<sup>{numbers}</sup>" if numbers else ""
                gravest = min(segment.marks, key=lambda one: one.number)
                style = " at" if gravest.section is Section.ATTRIBUTION else ""
                parts.append(f'<a class="ev{style}" href="#{self.name_finding(gravest)}">{text}{sup}</a>')
        return join_html(parts)


def show_dateline(unit: Unit) -> Html:
    """A unit's text, its agency dateline in a lighter voice: it is shown and never compared."""
    if unit.dateline is None:
        return escape_text(unit.text)
    cut = unit.dateline.end - unit.start
    return Html(f'<span class="dateline">{escape_text(unit.text[:cut])}</span>{escape_text(unit.text[cut:])}')


def _name_anchors(findings: Sequence[RankedFinding]) -> dict[int, str]:
    """Finding's number → a fragment that no other has."""
    taken: set[str] = set()
    names: dict[int, str] = {}
    for ranked in findings:
        name = _UNSAFE.sub("_", ranked.finding.id)
        while name in taken:
            name += "~"
        taken.add(name)
        names[ranked.number] = name
    return names


def is_open(finding: Finding) -> bool:
    """Whether a finding counts: it is not waived."""
    return finding.status is FindingStatus.OPEN


def show_sign(severity: Severity) -> Html:
    """The sign of a severity, a picture without words."""
    return Html(f'<svg class="sign" aria-hidden="true"><use href="#sev-{severity}"/></svg>')
