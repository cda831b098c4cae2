"""Two revisions of one text compared: what did not change is matched first, the rest goes to the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variance import __version__
from variance.compare import compare_sources
from variance.house_settings import HouseSettings
from variance.model import (
    Alignment,
    Citation,
    Comparison,
    Finding,
    Note,
    Pair,
    Source,
    Span,
    Statement,
    Tool,
    Unit,
)
from variance.review.findings import UNIT_KINDS, find_findings
from variance.review.unchanged import (
    count_words,
    find_context,
    find_witnesses,
    fold_unit,
    match_unchanged,
)
from variance.review_model import BASE, HEAD
from variance.text.chains import find_stays
from variance.text.ids import IdRegister
from variance.vocabulary import AlignmentKind, Role

_HEADINGS = frozenset({Role.HEADLINE, Role.SUBHEAD})
# A heading seldom moves alone: of it and a paragraph that changed places the paragraph went to another
# section, unless it is longer than this.
_HEADING_WORDS = 60


def compare_revisions(
    base: Source, head: Source, *, title: str, house: HouseSettings | None = None
) -> Comparison:
    """All that differs between two revisions of a text, as a Comparison of the sources ``base`` and ``head``.

    Every unit that tells something is compared, page furniture too: in a review nothing is set aside but
    markup. Each changed sentence is in a finding, but for those that differ in conventions only. The
    quotations, the house style and the lineage are left empty: they are about whole articles.
    """
    old, new = prepare_source(base, BASE), prepare_source(head, HEAD)
    matched = match_unchanged(old, new)
    engine = _compare_rest(old, new, matched, house)
    rows = _mark_moves([*engine.rows, *_make_same_rows(old, new, matched, engine.rows)], old, new)
    told_old = {unit for row in rows for unit in row.a}
    told_new = {unit for row in rows for unit in row.b}
    pair = Pair(
        a=BASE,
        b=HEAD,
        similarity=_measure_similarity(old, new, rows),
        alignments=tuple(rows),
        omitted=tuple(unit.id for unit in old.told_units if unit.id not in told_old),
        added=tuple(unit.id for unit in new.told_units if unit.id not in told_new),
    )
    return Comparison(
        title=title,
        base=BASE,
        tool=Tool("variance", __version__),
        sources=(old, new),
        pairs=(pair,),
        similarity=((1.0, pair.similarity), (pair.similarity, 1.0)),
        statements=_make_statements(pair, old, new),
        findings=find_findings(old, new, pair, engine.findings),
        notes=engine.notes,
    )


def prepare_source(source: Source, name: str) -> Source:
    """A source as one side of a review: told whole, with no line set aside as furniture and no end cut off.

    A revision is a draft and no page of a news site: its last line without a stop breaks nothing off, and a
    changed byline, dateline or note to editors is a change like any other.
    """
    units = tuple(
        replace(unit, dateline=None, role=Role.SENTENCE if unit.role is Role.BOILERPLATE else unit.role)
        if unit.role is Role.BOILERPLATE or unit.dateline is not None
        else unit
        for unit in source.units
    )
    return replace(source, id=name, label=name, units=units, words=count_words(units), truncated_at=None)


# ----------------------------------------------------------------------------------------- the engine


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the engine found in the units that changed: rows, findings on changes, notes."""

    rows: tuple[Alignment, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()


def _compare_rest(
    old: Source, new: Source, matched: Mapping[int, int], house: HouseSettings | None
) -> _Looked:
    """The engine's comparison of what is not matched, told in the units of the whole sources."""
    changed_old = {unit.id for unit in old.told_units} - matched.keys()
    changed_new = {unit.id for unit in new.told_units} - set(matched.values())
    if not changed_old or not changed_new:
        return _Looked()
    partners = {other: unit for unit, other in matched.items()}
    context_old, context_new = find_context(old, changed_old), find_context(new, changed_new)
    context_old |= {partners[unit] for unit in context_new}
    context_new = {matched[unit] for unit in context_old}
    part_old, ids_old = _cut_source(old, changed_old | context_old, find_witnesses(old, changed_old))
    part_new, ids_new = _cut_source(new, changed_new | context_new, find_witnesses(new, changed_new))
    comparison = compare_sources(
        [part_old, part_new], base=BASE, title="", house=house, refine=keep_nearest, has_tables=False
    )
    to_whole = {BASE: ids_old, HEAD: ids_new}
    changed = {
        BASE: [old.units[unit] for unit in sorted(changed_old)],
        HEAD: [new.units[unit] for unit in sorted(changed_new)],
    }
    lifted_rows = (_lift_row(row, ids_old, ids_new) for row in comparison.pairs[0].alignments)
    rows = [
        trimmed for row in lifted_rows if (trimmed := _trim_row(row, changed_old, changed_new)) is not None
    ]
    findings = [
        lifted
        for finding in comparison.findings
        if finding.kind not in UNIT_KINDS
        and (lifted := _lift_finding(finding, to_whole, changed)) is not None
    ]
    return _Looked(tuple(rows), tuple(findings), comparison.notes)


def keep_nearest(pair: Pair) -> Pair:
    """The pair without the rows between sentences that both have a better partner.

    Sources that tell one story may say a thing twice in other words; a sentence has one place in the revision
    it comes from, and what it shares with another sentence's is chance.
    """
    rows_of = Counter(key for row in pair.alignments for key in _list_keys(row))
    dropped: set[str] = set()
    for row in sorted(pair.alignments, key=lambda row: (row.score, row.a, row.b)):
        keys = _list_keys(row)
        if all(rows_of[key] > 1 for key in keys):
            rows_of.subtract(keys)
            dropped.add(row.id)
    return replace(pair, alignments=tuple(row for row in pair.alignments if row.id not in dropped))


def _list_keys(row: Alignment) -> list[tuple[str, int]]:
    return [*((BASE, unit) for unit in row.a), *((HEAD, unit) for unit in row.b)]


def _cut_source(source: Source, told: set[int], witnesses: set[int]) -> tuple[Source, list[int]]:
    """The source with some of its units only, numbered anew, and their ids in the whole.

    Witnesses are read and not compared.
    """
    ids = sorted(told | witnesses)
    units = []
    for number, unit in enumerate(ids):
        role = source.units[unit].role if unit in told else Role.BOILERPLATE
        units.append(replace(source.units[unit], id=number, role=role))
    return replace(source, units=tuple(units)), ids


def _lift_row(row: Alignment, ids_a: list[int], ids_b: list[int]) -> Alignment:
    changes = tuple(
        replace(change, a=_lift_span(change.a, ids_a), b=_lift_span(change.b, ids_b))
        for change in row.changes
    )
    a, b = tuple(ids_a[unit] for unit in row.a), tuple(ids_b[unit] for unit in row.b)
    return replace(row, a=a, b=b, changes=changes)


def _trim_row(row: Alignment, changed_old: set[int], changed_new: set[int]) -> Alignment | None:
    """The row without unchanged sentences, which are matched already; None if a side has no other."""
    a = tuple(unit for unit in row.a if unit in changed_old)
    b = tuple(unit for unit in row.b if unit in changed_new)
    changes = tuple(change for change in row.changes if change.a.unit in a and change.b.unit in b)
    return replace(row, a=a, b=b, changes=changes) if a and b else None


def _lift_span(span: Span, ids: list[int]) -> Span:
    return replace(span, unit=ids[span.unit])


def _lift_finding(
    finding: Finding, ids: Mapping[str, list[int]], changed: Mapping[str, Sequence[Unit]]
) -> Finding | None:
    """The finding with its evidence in the whole sources; None if a side of it shows nothing that changed.

    A quotation may run over sentences that did not change: cited is what did.
    """
    evidence: list[Citation] = []
    for side, units in changed.items():
        cited = [replace(one, unit=ids[side][one.unit]) for one in finding.evidence if one.source == side]
        clipped = [piece for one in cited for piece in _clip_citation(one, units)]
        if cited and not clipped:
            return None
        evidence += clipped
    return replace(finding, evidence=tuple(evidence))


def _clip_citation(citation: Citation, units: Sequence[Unit]) -> Iterator[Citation]:
    """The parts of a citation in some of its source's units; it may run on behind its own unit."""
    for unit in units:
        if unit.id == citation.unit and citation.end <= unit.end:
            yield citation
        elif unit.start < citation.end and citation.start < unit.end:
            start, end = max(unit.start, citation.start), min(unit.end, citation.end)
            text = unit.text[start - unit.start : end - unit.start]
            # The line is found anew with the place; the citation's own is that of its beginning.
            yield Citation(citation.source, unit.id, start, end, unit.line, unit.column, text)


# ------------------------------------------------------------------------------------------- the whole


def _make_same_rows(
    old: Source, new: Source, matched: Mapping[int, int], others: Iterable[Alignment]
) -> list[Alignment]:
    """A row for each matched unit, with an id that no other row has."""
    taken = {row.id for row in others}
    register = IdRegister()
    rows = []
    for unit, other in matched.items():
        texts = sorted((old.units[unit].text, new.units[other].text))
        made = register.claim("a", texts)
        while made in taken:
            made = register.claim("a", texts)
        rows.append(Alignment(made, (unit,), (other,), AlignmentKind.IDENTICAL, 1.0))
    return rows


def _mark_moves(rows: Iterable[Alignment], old: Source, new: Source) -> list[Alignment]:
    """The rows in the base's order, each with whether it crosses the order that most words keep."""
    ordered = sorted(rows, key=lambda row: (row.a, row.b))
    copied = [row for row in ordered if row.kind.is_copied]
    weights = [_weigh_row(row, old) for row in copied]
    stays = find_stays([row.b[0] for row in copied], weights)
    moved = {row.id for row, stay in zip(copied, stays, strict=True) if not stay}
    return [replace(row, moved=not row.moved) if row.moved != (row.id in moved) else row for row in ordered]


def _weigh_row(row: Alignment, old: Source) -> int:
    units = [old.units[unit] for unit in row.a]
    return 1 + count_words(units) + _HEADING_WORDS * any(unit.role in _HEADINGS for unit in units)


def _measure_similarity(old: Source, new: Source, rows: Iterable[Alignment]) -> float:
    """The share of both sides' words that stand in rows which copy the other side."""
    total = old.words + new.words
    copied = [row for row in rows if row.kind.is_copied]
    found = count_words(old.units[unit] for unit in sorted({unit for row in copied for unit in row.a}))
    found += count_words(new.units[unit] for unit in sorted({unit for row in copied for unit in row.b}))
    return round(found / total, 4) if total else 0.0


def _make_statements(pair: Pair, old: Source, new: Source) -> tuple[Statement, ...]:
    """A row of the matrix for what is told on both sides, and one for what only one side tells."""
    cells: list[dict[str, tuple[int, ...]]] = []
    homes: dict[tuple[str, int], dict[str, tuple[int, ...]]] = {}
    for row in pair.alignments:
        keys = _list_keys(row)
        cell = next((homes[key] for key in keys if key in homes), None)
        if cell is None:
            cell = {BASE: row.a, HEAD: row.b}
            cells.append(cell)
        else:
            for side, units in ((BASE, row.a), (HEAD, row.b)):
                new_here = (unit for unit in units if (side, unit) not in homes)
                cell[side] = tuple(sorted({*cell.get(side, ()), *new_here}))
        for key in keys:
            homes.setdefault(key, cell)
    alone = [(BASE, unit) for unit in pair.omitted] + [(HEAD, unit) for unit in pair.added]
    cells += [{side: (unit,)} for side, unit in alone]
    register = IdRegister()
    statements = []
    for cell in cells:
        filled = {side: units for side, units in cell.items() if units}
        texts = [
            fold_unit(source.units[unit])
            for side, source in ((BASE, old), (HEAD, new))
            for unit in filled.get(side, ())
        ]
        statements.append(Statement(register.claim("s", sorted(set(texts))), filled))
    return tuple(statements)
