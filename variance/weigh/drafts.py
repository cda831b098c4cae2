"""What a finding is made of before it has its id and its rank."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain

from variance.frozen import NamedTuple
from variance.lexicon.spelling import find_spelling
from variance.model import Citation, Finding, Reading
from variance.text.anchors import locate_anchored
from variance.text.ids import make_id
from variance.text.parsed import ParsedSource
from variance.text.stems import stem_word
from variance.text.tokens import Token, tokenize
from variance.vocabulary import FindingKind, Severity
from variance.weigh.days import find_published
from variance.weigh.speakers import SpeakerFinder, list_lone_names


# The readings of a finding are compared over and over; bounded for corpora.
@lru_cache(maxsize=1 << 12)
def spell_words(text: str) -> tuple[str, ...]:
    """The words of a text without case and conventions of spelling."""
    return tuple([find_spelling(token.key) for token in tokenize(text) if token.is_word])


class Draft(NamedTuple):
    """A finding without id. ``identity`` holds the texts that make its id: never sources, order or base."""

    kind: FindingKind
    severity: Severity
    title: str
    readings: tuple[Reading, ...]
    evidence: tuple[Citation, ...]
    identity: tuple[str, ...]
    certain: bool = True


class Site(NamedTuple):
    """A stretch of a unit; ``start == end`` where other sources have words that this one lacks."""

    source: str
    unit: int
    start: int
    end: int


class Story:
    """The sources of a comparison seen from its base: texts, labels, and the order of what is told."""

    def __init__(
        self, sources: Sequence[ParsedSource], base: str, rows: Iterable[Iterable[tuple[str, int]]]
    ) -> None:
        self.sources = tuple(sources)
        self.base = base
        self._parsed = {source.source.id: source for source in sources}
        self._order = {source.source.id: place for place, source in enumerate(sources)}
        self._row = {unit: place for place, units in enumerate(rows) for unit in units}
        self._published: dict[str, date | None] = {}
        self._stems: dict[tuple[str, int], frozenset[str]] = {}
        self._spelled: dict[tuple[str, int], tuple[str, ...]] = {}
        self._finders: dict[str, SpeakerFinder] = {}

    @cached_property
    def lone_names(self) -> frozenset[str]:
        """The capitalised words that stand by themselves somewhere: surnames among them."""
        return list_lone_names(self.sources)

    def get_source(self, source_id: str) -> ParsedSource:
        """The parsed source of that id."""
        return self._parsed[source_id]

    def get_finder(self, source_id: str) -> SpeakerFinder:
        """What finds the speakers of a source."""
        if source_id not in self._finders:
            self._finders[source_id] = SpeakerFinder(self._parsed[source_id])
        return self._finders[source_id]

    def get_published(self, source_id: str) -> date | None:
        """The day a source was published, None if it does not tell."""
        if source_id not in self._published:
            self._published[source_id] = find_published(self._parsed[source_id].source)
        return self._published[source_id]

    def get_label(self, source_id: str) -> str:
        """What the reports call a source."""
        return self._parsed[source_id].source.label

    def get_text(self, site: Site) -> str:
        """The words of a stretch."""
        return self._parsed[site.source].source.text[site.start : site.end]

    def list_tokens(self, site: Site) -> Sequence[Token]:
        """The tokens of a stretch."""
        tokens = self._parsed[site.source].units[site.unit].tokens
        first = bisect_left(tokens, site.start, key=lambda token: token.start)
        return tokens[first : bisect_right(tokens, site.end, key=lambda token: token.end)]

    def get_unit_text(self, source_id: str, unit: int) -> str:
        """The whole text of a unit."""
        return self._parsed[source_id].source.units[unit].text

    def get_row(self, source_id: str, unit: int) -> int:
        """The number of the statement that a unit stands in."""
        return self._row.get((source_id, unit), len(self._row))

    def is_whole(self, source_id: str, unit: int) -> bool:
        """Whether a unit is all that its source has of its statement."""
        row = self.get_row(source_id, unit)
        return all(self._row.get((source_id, beside)) != row for beside in (unit - 1, unit + 1))

    def list_stems(self, source_id: str, unit: int) -> frozenset[str]:
        """The stems of all words of a unit; each unit's are found once."""
        if (source_id, unit) not in self._stems:
            tokens = self._parsed[source_id].units[unit].tokens
            self._stems[source_id, unit] = frozenset([stem_word(t.key) for t in tokens if t.is_word])
        return self._stems[source_id, unit]

    def spell_unit(self, source_id: str, unit: int) -> tuple[str, ...]:
        """The words of a unit without case and conventions of spelling."""
        if (source_id, unit) not in self._spelled:
            tokens = self._parsed[source_id].units[unit].tokens
            spelled = tuple([find_spelling(token.key) for token in tokens if token.is_word])
            self._spelled[source_id, unit] = spelled
        return self._spelled[source_id, unit]

    @cached_property
    def stem_counts(self) -> Counter[str]:
        """In how many units of all sources each stem stands."""
        units = [(source.source.id, unit.unit.id) for source in self.sources for unit in source.units]
        return Counter(chain.from_iterable([self.list_stems(*unit) for unit in units]))

    def part_site(self, source_id: str, unit: int, start: int, end: int) -> tuple[Site, ...]:
        """A stretch that begins in a unit and may run on, cut at the ends of the units."""
        sites = []
        units = self._parsed[source_id].source.units
        while unit < len(units) and units[unit].start < end:
            whole = units[unit]
            if whole.end > start:
                sites.append(Site(source_id, unit, max(start, whole.start), min(end, whole.end)))
            unit += 1
        return tuple(sites)

    def sort_ids(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Source ids without doubles: the base first, the others as given."""
        return tuple(sorted(set(ids), key=lambda one: (one != self.base, self._order[one])))

    def locate(self, citation: Citation) -> tuple[int, int]:
        """Where a place stands in the story told in the base's order: the statement's row, the offset."""
        return (self.get_row(citation.source, citation.unit), citation.start)

    def cite_site(self, site: Site) -> Citation:
        """The place as evidence, with its line and column in the user's file where the format has them."""
        source = self._parsed[site.source].source
        unit = source.units[site.unit]
        line, column = unit.line, unit.column
        if source.anchors:
            line, column = locate_anchored(source.anchors, site.start)
        elif line is not None and column is not None:
            before = source.text[unit.start : site.start]
            breaks = before.count("\n")
            line += breaks
            column = len(before) - before.rfind("\n") if breaks else column + len(before)
        return Citation(site.source, site.unit, site.start, site.end, line, column, self.get_text(site))

    def cite_unit(self, source_id: str, unit: int) -> Citation:
        """A whole unit as evidence."""
        whole = self._parsed[source_id].source.units[unit]
        return self.cite_site(Site(source_id, unit, whole.start, whole.end))

    def cite_sites(self, sites: Iterable[Site]) -> tuple[Citation, ...]:
        """Places as evidence: the base's first, each once, in the order of the text."""
        order = {source: place for place, source in enumerate(self.sort_ids(self._parsed))}
        ordered = sorted(set(sites), key=lambda site: (order[site.source], site.start, site.end))
        return tuple(self.cite_site(site) for site in ordered)

    def arrange_readings(self, readings: Iterable[tuple[str, Iterable[str]]]) -> tuple[Reading, ...]:
        """Readings in the order a reader wants: the base's, then what most sources have, then as given."""
        made = [Reading(text, self.sort_ids(ids)) for text, ids in readings]
        made.sort(
            key=lambda r: (self.base not in r.sources, -len(r.sources), self._order[r.sources[0]], r.text)
        )
        return tuple(made)


def make_findings(story: Story, drafts: Iterable[Draft]) -> tuple[Finding, ...]:
    """The findings in the order in which they matter, with their ids.

    Gravest first, what is certain before what is asked, what many sources tell before what few do, then
    by kind and by place. Drafts with the same texts share an id but for a number, which goes by place.
    """
    kinds = list(FindingKind)

    def rank(draft: Draft) -> tuple[object, ...]:
        place = min((story.locate(citation) for citation in draft.evidence), default=(0, 0))
        told = len({source for reading in draft.readings for source in reading.sources})
        return (
            draft.severity.rank,
            not draft.certain,
            -told,
            kinds.index(draft.kind),
            place,
            draft.identity,
        )

    ordered = sorted(drafts, key=rank)
    taken: dict[str, int] = {}
    findings = []
    for draft in ordered:
        made = make_id("f", (draft.kind.value, *draft.identity))
        count = taken[made] = taken.get(made, 0) + 1
        findings.append(
            Finding(
                id=made if count == 1 else f"{made}~{count}",
                kind=draft.kind,
                severity=draft.severity,
                title=draft.title,
                readings=draft.readings,
                evidence=draft.evidence,
                certain=draft.certain,
            )
        )
    return tuple(findings)
