"""What the user chose to set aside: kinds that are ignored, findings that are waived."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from variance.config import Waiver
from variance.model import Alignment, Change, Comparison, Finding, HouseStyle, Note, Pair
from variance.vocabulary import FindingStatus, Severity


def ignore_kinds(comparison: Comparison, kinds: Collection[str]) -> Comparison:
    """The comparison without the findings, marks and conventions of style of the kinds given.

    A change that is also of another kind stays, as that kind. The settings record what was ignored.
    """
    if not kinds:
        return comparison
    conventions = tuple(c for c in comparison.house_style.conventions if c.kind not in kinds)
    return replace(
        comparison,
        findings=tuple(finding for finding in comparison.findings if finding.kind not in kinds),
        pairs=tuple(_thin_pair(pair, kinds) for pair in comparison.pairs),
        house_style=HouseStyle(conventions),
        settings={**comparison.settings, "ignore": sorted(kinds)},
    )


def waive_findings(comparison: Comparison, waivers: Sequence[Waiver], *, today: date) -> Comparison:
    """The comparison with its waived findings marked so, each with the waiver's reason.

    A waiver that matches no finding or whose last day has passed changes nothing and is noted.
    """
    if not waivers:
        return comparison
    known = {finding.id for finding in comparison.findings}
    reasons = find_reasons(waivers, known, today=today)
    notes = [
        Note("waive", f"the waiver of {waiver.id} matches no finding of this report")
        if waiver.id not in known
        else note_end(waiver)
        for waiver in waivers
        if waiver.id not in reasons
    ]
    marked = mark_waived(comparison, reasons)
    return replace(marked, notes=(*marked.notes, *notes))


def find_reasons(waivers: Sequence[Waiver], known: Collection[str], *, today: date) -> dict[str, str]:
    """Finding id → reason, of the waivers that hold today for one of the known findings."""
    return {
        waiver.id: waiver.reason
        for waiver in waivers
        if waiver.id in known and (waiver.until is None or waiver.until >= today)
    }


def note_end(waiver: Waiver) -> Note:
    """The note on a waiver whose last day has passed."""
    ended = waiver.until.isoformat() if waiver.until is not None else ""
    return Note("waive", f"the waiver of {waiver.id} ended on {ended}")


def mark_waived(comparison: Comparison, reasons: Mapping[str, str]) -> Comparison:
    """The comparison with the findings of those ids waived for those reasons."""
    findings = tuple(
        replace(finding, status=FindingStatus.WAIVED, waiver=reasons[finding.id])
        if finding.id in reasons
        else finding
        for finding in comparison.findings
    )
    return replace(comparison, findings=findings)


def select_failing(comparison: Comparison, severity: Severity) -> tuple[Finding, ...]:
    """The open findings at or above a severity, in the report's order; questions count too."""
    return tuple(
        finding
        for finding in comparison.findings
        if finding.status is FindingStatus.OPEN and finding.severity.rank <= severity.rank
    )


def _thin_pair(pair: Pair, kinds: Collection[str]) -> Pair:
    return replace(pair, alignments=tuple(_thin_alignment(row, kinds) for row in pair.alignments))


def _thin_alignment(alignment: Alignment, kinds: Collection[str]) -> Alignment:
    kept = tuple(
        change
        for change in (_thin_change(change, kinds) for change in alignment.changes)
        if change is not None
    )
    return replace(alignment, changes=kept)


def _thin_change(change: Change, kinds: Collection[str]) -> Change | None:
    """The change with the kinds taken out: as the gravest that is left, None if none is."""
    left = [kind for kind in (change.kind, *change.also) if kind not in kinds]
    if not left:
        return None
    severity = change.severity if left[0] is change.kind else left[0].default_severity
    return replace(change, kind=left[0], severity=severity, also=tuple(left[1:]))
