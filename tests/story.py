"""A story invented for tests: three short articles about a ferry, compared by hand.

The pieces (``make_source``, ``align_units``, ``cite_text``) build other comparisons just as well: offsets are
found by looking the words up, so that nothing has to be counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from variance.model import (
    Alignment,
    Change,
    Citation,
    Comparison,
    Finding,
    HouseStyle,
    Lineage,
    Metadata,
    Note,
    Pair,
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
from variance.vocabulary import AlignmentKind, ChangeKind, FindingKind, FindingStatus, Role, Severity

Line = str | tuple[Role, str, str]


def make_source(name: str, lines: Sequence[Line], *, label: str | None = None, cut: bool = False) -> Source:
    """A source whose units are the lines; a line is a sentence, or ``(role, rule, text)``."""
    units: list[Unit] = []
    text = ""
    for number, line in enumerate(lines):
        role, rule, words = line if isinstance(line, tuple) else (Role.SENTENCE, None, line)
        start = len(text)
        units.append(Unit(number, role, rule, start, start + len(words), number + 1, 1, words))
        text += words + "\n"
    return Source(
        id=name,
        label=label or name,
        path=f"{name}.txt",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        encoding="utf-8",
        language="en",
        metadata=Metadata(outlet=label),
        text=text,
        words=sum(len(unit.text.split()) for unit in units if unit.role.is_told),
        truncated_at=units[-1].end if cut else None,
        units=tuple(units),
    )


def find_span(source: Source, unit: int, words: str, *, after: str = "") -> Span:
    """The first place of the words in a unit; an empty stretch stands behind ``after``."""
    whole = source.units[unit]
    start = whole.start + whole.text.index(after) + len(after)
    start = source.text.index(words, start) if words else start
    assert start + len(words) <= whole.end, words
    return Span(unit, start, start + len(words), words)


def change_words(
    kind: ChangeKind,
    a: tuple[Source, int, str, str],
    b: tuple[Source, int, str, str],
    *,
    in_quotation: bool = False,
) -> Change:
    """A change between ``(source, unit, words, words before)`` on each side."""
    return Change(
        kind=kind,
        severity=kind.default_severity,
        a=find_span(*a[:3], after=a[3]),
        b=find_span(*b[:3], after=b[3]),
        in_quotation=in_quotation,
    )


def align_units(
    name: str, a: Sequence[int], b: Sequence[int], kind: AlignmentKind, *changes: Change, moved: bool = False
) -> Alignment:
    """An alignment with those changes."""
    return Alignment(name, tuple(a), tuple(b), kind, 0.9, moved, (), changes)


def cite_text(source: Source, unit: int, words: str) -> Citation:
    """The place of the words in a unit as evidence."""
    span = find_span(source, unit, words)
    whole = source.units[unit]
    return Citation(source.id, unit, span.start, span.end, whole.line, span.start - whole.start + 1, words)


def make_finding(
    name: str,
    kind: FindingKind,
    severity: Severity,
    title: str,
    *readings: tuple[str, Sequence[tuple[Source, int]]],
    certain: bool = True,
    waiver: str | None = None,
) -> Finding:
    """A finding whose readings ``(words, [(source, unit), …])`` are their own evidence."""
    return Finding(
        id=name,
        kind=kind,
        severity=severity,
        title=title,
        readings=tuple(
            Reading(words, tuple(source.id for source, _ in places)) for words, places in readings
        ),
        evidence=tuple(
            cite_text(source, unit, words) for words, places in readings for source, unit in places
        ),
        certain=certain,
        status=FindingStatus.WAIVED if waiver else FindingStatus.OPEN,
        waiver=waiver,
    )


WIRE = make_source(
    "wire",
    [
        (Role.HEADLINE, "first line", "Ferry runs aground off Marstal, 43 taken ashore"),
        "A ferry ran aground off Marstal on Monday, and 43 passengers were taken off, the coast guard said.",
        "“We will not sail again before the hull has been examined,” said the captain, Ane Lund.",
        "No one was hurt.",
        "The harbour was closed for defence exercises at the time.",
        (Role.BOILERPLATE, "agency sign-off", "NORDWIRE"),
    ],
    label="Nordwire",
)
POST = make_source(
    "post",
    [
        (Role.HEADLINE, "first line", "Ferry runs aground off Marstal"),
        "A ferry ran aground off Marstal on Tuesday, and 34 passengers were taken off, police said.",
        "“We will not sail before the hull has been examined,” said the captain, Ane Lund.",
        "The harbor was closed for defense exercises at the time.",
        "No one was hurt.",
        "Tickets are refunded, @sealine wrote on its page <www.example.com/#1>.",
    ],
    label="Evening Post",
)
COPY = make_source(
    "copy",
    [
        (Role.BOILERPLATE, "site furniture", "Share | Subscribe"),
        (Role.HEADLINE, "first line", "Ferry runs aground off Marstal, 43 taken ashore"),
        "A ferry ran aground off Marstal on Monday, and 43 passengers were taken off, the coast guard said.",
        "“We will not sail again before the hull has been",
    ],
    cut=True,
)


def _pair_wire_post() -> Pair:
    lead = (
        change_words(ChangeKind.DATE_TIME, (WIRE, 1, "Monday", ""), (POST, 1, "Tuesday", "")),
        change_words(ChangeKind.NUMBER, (WIRE, 1, "43", ""), (POST, 1, "34", "")),
        change_words(ChangeKind.ATTRIBUTION, (WIRE, 1, "the coast guard", ""), (POST, 1, "police", "")),
    )
    quote = change_words(
        ChangeKind.QUOTE_ALTERED, (WIRE, 2, " again", ""), (POST, 2, "", "sail"), in_quotation=True
    )
    style = (
        change_words(ChangeKind.SPELLING, (WIRE, 4, "harbour", ""), (POST, 3, "harbor", "")),
        change_words(ChangeKind.SPELLING, (WIRE, 4, "defence", ""), (POST, 3, "defense", "")),
    )
    trimmed = change_words(ChangeKind.TRIMMED, (WIRE, 0, ", 43 taken ashore", ""), (POST, 0, "", "Marstal"))
    return Pair(
        a="wire",
        b="post",
        similarity=0.9,
        alignments=(
            align_units("p-head", [0], [0], AlignmentKind.REWORDED, trimmed),
            align_units("p-lead", [1], [1], AlignmentKind.REWORDED, *lead),
            align_units("p-sail", [2], [2], AlignmentKind.REWORDED, quote),
            align_units("p-hurt", [3], [4], AlignmentKind.IDENTICAL, moved=True),
            align_units("p-port", [4], [3], AlignmentKind.VARIANT, *style),
        ),
        added=(5,),
    )


def _pair_wire_copy() -> Pair:
    return Pair(
        a="wire",
        b="copy",
        similarity=0.6,
        alignments=(
            align_units("c-head", [0], [1], AlignmentKind.IDENTICAL),
            align_units("c-lead", [1], [2], AlignmentKind.IDENTICAL),
            align_units("c-sail", [2], [3], AlignmentKind.PARTIAL),
        ),
        truncated=(3, 4),
    )


def _pair_post_copy() -> Pair:
    return Pair(
        a="post",
        b="copy",
        similarity=0.5,
        alignments=(
            align_units(
                "d-head",
                [0],
                [1],
                AlignmentKind.REWORDED,
                change_words(
                    ChangeKind.EXPANDED, (POST, 0, "", "Marstal"), (COPY, 1, ", 43 taken ashore", "")
                ),
            ),
            align_units("d-lead", [1], [2], AlignmentKind.REWORDED),
            align_units("d-sail", [2], [3], AlignmentKind.PARTIAL),
        ),
        truncated=(3, 4, 5),
    )


def _list_findings() -> tuple[Finding, ...]:
    wired = [(WIRE, 1), (COPY, 2)]
    return (
        make_finding(
            "q-sail",
            FindingKind.QUOTE_ALTERED,
            Severity.SUBSTANCE,
            "Quotation differs: “not sail again before” · “not sail before”",
            ("not sail again before", [(WIRE, 2), (COPY, 3)]),
            ("not sail before", [(POST, 2)]),
        ),
        make_finding(
            "d-day",
            FindingKind.DATE_TIME,
            Severity.SUBSTANCE,
            "Day differs: “Monday” · “Tuesday”",
            ("Monday", wired),
            ("Tuesday", [(POST, 1)]),
            certain=False,
        ),
        make_finding(
            "n-people",
            FindingKind.NUMBER,
            Severity.SUBSTANCE,
            "Number differs: “43” · “34”",
            ("43", wired),
            ("34", [(POST, 1)]),
        ),
        make_finding(
            "a-said",
            FindingKind.ATTRIBUTION,
            Severity.ATTRIBUTION,
            "Attributed to “the coast guard” · “police”",
            ("the coast guard", wired),
            ("police", [(POST, 1)]),
            waiver="The police spoke for the coast guard",
        ),
        make_finding(
            "w-head",
            FindingKind.WORDING,
            Severity.WORDING,
            "Headline: only some have “, 43 taken ashore”",
            (", 43 taken ashore", [(WIRE, 0), (COPY, 1)]),
        ),
        make_finding(
            "x-ticket",
            FindingKind.ADDITION,
            Severity.WORDING,
            "Only in Evening Post: “Tickets are refunded, @sealine wrote …”",
            ("Tickets are refunded, @sealine wrote on its page <www.example.com/#1>.", [(POST, 5)]),
        ),
    )


def make_story() -> Comparison:
    """The ferry: an altered quotation, a number, a day, a waiver, a cut, a move, a hostile line."""
    return Comparison(
        title="Ferry runs aground off Marstal, 43 taken ashore",
        base="wire",
        tool=Tool("variance", "0.1.0"),
        sources=(WIRE, POST, COPY),
        pairs=(_pair_wire_post(), _pair_wire_copy(), _pair_post_copy()),
        similarity=((1.0, 0.9, 0.6), (0.9, 1.0, 0.5), (0.6, 0.5, 1.0)),
        statements=(
            Statement("s-head", {"wire": (0,), "post": (0,), "copy": (1,)}),
            Statement("s-lead", {"wire": (1,), "post": (1,), "copy": (2,)}),
            Statement("s-sail", {"wire": (2,), "post": (2,), "copy": (3,)}),
            Statement("s-hurt", {"wire": (3,), "post": (4,)}),
            Statement("s-port", {"wire": (4,), "post": (3,)}),
            Statement("s-ticket", {"post": (5,)}),
        ),
        findings=_list_findings(),
        lineage=Lineage((("wire", "copy"), ("post",)), ((1.0, 0.4, 0.7), (0.4, 1.0, 0.3), (0.95, 0.4, 1.0))),
        house_style=HouseStyle(
            (
                StyleConvention(
                    ChangeKind.SPELLING,
                    "defence",
                    (StyleForm("defence", {"wire": 1}), StyleForm("defense", {"post": 1})),
                ),
            )
        ),
        notes=(Note("read", "breaks off in mid-sentence", "copy"),),
    )


def make_repeating_story() -> Comparison:
    """Two sources, the second with its headline twice, one sentence split in two, one told elsewhere."""
    one = make_source("one", ["Rain fell and rivers rose.", "Roads were closed.", "Schools stayed open."])
    two = make_source(
        "two",
        ["Rain fell and rivers rose.", "Rain fell and rivers rose.", "Roads were closed, and schools too."],
    )
    pair = Pair(
        a="one",
        b="two",
        similarity=0.8,
        alignments=(
            align_units("r-rain", [0], [0], AlignmentKind.IDENTICAL),
            align_units("r-road", [1], [2], AlignmentKind.REWORDED),
            align_units("r-school", [2], [2], AlignmentKind.PARTIAL),
        ),
        repeated=Repeats(b=(1,)),
    )
    return Comparison(
        title="Rain",
        base="one",
        tool=Tool("variance", "0.1.0"),
        sources=(one, two),
        pairs=(pair,),
        similarity=((1.0, 0.8), (0.8, 1.0)),
        statements=(
            Statement("t-rain", {"one": (0,), "two": (0,)}),
            Statement("t-again", {"two": (1,)}),
            Statement("t-road", {"one": (1,), "two": (2,)}),
            Statement("t-school", {"one": (2,)}),
        ),
        findings=(),
    )
