"""The findings of a review: what became of the sentences, told from the old to the new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from variance.model import Alignment, Citation, Comparison, Finding, Pair, Reading, Source
from variance.read.lines import LineIndex
from variance.review.titles import write_change, write_passage
from variance.review.unchanged import fold_unit
from variance.review_model import BASE, HEAD
from variance.text.ids import IdRegister
from variance.vocabulary import AlignmentKind, FindingKind, Severity

# Kinds that speak of whole units: a review finds them itself, over all units and not the changed ones only.
UNIT_KINDS = frozenset(
    (
        FindingKind.OMISSION,
        FindingKind.ADDITION,
        FindingKind.MOVED,
        FindingKind.REPEAT,
        FindingKind.TRUNCATED,
    )
)
_HEADS = {
    FindingKind.HIDDEN_CHARACTERS: "Hidden characters",
    FindingKind.QUOTE_ALTERED: "Quotation altered",
    FindingKind.NUMBER: "Number changed",
    FindingKind.DATE_TIME: "Date or time changed",
    FindingKind.NEGATION: "Negation changed",
    FindingKind.NAME: "Name changed",
    FindingKind.CERTAINTY: "Certainty changed",
    FindingKind.CONFLICT: "Fact changed",
    FindingKind.ATTRIBUTION: "Attribution changed",
    FindingKind.QUOTE_MARKS: "Quotation marks changed",
    FindingKind.QUOTE_CUT: "Quoted at another length",
    FindingKind.LABEL: "Label changed",
    FindingKind.WORDING: "Reworded",
}
# These say what they are by themselves; of others a reader wants the words around them.
_BARE_KINDS = frozenset((FindingKind.NUMBER, FindingKind.DATE_TIME, FindingKind.NAME, FindingKind.CONFLICT))
# Two words on either side of a place, and how far to look for them; the patterns match anything.
_WORDS_BEFORE = re.compile(r"(?:\S+\s+){0,2}\S*\Z")
_WORDS_BEHIND = re.compile(r"\S*(?:\s+\S+){0,2}")
_WORDS_HERE = re.compile(r"\s*\S*(?:\s+\S+)?")
_REACH = 60


def find_findings(old: Source, new: Source, pair: Pair, changes: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings of a review of two revisions, gravest first, then by place in the head.

    ``changes`` are the engine's findings on changed words. Every sentence that is not the same but for
    conventions is in one of the findings at least.
    """
    sides = _Sides(old, new)
    told = [_retitle(sides, finding) for finding in changes]
    register = IdRegister()
    told += _find_rewritten(sides, pair, told, register)
    told += _find_gone(sides, pair, register)
    told += _find_new(sides, pair, register)
    told += _find_moved(sides, pair, register)
    told.sort(key=_rank)
    return tuple(told)


def list_restyled(comparison: Comparison) -> tuple[Alignment, ...]:
    """The rows whose texts differ and that no finding cites: conventions, punctuation, markup only."""
    old, new = comparison.sources
    cited = {(one.source, one.unit) for finding in comparison.findings for one in finding.evidence}
    return tuple(
        row
        for row in comparison.pairs[0].alignments
        if _join_units(old, row.a) != _join_units(new, row.b)
        and not any((BASE, unit) in cited for unit in row.a)
        and not any((HEAD, unit) in cited for unit in row.b)
    )


class _Sides:
    """Both sources with their lines, to cite from."""

    def __init__(self, old: Source, new: Source) -> None:
        self.sources = {BASE: old, HEAD: new}
        self._lines = {side: LineIndex(source.text, source.anchors) for side, source in self.sources.items()}

    def cite(self, side: str, units: Iterable[int]) -> tuple[Citation, ...]:
        """Whole units as evidence."""
        source = self.sources[side]
        found = []
        for number in units:
            unit = source.units[number]
            line, column = self._lines[side].locate(unit.start)
            found.append(Citation(side, number, unit.start, unit.end, line, column, unit.text))
        return tuple(found)

    def quote(self, citation: Citation, *, bare: bool) -> str:
        """The cited words in one line, with two words of their sentence on either side unless ``bare``."""
        text = citation.text
        if not bare:
            source = self.sources[citation.source]
            unit = source.units[citation.unit]
            before = source.text[max(unit.start, citation.start - _REACH) : citation.start]
            behind = source.text[citation.end : min(unit.end, citation.end + _REACH)]
            # Where nothing stands, the word that touches the place is the first of the two.
            pattern = _WORDS_BEHIND if text else _WORDS_HERE
            text = f"{_WORDS_BEFORE.search(before)[0]}{text}{pattern.match(behind)[0]}"  # type: ignore[index]
        return " ".join(text.split())

    def join(self, side: str, units: Iterable[int]) -> str:
        """The text of units in one line."""
        return _join_units(self.sources[side], units)


def _join_units(source: Source, units: Iterable[int]) -> str:
    return " ".join(fold_unit(source.units[unit]) for unit in units)


def _rank(finding: Finding) -> tuple[object, ...]:
    places = [one.start for one in finding.evidence if one.source == HEAD]
    first = places[0] if places else min((one.start for one in finding.evidence), default=0)
    return (
        finding.severity.rank,
        not finding.certain,
        first,
        list(FindingKind).index(finding.kind),
        finding.id,
    )


# ------------------------------------------------------------------------------------------ changed words


def _retitle(sides: _Sides, finding: Finding) -> Finding:
    """The finding with a title that goes from the old to the new, which a comparison does not know."""
    is_bare = finding.kind in _BARE_KINDS and all(one.text.strip() for one in finding.evidence)
    old, new = (
        " … ".join(sides.quote(one, bare=is_bare) for one in finding.evidence if one.source == side)
        for side in (BASE, HEAD)
    )
    if finding.kind is FindingKind.HIDDEN_CHARACTERS or not old or not new:
        # Its readings name the characters that nobody could see in a title.
        return finding
    end = "" if finding.certain else "?"
    return replace(finding, title=write_change(_HEADS[finding.kind], old, new, end))


def _find_rewritten(
    sides: _Sides, pair: Pair, told: Sequence[Finding], register: IdRegister
) -> Iterator[Finding]:
    """A finding for sentences that say the same in other words, and for any reworded one without a finding.

    Rows that share a sentence are one finding.
    """
    cited = {(one.source, one.unit) for finding in told for one in finding.evidence}
    rows = [row for row in pair.alignments if _needs_finding(row, cited)]
    for old, new in _join_rows(rows):
        before, after = sides.join(BASE, old), sides.join(HEAD, new)
        yield Finding(
            id=register.claim("f", (FindingKind.WORDING, before, after)),
            kind=FindingKind.WORDING,
            severity=Severity.WORDING,
            title=write_change("Rewritten", before, after),
            readings=(Reading(before, (BASE,)), Reading(after, (HEAD,))),
            evidence=(*sides.cite(BASE, old), *sides.cite(HEAD, new)),
        )


def _needs_finding(row: Alignment, cited: set[tuple[str, int]]) -> bool:
    if not row.kind.is_copied:
        return True
    if row.kind is not AlignmentKind.REWORDED:
        return False
    is_grave = any(change.severity.rank <= Severity.WORDING.rank for change in row.changes)
    is_cited = any((BASE, unit) in cited for unit in row.a) and any((HEAD, unit) in cited for unit in row.b)
    return is_grave and not is_cited


def _join_rows(rows: Iterable[Alignment]) -> list[tuple[list[int], list[int]]]:
    """The units of rows that share one, at any number of removes, in order."""
    homes: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for row in rows:
        keys = {*((BASE, unit) for unit in row.a), *((HEAD, unit) for unit in row.b)}
        joined = set(keys).union(*(homes[key] for key in keys if key in homes))
        for key in joined:
            homes[key] = joined
    groups = {id(group): group for group in homes.values()}
    made = [
        (
            sorted(unit for side, unit in group if side == BASE),
            sorted(unit for side, unit in group if side == HEAD),
        )
        for group in groups.values()
    ]
    return sorted(made)


# -------------------------------------------------------------------------------------------- whole units


def _find_gone(sides: _Sides, pair: Pair, register: IdRegister) -> Iterator[Finding]:
    for unit in pair.omitted:
        yield _tell_units(sides, register, FindingKind.OMISSION, "Deleted", BASE, (unit,))


def _find_new(sides: _Sides, pair: Pair, register: IdRegister) -> Iterator[Finding]:
    """Added sentences; what repeats a sentence of the same file is told as that."""
    first: dict[str, int] = {}
    added = set(pair.added)
    for unit in sides.sources[HEAD].told_units:
        if unit.id not in added:
            first.setdefault(fold_unit(unit), unit.id)
    for number in pair.added:
        text = sides.join(HEAD, (number,))
        if text in first:
            units = (number, first[text])
            yield _tell_units(sides, register, FindingKind.REPEAT, "Repeated", HEAD, units, text)
        else:
            yield _tell_units(sides, register, FindingKind.ADDITION, "Added", HEAD, (number,))


def _find_moved(sides: _Sides, pair: Pair, register: IdRegister) -> Iterator[Finding]:
    """One finding a passage: sentences that moved together are one move."""
    runs: list[list[Alignment]] = []
    for row in pair.alignments:
        if not row.moved or not row.kind.is_copied:
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and row.a[0] == last.a[-1] + 1 and row.b[0] == last.b[-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        old = tuple(unit for row in run for unit in row.a)
        new = tuple(unit for row in run for unit in row.b)
        text = sides.join(HEAD, new)
        head = "Moved" if len(new) == 1 else f"{len(new)} sentences moved"
        texts = sorted({sides.join(BASE, old), text})
        yield Finding(
            id=register.claim("f", (FindingKind.MOVED, *texts)),
            kind=FindingKind.MOVED,
            severity=Severity.WORDING,
            title=write_passage(head, text),
            readings=(Reading(text, (BASE, HEAD)),),
            evidence=(*sides.cite(BASE, old), *sides.cite(HEAD, new)),
        )


def _tell_units(
    sides: _Sides,
    register: IdRegister,
    kind: FindingKind,
    head: str,
    side: str,
    units: Sequence[int],
    text: str | None = None,
) -> Finding:
    text = sides.join(side, units) if text is None else text
    return Finding(
        id=register.claim("f", (kind, text)),
        kind=kind,
        severity=Severity.WORDING,
        title=write_passage(head, text),
        readings=(Reading(text, (side,)),),
        evidence=sides.cite(side, units),
    )
