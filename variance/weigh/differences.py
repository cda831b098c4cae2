"""Changes as differences between two places, those that a reader need not hear of left out, and grouped.

Two changes tell one fact if they are of one kind and touch the same words of a source: what 001 and 002
both have against 000 touches the same words of 000.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from variance.frozen import NamedTuple
from variance.model import Alignment, Change, Pair, Span
from variance.vocabulary import AlignmentKind, ChangeKind, FindingKind, Severity
from variance.weigh.attribution_changes import settle_attribution
from variance.weigh.conflicts import share_event
from variance.weigh.days import compare_days, list_days
from variance.weigh.drafts import Site, Story
from variance.weigh.quote_findings import QuotedGroup
from variance.weigh.unions import Unions

_OWN_KINDS = frozenset({ChangeKind.QUOTE_CUT, ChangeKind.LABEL})
# In loosely aligned sentences another value is a question about the fact, not a change of the words.
VALUES = frozenset({FindingKind.NUMBER, FindingKind.DATE_TIME, FindingKind.NAME})
_QUOTED_KINDS = frozenset({ChangeKind.QUOTE_ALTERED, ChangeKind.QUOTE_CUT, ChangeKind.QUOTE_MARKS})
# Tokens at a source's end that are looked at for a word behind a place.
_LAST_TOKENS = 6


class Difference(NamedTuple):
    """One change with its places and the kind of its alignment."""

    kind: FindingKind
    change: Change
    a: Site
    b: Site
    alignment: AlignmentKind
    heads: tuple[str, str] | None = None


def list_differences(
    story: Story, pairs: Sequence[Pair], quotations: Sequence[QuotedGroup]
) -> list[Difference]:
    """The differences worth a finding that no finding on a quotation tells already."""
    told = _QuotationIndex(story, quotations)
    return [
        difference
        for difference in _read_changes(story, pairs)
        if not told.covers(difference)
        and not any(_is_cut_off(story, site) for site in (difference.a, difference.b))
    ]


def _read_changes(story: Story, pairs: Sequence[Pair]) -> Iterator[Difference]:
    for pair in pairs:
        for row in pair.alignments:
            for change in row.changes:
                difference = _read_change(story, pair, row, change)
                if difference is not None:
                    yield difference


def _read_change(story: Story, pair: Pair, row: Alignment, change: Change) -> Difference | None:
    """The change as a difference; None if it tells nothing."""
    a, b = _place(pair.a, change.a), _place(pair.b, change.b)
    if change.kind is ChangeKind.DATE_TIME:
        agrees = _compare_dates(story, a, b)
        if agrees:
            return None
        if agrees is False and row.kind.is_copied:
            change = replace(change, severity=Severity.SUBSTANCE)
    kind = _judge_kind(change)
    if kind is None or not (row.kind.is_copied or _is_telling(story, kind, a, b)):
        return None
    if kind is not FindingKind.ATTRIBUTION:
        return Difference(kind, change, a, b, row.kind)
    settled = settle_attribution(story, a, b)
    if settled is None:
        return None
    return Difference(kind, change, settled.a, settled.b, row.kind, settled.heads)


def _compare_dates(story: Story, a: Site, b: Site) -> bool | None:
    """Whether two places tell the same day, now that the articles' own dates are known; None if unsure."""
    own, other = (
        list_days(
            story.get_source(site.source).source, story.list_tokens(site), story.get_published(site.source)
        )
        for site in (a, b)
    )
    return compare_days(own[0], other[0]) if len(own) == len(other) == 1 else None


def _is_telling(story: Story, kind: FindingKind, a: Site, b: Site) -> bool:
    """Whether a difference of this kind says anything in sentences that were written independently.

    Their words differ as a matter of course and each may attribute another part: who says a quotation, and
    whether its words stand in quotation marks elsewhere, is told from the ledger. A value disagrees only
    if both speak of one event.
    """
    if kind in VALUES:
        return share_event(story, (a.source, a.unit), (b.source, b.unit))
    return kind not in (FindingKind.ATTRIBUTION, FindingKind.QUOTE_MARKS, FindingKind.WORDING)


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
        token.is_word and token.start >= site.start for token in reversed(tokens[-_LAST_TOKENS:])
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

    def covers(self, difference: Difference) -> bool:
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


def group_by_words(differences: Sequence[Difference]) -> list[list[Difference]]:
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


def group_by_units(differences: Sequence[Difference]) -> list[list[Difference]]:
    """Differences in the same sentences: the rest of a reworded sentence is one finding."""
    unions: Unions[tuple[str, int]] = Unions()
    for difference in differences:
        unions.join((difference.a.source, difference.a.unit), (difference.b.source, difference.b.unit))
    groups: dict[tuple[str, int], list[Difference]] = {}
    for difference in differences:
        groups.setdefault(unions.find((difference.a.source, difference.a.unit)), []).append(difference)
    return list(groups.values())
