"""The report on a review for a terminal: each finding with its place as editors open it, then its words."""

from __future__ import annotations

from variance.render.escape import escape_terminal
from variance.render.phrases import SEVERITY_SIGNS, count_noun
from variance.render.readings import Mark, Piece
from variance.render.review_options import ReviewOptions
from variance.render.review_outline import (
    FileView,
    Passage,
    clip_passage,
    describe_file,
    describe_range,
    list_files,
    list_uncompared,
    name_change,
    summarise_review,
)
from variance.render.table import split_words, wrap_words
from variance.review_model import Review, ReviewedFile
from variance.vocabulary import FindingStatus

_BOLD, _DIM, _ADDED, _REMOVED = "1", "2", "4;34", "9;31"
_INDENT = "    "
_ASCII_SIGNS = {"●": "*", "◐": "o", "○": "-", "·": ".", "◦": "."}


def render(review: Review, options: ReviewOptions) -> str:
    """The report as lines no wider than the options say."""
    views = list_files(review, options)
    blocks = [] if options.is_part else [_write_head(review, options)]
    blocks += [lines for view in views if (lines := _write_file(view, options))]
    uncompared = list_uncompared(review)
    if uncompared:
        blocks.append([line for file in uncompared for line in _write_uncompared(file, options)])
    notes = [note.reason for note in review.notes]
    hidden = sum(view.hidden for view in views)
    if hidden:
        notes.append(f"{count_noun(hidden, 'finding')} below “{options.min_severity}” not listed")
    if notes:
        blocks.append([line for note in notes for line in _wrap(f"{note}.", options)])
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _write_head(review: Review, options: ReviewOptions) -> list[str]:
    summary = _wrap(f"Prose review: {summarise_review(review)}.", options, style=_BOLD)
    return summary + _wrap(describe_range(review), options, style=_DIM)


def _write_file(view: FileView, options: ReviewOptions) -> list[str]:
    if not view.passages and not view.file.notes:
        return []
    became = describe_file(view.file)
    lines = _wrap(view.file.path + (f" ({became})" if became else ""), options, style=_BOLD)
    for passage in view.passages:
        lines += _write_passage(passage, options)
    for note in view.file.notes:
        lines += _wrap(note.reason, options, indent="  ")
    return lines


def _write_passage(passage: Passage, options: ReviewOptions) -> list[str]:
    first = passage.first
    sign = SEVERITY_SIGNS[first.severity] if options.unicode else _ASCII_SIGNS[SEVERITY_SIGNS[first.severity]]
    kinds = ", ".join(dict.fromkeys(name_change(finding) for finding in passage.findings))
    place = f"{passage.path}:{first.head.line}:{first.head.column}"
    words = [sign, *_split(kinds, options, _BOLD), *_split(place, options, _DIM)]
    words += [_paint(finding.id, _DIM, options) for finding in passage.findings]
    reasons = [
        finding.waiver or "no reason given"
        for finding in passage.findings
        if finding.status is FindingStatus.WAIVED
    ]
    if reasons:
        words += _split(f"[waived: {'; '.join(reasons)}]", options)
    shown = _join_pieces(clip_passage(passage), options)
    return [
        *wrap_words(words, options.columns, indent="  ", hanging=_INDENT),
        *wrap_words(shown, options.columns, indent=_INDENT, hanging=_INDENT),
    ]


def _join_pieces(pieces: tuple[Piece, ...], options: ReviewOptions) -> list[str]:
    """The words of a passage; a piece that touches its neighbour stays in one word with it."""
    words: list[str] = []
    is_open = False
    for piece in pieces:
        found = _mark(piece, options)
        if is_open and found and words and piece.mark is not Mark.REMOVED and not piece.text[:1].isspace():
            words[-1] += found.pop(0)
        words += found
        is_open = piece.mark is not Mark.REMOVED and not piece.text[-1:].isspace()
    return words


def _mark(piece: Piece, options: ReviewOptions) -> list[str]:
    """The words of a piece; without colour in the signs of a word diff."""
    if piece.mark is Mark.SHARED:
        return _split(piece.text, options)
    if options.colour:
        return _split(piece.text, options, _ADDED if piece.mark is Mark.ADDED else _REMOVED)
    words = _split(piece.text, options)
    if words:
        start, end = ("{+", "+}") if piece.mark is Mark.ADDED else ("[-", "-]")
        words[0] = start + words[0]
        words[-1] += end
    return words


def _write_uncompared(file: ReviewedFile, options: ReviewOptions) -> list[str]:
    reasons = "; ".join(note.reason for note in file.notes)
    became = describe_file(file)
    shown = file.path + (f" ({became})" if became else "") + (f": {reasons}" if reasons else "")
    return _wrap(shown, options)


def _wrap(text: str, options: ReviewOptions, *, style: str = "", indent: str = "") -> list[str]:
    words = _split(text, options, style)
    return wrap_words(words, options.columns, indent=indent, hanging=f"{indent}  ")


def _split(text: str, options: ReviewOptions, style: str = "") -> list[str]:
    """The words of a text, harmless and each painted, none wider than a line."""
    shown = escape_terminal(text, unicode=options.unicode, raw=options.raw)
    return [_paint(word, style, options) for word in split_words(shown, options.columns - len(_INDENT) - 4)]


def _paint(text: str, style: str, options: ReviewOptions) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if options.colour and style and text else text
