"""Hypothesis strategies that build small comparisons: whole, consistent, and full of odd characters.

Spans slice their source's text, units are in order, every told unit is aligned or listed, and every id that
is named exists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from variance.model import (
    Alignment,
    Anchor,
    Change,
    Citation,
    Comparison,
    Evidence,
    Finding,
    HouseStyle,
    Lineage,
    Metadata,
    Note,
    Pair,
    Quotation,
    QuotationPartner,
    Reading,
    Repeats,
    Source,
    Span,
    Statement,
    StyleConvention,
    StyleForm,
    Tool,
    Unit,
)
from variance.vocabulary import (
    AlignmentKind,
    ChangeKind,
    FindingKind,
    FindingStatus,
    QuotationRelation,
    Role,
    Severity,
)

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

# Everything that UTF-8 can hold: controls, marks, bidirectional letters, emoji; line ends only as \n.
ODD_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x85\u2028\u2029"), min_size=1, max_size=12
)
_STOCK = "the ferry ran aground on Monday 43 people said “stop” not $5 @a #1 | <b> \u202e é 日"
WORDS = st.sampled_from(_STOCK.split())
SENTENCES = st.one_of(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), ODD_TEXT)
MAYBE_TEXT = st.none() | ODD_TEXT
SHARES = st.floats(0, 1)


@st.composite
def build_sources(draw: Draw[object], name: str = "a") -> Source:
    """A source of one to four units."""
    texts = _draw(draw, st.lists(SENTENCES, min_size=1, max_size=4))
    units, text = [], ""
    for number, words in enumerate(texts):
        role = _draw(draw, st.sampled_from(Role)) if number else Role.SENTENCE
        start, text = len(text), text + words
        rule = None if role is Role.SENTENCE else "a rule"
        dateline = Span(number, start, start + 1, words[0]) if _draw(draw, st.booleans()) else None
        line = _draw(draw, st.none() | st.just(number + 1))
        units.append(Unit(number, role, rule, start, len(text), line, line and 1, words, dateline))
        text += "\n"
    return Source(
        id=name,
        label=_draw(draw, SENTENCES),
        path=f"{name}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        encoding="utf-8",
        language="en",
        metadata=Metadata(*(_draw(draw, MAYBE_TEXT) for _ in range(5))),
        text=text,
        words=sum(len(unit.text.split()) for unit in units if unit.role.is_told),
        truncated_at=_draw(draw, st.none() | st.just(len(text) - 1)),
        units=tuple(units),
        format=_draw(draw, st.sampled_from(["text", "markdown", "html"])),
        anchors=tuple(Anchor(unit.start, unit.id + 1, 1) for unit in units)
        if _draw(draw, st.booleans())
        else (),
    )


@st.composite
def build_comparisons(draw: Draw[object]) -> Comparison:
    """A comparison of one to three sources with a pair for each two of them."""
    names = "abc"[: _draw(draw, st.integers(1, 3))]
    sources = [_draw(draw, build_sources(name)) for name in names]
    pairs = [_build_pair(draw, one, two) for place, one in enumerate(sources) for two in sources[place + 1 :]]
    size = range(len(sources))
    matrix = tuple(tuple(1.0 if i == j else _draw(draw, SHARES) for j in size) for i in size)
    return Comparison(
        title=_draw(draw, SENTENCES),
        base=_draw(draw, st.sampled_from(names)),
        tool=Tool("variance", "0.1.0"),
        sources=tuple(sources),
        pairs=tuple(pairs),
        similarity=matrix,
        statements=_build_statements(sources, pairs),
        findings=tuple(_build_finding(draw, sources) for _ in range(_draw(draw, st.integers(0, 3)))),
        settings=_draw(draw, st.dictionaries(st.text(max_size=3), st.integers() | st.booleans(), max_size=2)),
        lineage=Lineage((tuple(names),), matrix),
        quotations=tuple(_build_quotation(draw, sources) for _ in range(_draw(draw, st.integers(0, 2)))),
        house_style=_build_style(draw, sources),
        notes=tuple(
            Note("read", words, _draw(draw, st.none() | st.sampled_from(names)))
            for words in _draw(draw, st.lists(SENTENCES, max_size=2))
        ),
    )


def _draw(draw: Draw[object], strategy: st.SearchStrategy[T]) -> T:
    return draw(strategy)  # type: ignore[return-value]


def _draw_span(draw: Draw[object], unit: Unit) -> Span:
    ends = sorted(_draw(draw, st.integers(unit.start, unit.end)) for _ in range(2))
    return Span(unit.id, ends[0], ends[1], unit.text[ends[0] - unit.start : ends[1] - unit.start])


def _build_pair(draw: Draw[object], a: Source, b: Source) -> Pair:
    alignments = []
    left, right = list(a.told_units), list(b.told_units)
    for _ in range(_draw(draw, st.integers(0, min(len(left), len(right))))):
        one = left.pop(_draw(draw, st.integers(0, len(left) - 1)))
        two = right.pop(_draw(draw, st.integers(0, len(right) - 1)))
        kind = _draw(draw, st.sampled_from(AlignmentKind))
        changes = () if kind is AlignmentKind.IDENTICAL else (_build_change(draw, one, two),)
        evidence = (Evidence("shared words", _draw(draw, SHARES), one.text),)
        moved = _draw(draw, st.booleans())
        alignments.append(
            Alignment(
                f"a-{one.id}{two.id}",
                (one.id,),
                (two.id,),
                kind,
                _draw(draw, SHARES),
                moved,
                evidence,
                changes,
            )
        )
    alignments.sort(key=lambda alignment: (alignment.a, alignment.b))
    missing, added = [tuple(unit.id for unit in rest) for rest in (left, right)]
    listed = _draw(draw, st.sampled_from(["omitted", "truncated", "repeated"]))
    return Pair(
        a=a.id,
        b=b.id,
        similarity=_draw(draw, SHARES),
        alignments=tuple(alignments),
        omitted=missing if listed == "omitted" else (),
        added=added if listed != "repeated" else (),
        repeated=Repeats(missing, added) if listed == "repeated" else Repeats(),
        truncated=missing if listed == "truncated" else (),
    )


def _build_change(draw: Draw[object], one: Unit, two: Unit) -> Change:
    kind = _draw(draw, st.sampled_from(ChangeKind))
    also = tuple(_draw(draw, st.lists(st.sampled_from(ChangeKind), max_size=2)))
    severity = _draw(draw, st.sampled_from([kind.default_severity, Severity.WORDING]))
    return Change(
        kind, severity, _draw_span(draw, one), _draw_span(draw, two), also, _draw(draw, st.booleans())
    )


def _build_statements(sources: list[Source], pairs: list[Pair]) -> tuple[Statement, ...]:
    """One row for each alignment of the first pair, and one for each unit that is in none of them."""
    rows: list[dict[str, tuple[int, ...]]] = []
    seen: set[tuple[str, int]] = set()
    for pair in pairs[:1]:
        for alignment in pair.alignments:
            rows.append({pair.a: alignment.a, pair.b: alignment.b})
            seen.update((pair.a, unit) for unit in alignment.a)
            seen.update((pair.b, unit) for unit in alignment.b)
    for source in sources:
        rows += [{source.id: (unit.id,)} for unit in source.told_units if (source.id, unit.id) not in seen]
    return tuple(Statement(f"s-{number}", row) for number, row in enumerate(rows))


def _build_finding(draw: Draw[object], sources: list[Source]) -> Finding:
    readings, evidence = [], []
    for source in sources[: _draw(draw, st.integers(1, len(sources)))]:
        unit = _draw(draw, st.sampled_from(source.units))
        span = _draw_span(draw, unit)
        readings.append(Reading(span.text, (source.id,)))
        evidence.append(Citation(source.id, unit.id, span.start, span.end, unit.line, unit.column, span.text))
    waiver = _draw(draw, MAYBE_TEXT)
    return Finding(
        id=f"f-{_draw(draw, st.integers(0, 9999))}",
        kind=_draw(draw, st.sampled_from(FindingKind)),
        severity=_draw(draw, st.sampled_from(Severity)),
        title=_draw(draw, SENTENCES),
        readings=tuple(readings),
        evidence=tuple(evidence),
        certain=_draw(draw, st.booleans()),
        status=FindingStatus.OPEN if waiver is None else FindingStatus.WAIVED,
        waiver=waiver,
    )


def _build_quotation(draw: Draw[object], sources: list[Source]) -> Quotation:
    places = [(source, _draw(draw, st.sampled_from(source.units))) for source in sources]
    spans = [(source.id, _draw_span(draw, unit)) for source, unit in places]
    (own, span), *others = spans
    partners = tuple(
        QuotationPartner(
            name, one.unit, one.start, one.end, one.text, _draw(draw, st.sampled_from(QuotationRelation))
        )
        for name, one in others
    )
    return Quotation(own, span.unit, span.start, span.end, span.text, _draw(draw, MAYBE_TEXT), partners)


def _build_style(draw: Draw[object], sources: list[Source]) -> HouseStyle:
    counts = st.fixed_dictionaries({source.id: st.integers(0, 3) for source in sources})
    forms = [StyleForm(_draw(draw, SENTENCES), _draw(draw, counts)) for _ in range(2)]
    return HouseStyle((StyleConvention(_draw(draw, st.sampled_from(ChangeKind)), "a word", tuple(forms)),))
