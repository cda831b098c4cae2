"""A review as one HTML page for all its files: no network, no script, the look of the report on a story."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variance.frozen import NamedTuple
from variance.render.html_page import join_styles, make_environment, write_policy
from variance.render.html_text import Html, escape_attribute, escape_text, join_html, mark_added, mark_removed
from variance.render.phrases import SEVERITY_SIGNS, count_noun
from variance.render.readings import Mark, clip_pieces
from variance.render.review_options import ReviewOptions
from variance.render.review_outline import (
    Passage,
    describe_file,
    describe_place,
    describe_range,
    list_files,
    list_uncompared,
    name_change,
    summarise_review,
)
from variance.review_model import Review, ReviewedFile
from variance.vocabulary import FindingStatus, Severity

if TYPE_CHECKING:
    from jinja2 import Environment

_STYLES = ("tokens.css", "page.css", "marks.css", "head.css", "review.css")
# Words shown on either side of a change; a page has the room for more than a comment.
_CONTEXT = 24


class Item(NamedTuple):
    """A passage as the page shows it."""

    anchor: str
    kinds: Html
    sign: str
    severity: Severity
    place: str
    text: Html
    waiver: str


class FileSection(NamedTuple):
    """A file as the page shows it; ``became`` is empty for one that was only changed."""

    anchor: str
    path: Html
    became: str
    counts: str
    items: tuple[Item, ...]
    notes: tuple[Html, ...]


def render(review: Review, options: ReviewOptions) -> str:
    """The whole review as one HTML page; article text in it is escaped and can do nothing."""
    style = join_styles(_STYLES)
    views = [view for view in list_files(review, options) if view.passages or view.file.notes]
    hidden = sum(view.hidden for view in views)
    notes = [escape_text(note.reason) for note in review.notes]
    if hidden:
        notes.append(
            escape_text(f"{count_noun(hidden, 'finding')} below “{options.min_severity}” not listed")
        )
    sections = tuple(
        FileSection(
            anchor=f"file-{number}",
            path=escape_text(view.file.path),
            became=describe_file(view.file),
            counts=count_noun(len(view.passages), "passage"),
            items=tuple(
                _show_item(passage, f"file-{number}-{place}")
                for place, passage in enumerate(view.passages, 1)
            ),
            notes=tuple(escape_text(note.reason) for note in view.file.notes),
        )
        for number, view in enumerate(views, 1)
    )
    page = _load_environment().get_template("review.html.j2")
    text = page.render(
        style=Html(style),
        policy=write_policy(style),
        tool=review.tool,
        summary=summarise_review(review),
        range=escape_text(describe_range(review)),
        plain_title=escape_attribute(f"Prose review {describe_range(review)}"),
        files=count_noun(len(review.files), "file"),
        sections=sections,
        others=tuple(_show_other(file) for file in list_uncompared(review)),
        notes=notes,
    )
    return f"{text.rstrip()}\n"


@cache
def _load_environment() -> Environment:
    return make_environment({})


def _show_item(passage: Passage, anchor: str) -> Item:
    waivers = [
        finding.waiver or "no reason given"
        for finding in passage.findings
        if finding.status is FindingStatus.WAIVED
    ]
    return Item(
        anchor=anchor,
        kinds=escape_text(", ".join(dict.fromkeys(name_change(finding) for finding in passage.findings))),
        sign=SEVERITY_SIGNS[passage.first.severity],
        severity=passage.first.severity,
        place=describe_place(passage.first),
        text=_show_pieces(passage),
        waiver="; ".join(waivers),
    )


def _show_pieces(passage: Passage) -> Html:
    """The sentences with what was removed and what was added."""
    severity = passage.first.severity
    parts: list[str] = []
    pieces = clip_pieces(passage.pieces, _CONTEXT)
    for number, piece in enumerate(pieces):
        if piece.mark is Mark.REMOVED:
            before = pieces[number - 1].text[-1:] if number else ""
            following = pieces[number + 1].text[:1] if number + 1 < len(pieces) else ""
            lead = " " if before.isalnum() else ""
            gap = " " if following.isalnum() else ""
            parts.append(f"{lead}{mark_removed(piece.text, severity)}{gap}")
        else:
            parts.append(
                mark_added(piece.text, severity) if piece.mark is Mark.ADDED else escape_text(piece.text)
            )
    return join_html(parts)


def _show_other(file: ReviewedFile) -> Html:
    reasons = "; ".join(note.reason for note in file.notes)
    became = describe_file(file)
    shown = file.path + (f" ({became})" if became else "") + (f": {reasons}" if reasons else "")
    return escape_text(shown)
