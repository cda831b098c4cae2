"""Fixture cases of classification: two inputs, a unit a line, and the changes expected between them.

An expected line is ``kind | base's text | other's text``, with ``| severity`` behind it where it is not
the kind's own. No line: nothing differs. A fence named ``alignment`` gives the kind of the alignment
where it is not a copied one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tests.fixture_file import FIXTURES, Case, load_cases
from variance.classify.changes import classify_pair
from variance.model import Alignment, Change, Metadata, Pair, Source, Unit
from variance.text.parsed import parse_source
from variance.vocabulary import AlignmentKind, ChangeKind, Role, Severity


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected change."""

    kind: ChangeKind
    a: str
    b: str
    severity: Severity


def list_kinds() -> list[str]:
    """The names of the fixture files of classification, in order."""
    return sorted(path.stem for path in (FIXTURES / "classify").glob("*.md"))


def load_kind(name: str) -> list[Case]:
    """The cases of one fixture file."""
    return load_cases(f"classify/{name}.md")


def read_expected(case: Case) -> tuple[Expected, ...]:
    """The changes that a case expects, in order."""
    found = []
    for line in case.expected.splitlines():
        kind, a, b, *severity = (part.strip() for part in line.split("|"))
        own = ChangeKind(kind).default_severity
        found.append(Expected(ChangeKind(kind), a, b, Severity(severity[0]) if severity else own))
    return tuple(found)


def make_source(name: str, lines: list[str], *, role: Role = Role.SENTENCE) -> Source:
    """A source with a unit a line, one paragraph."""
    text = " ".join(lines) + "\n"
    units, start = [], 0
    for number, line in enumerate(lines):
        units.append(Unit(number, role, None, start, start + len(line), number + 1, 1, line))
        start += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    words = sum(len(line.split()) for line in lines)
    return Source(
        name, name, f"{name}.txt", digest, "utf-8", "en", Metadata(), text, words, None, tuple(units)
    )


def classify_case(case: Case, *, swapped: bool = False) -> Alignment:
    """The alignment of a case's two inputs, classified; with ``swapped`` the other is the base."""
    base, other = case.parts["input base"], case.parts["input other"]
    return classify_texts(
        *((other, base) if swapped else (base, other)),
        kind=AlignmentKind(case.parts.get("alignment", "reworded")),
    )


def classify_texts(base: str, other: str, kind: AlignmentKind = AlignmentKind.REWORDED) -> Alignment:
    """The alignment of all units of two texts, classified."""
    a, b = make_source("a", base.splitlines()), make_source("b", other.splitlines())
    row = Alignment("x", tuple(range(len(a.units))), tuple(range(len(b.units))), kind, 0.5)
    pair = classify_pair(Pair("a", "b", 0.5, (row,)), parse_source(a), parse_source(b))
    return pair.alignments[0]


def read_changes(changes: tuple[Change, ...]) -> tuple[Expected, ...]:
    """Changes in the form in which cases expect them."""
    return tuple(Expected(c.kind, c.a.text, c.b.text, c.severity) for c in changes)
