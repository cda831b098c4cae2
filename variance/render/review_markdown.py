"""The report on a review as a comment on a pull request: GitHub-flavoured Markdown, cut to what it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variance.render.escape import escape_markdown
from variance.render.phrases import SEVERITY_SIGNS, count_noun
from variance.render.readings import Mark, Piece
from variance.render.review_blocks import Block, Limit, join_blocks
from variance.render.review_options import ReviewOptions
from variance.render.review_outline import (
    FileView,
    Passage,
    clip_passage,
    describe_file,
    describe_place,
    describe_range,
    list_files,
    list_uncompared,
    name_change,
    summarise_review,
)
from variance.review_model import Review, ReviewedFile, ReviewFinding
from variance.vocabulary import FindingStatus

# GitHub takes 65,536 characters in a comment; the rest is for who puts something around the report.
COMMENT_LIMIT = Limit(60_000)
# More passages of wording than this in a file are folded.
_OPEN_PASSAGES = 12
_NOT_KEY = re.compile(r"[^A-Za-z0-9._]+")
_TAGS = {Mark.ADDED: "ins", Mark.REMOVED: "del", Mark.LEMMA: "b"}


def render(review: Review, options: ReviewOptions) -> str:
    """The report as Markdown of at most 60,000 characters, its marker on the last line."""
    return write_markdown(review, options, COMMENT_LIMIT)


def write_markdown(review: Review, options: ReviewOptions, limit: Limit) -> str:
    """The report as Markdown, cut at a block to the limit, its marker on the last line."""
    views = list_files(review, options)
    blocks = [
        Block(f"## Prose review: {summarise_review(review)}"),
        Block(
            f"<sub>{escape_markdown(describe_range(review), raw=options.raw)} · "
            f"{count_noun(len(review.files), 'file')} · {review.tool.name} {review.tool.version}</sub>"
        ),
    ]
    for view in views:
        blocks += _write_file(view, options)
    blocks += _write_uncompared(list_uncompared(review), options)
    blocks += _write_notes(review, views, options)

    def tell_rest(findings: int) -> str:
        whole = escape_markdown(options.whole, raw=options.raw) if options.whole else "the whole report"
        left = (
            f"{count_noun(findings, 'more finding')} not shown here" if findings else "Not all is shown here"
        )
        return f"**{left}**: see {whole}."

    return join_blocks(blocks, limit, tell_rest, make_marker(options.key))


def make_marker(key: str) -> str:
    """The hidden line by which the comment is found again; nothing in the key can end it early."""
    # Two hyphens may end a comment, so that there is never more than one.
    return f"<!-- variance:{_NOT_KEY.sub('-', key).strip('-') or 'review'} -->"


def _write_file(view: FileView, options: ReviewOptions) -> Iterator[Block]:
    if not view.passages and not view.file.notes:
        return
    yield Block(f"### {_name_file(view.file, options)}")
    grave = [one for one in view.passages if one.is_grave]
    light = [one for one in view.passages if not one.is_grave]
    for passage in grave:
        yield _write_passage(passage, options)
    is_folded = len(light) > _OPEN_PASSAGES
    if is_folded:
        count = count_noun(len(light), "passage")
        yield Block(f"<details><summary><b>Wording and order</b>: {count}</summary>", closes="</details>")
    for passage in light:
        yield _write_passage(passage, options)
    if is_folded:
        yield Block("</details>", is_end=True)
    remarks = [f"- {escape_markdown(note.reason, raw=options.raw)}" for note in view.file.notes]
    if remarks:
        yield Block("\n".join(remarks))


def _name_file(file: ReviewedFile, options: ReviewOptions) -> str:
    name = escape_markdown(file.path, raw=options.raw)
    became = describe_file(file)
    return f"{name} ({escape_markdown(became, raw=options.raw)})" if became else name


def _write_passage(passage: Passage, options: ReviewOptions) -> Block:
    kinds = ", ".join(dict.fromkeys(_show_change(finding, options) for finding in passage.findings))
    sign = SEVERITY_SIGNS[passage.first.severity]
    place = describe_place(passage.first)
    sentence = _show_pieces(clip_passage(passage), options)
    return Block(f"- {sign} {kinds} · {place}<br>{sentence}", findings=len(passage.findings))


def _show_change(finding: ReviewFinding, options: ReviewOptions) -> str:
    name = f"**{name_change(finding)}**"
    if finding.status is FindingStatus.WAIVED:
        reason = escape_markdown(finding.waiver or "no reason given", raw=options.raw)
        return f"<del>{name}</del> waived: {reason}"
    return name


def _show_pieces(pieces: tuple[Piece, ...], options: ReviewOptions) -> str:
    """Marked pieces in a line; marks are elements, so that no neighbour can undo them."""
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        start = " " if piece.text[:1].isspace() else ""
        end = " " if piece.text[-1:].isspace() and piece.text.strip() else ""
        text = escape_markdown(piece.text, raw=options.raw)
        if piece.mark is Mark.SHARED:
            parts.append(f"{start}{text}{end}")
            continue
        tag = _TAGS[piece.mark]
        # What is gone brings no white space of its own: it stands before what took its place.
        following = pieces[number + 1].text[:1] if number + 1 < len(pieces) else ""
        before = pieces[number - 1].text[-1:] if number else ""
        gap = " " if piece.mark is Mark.REMOVED and following.isalnum() else ""
        lead = " " if piece.mark is Mark.REMOVED and before.isalnum() else ""
        parts.append(f"{lead}<{tag}>{text.strip()}</{tag}>{gap}")
    return "".join(parts).strip()


def _write_uncompared(files: tuple[ReviewedFile, ...], options: ReviewOptions) -> Iterator[Block]:
    if not files:
        return
    yield Block("### Other files")
    for file in files:
        reasons = "; ".join(note.reason for note in file.notes)
        shown = f": {escape_markdown(reasons, raw=options.raw)}" if reasons else ""
        yield Block(f"- {_name_file(file, options)}{shown}")


def _write_notes(review: Review, views: tuple[FileView, ...], options: ReviewOptions) -> Iterator[Block]:
    notes = [escape_markdown(note.reason, raw=options.raw) for note in review.notes]
    hidden = sum(view.hidden for view in views)
    if hidden:
        notes.append(f"{count_noun(hidden, 'finding')} below “{options.min_severity}” not listed")
    if notes:
        yield Block("\n".join(f"- {note}." for note in notes))
