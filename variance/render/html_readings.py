"""Readings with the words at issue marked, whole and in their shortest form."""

from __future__ import annotations

from collections.abc import Sequence

from variance.render.html_text import (
    Html,
    escape_text,
    join_html,
    mark_added,
    mark_lemma,
    mark_removed,
    place_removed,
)
from variance.render.readings import Mark, Stretch, merge_stretches, place_marks
from variance.render.views import shorten_text
from variance.vocabulary import Severity

# In a reading's shortest form removed words are cut to this.
LONGEST_REMOVED = 24
# Words shown on either side of a mark where there is room.
_BESIDE = 2
_CLOSING = " .,;”\"'’…"


Marks = list[Stretch]


def mark_texts(texts: Sequence[str]) -> list[Marks]:
    """The marks of some readings; one that differs from the first in no word is marked as a whole.

    Beside each other, two readings of which nothing is marked would leave the reader looking.
    """
    marks = place_marks(texts)
    for number, text in enumerate(texts[1:], 1):
        if not marks[number]:
            marks[0] = [Stretch(0, len(texts[0]), Mark.LEMMA)]
            marks[number] = [Stretch(0, len(text), Mark.ADDED)] if text else []
    return marks


def cut_reading(text: str, marks: Marks, severity: Severity, longest: int) -> Html:
    """A reading in about so many characters: whole, or only the marked words and two around them.

    A later mark for which that is too much stands with fewer words around it.
    """
    marks = [one._replace(gone=shorten_text(one.gone, LONGEST_REMOVED)) for one in marks]
    if len(text) + sum(len(one.gone) for one in marks) <= longest:
        return render_marks(text, marks, severity)
    if not marks or marks[0][:2] == (0, len(text)):
        cut = shorten_text(text, longest)
        return render_marks(cut, [marks[0]._replace(end=len(cut))] if marks else [], severity)
    wide = merge_stretches(_step_out(text, one.start, one.end, _BESIDE) for one in marks)
    windows: list[tuple[int, int]] = []
    parts: list[str] = []
    room = longest
    for window in wide:
        inside = [one for one in marks if window[0] <= one.start <= window[1]]
        start, end = _fit_window(text, inside, room) if parts else window
        if parts and end - start > room:
            break
        shown = text[start:end] if end - start <= longest else shorten_text(text[start:end], longest)
        room -= len(shown)
        moved = [
            one._replace(start=one.start - start, end=min(one.end - start, len(shown))) for one in inside
        ]
        whole = len(shown) == end - start
        kept = [one for one in moved if one.start < len(shown) or (whole and one.start == len(shown))]
        parts.append(render_marks(shown, kept, severity))
        windows.append((start, end))
    first, last = windows[0][0], windows[-1][1]
    before = "… " if first else ""
    after = " …" if last < len(text.rstrip(_CLOSING)) and not parts[-1].endswith("…") else ""
    return Html(f"{before}{' … '.join(parts)}{after}".replace("… …", "…"))


def _fit_window(text: str, marks: Marks, room: int) -> tuple[int, int]:
    """The marked words with as many around them as there is room for; with none if that is none."""
    start, end = marks[0].start, max(one.end for one in marks)
    for beside in range(_BESIDE, 0, -1):
        window = _step_out(text, start, end, beside)
        if window[1] - window[0] <= room:
            return window
    return start, end


def _step_out(text: str, start: int, end: int, count: int) -> tuple[int, int]:
    """A stretch with so many words on either side."""
    return _step_words(text, start, -count), _step_words(text, end, count)


def _step_words(text: str, place: int, count: int) -> int:
    """The offset that many words before (negative) or behind a place."""
    for _ in range(abs(count)):
        if count < 0:
            place = text.rfind(" ", 0, max(place - 1, 0)) + 1
        else:
            following = text.find(" ", place + 1)
            place = len(text) if following < 0 else following
    return place


def render_marks(text: str, marks: Marks, severity: Severity) -> Html:
    """A bare text with its marks, which do not overlap."""
    parts: list[str] = []
    place = 0
    for one in sorted(marks, key=lambda one: (one.start, one.end)):
        if one.start < place:
            continue
        before, inside, after = text[: one.start], text[one.start : one.end], text[one.end :]
        parts.append(escape_text(before[place:]))
        parts.append(render_mark(inside, one, severity, before=before, after=after))
        place = one.end
    parts.append(escape_text(text[place:]))
    return join_html(parts)


def render_mark(text: str, stretch: Stretch, severity: Severity, *, before: str, after: str) -> Html:
    """One marked stretch between what stands before and behind it."""
    if stretch.mark is Mark.ADDED:
        return mark_added(text, severity)
    if stretch.mark is Mark.LEMMA:
        return mark_lemma(text)
    if stretch.mark is Mark.KEY:
        return Html(f'<span class="key">{escape_text(text)}</span>')
    return place_removed(mark_removed(stretch.gone, severity), before, after)
