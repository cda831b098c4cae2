"""The tables behind the report: house style, what each source left out and added, every source in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variance.frozen import NamedTuple
from variance.model import Source, StyleConvention, Unit
from variance.render.html_story import Story, show_dateline
from variance.render.html_text import Html, describe_kind, escape_attribute, escape_text, join_html
from variance.render.phrases import count_noun
from variance.render.rows import CellState
from variance.render.views import RankedFinding
from variance.vocabulary import AlignmentKind, ChangeKind, FindingKind, Role, SpellingVariety

# Longer lists are folded behind their first items.
SHOWN_ITEMS = 8
_CLOSENESS = list(AlignmentKind)
_TRACE_WORDS = {
    CellState.SAME: "same",
    CellState.STYLE: "same",
    CellState.REWORDED: "reworded",
    CellState.PARAPHRASE: "partly",
    CellState.PARTIAL: "partly",
}


# ------------------------------------------------------------------------------------ house style


class StyleRow(NamedTuple):
    """A convention and what each column's source writes; ``house`` is the house's form or empty."""

    concept: Html
    cells: tuple[tuple[str, Html], ...]
    house: Html = Html("")


class StyleGroup(NamedTuple):
    """The conventions of one kind."""

    name: str
    rows: tuple[StyleRow, ...]


def list_conventions(story: Story) -> tuple[StyleGroup, ...]:
    """The house-style table by kind of convention, kinds in the model's order."""
    groups: dict[ChangeKind, list[StyleRow]] = {}
    for convention in story.comparison.house_style.conventions:
        groups.setdefault(convention.kind, []).append(_show_convention(story, convention))
    profiles = _list_profiles(story)
    return (
        *((StyleGroup("each whole text", profiles),) if profiles and groups else ()),
        *(StyleGroup(describe_kind(kind), tuple(groups[kind])) for kind in ChangeKind if kind in groups),
    )


def _show_convention(story: Story, convention: StyleConvention) -> StyleRow:
    usual = max(
        (form for form in convention.forms if form.counts.get(story.base)),
        key=lambda form: form.counts[story.base],
        default=None,
    )
    main = convention.house or (usual.form if usual is not None else None)
    cells = []
    for source in story.columns:
        shown = []
        for form in convention.forms:
            count = form.counts.get(source.id)
            if count:
                other = " other" if main not in (None, form.form) else ""
                word = f'<span class="form{other}">{escape_text(form.form)}</span>'
                shown.append(f'{word} <span class="count">{count}</span>')
        if len(shown) > 1:
            shown.append('<span class="mixed">both forms</span>')
        cells.append((story.letters[source.id], join_html(shown, "<br>")))
    return StyleRow(escape_text(convention.concept), tuple(cells), escape_attribute(convention.house or ""))


def _list_profiles(story: Story) -> tuple[StyleRow, ...]:
    """How each column's source writes by its whole text: its spelling, its departures from the house."""
    profiles = {profile.source: profile for profile in story.comparison.house_style.profiles}
    if not profiles:
        return ()
    spelling, departures = [], []
    for source in story.columns:
        profile, letter = profiles[source.id], story.letters[source.id]
        told = "" if profile.variety is SpellingVariety.UNCLEAR else str(profile.variety)
        counts = f"{profile.british} British, {profile.american} American"
        shown = f'{told} <span class="count">{counts}</span>' if told else ""
        spelling.append((letter, Html(shown)))
        departures.append((letter, escape_text(f"{profile.departures:,}" if profile.departures else "")))
    rows = [StyleRow(escape_text("spelling"), tuple(spelling))]
    if any(convention.house is not None for convention in story.comparison.house_style.conventions):
        rows.append(StyleRow(escape_text("departures from the house"), tuple(departures)))
    return tuple(row for row in rows if any(shown for _, shown in row.cells))


# ---------------------------------------------------------------------------- left out and added


class AbsentItem(NamedTuple):
    """A sentence that one source has and another lacks; ``anchor`` where a finding is at home here."""

    place: Html
    text: Html
    also: Html
    id: str
    anchor: str


class AbsentView(NamedTuple):
    """What one source left out of the base and added to it; ``twin`` names one that left out the same."""

    source: str
    left_out: tuple[AbsentItem, ...]
    left_count: int
    twin: Html
    added: tuple[AbsentItem, ...]
    lost: str


class _Homes:
    """Hands out each finding's anchor once, at the first place where it is shown."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._given: set[str] = set()
        self._found: dict[tuple[FindingKind, str, int], RankedFinding] = {}
        for ranked in story.findings:
            for one in ranked.finding.evidence:
                self._found.setdefault((ranked.finding.kind, one.source, one.unit), ranked)

    def find(self, kind: FindingKind, source: str, unit: int) -> tuple[str, str]:
        """A finding's id and its anchor; no anchor for the second time, nothing where there is none."""
        ranked = self._found.get((kind, source, unit))
        if ranked is None:
            return "", ""
        anchor = self._story.name_finding(ranked)
        if anchor in self._given:
            return ranked.finding.id, ""
        self._given.add(anchor)
        return ranked.finding.id, anchor

    def list_homeless(self, findings: Iterable[RankedFinding]) -> tuple[RankedFinding, ...]:
        """The findings that no list has shown."""
        return tuple(one for one in findings if self._story.name_finding(one) not in self._given)


def list_absences(story: Story) -> tuple[tuple[AbsentView, ...], tuple[AbsentItem, ...], _Homes]:
    """A view for each other source, what only the base has, and the homes of the findings shown so."""
    homes = _Homes(story)
    base_only = tuple(
        _show_item(story, homes, FindingKind.OMISSION, story.base, trace.unit)
        for trace in story.traces[story.base]
        if trace.state is CellState.ONLY
    )
    views: list[AbsentView] = []
    seen: dict[tuple[int, ...], str] = {}
    for other in story.others:
        pair = story.pairs.get(other.id)
        if pair is None:
            continue
        twin = seen.get(pair.omitted) if len(pair.omitted) > 2 else None
        seen.setdefault(pair.omitted, other.id)
        omitted = () if twin else pair.omitted
        views.append(
            AbsentView(
                other.id,
                tuple(_show_item(story, homes, FindingKind.OMISSION, story.base, unit) for unit in omitted),
                len(pair.omitted),
                Html(f"The same {len(pair.omitted)} as {story.show_name(twin)}") if twin else Html(""),
                tuple(_show_item(story, homes, FindingKind.ADDITION, other.id, unit) for unit in pair.added),
                _tell_lost(story, other, pair.truncated),
            )
        )
    return tuple(views), base_only, homes


def _tell_lost(story: Story, source: Source, lost: Sequence[int]) -> str:
    """What a source that breaks off has lost, kept apart from what it left out."""
    if not lost:
        return ""
    told = [
        unit for unit in source.told_units if source.truncated_at is None or unit.start < source.truncated_at
    ]
    line = f" at line {story.describe_line(told[-1])}" if told else ""
    return f"{line}; {count_noun(len(lost), 'sentence')} of the base that follow are lost, not left out."


def _show_item(story: Story, homes: _Homes, kind: FindingKind, source: str, number: int) -> AbsentItem:
    unit = story.sources[source].units[number]
    tellers = {partner.source for partner in story.partners.get((source, number), ())} - {story.base}
    also = Html(f"also in {story.show_letters(tellers)}") if tellers else Html("")
    own_id, anchor = homes.find(kind, source, number)
    text = Html(f"{story.show_role(unit)}{show_dateline(unit)}")
    return AbsentItem(story.show_place(source, (number,)), text, also, own_id, anchor)


# ----------------------------------------------------------------------------- every source in full


class FullLine(NamedTuple):
    """A line of a source in full: a unit with its status and partners, or a fold of what was set aside."""

    name: str
    anchor: str
    place: str
    text: Html
    apparatus: Html
    aside: tuple[tuple[str, str, Html, str], ...] = ()


class FullSource(NamedTuple):
    """A source in full."""

    source: Source
    letter: str
    name: Html
    facts: str
    lines: tuple[FullLine, ...]


def list_sources(story: Story) -> tuple[FullSource, ...]:
    """Every source in full, the base first: nothing lost."""
    return tuple(_show_source(story, source) for source in story.columns)


def _show_source(story: Story, source: Source) -> FullSource:
    traces = {trace.unit: trace.state for trace in story.traces[source.id]}
    lines: list[FullLine] = []
    aside: list[Unit] = []
    last = max((unit.id for unit in source.told_units), default=-1)
    for unit in source.units:
        if not unit.role.is_told:
            aside.append(unit)
            continue
        if aside:
            lines.append(_fold_aside(story, source, aside))
            aside = []
        lines.append(_show_line(story, source, unit, traces[unit.id]))
        if unit.id == last and source.truncated_at is not None:
            lines.append(
                FullLine("cutline", "", "", Html("The text breaks off here, in mid-sentence."), Html(""))
            )
    if aside:
        lines.append(_fold_aside(story, source, aside))
    count = sum(not unit.role.is_told for unit in source.units)
    facts = [count_noun(source.words, "word")]
    facts += [f"{count_noun(count, 'piece')} set aside"] if count else []
    facts += ["cut off"] if source.truncated_at is not None else []
    return FullSource(
        source,
        story.letters[source.id],
        story.show_name(source.id),
        ", ".join(facts),
        tuple(lines),
    )


def _fold_aside(story: Story, source: Source, units: Sequence[Unit]) -> FullLine:
    shown = tuple(
        (
            story.name_unit(source.id, unit.id),
            story.describe_line(unit),
            escape_text(unit.text),
            unit.rule or str(unit.role),
        )
        for unit in units
    )
    return FullLine("aside", "", "", Html(f"{count_noun(len(units), 'piece')} set aside"), Html(""), shown)


def _show_line(story: Story, source: Source, unit: Unit, state: CellState) -> FullLine:
    name = _TRACE_WORDS.get(state, state.value)
    text = story.show_unit(source.id, unit.id)
    if state is CellState.ONLY:
        apparatus = Html('<span class="only">only here</span>')
    elif state is CellState.REPEAT:
        apparatus = Html("printed again")
    else:
        apparatus = _show_partners(story, source.id, unit.id)
    return FullLine(
        name if unit.role is Role.SENTENCE else f"{name} r-{unit.role}",
        story.name_unit(source.id, unit.id),
        story.describe_line(unit),
        text,
        apparatus,
    )


def _show_partners(story: Story, source: str, unit: int) -> Html:
    """For each other source the unit that tells the same most closely; the class gives it the sign of how."""
    closest: dict[str, tuple[int, int]] = {}
    for partner in story.partners.get((source, unit), ()):
        candidate = _CLOSENESS.index(partner.kind), partner.unit
        closest[partner.source] = min(closest.get(partner.source, candidate), candidate)
    shown = []
    for other, letter in story.letters.items():
        if other in closest:
            rank, number = closest[other]
            target = story.name_unit(other, number)
            shown.append(f'<a class="{_CLOSENESS[rank]}" href="#{target}">{letter}</a>')
    return join_html(shown, " ")
