"""Where a review's findings stand in the files, on both sides, and which lines only moved their breaks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from variance.model import Citation, Comparison, Finding, Pair, Source
from variance.read.lines import LineIndex, split_lines
from variance.review.unchanged import fold_unit
from variance.review_model import BASE, HEAD, Place, ReviewFinding
from variance.vocabulary import AlignmentKind


def locate_findings(comparison: Comparison, *, path: str, old_path: str) -> tuple[ReviewFinding, ...]:
    """A comparison's findings with their places in the two files, in the same order."""
    old, new = comparison.sources
    pair = comparison.pairs[0]
    finders = {BASE: _Finder(old, pair, is_base=True), HEAD: _Finder(new, pair, is_base=False)}
    return tuple(
        ReviewFinding(
            id=finding.id,
            kind=finding.kind,
            severity=finding.severity,
            title=finding.title,
            path=path,
            old_path=old_path,
            base=finders[BASE].find(finding),
            head=finders[HEAD].find(finding),
            certain=finding.certain,
            status=finding.status,
            waiver=finding.waiver,
        )
        for finding in comparison.findings
    )


class _Finder:
    """Finds the place of a finding in one of the two sources."""

    def __init__(self, source: Source, pair: Pair, *, is_base: bool) -> None:
        self._source = source
        self._lines = LineIndex(source.text, source.anchors)
        rows = [(row.a, row.b) if is_base else (row.b, row.a) for row in pair.alignments]
        self._partners = {unit: own[-1] for own, other in rows for unit in other}
        self._others = sorted(self._partners)

    def find(self, finding: Finding) -> Place:
        """The stretch that the finding cites here; where it cites none, where that would stand."""
        own = [one for one in finding.evidence if one.source == self._source.id]
        if not own:
            return self._find_gap(finding.evidence)
        # What changed is cited first; sentences that stand elsewhere are no part of its place.
        units = [own[0].unit]
        for one in own[1:]:
            if one.unit in (units[-1], units[-1] + 1):
                units.append(one.unit)
        cited = [one for one in own if one.unit in units]
        start, end = min(one.start for one in cited), max(one.end for one in cited)
        return self._make_place(start, end, tuple(sorted(set(units))))

    def _find_gap(self, evidence: Sequence[Citation]) -> Place:
        """Behind the partner of the nearest unit before; at the beginning of the text where there is none."""
        unit = evidence[0].unit if evidence else 0
        at = bisect_right(self._others, unit)
        if at:
            partner = self._source.units[self._partners[self._others[at - 1]]]
            line, column = self._lines.locate_end(partner.start, partner.end)
            return Place(line, column, line, column, "")
        return self._make_place(0, 0, ())

    def _make_place(self, start: int, end: int, units: tuple[int, ...]) -> Place:
        line, column = self._lines.locate(start)
        end_line, end_column = self._lines.locate_end(start, end)
        return Place(line, column, end_line, end_column, self._source.text[start:end], units)


def count_rewrapped(comparison: Comparison) -> int:
    """The lines of the head that are no lines of the base and hold words of unchanged sentences only.

    A line from which a sentence was taken, or into which one was put, is not counted.
    """
    old, new = comparison.sources
    unchanged, seams = _find_unchanged(comparison)
    known = Counter(old.text[start:end] for start, end in _list_lines(old))
    units = new.told_units
    count = first = 0
    for start, end in _list_lines(new):
        line = new.text[start:end]
        if known[line]:
            known[line] -= 1
            continue
        while first < len(units) and units[first].end <= start:
            first += 1
        last = first
        while last < len(units) and units[last].start < end:
            last += 1
        touched = range(first, last)
        # What stood between two sentences before shows where one of them begins or ends on this line.
        begins = first < last and units[first].start >= start
        ends = first < last and units[last - 1].end <= end
        inner = range(first if begins else first + 1, last + 1 if ends else last)
        count += bool(touched) and unchanged.issuperset(touched) and seams.issuperset(inner)
    return count


def _list_lines(source: Source) -> list[tuple[int, int]]:
    """What of a source's text stands on each line of its file, without the white space around it."""
    if not source.anchors:
        return split_lines(source.text)
    starts = [
        one.start
        for one, before in zip(source.anchors[1:], source.anchors, strict=False)
        if one.line != before.line
    ]
    spans = []
    for start, end in pairwise([0, *starts, len(source.text)]):
        piece = source.text[start:end]
        start += len(piece) - len(piece.lstrip())
        spans.append((start, max(start, start + len(piece.strip()))))
    return [span for span in spans if span[0] < span[1]]


def _find_unchanged(comparison: Comparison) -> tuple[set[int], set[int]]:
    """The places of the head's told units that did not change, and those of the seams that did not.

    Seam k lies in front of told unit k: it is whole where the units on both sides of it, or the ends of the
    text, were beside each other before.
    """
    old, new = comparison.sources
    places = [{unit.id: at for at, unit in enumerate(source.told_units)} for source in (old, new)]
    partners: dict[int, int] = {-1: -1, len(places[1]): len(places[0])}
    for row in comparison.pairs[0].alignments:
        if row.kind is AlignmentKind.IDENTICAL and len(row.a) == len(row.b) == 1:
            one, two = row.a[0], row.b[0]
            if fold_unit(old.units[one]) == fold_unit(new.units[two]):
                partners[places[1][two]] = places[0][one]
    seams = {
        at
        for at in range(len(places[1]) + 1)
        if at in partners and at - 1 in partners and partners[at] == partners[at - 1] + 1
    }
    return set(partners), seams


def list_markup_lines(comparison: Comparison) -> list[tuple[str, int]]:
    """The blocks of markup of the head that the base does not have: the rule that names them, the line."""
    old, new = comparison.sources
    known = Counter(fold_unit(unit) for unit in old.units if not unit.role.is_told)
    lines = LineIndex(new.text, new.anchors)
    found = []
    for unit in new.units:
        if unit.role.is_told:
            continue
        key = fold_unit(unit)
        if known[key]:
            known[key] -= 1
        else:
            found.append((unit.rule or "markup", lines.locate(unit.start)[0]))
    return found
