from __future__ import annotations

from dataclasses import replace
from datetime import date

from variance.config import Waiver
from variance.model import (
    Alignment,
    Change,
    Comparison,
    Finding,
    HouseStyle,
    Note,
    Pair,
    Span,
    StyleConvention,
    Tool,
)
from variance.selection import ignore_kinds, select_failing, waive_findings
from variance.vocabulary import AlignmentKind, ChangeKind, FindingKind, FindingStatus, Severity

EMPTY = Span(0, 0, 0, "")
TODAY = date(2026, 6, 15)


def make_finding(name: str, kind: FindingKind, severity: Severity) -> Finding:
    return Finding(name, kind, severity, name, (), ())


def make_change(kind: ChangeKind, *also: ChangeKind) -> Change:
    return Change(kind, kind.default_severity, EMPTY, EMPTY, also)


COMPARISON = Comparison(
    title="t",
    base="a",
    tool=Tool("variance", "0"),
    sources=(),
    pairs=(
        Pair(
            "a",
            "b",
            0.5,
            (
                Alignment(
                    "x",
                    (0,),
                    (0,),
                    AlignmentKind.REWORDED,
                    0.9,
                    changes=(
                        make_change(ChangeKind.PUNCTUATION),
                        make_change(ChangeKind.NUMBER, ChangeKind.WORD_CHOICE),
                        make_change(ChangeKind.WORD_CHOICE),
                    ),
                ),
            ),
        ),
    ),
    similarity=(),
    statements=(),
    findings=(
        make_finding("f1", FindingKind.NUMBER, Severity.SUBSTANCE),
        make_finding("f2", FindingKind.ATTRIBUTION, Severity.ATTRIBUTION),
        make_finding("f3", FindingKind.OMISSION, Severity.WORDING),
    ),
    house_style=HouseStyle(
        (StyleConvention(ChangeKind.SPELLING, "-ise", ()), StyleConvention(ChangeKind.NAME_FORM, "Kyiv", ()))
    ),
)


def test_to_ignore_nothing_changes_nothing() -> None:
    assert ignore_kinds(COMPARISON, ()) is COMPARISON


def test_an_ignored_kind_goes_from_findings_marks_and_style() -> None:
    thinned = ignore_kinds(COMPARISON, ("omission", "punctuation", "name_form"))
    assert [finding.id for finding in thinned.findings] == ["f1", "f2"]
    assert [change.kind for change in thinned.pairs[0].alignments[0].changes] == ["number", "word_choice"]
    assert [convention.concept for convention in thinned.house_style.conventions] == ["-ise"]
    assert thinned.settings == {"ignore": ["name_form", "omission", "punctuation"]}


def test_a_change_of_two_kinds_stays_as_the_other() -> None:
    thinned = ignore_kinds(COMPARISON, ("number",))
    changes = thinned.pairs[0].alignments[0].changes
    assert changes[1] == make_change(ChangeKind.WORD_CHOICE)
    assert changes[1].severity is Severity.WORDING
    assert len(changes) == 3


def test_a_waived_finding_stays_with_its_reason_and_does_not_count() -> None:
    waived = waive_findings(COMPARISON, [Waiver("f1", "corrected")], today=TODAY)
    assert waived.findings[0].status is FindingStatus.WAIVED
    assert waived.findings[0].waiver == "corrected"
    assert waived.findings[1:] == COMPARISON.findings[1:]
    assert waived.notes == ()
    assert select_failing(waived, Severity.SUBSTANCE) == ()


def test_a_waiver_holds_through_its_last_day() -> None:
    for until, status in [
        (date(2026, 6, 15), FindingStatus.WAIVED),
        (date(2026, 6, 14), FindingStatus.OPEN),
    ]:
        waived = waive_findings(COMPARISON, [Waiver("f1", "r", until)], today=TODAY)
        assert waived.findings[0].status is status
    assert waived.notes == (Note("waive", "the waiver of f1 ended on 2026-06-14"),)


def test_a_waiver_that_matches_nothing_is_noted_behind_the_other_notes() -> None:
    noted = replace(COMPARISON, notes=(Note("read", "r"),))
    waived = waive_findings(noted, [Waiver("gone", "r")], today=TODAY)
    assert [note.stage for note in waived.notes] == ["read", "waive"]
    assert "gone matches no finding" in waived.notes[1].reason
    assert waived.findings == COMPARISON.findings


def test_what_fails_is_open_and_grave_enough() -> None:
    assert [f.id for f in select_failing(COMPARISON, Severity.SUBSTANCE)] == ["f1"]
    assert [f.id for f in select_failing(COMPARISON, Severity.WORDING)] == ["f1", "f2", "f3"]
