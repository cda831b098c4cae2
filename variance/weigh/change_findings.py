"""Findings on changes: one a fact, whichever pairs of sources show it.

Two changes tell one fact if they are of one kind and touch the same words of a source: what 001 and 002
both have against 000 touches the same words of 000. Their readings are those words in every source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from variance.lexicon.spelling import find_spelling
from variance.model import AlignmentKind, Change, ChangeKind, FindingKind, Pair, Severity, Span
from variance.text.tokens import Token, tokenize
from variance.weigh.daynames import MONTHS, WEEKDAYS
from variance.weigh.drafts import Draft, Site, Story
from variance.weigh.excerpts import show_hidden, trim_readings
from variance.weigh.quote_findings import QuotedGroup
from variance.weigh.titles import write_title
from variance.weigh.unions import Unions

_OWN_KINDS = frozenset({ChangeKind.QUOTE_CUT, ChangeKind.LABEL})
# In loosely aligned sentences another value is a question about the fact, not a change of the words.
_VALUES = frozenset({FindingKind.NUMBER, FindingKind.DATE_TIME, FindingKind.NAME})
_QUOTED_KINDS = frozenset({ChangeKind.QUOTE_ALTERED, ChangeKind.QUOTE_CUT, ChangeKind.QUOTE_MARKS})
# Said and told reporters, twice in one report, is one habit and one finding.
_MERGED_KINDS = frozenset({FindingKind.ATTRIBUTION, FindingKind.LABEL})
# Words shown around a place where one source has nothing, or one short word, to say.
_CONTEXT = 2
_REACH = 3 * _CONTEXT  # tokens looked at for them, marks between them included
# Places with at most so many words between them are read as one.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Difference:
    """One change with its places and the kind of its alignment."""

    kind: FindingKind
    change: Change
    a: Site
    b: Site
    alignment: AlignmentKind


def draft_changes(story: Story, pairs: Sequence[Pair], quotations: Sequence[QuotedGroup]) -> Iterator[Draft]:
    """The findings on changes that no finding on a quotation tells already."""
    told = _QuotationIndex(story, quotations)
    differences = [
        difference
        for difference in _list_differences(pairs)
        if not told.covers(difference)
        and not any(_is_cut_off(story, site) for site in (difference.a, difference.b))
    ]
    groups: list[list[_Difference]] = []
    for kind in FindingKind:
        own = [difference for difference in differences if difference.kind is kind]
        if kind is FindingKind.WORDING:
            groups += _group_by_units(own)
            continue
        # A sentence that tells two statements of another source has a difference with each of them.
        by_rows: dict[tuple[int, ...], list[_Difference]] = defaultdict(list)
        for difference in own:
            rows = {story.get_row(site.source, site.unit) for site in (difference.a, difference.b)}
            by_rows[tuple(sorted(rows))].append(difference)
        for together in by_rows.values():
            groups += _group_by_words(together)
    yield from _merge_alike([draft for group in groups if (draft := _draft_group(story, group))])


def _list_differences(pairs: Sequence[Pair]) -> Iterator[_Difference]:
    for pair in pairs:
        for row in pair.alignments:
            for change in row.changes:
                kind = _judge_kind(change)
                if kind is not None and _is_telling(kind, row.kind):
                    a, b = _place(pair.a, change.a), _place(pair.b, change.b)
                    yield _Difference(kind, change, a, b, row.kind)


def _is_telling(kind: FindingKind, alignment: AlignmentKind) -> bool:
    """Whether a difference of this kind says anything in sentences that are so far apart.

    Words of independent sentences differ as a matter of course, and where two share a part only, each
    may attribute another part.
    """
    if kind is FindingKind.ATTRIBUTION:
        return alignment is not AlignmentKind.PARTIAL
    return kind is not FindingKind.WORDING or alignment.is_copied


def _place(source: str, span: Span) -> Site:
    return Site(source, span.unit, span.start, span.end)


def _judge_kind(change: Change) -> FindingKind | None:
    """The kind of finding a change belongs to; None for house style and typography."""
    if change.severity in (Severity.SUBSTANCE, Severity.ATTRIBUTION) or change.kind in _OWN_KINDS:
        try:
            return FindingKind(change.kind.value)
        except ValueError:
            # A kind of wording that a rule found grave: still wording to the reader.
            return FindingKind.WORDING
    return FindingKind.WORDING if change.severity is Severity.WORDING else None


def _is_cut_off(story: Story, site: Site) -> bool:
    """Whether a source lacks words because it breaks off there: that is told once, as truncated."""
    source = story.get_source(site.source)
    cut = source.source.truncated_at
    if cut is None or site.start < site.end:
        return False
    start, tokens = source.source.units[site.unit].start, source.units[site.unit].tokens
    is_last = not any(start < unit.start < cut for unit in source.source.told_units)
    return is_last and not any(
        token.is_word and token.start >= site.start for token in reversed(tokens[-_REACH:])
    )


class _QuotationIndex:
    """Which utterances stand where, to see whether a finding on one tells a change already."""

    def __init__(self, story: Story, groups: Sequence[QuotedGroup]) -> None:
        self._by_unit: dict[tuple[str, int], list[tuple[int, Site]]] = defaultdict(list)
        self._drafts = [group.draft for group in groups]
        for number, group in enumerate(groups):
            for site in group.list_sites(story):
                self._by_unit[site.source, site.unit].append((number, site))
        for sites in self._by_unit.values():
            sites.sort(key=lambda known: known[1])

    def covers(self, difference: _Difference) -> bool:
        """Whether both sides of a change touch one utterance, which the ledger then knows better.

        The ledger sees the whole of an utterance, a change one place of it: on the words and marks of
        a quotation the ledger has the say. A number in it, or a hedge, is told by itself unless the
        finding on the quotation is as grave.
        """
        change = difference.change
        if change.kind not in _QUOTED_KINDS and not change.in_quotation:
            return False
        for number in self._touch(difference.a) & self._touch(difference.b):
            draft = self._drafts[number]
            if change.kind in _QUOTED_KINDS:
                return True
            if draft is not None and draft.severity.rank <= change.severity.rank:
                return True
        return False

    def _touch(self, place: Site) -> set[int]:
        # A mark that opens or closes stands one character outside the words it quotes. Outer quotations
        # do not overlap, so that those before the first that ends too early end earlier still.
        sites = self._by_unit.get((place.source, place.unit), [])
        at = bisect_right(sites, place.end + 1, key=lambda known: known[1].start)
        touched = set()
        while at > 0 and sites[at - 1][1].end + 1 >= place.start:
            at -= 1
            touched.add(sites[at][0])
        return touched


def _group_by_words(differences: Sequence[_Difference]) -> list[list[_Difference]]:
    """Differences that share words of a source, at any number of removes."""
    unions: Unions[int] = Unions(range(len(differences)))
    sites = sorted((site, number) for number, d in enumerate(differences) for site in (d.a, d.b))
    # A sweep over each source: whoever begins before the furthest end so far touches the same words.
    before: tuple[Site, int] | None = None
    for site, number in sites:
        if before is not None and _overlap(before[0], site):
            unions.join(before[1], number)
            if before[0].end >= site.end:
                continue
        before = (site, number)
    return [[differences[number] for number in group] for group in unions.collect()]


def _overlap(first: Site, second: Site) -> bool:
    """Whether two places, the first beginning first, share words, or stand at the same gap."""
    if (first.source, first.unit) != (second.source, second.unit):
        return False
    is_gap = first.start == first.end or second.start == second.end
    return second.start <= first.end if is_gap else second.start < first.end


def _group_by_units(differences: Sequence[_Difference]) -> list[list[_Difference]]:
    """Differences in the same sentences: the rest of a reworded sentence is one finding."""
    unions: Unions[tuple[str, int]] = Unions()
    for difference in differences:
        unions.join((difference.a.source, difference.a.unit), (difference.b.source, difference.b.unit))
    groups: dict[tuple[str, int], list[_Difference]] = {}
    for difference in differences:
        groups.setdefault(unions.find((difference.a.source, difference.a.unit)), []).append(difference)
    return list(groups.values())


def _draft_group(story: Story, group: Sequence[_Difference]) -> Draft | None:
    """The finding on a group; None where all its sources have the same words after all."""
    kind = group[0].kind
    places: dict[str, set[Site]] = defaultdict(set)
    for difference in group:
        places[difference.a.source].add(difference.a)
        places[difference.b.source].add(difference.b)
    merged = {source: _merge_sites(story, sites) for source, sites in places.items()}
    needs_context = any(all(site.start == site.end for site in sites) for sites in merged.values())
    versions: dict[tuple[str, ...], list[str]] = defaultdict(list)
    texts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for source, sites in merged.items():
        shown = [_widen_site(story, site) if needs_context else site for site in sites]
        text = " … ".join(part for site in shown if (part := " ".join(story.get_text(site).split())))
        if kind is FindingKind.HIDDEN_CHARACTERS:
            text = show_hidden(text)
        key = tuple(text.split()) if kind is FindingKind.HIDDEN_CHARACTERS else _fold_text(text)
        versions[key].append(source)
        texts[key].add(text)
    if len(versions) < 2:
        return None
    is_loose = all(not difference.alignment.is_copied for difference in group)
    if is_loose and kind in _VALUES:
        if kind is FindingKind.DATE_TIME and sum(_is_definite(key) for key in versions) < 2:
            return None
        kind = FindingKind.CONFLICT
    certain = not is_loose or kind in (
        FindingKind.QUOTE_ALTERED,
        FindingKind.QUOTE_CUT,
        FindingKind.QUOTE_MARKS,
    )
    readings = story.arrange_readings(
        zip(trim_readings([min(texts[key]) for key in versions]), versions.values(), strict=True)
    )
    return Draft(
        kind=kind,
        severity=min((d.change.severity for d in group), key=lambda severity: severity.rank),
        title=write_title(kind, readings, story.get_label, certain=certain),
        readings=readings,
        evidence=story.cite_sites(site for sites in merged.values() for site in sites),
        identity=(*sorted(" ".join(key) for key in versions), *_list_unit_texts(story, merged.values())),
        certain=certain,
    )


def _is_definite(words: Iterable[str]) -> bool:
    """Whether a time is told by a day, a month or a number: "shortly after" contradicts nothing."""
    return any(word in WEEKDAYS or word in MONTHS or word[:1].isdigit() for word in words)


def _merge_sites(story: Story, sites: Iterable[Site]) -> list[Site]:
    """The places of one source in order, what overlaps or stands a few words apart made one.

    So "has said" stands against "said Thursday", and not "has" against "Thursday".
    """
    merged: list[Site] = []
    for site in sorted(sites):
        last = merged[-1] if merged else None
        if last is not None and last.unit == site.unit and _is_near(story, last, site):
            merged[-1] = Site(last.source, last.unit, last.start, max(last.end, site.end))
        else:
            merged.append(site)
    return merged


def _is_near(story: Story, first: Site, second: Site) -> bool:
    if second.start <= first.end:
        return True
    between = Site(first.source, first.unit, first.end, second.start)
    return len(story.get_text(between).split()) <= _NEAR


def _widen_site(story: Story, site: Site) -> Site:
    """The place with two words on either side, so that a reading that lacks a word says what it has."""
    tokens = story.get_source(site.source).units[site.unit].tokens
    first = bisect_right(tokens, site.start, key=lambda token: token.end)
    last = bisect_left(tokens, site.end, key=lambda token: token.start)
    before = [token for token in reversed(tokens[max(first - _REACH, 0) : first]) if token.is_word][:_CONTEXT]
    after = [token for token in tokens[last : last + _REACH] if token.is_word][:_CONTEXT]
    start = before[-1].start if before else site.start
    end = after[-1].end if after else site.end
    return Site(site.source, site.unit, min(start, site.start), max(end, site.end))


def _fold_text(text: str) -> tuple[str, ...]:
    return tuple(_fold_token(token) for token in tokenize(text) if token.is_word)


def _fold_token(token: Token) -> str:
    return find_spelling(token.key)


def _list_unit_texts(story: Story, places: Iterable[Sequence[Site]]) -> list[str]:
    """The texts of all units concerned, each once: two places with the same words are two findings."""
    units = {(site.source, site.unit) for sites in places for site in sites}
    texts = {
        " ".join(_fold_token(token) for token in story.get_source(source).units[unit].words)
        for source, unit in units
    }
    return sorted(texts)


def _merge_alike(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Draft findings of which those with the same readings of the same sources are one."""
    first: dict[tuple[object, ...], Draft] = {}
    for number, draft in enumerate(drafts):
        is_merged = draft.kind in _MERGED_KINDS
        key = (draft.kind, draft.certain, draft.readings) if is_merged else (number,)
        known = first.get(key)
        if known is None:
            first[key] = draft
        else:
            first[key] = Draft(
                kind=draft.kind,
                severity=min(known.severity, draft.severity, key=lambda severity: severity.rank),
                title=known.title,
                readings=known.readings,
                evidence=(*known.evidence, *draft.evidence),
                identity=tuple(sorted({*known.identity, *draft.identity})),
                certain=draft.certain,
            )
    yield from first.values()
