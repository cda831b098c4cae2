"""What the reports in plain text say: the same claims in Markdown and on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from variance.frozen import NamedTuple
from variance.model import Citation, Comparison, Finding, Note, Source, StyleConvention, Unit
from variance.render.majority import find_majority
from variance.render.options import RenderOptions
from variance.render.phrases import count_kind, count_noun, join_words, locate_citations, spell_number
from variance.render.readings import Piece, cite_words, mark_readings, uncut_readings
from variance.render.relations import relate_sources
from variance.render.rows import Row, build_rows
from variance.render.views import (
    RankedFinding,
    Section,
    SourceCounts,
    choose_base,
    choose_citations,
    cite_reading,
    count_hidden,
    count_source,
    find_set_aside,
    group_by_section,
    index_by_unit,
    join_letters,
    letter_sources,
    order_readings,
    rank_findings,
)
from variance.vocabulary import FindingKind, FindingStatus, Severity, SpellingVariety


class Outline(NamedTuple):
    """A comparison made ready to be told: numbered findings by section, counts, rows, letters.

    ``hidden`` counts the findings below the least severity asked for.
    """

    comparison: Comparison
    options: RenderOptions
    base: Source
    letters: dict[str, str]
    sections: dict[Section, tuple[RankedFinding, ...]]
    hidden: int
    counts: tuple[SourceCounts, ...]
    rows: tuple[Row, ...]

    @property
    def others(self) -> tuple[Source, ...]:
        """The sources that are compared with the base, in the order given."""
        return tuple(source for source in self.comparison.sources if source.id != self.base.id)

    def lists(self, severity: Severity) -> bool:
        """Whether differences of that severity are to be listed."""
        return severity.rank <= self.options.min_severity.rank

    def name_sources(self, source_ids: Iterable[str]) -> str:
        """The letters of some sources."""
        return join_letters(source_ids, self.letters)


def build_outline(comparison: Comparison, options: RenderOptions) -> Outline:
    """The comparison against the base that the options ask for; UsageError for one that does not exist."""
    base = choose_base(comparison, options.base)
    return Outline(
        comparison,
        options,
        comparison.get_source(base),
        letter_sources(comparison),
        group_by_section(rank_findings(comparison, options.min_severity)),
        count_hidden(comparison, options.min_severity),
        tuple(count_source(comparison, base, source) for source in comparison.sources),
        build_rows(comparison, base),
    )


def list_open(ranked: Iterable[RankedFinding]) -> tuple[Finding, ...]:
    """The findings that are not waived."""
    return tuple(one.finding for one in ranked if one.finding.status is FindingStatus.OPEN)


def count_questions(findings: Iterable[Finding]) -> int:
    """How many are asked rather than said."""
    return sum(not finding.certain for finding in findings)


def headline_report(outline: Outline) -> str:
    """The first line: how many differences of substance, and how many questions, in how many versions."""
    found = list_open(outline.sections.get(Section.SUBSTANCE, ()))
    questions = count_questions(found)
    certain = len(found) - questions
    amount = f"{certain:,}" if certain else "No"
    line = f"{amount} {'difference' if certain == 1 else 'differences'} of substance"
    if questions:
        line += f" and {count_noun(questions, 'question')}"
    return f"{line} in {spell_number(len(outline.comparison.sources))} versions of one story"


def count_by_kind(findings: Iterable[Finding]) -> str:
    """``2 quotations altered, 1 number``: the certain ones by kind, in the order of first mention."""
    counts = Counter(finding.kind for finding in findings if finding.certain)
    return ", ".join(count_kind(kind, count) for kind, count in counts.items())


def summarise_findings(outline: Outline) -> str:
    """One sentence on the findings behind the headline; empty where there is nothing to say."""
    substance = count_by_kind(list_open(outline.sections.get(Section.SUBSTANCE, ())))
    attribution = list_open(outline.sections.get(Section.ATTRIBUTION, ()))
    waived = sum(
        one.finding.status is FindingStatus.WAIVED for group in outline.sections.values() for one in group
    )
    parts = [substance] if substance else []
    if attribution:
        parts.append(f"{len(attribution):,} of attribution")
    if waived:
        parts.append(f"{waived:,} waived")
    return "; ".join(parts)


def describe_lineage(outline: Outline) -> str:
    """Which sources are copies of one text: ``A and C are copies of one text.``; empty where none are."""
    groups = [group for group in outline.comparison.lineage.groups if len(group) > 1]
    return " ".join(
        f"{join_words([outline.letters[source] for source in group])} share one text." for group in groups
    )


class ToldReading(NamedTuple):
    """A reading made ready: where it stands (``A:10 B:18``), who is quoted for it, and its marked pieces.

    ``citations`` are those of one source that has the reading, the base if it does. ``cited`` are the
    words of its one citation as marked pieces; empty where it has several or none.
    """

    place: str
    citations: tuple[Citation, ...]
    pieces: tuple[Piece, ...]
    cited: tuple[Piece, ...]


def tell_readings(outline: Outline, finding: Finding) -> tuple[ToldReading, ...]:
    """A finding's readings, marked against the first.

    Words that only a cut took away are no difference; where a reading stays cut nothing is marked.
    """
    readings = order_readings(finding, outline.base.id)
    cited = [cite_reading(finding, reading) for reading in readings]
    order = [outline.base.id, *outline.letters]
    quoted = [choose_citations(citations, order) for citations in cited]
    texts, is_cut = uncut_readings(readings, quoted)
    marked = [(Piece(text),) for text in texts] if is_cut else mark_readings(texts)
    cited_words = mark_readings([cite_words(*one) for one in zip(readings, quoted, strict=True)])
    return tuple(
        ToldReading(
            locate_citations(citations, outline.letters) or outline.name_sources(reading.sources),
            own,
            pieces,
            in_sentence if len(own) == 1 else (),
        )
        for reading, citations, own, pieces, in_sentence in zip(
            readings, cited, quoted, marked, cited_words, strict=True
        )
    )


class Balance(NamedTuple):
    """What one source lacks of the base and has beyond it, unit by unit."""

    source: Source
    omitted: tuple[Unit, ...]
    truncated: tuple[Unit, ...]
    added: tuple[Unit, ...]


def list_balances(outline: Outline) -> tuple[Balance, ...]:
    """Each other source against the base; sources that were not compared with it are left out."""
    balances = []
    relations = relate_sources(outline.comparison)
    for source in outline.others:
        pair = relations.orient_pair(outline.base.id, source.id)
        if pair is not None:
            balances.append(
                Balance(
                    source,
                    tuple(outline.base.units[unit] for unit in sorted(pair.omitted)),
                    tuple(outline.base.units[unit] for unit in sorted(pair.truncated)),
                    tuple(source.units[unit] for unit in sorted(pair.added)),
                )
            )
    return tuple(balances)


_UNIT_KINDS = (FindingKind.OMISSION, FindingKind.ADDITION)


def index_unit_findings(outline: Outline) -> dict[tuple[str, int], RankedFinding]:
    """(source id, unit) → the finding that says that this unit is missing elsewhere or stands only here."""
    ranked = (one for group in outline.sections.values() for one in group if one.finding.kind in _UNIT_KINDS)
    return {place: found[0] for place, found in index_by_unit(ranked).items()}


def list_remarks(outline: Outline) -> tuple[tuple[str | None, str], ...]:
    """What was not done or set aside, as ``(source id or None, sentence without a stop)``.

    The sentences hold words from articles and paths and must be escaped.
    """
    remarks: list[tuple[str | None, str]] = [_tell_note(note) for note in outline.comparison.notes]
    is_listed = any(finding.kind is FindingKind.REPEAT for finding in outline.comparison.findings)
    for source in () if is_listed else outline.comparison.sources:
        repeats = len(relate_sources(outline.comparison).find_repeats(source.id))
        if repeats:
            remarks.append((source.id, f"says {count_noun(repeats, 'thing')} twice"))
    aside = sum(len(find_set_aside(source)) for source in outline.comparison.sources)
    if aside:
        remarks.append((None, f"{count_noun(aside, 'line')} of page furniture or markup set aside"))
    if outline.hidden:
        least = outline.options.min_severity
        remarks.append((None, f"{count_noun(outline.hidden, 'finding')} below “{least}” not listed"))
    return tuple(remarks)


def _tell_note(note: Note) -> tuple[str | None, str]:
    return note.source, note.reason.strip().removesuffix(".")


def describe_majority(outline: Outline, finding: Finding) -> str:
    """``most: A B C (3 of 5, one text)``; empty where no reading is that of most sources."""
    majority = find_majority(outline.comparison, finding)
    if majority is None:
        return ""
    sources = majority.reading.sources
    copies = ", one text" if majority.is_one_text else ""
    return f"most: {outline.name_sources(sources)} ({len(sources)} of {majority.total}{copies})"


def list_single_claims(outline: Outline) -> tuple[Unit, ...]:
    """The units of the base that tell what no other source carries in any form, in order."""
    alone = relate_sources(outline.comparison).find_only_here(outline.base.id)
    return tuple(unit for unit in outline.base.told_units if unit.id in alone)


def choose_usual_form(convention: StyleConvention, source_id: str) -> str | None:
    """The form that others are set against: the house's, else the one that a source uses most."""
    return convention.house or choose_form(convention, source_id)


def describe_profiles(outline: Outline) -> tuple[tuple[str, str], ...]:
    """Source id and how it writes, without a stop: its spelling, what it mixes, where it leaves the house.

    The sentences hold words from articles and must be escaped. Sources that nothing is known of are left out.
    """
    has_house = any(convention.house is not None for convention in outline.comparison.house_style.conventions)
    profiles = {profile.source: profile for profile in outline.comparison.house_style.profiles}
    told = []
    for source in outline.letters:
        profile = profiles.get(source)
        if profile is None:
            continue
        parts = []
        if profile.variety is not SpellingVariety.UNCLEAR:
            names = {
                SpellingVariety.BRITISH: "British spelling",
                SpellingVariety.AMERICAN: "American spelling",
            }
            counts = f" ({profile.british} British, {profile.american} American)"
            parts.append(names.get(profile.variety, f"mixed spelling{counts}"))
        if profile.mixed:
            parts.append(f"not of one mind on {join_words(profile.mixed)}")
        if has_house:
            parts.append(f"{count_noun(profile.departures, 'departure')} from the house’s forms")
        if parts:
            told.append((source, "; ".join(parts)))
    return tuple(told)


def choose_form(convention: StyleConvention, source_id: str) -> str | None:
    """The form that a source uses most for a convention, None where it uses none."""
    used = [(form.counts.get(source_id, 0), form.form) for form in convention.forms]
    count, form = max(used, key=lambda one: one[0], default=(0, ""))
    return form if count else None
