"""The same place in several copies of a sentence: stretches of words that answer each other.

The changes of one fact come from several pairs of sources and need not cover the same stretch in each:
against a third source a copy differs in more words than against its twin. Readings that begin or end at
different words would show words as left out that only stand outside one of them. So the stretches of the
sources are widened until each begins and ends where the others do, and what is shown around them is what
all of them have.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from variance.text.worddiff import Edit, diff_keys
from variance.weigh.drafts import Site, Story

Range = tuple[int, int]

# Where the stretches of a source grow by more words than this, the sentence was told anew and no word
# answers another: "he said" at its end and "said Mr. X" at its beginning would take in all that is between.
_MOST_GROWN = 8


class Counterparts:
    """The stretches of each source, as many as of every other, in order, and how to show more of them."""

    def __init__(
        self, sites: dict[str, list[Site]], copies: dict[str, _Copy], ranges: dict[str, list[Range]]
    ) -> None:
        self.sites = sites
        self._copies = copies
        self._ranges = ranges

    def widen(self, reach: int, *, is_bounded: bool) -> dict[str, list[Site]]:
        """The stretches with up to so many words on either side, none that a source has otherwise.

        ``is_bounded``: nor beyond a mark that some source has there.
        """
        counts = range(len(next(iter(self._ranges.values()))))
        reaches = [self._reach(number, reach, is_bounded=is_bounded) for number in counts]
        return {
            source: [
                copy.make_site(start - before, end + after) if before or after else site
                for site, (start, end), (before, after) in zip(
                    self.sites[source], self._ranges[source], reaches, strict=True
                )
            ]
            for source, copy in self._copies.items()
        }

    def _reach(self, number: int, most: int, *, is_bounded: bool) -> tuple[int, int]:
        """How many words before and behind the stretch of that number all sources share."""
        ends = [(copy, *self._ranges[source][number]) for source, copy in self._copies.items()]
        lead, lead_start, lead_end = ends[0]
        before = after = 0
        while before < most and all(
            start > before
            and copy.keys[start - before - 1] == lead.keys[lead_start - before - 1]
            and not (is_bounded and copy.has_mark(start - before))
            for copy, start, _ in ends
        ):
            before += 1
        while after < most and all(
            end + after < len(copy.keys)
            and copy.keys[end + after] == lead.keys[lead_end + after]
            and not (is_bounded and copy.has_mark(end + after))
            for copy, _, end in ends
        ):
            after += 1
        return before, after


class _Copy:
    """A sentence of one source as words."""

    def __init__(self, story: Story, source: str, unit: int) -> None:
        self._place = (source, unit)
        parsed = story.get_source(source).units[unit]
        self.words = parsed.words
        self.keys = story.spell_unit(source, unit)
        self._marks = [token.start for token in parsed.tokens if not token.is_word and token.form != "-"]

    def find_range(self, site: Site) -> Range:
        """The words that a stretch touches."""
        start = bisect_right(self.words, site.start, key=lambda word: word.end)
        end = bisect_left(self.words, site.end, key=lambda word: word.start)
        return (start, max(start, end))

    def make_site(self, start: int, end: int) -> Site:
        """Those words as a stretch; where there are none, the place before the next one."""
        if start < end:
            return Site(*self._place, self.words[start].start, self.words[end - 1].end)
        at = self.words[start].start if start < len(self.words) else self.words[-1].end
        return Site(*self._place, at, at)

    def has_mark(self, at: int) -> bool:
        """Whether a mark stands between the word of that number and the one before it."""
        if not 0 < at < len(self.words):
            return False
        first = bisect_left(self._marks, self.words[at - 1].end)
        return first < len(self._marks) and self._marks[first] < self.words[at].start


def match_sites(story: Story, sites: Mapping[str, Sequence[Site]]) -> Counterparts | None:
    """The stretches of copies of one sentence, widened until they answer each other.

    None where a source tells it in several sentences or has no word there, and where they would be widened
    by many words: what answers what is not known then. Cost: a word diff a source, and a walk over its
    edits for every round; a round widens a stretch or is the last.
    """
    units = {source: {site.unit for site in own} for source, own in sites.items()}
    if any(len(own) != 1 or not story.is_whole(source, *own) for source, own in units.items()):
        return None
    order = story.sort_ids(sites)
    copies = {source: _Copy(story, source, sites[source][0].unit) for source in order}
    if not all(copy.keys for copy in copies.values()):
        return None
    lead = order[0]
    edits = {source: diff_keys(copies[lead].keys, copies[source].keys) for source in order[1:]}
    ranges = [copies[lead].find_range(site) for site in sites[lead]]
    for source, own in edits.items():
        flipped = [edit.flipped for edit in own]
        ranges += [_carry(copies[source].find_range(site), flipped)[1] for site in sites[source]]
    ranges = _join_ranges(ranges)
    while True:
        covered = ranges
        for own in edits.values():
            covered = _join_ranges([_carry(one, own)[0] for one in covered])
        if covered == ranges:
            break
        ranges = covered
    found = {lead: ranges} | {
        source: [_carry(one, own)[1] for one in ranges] for source, own in edits.items()
    }
    if any(
        sum(end - start for start, end in found[source])
        > _MOST_GROWN + _count_words(copies[source], sites[source])
        for source in order
    ):
        return None
    return Counterparts(
        {source: _keep_sites(copies[source], found[source], sites[source]) for source in order},
        copies,
        found,
    )


def _count_words(copy: _Copy, sites: Sequence[Site]) -> int:
    return sum(end - start for start, end in map(copy.find_range, sites))


def _carry(one: Range, edits: Sequence[Edit]) -> tuple[Range, Range]:
    """A range of the first side widened over the edits it touches, and what stands there on the other."""
    start, end = one
    touched = [edit for edit in edits if edit.a_start <= end and edit.a_end >= start]
    if touched:
        start, end = min(start, touched[0].a_start), max(end, touched[-1].a_end)
    shift = sum((e.b_end - e.b_start) - (e.a_end - e.a_start) for e in edits if e.a_end < start)
    grown = sum((e.b_end - e.b_start) - (e.a_end - e.a_start) for e in touched)
    return (start, end), (start + shift, end + shift + grown)


def _join_ranges(ranges: Sequence[Range]) -> list[Range]:
    """The ranges in order, those that touch made one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _keep_sites(copy: _Copy, ranges: Sequence[Range], sites: Sequence[Site]) -> list[Site]:
    """The ranges as stretches; one that was there already keeps the marks at its ends."""
    known = {copy.find_range(site): site for site in sites}
    return [known.get(one) or copy.make_site(*one) for one in ranges]
