"""The head of the report: the verdict in a sentence or two, the sources, what was not done."""

from __future__ import annotations

from collections import Counter

from variance.frozen import NamedTuple
from variance.render.html_glance import describe_lineage
from variance.render.html_story import Story, is_open
from variance.render.html_text import Html, escape_text, join_html
from variance.render.phrases import count_kind, count_noun, cut_percent, spell_number
from variance.render.views import (
    RankedFinding,
    Section,
    SourceCounts,
    count_hidden,
    count_source,
    find_set_aside,
    measure_told,
    sum_words,
)
from variance.vocabulary import FindingKind, Severity

# A source that is one text with more than this many others has their number, not their letters.
MOST_LETTERS = 4


class SourceLine(NamedTuple):
    """A line of the table of sources."""

    source: str
    name: Html
    title: Html
    facts: Html
    counts: SourceCounts
    share: int | None


def describe_story(story: Story) -> str:
    """``Five versions of one story, 3,427 words, 70 statements``."""
    count = len(story.columns)
    versions = f"{spell_number(count).capitalize()} version{'s' if count != 1 else ''} of one story"
    statements = count_noun(len(story.rows), "statement")
    return f"{versions}, {count_noun(sum_words(story.comparison.sources), 'word')}, {statements}"


def tell_verdict(story: Story) -> Html:
    """One or two sentences with the numbers: what could be a correction, and who copied whom."""
    certain = [one for one in story.first if one.finding.certain and is_open(one.finding)]
    substance = [one for one in certain if one.section is Section.SUBSTANCE]
    attribution = len(certain) - len(substance)
    questions = sum(not one.finding.certain and is_open(one.finding) for one in story.first)
    sentences = [_tell_substance(story, substance)]
    rest = []
    if attribution:
        rest.append(
            f"{attribution:,} of attribution"
            if substance
            else f"{count_noun(attribution, 'difference')} of attribution"
        )
    if questions:
        rest.append(f"{count_noun(questions, 'question')} to look at")
    if rest:
        sentences.append(f"{'Besides, ' if substance else ''}{' and '.join(rest)}.")
    lineage = describe_lineage(story)
    if lineage:
        sentences.append(f"{lineage}.")
    return join_html(sentences, " ")


def _tell_substance(story: Story, substance: list[RankedFinding]) -> str:
    if substance:
        kinds = Counter(one.finding.kind for one in substance)
        parts = [count_kind(kind, kinds[kind]) for kind in FindingKind if kinds[kind]]
        if len(parts) == 1:
            return f"<b>{parts[0]}</b>, and no other difference of substance."
        return f"<b>{count_noun(len(substance), 'difference')} of substance</b>: {', '.join(parts)}."
    if not story.shares_anything:
        return "<b>These sources have no statement in common</b>, so that no wording could be compared."
    return "<b>No difference of substance</b> was found in what these sources share."


def measure_shares(story: Story) -> dict[str, int | None]:
    """Source id → per cent of the base's words that it tells; None for the base and where none is known."""
    shares: dict[str, int | None] = {}
    for source in story.letters:
        told = measure_told(story.comparison, story.base, source)
        shares[source] = None if told is None else cut_percent(told)
    return shares


def list_source_lines(story: Story) -> tuple[SourceLine, ...]:
    """The table of sources, in the order given."""
    lines = []
    shares = measure_shares(story)
    for source in story.comparison.sources:
        counts = count_source(story.comparison, story.base, source)
        meta = source.metadata
        title = " · ".join(
            part for part in (meta.outlet, meta.author, meta.date) if part and part != source.label
        )
        lines.append(
            SourceLine(
                source.id,
                story.show_name(source.id),
                escape_text(title),
                _tell_facts(story, source.id),
                counts,
                shares[source.id],
            )
        )
    return tuple(lines)


def _tell_facts(story: Story, source: str) -> Html:
    """What is special about a source: a copy, cut off, another language."""
    parts = []
    for group in story.comparison.lineage.groups:
        if source in group and len(group) > 1:
            others = [one for one in group if one != source]
            named = len(others) <= MOST_LETTERS
            parts.append(f"one text with {story.show_letters(others) if named else f'{len(others)} others'}")
        elif source in group and len(story.columns) > 1:
            parts.append("own wording")
    if story.sources[source].truncated_at is not None:
        parts.append('<b class="cut">cut off</b>')
    if len({one.language for one in story.columns}) > 1:
        parts.append(escape_text(story.sources[source].language))
    return join_html(parts, ", ")


def list_notes(story: Story) -> tuple[Html, ...]:
    """What was not done, set aside or left out of the page."""
    notes = []
    for note in story.comparison.notes:
        who = f"{story.show_name(note.source)}: " if note.source in story.sources else ""
        notes.append(Html(f"{who}{escape_text(note.reason)}"))
    aside = [(source.id, len(find_set_aside(source))) for source in story.comparison.sources]
    total = sum(count for _, count in aside)
    if total:
        letters = story.show_letters(source for source, count in aside if count)
        verb = "is" if total == 1 else "are"
        pieces = f"{count_noun(total, 'piece')} of page furniture {verb} set aside in {letters}"
        notes.append(Html(f"{pieces}, shown folded in the full texts."))
    hidden = count_hidden(story.comparison, story.options.min_severity)
    if hidden:
        least = Severity(story.options.min_severity)
        notes.append(Html(f"{count_noun(hidden, 'finding')} below the severity “{least}” are not listed."))
    return tuple(notes)
