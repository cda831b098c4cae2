"""The one immutable model: everything before it builds a Comparison, everything after it reads one.

Offsets are code points into ``Source.text`` and ``text[start:end]`` is the text that is shown.
The words of its closed vocabularies stand in ``vocabulary``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from variance.frozen import dataclass
from variance.vocabulary import (
    AlignmentKind,
    ChangeKind,
    FindingKind,
    FindingStatus,
    QuotationRelation,
    Role,
    Severity,
    SpellingVariety,
)

SCHEMA = "variance/1"
# Marks a field that the JSON leaves out where it is empty.
SPARSE = {"sparse": True}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one unit: ``source.text[start:end] == text``; empty where the other side adds."""

    unit: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a source with a role. ``id`` is its index in ``Source.units``.

    ``rule`` names the rule that gave a role other than ``sentence``, so that a reader can see why a
    line was set aside. ``line`` and ``column`` are 1-based in the file the user gave, None where
    its format has none. ``dateline`` is the agency dateline that opens the unit ("HANOI, Vietnam —"):
    it is shown and never compared.
    """

    id: int
    role: Role
    rule: str | None
    start: int
    end: int
    line: int | None
    column: int | None
    text: str
    dateline: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself; every field may be missing."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in the file the text from the offset ``start`` on stands, up to the next anchor's offset.

    The characters stand there side by side, on one line; ``line`` and ``column`` count from 1.
    """

    start: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """One article as read.

    ``id`` is the file's stem, ``label`` what the reports call it, ``path`` as the user gave it.
    ``format`` is ``text``, ``markdown`` or ``html``; in Markdown a unit's text is the raw slice, inline
    markup included. In HTML ``text`` is what the page shows, and ``anchors`` tell where that stands in the
    file; the text of the other formats is the file's and needs none. ``words`` counts the words of the units
    that tell the story. ``truncated_at`` is the
    offset at which the text breaks off, None where it does not.
    """

    id: str
    label: str
    path: str
    sha256: str
    encoding: str
    language: str
    metadata: Metadata
    text: str
    words: int
    truncated_at: int | None
    units: tuple[Unit, ...]
    format: str = "text"
    anchors: tuple[Anchor, ...] = field(default=(), metadata=SPARSE)

    @property
    def told_units(self) -> tuple[Unit, ...]:
        """The units that tell the story, in order: neither boilerplate nor markup."""
        return tuple(unit for unit in self.units if unit.role.is_told)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One named reason for an alignment: its share of the score (0 to 1) and the words it rests on."""

    feature: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference inside an alignment, at an exact span on both sides.

    ``also`` holds the other kinds that fit, gravest first.
    """

    kind: ChangeKind
    severity: Severity
    a: Span
    b: Span
    also: tuple[ChangeKind, ...] = ()
    in_quotation: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """Units of two sources that say the same thing: one to one, or several on a side.

    ``score`` is 0 to 1. ``moved`` says that the row crosses its neighbours' order.
    """

    id: str
    a: tuple[int, ...]
    b: tuple[int, ...]
    kind: AlignmentKind
    score: float
    moved: bool = False
    evidence: tuple[Evidence, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeats:
    """Units that say again what another unit of their own source said, by side."""

    a: tuple[int, ...] = ()
    b: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources compared, ``a`` before ``b`` in the order given.

    Every told unit is in at least one alignment or in exactly one of the other lists:
    ``omitted`` and ``truncated`` hold units of ``a`` (missing in b; behind the point where b breaks
    off), ``added`` and ``truncated_b`` units of ``b`` (missing in a; behind the point where a breaks off).
    ``similarity`` is 0 to 1 and the same whichever side is which.
    """

    a: str
    b: str
    similarity: float
    alignments: tuple[Alignment, ...]
    omitted: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    repeated: Repeats = field(default_factory=Repeats)
    truncated: tuple[int, ...] = ()
    truncated_b: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The same thing said, across all the sources: a row of the matrix.

    ``cells`` maps a source's id to the ids of its units; a source that does not say it has no cell.
    """

    id: str
    cells: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class QuotationPartner:
    """Where another source has a quotation, and how it stands to it."""

    source: str
    unit: int
    start: int
    end: int
    text: str
    relation: QuotationRelation


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of one source with its partners in the others; ``text`` is without its marks."""

    source: str
    unit: int
    start: int
    end: int
    text: str
    speaker: str | None
    partners: tuple[QuotationPartner, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleForm:
    """One way to write a thing, and how often each source's whole text does (source id → count)."""

    form: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StyleConvention:
    """A convention on which the sources differ: its kind, what it is about, and the forms in use.

    ``house`` is the form that the settings' house writes, in use here or not; None where they name none.
    """

    kind: ChangeKind
    concept: str
    forms: tuple[StyleForm, ...]
    house: str | None = None


@dataclass(frozen=True, slots=True)
class StyleProfile:
    """How one source writes, by its whole text.

    ``british`` and ``american`` count the words that only the one or the other spells so. ``mixed`` names
    the concepts of the conventions of which the source uses several forms, ``departures`` counts the words
    that are written otherwise than the settings' house writes them.
    """

    source: str
    variety: SpellingVariety
    british: int = 0
    american: int = 0
    mixed: tuple[str, ...] = ()
    departures: int = 0


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Which spelling and name forms each source's whole text uses, aligned or not."""

    conventions: tuple[StyleConvention, ...] = ()
    profiles: tuple[StyleProfile, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which sources are copies of one text.

    ``groups`` parts all sources' ids; a group of two or more shares most of its words verbatim.
    ``shares[i][j]`` is the share of source i's words in runs of five words and more that stand in
    source j, by the order of ``Comparison.sources``.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    shares: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One version of what a finding is about, and the ids of the sources that have it."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in a source that shows a finding to be true: ``text[start:end] == text``."""

    source: str
    unit: int
    start: int
    end: int
    line: int | None
    column: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader is told, with its readings and evidence.

    ``certain`` is False where variance asks rather than says. ``id`` depends on texts only.
    """

    id: str
    kind: FindingKind
    severity: Severity
    title: str
    readings: tuple[Reading, ...]
    evidence: tuple[Citation, ...]
    certain: bool = True
    status: FindingStatus = FindingStatus.OPEN
    waiver: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Work that was cut short or could not be done, and why; ``source`` is an id or None."""

    stage: str
    reason: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """The program that made a report."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is known of several sources that tell one story.

    ``base`` is the id of the source the others are seen against. ``similarity[i][j]`` follows the
    order of ``sources``. ``findings`` stand in the order in which they matter.
    """

    title: str
    base: str
    tool: Tool
    sources: tuple[Source, ...]
    pairs: tuple[Pair, ...]
    similarity: tuple[tuple[float, ...], ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    settings: Mapping[str, object] = field(default_factory=dict)
    lineage: Lineage = field(default_factory=Lineage)
    quotations: tuple[Quotation, ...] = ()
    house_style: HouseStyle = field(default_factory=HouseStyle)
    notes: tuple[Note, ...] = ()
    schema: str = SCHEMA

    def get_source(self, source_id: str) -> Source:
        """The source with that id; KeyError if there is none."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    def get_pair(self, one: str, two: str) -> Pair | None:
        """The pair of two sources in either order, None if they were not compared."""
        for pair in self.pairs:
            if (pair.a, pair.b) in ((one, two), (two, one)):
                return pair
        return None
