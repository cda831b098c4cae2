"""What the user chose to set aside in a review: kinds that are ignored, findings that are waived."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from variance.config import Waiver
from variance.review_model import Review, ReviewedFile, ReviewFinding
from variance.selection import find_reasons, ignore_kinds, mark_waived, note_end
from variance.vocabulary import FindingStatus, Severity


def ignore_in_review(review: Review, kinds: Collection[str]) -> Review:
    """The review without the findings and marks of the kinds given, which its settings then record."""
    if not kinds:
        return review
    files = tuple(
        replace(file, comparison=ignore_kinds(file.comparison, kinds)) if file.comparison else file
        for file in review.files
    )
    findings = tuple(finding for finding in review.findings if finding.kind not in kinds)
    return replace(
        review, files=files, findings=findings, settings={**review.settings, "ignore": sorted(kinds)}
    )


def waive_in_review(review: Review, waivers: Sequence[Waiver], *, today: date) -> Review:
    """The review with its waived findings marked so, wherever they stand.

    A waiver that matches no finding of any file is of no use here and changes nothing: a review shows what
    changed, and most waivers are about what did not.
    """
    if not waivers:
        return review
    known = {finding.id for finding in review.findings}
    reasons = find_reasons(waivers, known, today=today)
    ended = tuple(note_end(waiver) for waiver in waivers if waiver.id in known and waiver.id not in reasons)
    return replace(
        review,
        files=tuple(_waive_file(file, reasons) for file in review.files),
        findings=tuple(_waive_finding(finding, reasons) for finding in review.findings),
        notes=(*review.notes, *ended),
    )


def select_failing_in_review(review: Review, severity: Severity) -> tuple[ReviewFinding, ...]:
    """The open findings at or above a severity, in the review's order; questions count too."""
    return tuple(
        finding
        for finding in review.findings
        if finding.status is FindingStatus.OPEN and finding.severity.rank <= severity.rank
    )


def _waive_file(file: ReviewedFile, reasons: dict[str, str]) -> ReviewedFile:
    if file.comparison is None:
        return file
    return replace(file, comparison=mark_waived(file.comparison, reasons))


def _waive_finding(finding: ReviewFinding, reasons: dict[str, str]) -> ReviewFinding:
    if finding.id not in reasons:
        return finding
    return replace(finding, status=FindingStatus.WAIVED, waiver=reasons[finding.id])
