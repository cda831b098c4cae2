"""What all reports on a review say: passages by file, the words that changed in them, the line of summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from urllib.parse import quote

from variance.frozen import NamedTuple
from variance.model import Comparison
from variance.render.phrases import count_noun
from variance.render.readings import Mark, Piece, Stretch, clip_pieces, cut_pieces, find_edits
from variance.render.review_options import ReviewOptions
from variance.review_model import BASE, HEAD, FileStatus, Place, Review, ReviewedFile, ReviewFinding
from variance.vocabulary import FindingKind, FindingStatus, Severity

# What happened, for one and for several.
_KIND_NOUNS = {
    FindingKind.HIDDEN_CHARACTERS: ("place with hidden characters", "places with hidden characters"),
    FindingKind.QUOTE_ALTERED: ("quotation altered", "quotations altered"),
    FindingKind.NUMBER: ("number changed", "numbers changed"),
    FindingKind.DATE_TIME: ("date or time changed", "dates or times changed"),
    FindingKind.NEGATION: ("negation changed", "negations changed"),
    FindingKind.NAME: ("name changed", "names changed"),
    FindingKind.CERTAINTY: ("claim more or less certain", "claims more or less certain"),
    FindingKind.CONFLICT: ("fact changed", "facts changed"),
    FindingKind.ATTRIBUTION: ("attribution changed", "attributions changed"),
    FindingKind.QUOTE_MARKS: ("pair of quotation marks changed", "pairs of quotation marks changed"),
    FindingKind.QUOTE_CUT: ("quotation cut", "quotations cut"),
    FindingKind.LABEL: ("label changed", "labels changed"),
    FindingKind.WORDING: ("sentence reworded", "sentences reworded"),
    FindingKind.OMISSION: ("sentence deleted", "sentences deleted"),
    FindingKind.ADDITION: ("sentence added", "sentences added"),
    FindingKind.MOVED: ("passage moved", "passages moved"),
    FindingKind.TRUNCATED: ("text cut off", "texts cut off"),
    FindingKind.REPEAT: ("sentence repeated", "sentences repeated"),
}
_NAMES = {FindingKind.WORDING: "reworded", FindingKind.OMISSION: "deleted", FindingKind.ADDITION: "added"}
_NAMES |= {FindingKind.MOVED: "moved", FindingKind.REPEAT: "repeated"}
# A single word may be as long as its author likes.
_LONGEST_PIECE = 400


class Passage(NamedTuple):
    """Sentences that changed, with all findings on them, gravest first, and their words as marked pieces."""

    path: str
    findings: tuple[ReviewFinding, ...]
    pieces: tuple[Piece, ...]

    @property
    def first(self) -> ReviewFinding:
        """The gravest finding, which counts if any of them does."""
        return self.findings[0]

    @property
    def is_waived(self) -> bool:
        """Whether none of the findings counts."""
        return all(finding.status is FindingStatus.WAIVED for finding in self.findings)

    @property
    def is_grave(self) -> bool:
        """Whether it is of substance or attribution and counts."""
        return not self.is_waived and self.first.severity.rank < Severity.WORDING.rank


class FileView(NamedTuple):
    """One compared file: its passages, gravest first, and how many findings are below the least severity."""

    file: ReviewedFile
    passages: tuple[Passage, ...]
    hidden: int


def list_files(review: Review, options: ReviewOptions) -> tuple[FileView, ...]:
    """The files that were compared, the one with the gravest finding first."""
    by_path: dict[str, list[ReviewFinding]] = {}
    for finding in review.findings:
        by_path.setdefault(finding.path, []).append(finding)
    views = []
    for file in review.files:
        if file.comparison is None:
            continue
        findings = by_path.get(file.path, [])
        shown = [one for one in findings if one.severity.rank <= options.min_severity.rank]
        passages = _group_findings(file.path, file.comparison, shown)
        views.append(FileView(file, passages, len(findings) - len(shown)))
    return tuple(sorted(views, key=_rank_file))


def _rank_file(view: FileView) -> tuple[int, bool, str]:
    gravest = view.passages[0].first.severity.rank if view.passages else len(Severity)
    return gravest, not view.passages, view.file.path


def list_uncompared(review: Review) -> tuple[ReviewedFile, ...]:
    """The files without a comparison: added, deleted, renamed only, or not read."""
    return tuple(file for file in review.files if file.comparison is None)


def _group_findings(
    path: str, comparison: Comparison, findings: Sequence[ReviewFinding]
) -> tuple[Passage, ...]:
    """Findings on the same sentences together, so that a sentence is shown once."""
    groups: dict[tuple[object, ...], list[ReviewFinding]] = {}
    for finding in findings:
        is_alone = not finding.base.units or not finding.head.units
        key = (finding.base.units, finding.head.units, finding.id if is_alone else "")
        groups.setdefault(key, []).append(finding)
    passages = [Passage(path, tuple(group), _mark_passage(comparison, group[0])) for group in groups.values()]
    return tuple(sorted(passages, key=_rank_passage))


def _rank_passage(passage: Passage) -> tuple[object, ...]:
    first = passage.first
    return passage.is_waived, first.severity.rank, not first.certain, first.head.line, first.head.column


def _mark_passage(comparison: Comparison, finding: ReviewFinding) -> tuple[Piece, ...]:
    """The sentences of a finding with what was removed and what was added."""
    old = _join_units(comparison, BASE, finding.base)
    new = _join_units(comparison, HEAD, finding.head)
    if not new:
        return (Piece(old, Mark.REMOVED),)
    if not old:
        return (Piece(new, Mark.ADDED),)
    return mark_revision(old, new)


def _join_units(comparison: Comparison, side: str, place: Place) -> str:
    source = comparison.get_source(side)
    return " ".join(" ".join(source.units[unit].text.split()) for unit in place.units)


def mark_revision(old: str, new: str) -> tuple[Piece, ...]:
    """The new text as pieces, what it adds marked, and what it lacks of the old in front of that.

    Pieces that are not removed add up to the new text. Case, apostrophes and punctuation make no mark.
    """
    marks: list[Stretch] = []
    for edit in find_edits(old, new):
        if edit.old_start < edit.old_end:
            marks.append(Stretch(edit.start, edit.start, Mark.REMOVED, old[edit.old_start : edit.old_end]))
        if edit.start < edit.end:
            marks.append(Stretch(edit.start, edit.end, Mark.ADDED))
    return cut_pieces(new, marks)


def clip_passage(passage: Passage) -> tuple[Piece, ...]:
    """The pieces cut to the words next to the marks, and no piece longer than a line or two."""
    return tuple(
        piece if len(piece.text) <= _LONGEST_PIECE else Piece(f"{piece.text[:_LONGEST_PIECE]}…", piece.mark)
        for piece in clip_pieces(passage.pieces)
    )


# --------------------------------------------------------------------------------------------- words


class Level(StrEnum):
    """How loudly a tool is told of a finding; each tool has its own words for the three."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


def choose_level(finding: ReviewFinding, options: ReviewOptions) -> Level:
    """An error is what the user asked to fail on; beyond that substance and attribution are warnings."""
    if options.fail_on is not None and finding.severity.rank <= options.fail_on.rank:
        return Level.ERROR
    return Level.WARNING if finding.severity.rank < Severity.WORDING.rank else Level.NOTICE


def list_open(review: Review, options: ReviewOptions) -> tuple[ReviewFinding, ...]:
    """The findings that count and are of the least severity asked for or graver."""
    return tuple(
        finding
        for finding in review.findings
        if finding.status is FindingStatus.OPEN and finding.severity.rank <= options.min_severity.rank
    )


def quote_path(path: str) -> str:
    """A path as the relative reference of a URI: its bytes, all but the plain ones as per cent."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def name_change(finding: ReviewFinding) -> str:
    """What happened, in a word or two; a question mark where variance asks."""
    name = _NAMES.get(finding.kind, _KIND_NOUNS[finding.kind][0])
    return name if finding.certain else f"{name}?"


def describe_place(finding: ReviewFinding) -> str:
    """``line 63``, with the old line where it is another; what was deleted has its old line only."""
    if finding.kind is FindingKind.OMISSION:
        return f"was line {finding.base.line:,}"
    if not finding.base.units or finding.base.line == finding.head.line:
        return f"line {finding.head.line:,}"
    return f"line {finding.head.line:,}, was {finding.base.line:,}"


def describe_range(review: Review) -> str:
    """``main (merge base) 1a2b3c4 → working tree``; the names are the user's and must be escaped."""
    sides = []
    for revision in (review.base, review.head):
        commit = revision.commit[:7] if revision.commit else ""
        is_named = not commit or revision.name.startswith(commit)
        sides.append(revision.name if is_named else f"{revision.name} {commit}")
    return " → ".join(sides)


def describe_file(file: ReviewedFile) -> str:
    """What became of a file beside being changed; empty for one that was only changed. Must be escaped."""
    if file.status is FileStatus.RENAMED:
        return f"renamed from {file.old_path}"
    return "" if file.status is FileStatus.MODIFIED else str(file.status)


def summarise_review(review: Review) -> str:
    """One line that counts: ``1 number changed, 3 sentences reworded, 12 lines only re-wrapped``."""
    open_ones = [finding for finding in review.findings if finding.status is FindingStatus.OPEN]
    parts = count_changes(open_ones)
    waived = len(review.findings) - len(open_ones)
    restyled = sum(file.restyled for file in review.files)
    rewrapped = sum(file.rewrapped_lines for file in review.files)
    if waived:
        parts.append(f"{waived:,} waived")
    if restyled:
        parts.append(f"{count_noun(restyled, 'sentence')} changed in style or markup only")
    if rewrapped:
        parts.append(f"{count_noun(rewrapped, 'line')} only re-wrapped")
    alone = Counter(file.status for file in list_uncompared(review))
    for status in (FileStatus.ADDED, FileStatus.DELETED):
        if alone[status]:
            parts.append(f"{count_noun(alone[status], 'file')} {status}")
    return ", ".join(parts) or "no prose changed"


def count_changes(findings: Iterable[ReviewFinding]) -> list[str]:
    """``1 number changed``, ``3 sentences reworded``, gravest kinds first."""
    counts = Counter(finding.kind for finding in findings)
    return [
        f"{counts[kind]:,} {_KIND_NOUNS[kind][counts[kind] != 1]}" for kind in FindingKind if counts[kind]
    ]
