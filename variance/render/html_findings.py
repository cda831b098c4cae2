"""The findings as an editor reads them: each reading's sentence with the words at issue marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variance.frozen import dataclass
from variance.model import Citation, Finding, Reading, Unit
from variance.render.html_readings import Marks, cut_reading, mark_texts, render_mark, render_marks
from variance.render.html_story import Story, is_open
from variance.render.html_text import Html, escape_text, join_html
from variance.render.phrases import count_noun, join_words, name_kind
from variance.render.readings import Mark, Stretch, cite_words, uncut_readings
from variance.render.views import (
    RankedFinding,
    Section,
    choose_citations,
    cite_reading,
    mark_unit,
    order_readings,
    shorten_text,
)
from variance.vocabulary import FindingKind, Severity

# The head shows this many findings: what fits the first screen of a laptop and of a telephone.
TOP_FINDINGS = 7
# A sentence around the words at issue is shown up to this many characters on each side, then cut.
LONGEST_CONTEXT = 260
# Of a finding the head shows this many readings.
SHOWN_READINGS = 4
# They share the characters of about two lines on a laptop, each has at least those of half a line.
ROOM_FOR_READINGS = 112
LEAST_READING = 36
_TITLE_LENGTH = 110
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_MORE_NAMES = re.compile(r" and \d+ more$")
_BETWEEN_NAMES = re.compile(", | · ")

# What dates and numbers are known by; a word too many does no harm. Only a conflict asks for them.
_DATES = (
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:to|yester)day|tomorrow|morning|noon|afternoon|evening"
    r"|night|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:hour|day|week|month|year)s?)\b"
)
_NUMBERS = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter)\b"
)

_LOOKED_FOR = (
    FindingKind.QUOTE_ALTERED,
    FindingKind.NUMBER,
    FindingKind.DATE_TIME,
    FindingKind.NEGATION,
    FindingKind.NAME,
    FindingKind.CERTAINTY,
    FindingKind.HIDDEN_CHARACTERS,
)


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One column of a card: who has the reading, where, and its sentence."""

    who: Html
    text: Html
    language: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with everything that its card says."""

    number: int
    anchor: str
    title: Html
    kind: str
    kind_words: str
    severity: Severity
    is_question: bool
    waiver: str | None
    readings: tuple[ReadingView, ...]
    remark: Html
    letters: str


@dataclass(frozen=True, slots=True)
class BriefFinding:
    """A finding on two lines: its title and the shortest form of its readings."""

    number: int
    anchor: str
    id: str
    title: Html
    severity: Severity
    is_question: bool
    readings: Html
    kind_words: str


def list_top(story: Story) -> tuple[BriefFinding, ...]:
    """The first findings to check, for the head of the report."""
    return tuple(brief_finding(story, one) for one in story.first if is_open(one.finding))[:TOP_FINDINGS]


def list_top_wording(story: Story) -> tuple[BriefFinding, ...]:
    """The first findings of wording, as many as there is room for below those to check."""
    room = TOP_FINDINGS - sum(is_open(one.finding) for one in story.first)
    wording = [
        one
        for one in list_section(story, Section.WORDING)
        if is_open(one.finding) and len(one.finding.readings) > 1
    ]
    return tuple(brief_finding(story, one) for one in wording[: max(0, room)])


def list_section(story: Story, section: Section) -> tuple[RankedFinding, ...]:
    """The findings of one section, in order."""
    return tuple(one for one in story.findings if one.section is section)


def brief_finding(story: Story, ranked: RankedFinding) -> BriefFinding:
    """A finding's title and its readings cut to the words at issue, each with the letters of who has it."""
    finding = ranked.finding
    title = drop_names(story, finding.title)
    readings = order_readings(finding, story.base)
    shown = []
    longest = max(LEAST_READING, ROOM_FOR_READINGS // max(1, len(readings)))
    cited = _cite_readings(story, finding, readings)
    texts, stays_cut = uncut_readings(readings, cited)
    marked: list[Marks] = [[] for _ in texts] if stays_cut else mark_texts(texts)
    for reading, whole, marks in list(zip(readings, texts, marked, strict=True))[:SHOWN_READINGS]:
        text = cut_reading(whole, marks, finding.severity, longest)
        shown.append(f'<span class="rd"><q>{text}</q> {story.show_letters(reading.sources)}</span>')
    if len(readings) > SHOWN_READINGS:
        more = count_noun(len(readings) - SHOWN_READINGS, "more reading")
        shown.append(f'<span class="quiet">and {more}</span>')
    return BriefFinding(
        ranked.number,
        story.name_finding(ranked),
        finding.id,
        escape_text(shorten_text(title, _TITLE_LENGTH)),
        finding.severity,
        is_question(finding),
        join_html(shown, " "),
        name_kind(finding.kind),
    )


def drop_names(story: Story, title: str) -> str:
    """A title without the lists of sources in brackets: their letters stand beside the readings."""
    labels = {source.label for source in story.columns}

    def drop(found: re.Match[str]) -> str:
        named = _BETWEEN_NAMES.split(_MORE_NAMES.sub("", found[1]))
        return "" if all(name in labels for name in named) else found[0]

    return _BRACKETS.sub(drop, title)


def is_question(finding: Finding) -> bool:
    """Whether a finding has to be called a question: its title does not ask by itself."""
    return not finding.certain and not finding.title.endswith("?")


def show_card(story: Story, ranked: RankedFinding) -> Card:
    """A finding with a column for each reading."""
    finding = ranked.finding
    readings = order_readings(finding, story.base)
    cited = _cite_readings(story, finding, readings)
    marks = mark_texts([cite_words(*one) for one in zip(readings, cited, strict=True)])
    columns = tuple(
        ReadingView(
            _show_holders(story, finding, reading),
            _show_sentences(story, reading, cites, own_marks, finding.severity),
            story.sources[reading.sources[0]].language if reading.sources else "",
        )
        for reading, cites, own_marks in zip(readings, cited, marks, strict=True)
    )
    holders = {source for reading in readings for source in reading.sources}
    return Card(
        ranked.number,
        story.name_finding(ranked),
        escape_text(finding.title),
        finding.kind,
        name_kind(finding.kind),
        finding.severity,
        is_question(finding),
        None if is_open(finding) else finding.waiver or "waived",
        columns,
        _explain_absence(story, finding, holders),
        " ".join(letter for source, letter in story.letters.items() if source in holders),
    )


# ------------------------------------------------------------------------------ whole sentences


def _cite_readings(story: Story, finding: Finding, readings: Sequence[Reading]) -> list[tuple[Citation, ...]]:
    """For each reading the citations of the first source that has it, the base first, by place."""
    order = [source.id for source in story.columns]
    cited = [choose_citations(cite_reading(finding, reading), order) for reading in readings]
    return [tuple(sorted(own, key=lambda one: (one.start, one.end))) for own in cited]


def _show_sentences(
    story: Story, reading: Reading, cites: Sequence[Citation], marks: Marks, severity: Severity
) -> Html:
    """The sentences of a reading, the words at issue in ink and marked, the rest in the third voice."""
    if not cites:
        return render_marks(reading.text, marks, severity)
    source = story.sources[cites[0].source]
    shown: list[str] = []
    for number in sorted({one.unit for one in cites}):
        unit = source.units[number]
        own = [one for one in cites if one.unit == number]
        stretches = [Stretch(one.start, one.end, Mark.KEY) for one in own]
        if len(cites) == 1:
            place = own[0].start
            stretches += [one._replace(start=place + one.start, end=place + one.end) for one in marks]
        elif marks and marks[0].mark is not Mark.REMOVED:
            stretches += [Stretch(one.start, one.end, marks[0].mark) for one in own]
        shown.append(_show_unit(unit, stretches, severity))
    return join_html(shown, " ")


def _show_unit(unit: Unit, stretches: Marks, severity: Severity) -> Html:
    segments = mark_unit(unit, ((one.start, one.end, one) for one in stretches))
    parts: list[str] = []
    last = len(segments) - 1
    for number, segment in enumerate(segments):
        if not segment.marks:
            parts.append(escape_text(_cut_context(segment.text, first=number == 0, last=number == last)))
            continue
        offset = segment.start - unit.start
        gravest = segment.marks[-1]
        parts.append(
            render_mark(
                segment.text,
                gravest,
                severity,
                before=unit.text[:offset],
                after=unit.text[offset + len(segment.text) :],
            )
        )
    return join_html(parts)


def _cut_context(text: str, *, first: bool, last: bool) -> str:
    """Long stretches around the words at issue, cut at a word."""
    if len(text) <= LONGEST_CONTEXT * (1 if first or last else 2):
        return text
    head = "" if first else text[: text.rfind(" ", 0, LONGEST_CONTEXT) + 1]
    tail = "" if last else text[text.find(" ", len(text) - LONGEST_CONTEXT) :]
    return f"{head}…{tail}"


def _show_holders(story: Story, finding: Finding, reading: Reading) -> Html:
    """Who has a reading and where: letter, label, lines."""
    cited = cite_reading(finding, reading)
    shown = []
    for source in (one.id for one in story.columns if one.id in reading.sources):
        units = sorted({one.unit for one in cited if one.source == source})
        place = story.show_place(source, units) if units else ""
        shown.append(f'<span class="who">{story.show_name(source)} {place}</span>')
    return join_html(shown, " ")


def _explain_absence(story: Story, finding: Finding, holders: set[str]) -> Html:
    """What the sources without a reading have instead: the passage in another form, or nothing."""
    told: list[str] = []
    missing: list[str] = []
    evidence = [(one.source, one.unit) for one in finding.evidence]
    for source in story.columns:
        if source.id in holders:
            continue
        units = {
            partner.unit
            for place in evidence
            for partner in story.partners.get(place, ())
            if partner.source == source.id
        }
        if units:
            told.append(f"{story.show_name(source.id)} {story.show_place(source.id, sorted(units))}")
        else:
            missing.append(story.show_name(source.id))
    parts = []
    if told:
        parts.append(f"In another form in {join_words(told)}.")
    if missing:
        parts.append(f"Not in {join_words(missing)}.")
    return join_html(parts, " ")


# ---------------------------------------------------------------------------------- the negative


def list_absent_kinds(story: Story) -> tuple[str, ...]:
    """The kinds of substance looked for that no change and no finding has; none where nothing was paired."""
    if not story.shares_anything:
        return ()
    found: set[str] = {one.kind for one in story.comparison.findings}
    for pair in story.comparison.pairs:
        for row in pair.alignments:
            for change in row.changes:
                found.update((change.kind, *change.also))
    for finding in story.comparison.findings:
        if finding.kind is FindingKind.CONFLICT:
            found.update(_guess_kinds(finding))
    return tuple(name_kind(kind) for kind in _LOOKED_FOR if kind not in found)


def _guess_kinds(finding: Finding) -> set[FindingKind]:
    """What a conflict can be about, by its readings: a date, a number, else either of them or a name.

    Its finding does not say. Too many kinds only keep a kind from being called not found.
    """
    texts = " ".join(reading.text for reading in finding.readings).casefold()
    kinds = set()
    if re.search(_DATES, texts):
        kinds.add(FindingKind.DATE_TIME)
    if re.search(_NUMBERS, texts):
        kinds.add(FindingKind.NUMBER)
    return kinds or {FindingKind.DATE_TIME, FindingKind.NUMBER, FindingKind.NAME}
