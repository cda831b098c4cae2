"""Readings with the words at issue marked, whole and in their shortest form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from variance.render.html_text import (
    Edit,
    Html,
    escape_text,
    find_edits,
    join_html,
    mark_added,
    mark_lemma,
    mark_removed,
    place_removed,
)
from variance.render.views import shorten_text
from variance.vocabulary import Severity

# In a reading's shortest form removed words are cut to this.
LONGEST_REMOVED = 24
_CLOSING = " .,;”\"'’…"


class Mark(NamedTuple):
    """What a stretch of a reading is: ``key`` (at issue), ``added``, ``removed`` (the words) or ``lemma``."""

    name: str
    text: str = ""


Marks = list[tuple[int, int, Mark]]


def mark_texts(texts: Sequence[str]) -> list[Marks]:
    """For each of some readings, the stretches of it that differ; the others stand against the first.

    The first reading's own words become the lemma, the others' are added or removed. Readings that
    hardly share a word are marked as a whole.
    """
    if len(texts) < 2:
        return [[] for _ in texts]
    lemma: list[tuple[int, int]] = []
    marks: list[Marks] = []
    for text in texts[1:]:
        edits = find_edits(texts[0], text)
        if not edits:
            lemma.append((0, len(texts[0])))
            marks.append([(0, len(text), Mark("added"))] if text else [])
            continue
        lemma.extend((edit.old_start, edit.old_end) for edit in edits if edit.old_start < edit.old_end)
        marks.append([_mark_edit(edit, texts[0]) for edit in edits])
    first: Marks = [(start, end, Mark("lemma")) for start, end in _merge(lemma)]
    return [first, *marks]


def _mark_edit(edit: Edit, old: str) -> tuple[int, int, Mark]:
    """The mark of one difference in a reading: what it adds, else what it lacks."""
    if edit.start < edit.end:
        return edit.start, edit.end, Mark("added")
    return edit.start, edit.start, Mark("removed", old[edit.old_start : edit.old_end])


def _merge(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def cut_reading(text: str, marks: Marks, severity: Severity, longest: int) -> Html:
    """A reading in about so many characters: whole, or only the marked words and two around them."""
    marks = [(start, end, _cut_mark(mark)) for start, end, mark in marks]
    if len(text) + sum(len(mark.text) for _, _, mark in marks) <= longest:
        return render_marks(text, marks, severity)
    if not marks or marks[0][:2] == (0, len(text)):
        cut = shorten_text(text, longest)
        return render_marks(cut, [(0, len(cut), marks[0][2])] if marks else [], severity)
    windows = _merge((_step_words(text, start, -2), _step_words(text, end, 2)) for start, end, _ in marks)
    parts: list[str] = []
    room = longest
    for start, end in windows:
        if parts and end - start > room:
            break
        shown = text[start:end] if end - start <= longest else shorten_text(text[start:end], longest)
        room -= len(shown)
        inside = [(a - start, min(b - start, len(shown)), mark) for a, b, mark in marks if start <= a <= end]
        whole = len(shown) == end - start
        kept = [one for one in inside if one[0] < len(shown) or (whole and one[0] == len(shown))]
        parts.append(render_marks(shown, kept, severity))
    first, last = windows[0][0], windows[: len(parts)][-1][1]
    before = "… " if first else ""
    after = " …" if last < len(text.rstrip(_CLOSING)) and not parts[-1].endswith("…") else ""
    return Html(f"{before}{' … '.join(parts)}{after}".replace("… …", "…"))


def _cut_mark(mark: Mark) -> Mark:
    return Mark(mark.name, shorten_text(mark.text, LONGEST_REMOVED)) if mark.text else mark


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
    for start, end, mark in sorted(marks, key=lambda one: one[:2]):
        if start < place:
            continue
        parts.append(escape_text(text[place:start]))
        parts.append(render_mark(text[start:end], mark, severity, before=text[:start], after=text[end:]))
        place = end
    parts.append(escape_text(text[place:]))
    return join_html(parts)


def render_mark(text: str, mark: Mark, severity: Severity, *, before: str, after: str) -> Html:
    """One marked stretch between what stands before and behind it."""
    if mark.name == "added":
        return mark_added(text, severity)
    if mark.name == "lemma":
        return mark_lemma(text)
    if mark.name == "key":
        return Html(f'<span class="key">{escape_text(text)}</span>')
    return place_removed(mark_removed(mark.text, severity), before, after)
