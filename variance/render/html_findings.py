"""The findings as an editor reads them: each reading's sentence with the words at issue marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variance.model import Citation, Finding, Reading, Severity, Unit
from variance.render.html_story import Story, is_open
from variance.render.html_text import (
    Html,
    Piece,
    describe_kind,
    diff_words,
    escape_text,
    join_html,
    mark_added,
    mark_lemma,
    mark_removed,
)
from variance.render.phrases import ask_or_say, count_noun, join_words, name_kind
from variance.render.views import RankedFinding, Section, cite_reading, mark_unit, shorten_text

# The head shows this many findings: what fits the first screen of a laptop and of a telephone.
TOP_FINDINGS = 7
# A sentence around the words at issue is shown up to this many characters on each side, then cut.
LONGEST_CONTEXT = 260
# A reading up to this length is shown whole in the head; a longer one only around its marks.
SHORT_READING = 56
_TITLE_LENGTH = 150
_QUESTION = "Question: "

_Marks = list[tuple[int, int, "_Mark"]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a stretch of a reading is: ``key`` (at issue), ``added``, ``removed`` (the words) or ``lemma``."""

    name: str
    text: str = ""


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
    """The first findings that count, for the head of the report."""
    chosen = [one for one in story.first if is_open(one.finding)][:TOP_FINDINGS]
    return tuple(brief_finding(story, one) for one in chosen)


def list_section(story: Story, section: Section) -> tuple[RankedFinding, ...]:
    """The findings of one section, in order."""
    return tuple(one for one in story.findings if one.section is section)


def brief_finding(story: Story, ranked: RankedFinding) -> BriefFinding:
    """A finding's title and its readings cut to the words at issue, each with the letters of who has it."""
    finding = ranked.finding
    title = ask_or_say(finding)
    readings = order_readings(story, finding)
    shown = []
    for reading, marks in zip(readings, _mark_texts([one.text for one in readings]), strict=True):
        text = _cut_reading(reading.text, marks, finding.severity)
        shown.append(f'<span class="rd"><q>{text}</q> {story.show_letters(reading.sources)}</span>')
    return BriefFinding(
        ranked.number,
        story.name_finding(ranked),
        finding.id,
        escape_text(shorten_text(title.removeprefix(_QUESTION), _TITLE_LENGTH)),
        finding.severity,
        title.startswith(_QUESTION),
        join_html(shown, " "),
        name_kind(finding.kind),
    )


def show_card(story: Story, ranked: RankedFinding) -> Card:
    """A finding with a column for each reading."""
    finding = ranked.finding
    readings = order_readings(story, finding)
    cited = [_choose_citations(story, finding, reading) for reading in readings]
    marks = _mark_texts([_read_key(reading, cites) for reading, cites in zip(readings, cited, strict=True)])
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
        not finding.certain and not finding.title.endswith("?"),
        None if is_open(finding) else finding.waiver or "waived",
        columns,
        _explain_absence(story, finding, holders),
        " ".join(letter for source, letter in story.letters.items() if source in holders),
    )


def order_readings(story: Story, finding: Finding) -> tuple[Reading, ...]:
    """The readings with the base's first; the others keep their order."""
    return tuple(sorted(finding.readings, key=lambda reading: story.base not in reading.sources))


# --------------------------------------------------------------------------------- where to mark


def _mark_texts(texts: Sequence[str]) -> list[_Marks]:
    """For each of some readings, the stretches of it that differ; the others stand against the first.

    The first reading's own words become the lemma, the others' are added or removed. Readings that
    hardly share a word are marked as a whole.
    """
    if len(texts) < 2:
        return [[] for _ in texts]
    lemma: list[tuple[int, int]] = []
    marks: list[_Marks] = []
    for text in texts[1:]:
        pieces = diff_words(texts[0], text)
        differing = [piece for piece in pieces or () if not piece.is_same]
        if not differing:
            lemma.append((0, len(texts[0])))
            marks.append([(0, len(text), _Mark("added"))] if text else [])
            continue
        lemma.extend(
            (piece.old_start, piece.old_end) for piece in differing if piece.old_start < piece.old_end
        )
        marks.append([mark for piece in differing for mark in _mark_piece(piece, texts[0])])
    first: _Marks = [(start, end, _Mark("lemma")) for start, end in _merge(lemma)]
    return [first, *marks]


def _mark_piece(piece: Piece, old: str) -> _Marks:
    """The marks of one difference in a reading: what it adds, else what it lacks."""
    if piece.start < piece.end:
        return [(piece.start, piece.end, _Mark("added"))]
    return [(piece.start, piece.start, _Mark("removed", old[piece.old_start : piece.old_end]))]


def _merge(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


# ------------------------------------------------------------------------------ the short forms


def _cut_reading(text: str, marks: _Marks, severity: Severity) -> Html:
    """A reading in its shortest form: whole when short, else the marked words and two words around them."""
    if len(text) > SHORT_READING and (not marks or marks[0][:2] == (0, len(text))):
        cut = shorten_text(text, SHORT_READING)
        return _render_marks(cut, [(0, len(cut), marks[0][2])] if marks else [], severity)
    if len(text) <= SHORT_READING:
        return _render_marks(text, marks, severity)
    parts: list[str] = []
    windows = _merge((_step_words(text, start, -2), _step_words(text, end, 2)) for start, end, _ in marks)
    for start, end in windows[:3]:
        inside = [(a - start, b - start, mark) for a, b, mark in marks if start <= a and b <= end]
        shown = text[start:end]
        if end - start > 2 * SHORT_READING:
            shown = shorten_text(shown, 2 * SHORT_READING)
            inside = [one for one in inside if one[1] < len(shown)]
        parts.append("… " * (start > 0 and not parts) + _render_marks(shown, inside, severity))
    more = " …" if windows[:3][-1][1] < len(text.rstrip(" .,;”\"'’")) else ""
    return Html(" … ".join(parts) + more)


def _step_words(text: str, place: int, count: int) -> int:
    """The offset that many words before (negative) or behind a place."""
    for _ in range(abs(count)):
        if count < 0:
            place = text.rfind(" ", 0, max(place - 1, 0)) + 1
        else:
            following = text.find(" ", place + 1)
            place = len(text) if following < 0 else following
    return place


def _render_marks(text: str, marks: _Marks, severity: Severity) -> Html:
    """A bare text with its marks, which do not overlap."""
    parts: list[str] = []
    place = 0
    for start, end, mark in sorted(marks, key=lambda one: one[:2]):
        if start < place:
            continue
        parts.append(escape_text(text[place:start]))
        parts.append(_render_mark(text[start:end], mark, severity, before=text[:start], after=text[end:]))
        place = end
    parts.append(escape_text(text[place:]))
    return join_html(parts)


def _render_mark(text: str, mark: _Mark, severity: Severity, *, before: str, after: str) -> Html:
    if mark.name == "added":
        return mark_added(text, severity)
    if mark.name == "lemma":
        return mark_lemma(text)
    if mark.name == "key":
        return Html(f'<span class="key">{escape_text(text)}</span>')
    removed = mark_removed(mark.text, severity)
    if after[:1].strip():
        return Html(f"{removed} ")
    return Html(f" {removed}" if before[-1:].strip() else removed)


# ------------------------------------------------------------------------------ whole sentences


def _choose_citations(story: Story, finding: Finding, reading: Reading) -> tuple[Citation, ...]:
    """The citations of the first source that has the reading, the base before the others."""
    cited = cite_reading(finding, reading)
    order = [source.id for source in story.columns]
    holders = sorted({one.source for one in cited}, key=order.index)
    return tuple(sorted((one for one in cited if one.source == holders[0]), key=_by_place)) if cited else ()


def _by_place(citation: Citation) -> tuple[int, int]:
    return citation.start, citation.end


def _read_key(reading: Reading, cites: Sequence[Citation]) -> str:
    """The words at issue as the source has them; the reading's own text where several places show it."""
    return cites[0].text if len(cites) == 1 else reading.text


def _show_sentences(
    story: Story, reading: Reading, cites: Sequence[Citation], marks: _Marks, severity: Severity
) -> Html:
    """The sentences of a reading, the words at issue in ink and marked, the rest in the third voice."""
    if not cites:
        return _render_marks(reading.text, marks, severity)
    source = story.sources[cites[0].source]
    shown: list[str] = []
    for number in sorted({one.unit for one in cites}):
        unit = source.units[number]
        own = [one for one in cites if one.unit == number]
        if len(cites) == 1:
            stretches = [(own[0].start + start, own[0].start + end, mark) for start, end, mark in marks]
        else:
            whole = marks[0][2] if marks and marks[0][2].name != "removed" else None
            stretches = [(one.start, one.end, whole) for one in own] if whole else []
        keys = [(one.start, one.end, _Mark("key")) for one in own]
        shown.append(_show_unit(unit, keys, stretches, severity))
    return join_html(shown, " ")


def _show_unit(unit: Unit, keys: _Marks, stretches: _Marks, severity: Severity) -> Html:
    segments = mark_unit(unit, [*keys, *stretches])
    parts: list[str] = []
    last = len(segments) - 1
    for number, segment in enumerate(segments):
        if not segment.marks:
            parts.append(escape_text(_cut_context(segment.text, first=number == 0, last=number == last)))
            continue
        offset = segment.start - unit.start
        gravest = segment.marks[-1]
        parts.append(
            _render_mark(
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
    """The kinds of substance that were looked for and of which no finding came out."""
    found = {one.finding.kind for one in story.first}
    looked_for = (
        "number",
        "date_time",
        "negation",
        "name",
        "certainty",
        "quote_altered",
        "hidden_characters",
    )
    return tuple(describe_kind(kind) for kind in looked_for if kind not in found)


def count_questions(findings: Iterable[RankedFinding]) -> str:
    """``3 questions`` among some findings, or nothing."""
    count = sum(not one.finding.certain and is_open(one.finding) for one in findings)
    return count_noun(count, "question") if count else ""
