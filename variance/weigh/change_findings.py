"""Findings on changes: one a fact, whichever pairs of sources show it.

Their readings are the words at issue in every source, with the words around them where they need them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from variance.frozen import NamedTuple
from variance.model import Pair, Reading
from variance.text.tokens import Token
from variance.text.wordlists import FUNCTION_WORDS
from variance.vocabulary import FindingKind
from variance.weigh.conflicts import write_conflict_heads
from variance.weigh.counterparts import Counterparts, match_sites
from variance.weigh.daynames import MONTHS, WEEKDAYS
from variance.weigh.differences import (
    VALUES,
    Difference,
    group_by_units,
    group_by_words,
    list_differences,
)
from variance.weigh.drafts import Draft, Site, Story, spell_words
from variance.weigh.excerpts import show_hidden, trim_readings
from variance.weigh.quote_findings import QuotedGroup
from variance.weigh.titles import LONGEST_TITLE, STATEMENTS, write_extra_title, write_title

# Said and told reporters, twice in one report, is one habit and one finding.
_MERGED_KINDS = frozenset({FindingKind.ATTRIBUTION, FindingKind.LABEL})
# Words shown around a place where one source has nothing, or one short word, to say.
_CONTEXT = 2
_REACH = 3 * _CONTEXT  # tokens looked at for them, marks between them included
# Places with at most so many words between them are read as one.
_NEAR = 3
# Here marks and characters differ, and not words.
_MARK_KINDS = frozenset({FindingKind.QUOTE_MARKS, FindingKind.HIDDEN_CHARACTERS})
_QUOTED_FINDINGS = frozenset({FindingKind.QUOTE_ALTERED, FindingKind.QUOTE_CUT, FindingKind.QUOTE_MARKS})


class _Versions(NamedTuple):
    """What each source has at the places of some differences, and those of the same words together."""

    sites: dict[str, list[Site]]
    bare: dict[tuple[str, ...], str]
    texts: dict[tuple[str, ...], str]
    sources: dict[tuple[str, ...], list[str]]

    def arrange(self, story: Story, *, is_trimmed: bool) -> tuple[Reading, ...]:
        """The readings, long ones cut to what differs if ``is_trimmed``."""
        texts = list(self.texts.values())
        shown = trim_readings(texts) if is_trimmed else texts
        return story.arrange_readings(zip(shown, self.sources.values(), strict=True))

    def arrange_bare(self, story: Story) -> tuple[Reading, ...]:
        """The readings without a word around them; empty where a source has none at the places."""
        return story.arrange_readings(zip(self.bare.values(), self.sources.values(), strict=True))


def draft_changes(story: Story, pairs: Sequence[Pair], quotations: Sequence[QuotedGroup]) -> Iterator[Draft]:
    """The findings on changes that no finding on a quotation tells already."""
    differences = list_differences(story, pairs, quotations)
    groups: list[list[Difference]] = []
    for kind in FindingKind:
        own = [difference for difference in differences if difference.kind is kind]
        if kind is FindingKind.WORDING:
            groups += group_by_units(own)
            continue
        # A sentence that tells two statements of another source has a difference with each of them.
        by_rows: dict[tuple[int, ...], list[Difference]] = defaultdict(list)
        for difference in own:
            rows = {story.get_row(site.source, site.unit) for site in (difference.a, difference.b)}
            by_rows[tuple(sorted(rows))].append(difference)
        for together in by_rows.values():
            groups += group_by_words(together)
    yield from _merge_alike([draft for group in groups if (draft := _draft_group(story, group))])


def _draft_group(story: Story, group: Sequence[Difference]) -> Draft | None:
    """The finding on a group; None where all its sources have the same words after all."""
    kind = group[0].kind
    versions = _read_versions(story, group)
    if len(versions.texts) < 2:
        return None
    is_loose = all(not difference.alignment.is_copied for difference in group)
    if is_loose and kind in VALUES:
        if kind is FindingKind.DATE_TIME and sum(_is_definite(key) for key in versions.texts) < 2:
            return None
        kind = FindingKind.CONFLICT
    certain = not is_loose or kind in _QUOTED_FINDINGS
    if kind is FindingKind.WORDING:
        title = _write_wording_title(story, group)
    else:
        heads = next((difference.heads for difference in group if difference.heads), None)
        if kind is FindingKind.CONFLICT:
            heads = write_conflict_heads(story, group[0].kind, _list_nodes(versions))
        title = _write_title(story, kind, versions, heads, certain=certain)
    places = versions.sites.values()
    return Draft(
        kind=kind,
        severity=min((d.change.severity for d in group), key=lambda severity: severity.rank),
        title=title,
        readings=versions.arrange(story, is_trimmed=True),
        evidence=story.cite_sites(site for sites in places for site in sites),
        identity=(*sorted(" ".join(key) for key in versions.texts), *_list_unit_texts(story, places)),
        certain=certain,
    )


def _read_versions(story: Story, group: Sequence[Difference]) -> _Versions:
    """The places of a group by source and their words.

    With the words around them where a source has nothing to show, and in a title where it has one word.
    """
    kind = group[0].kind
    places: dict[str, set[Site]] = defaultdict(set)
    for difference in group:
        places[difference.a.source].add(difference.a)
        places[difference.b.source].add(difference.b)
    merged = {source: _merge_sites(story, sites) for source, sites in places.items()}
    is_loose = any(not difference.alignment.is_copied for difference in group)
    matched = None if is_loose or kind in _MARK_KINDS else match_sites(story, merged)
    if matched is not None:
        merged = matched.sites
    is_bare = any(all(site.start == site.end for site in sites) for sites in merged.values())
    is_short = not (kind in _MERGED_KINDS or (is_loose and kind in VALUES)) and any(
        sum(len(story.get_text(site).split()) for site in sites) < _CONTEXT for sites in merged.values()
    )
    texts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    bare: dict[tuple[str, ...], set[str]] = defaultdict(set)
    sources: dict[tuple[str, ...], list[str]] = defaultdict(list)
    widened = _widen_sites(story, merged, matched, is_bare=is_bare) if is_bare or is_short else merged
    for source, sites in merged.items():
        own = _join_texts(story, widened[source] if is_bare else sites)
        text = _join_texts(story, widened[source])
        if kind is FindingKind.HIDDEN_CHARACTERS:
            own = text = show_hidden(text)
        key = tuple(own.split()) if kind is FindingKind.HIDDEN_CHARACTERS else spell_words(own)
        sources[key].append(source)
        texts[key].add(text)
        bare[key].add(_join_texts(story, sites))
    shortest, first = ({key: min(found) for key, found in own.items()} for own in (bare, texts))
    return _Versions(merged, shortest, first, sources)


def _widen_sites(
    story: Story, merged: dict[str, list[Site]], matched: Counterparts | None, *, is_bare: bool
) -> dict[str, list[Site]]:
    """The places with two words on either side: those that all sources have, where the places answer."""
    if matched is not None:
        # A mark parts what is read together; but where a source has nothing at the place, words are needed.
        widened = matched.widen(_CONTEXT, is_bounded=True)
        if is_bare and not _all_say(story, widened):
            widened = matched.widen(_CONTEXT, is_bounded=False)
        if not is_bare or _all_say(story, widened):
            return widened
    return {source: [_widen_site(story, site) for site in sites] for source, sites in merged.items()}


def _all_say(story: Story, places: Mapping[str, Sequence[Site]]) -> bool:
    """Whether every source has words at its places."""
    return all(_join_texts(story, sites) for sites in places.values())


def _join_texts(story: Story, sites: Sequence[Site]) -> str:
    return " … ".join(part for site in sites if (part := " ".join(story.get_text(site).split())))


def _list_nodes(versions: _Versions) -> list[tuple[str, int]]:
    return [(site.source, site.unit) for sites in versions.sites.values() for site in sites]


def _write_title(
    story: Story,
    kind: FindingKind,
    versions: _Versions,
    heads: tuple[str, str] | None,
    *,
    certain: bool = True,
    limit: int = LONGEST_TITLE,
) -> str:
    """A title that says what one side has more, if that is all that differs, else what each has."""
    if kind in (FindingKind.WORDING, FindingKind.ATTRIBUTION) and len(versions.texts) == 2 and certain:
        long, short = sorted(versions.arrange_bare(story), key=lambda reading: -len(reading.text.split()))
        title = write_extra_title(heads or STATEMENTS[kind], long, short, story.get_label, limit=limit)
        if title is not None:
            return title
    readings = versions.arrange(story, is_trimmed=False)
    return write_title(kind, readings, story.get_label, certain=certain, heads=heads, limit=limit)


def _write_wording_title(story: Story, group: Sequence[Difference]) -> str:
    """The title of a reworded sentence: the place that differs most, and how many others there are."""
    places: list[tuple[int, int, _Versions]] = []
    for together in _join_near(story, group_by_words(group)):
        versions = _read_versions(story, together)
        if len(versions.texts) > 1:
            places.append((-_count_telling(story, together), len(places), versions))
    if not places:
        places = [(0, 0, _read_versions(story, group))]
    more = f", and {len(places) - 1} more" if len(places) > 1 else ""
    versions = min(places)[2]
    return _write_title(story, FindingKind.WORDING, versions, None, limit=LONGEST_TITLE - len(more)) + more


def _count_telling(story: Story, group: Sequence[Difference]) -> int:
    """The telling words of the differences of a group, each place once."""
    sites = {site for difference in group for site in (difference.a, difference.b)}
    words = [key for site in sites for key in spell_words(story.get_text(site))]
    return sum(key not in FUNCTION_WORDS for key in words)


def _join_near(story: Story, groups: Sequence[list[Difference]]) -> list[list[Difference]]:
    """The groups, those that stand a few words apart in some source as one: they are read together."""
    joined: list[list[Difference]] = []
    for group in sorted(groups, key=lambda own: min(min(d.a, d.b) for d in own)):
        last = {site for d in joined[-1] for site in (d.a, d.b)} if joined else set()
        here = {site for d in group for site in (d.a, d.b)}
        if any(
            _are_beside(story, max(own for own in last if own.source == s), s, here)
            for s in {x.source for x in last}
        ):
            joined[-1].extend(group)
        else:
            joined.append(list(group))
    return joined


def _are_beside(story: Story, last: Site, source: str, sites: Iterable[Site]) -> bool:
    own = [site for site in sites if site.source == source and site.unit == last.unit]
    return bool(own) and _is_near(story, last, min(own))


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
    """The place with two words on either side, none beyond a mark, so that a reading can be read.

    Where the source has no word at the place, a mark is no bound: the reading must say something.
    """
    tokens = story.get_source(site.source).units[site.unit].tokens
    first = bisect_right(tokens, site.start, key=lambda token: token.end)
    last = bisect_left(tokens, site.end, key=lambda token: token.start)
    before = list(reversed(tokens[max(first - _REACH, 0) : first]))
    after = list(tokens[last : last + _REACH])
    is_empty = site.start == site.end
    start = [token.start for token in _list_near(before, is_empty=is_empty)]
    end = [token.end for token in _list_near(after, is_empty=is_empty)]
    return Site(site.source, site.unit, min([site.start, *start]), max([site.end, *end]))


def _list_near(tokens: Sequence[Token], *, is_empty: bool) -> list[Token]:
    """The nearest words of a run of tokens, up to the first mark that parts them."""
    near: list[Token] = []
    for token in tokens:
        if len(near) == _CONTEXT or not (token.is_word or token.form == "-" or (is_empty and not near)):
            break
        if token.is_word:
            near.append(token)
    return near


def _list_unit_texts(story: Story, places: Iterable[Sequence[Site]]) -> list[str]:
    """The texts of all units concerned, each once: two places with the same words are two findings."""
    units = {(site.source, site.unit) for sites in places for site in sites}
    return sorted({" ".join(story.spell_unit(source, unit)) for source, unit in units})


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
