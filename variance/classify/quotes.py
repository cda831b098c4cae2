"""Quotations: other words inside the marks, a cut, marks that come and go around the same words."""

from __future__ import annotations

from collections.abc import Sequence

from variance.classify.difference import Difference, Verdict
from variance.classify.sides import Side
from variance.frozen import NamedTuple
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind

# Words around a place that are looked at for the rest of its quotation; no newspaper writes longer ones.
_LOOK = 300


class Meeting(NamedTuple):
    """Which token of the other side each token meets: ``to_b[i]``, ``to_a[j]``, -1 where it meets none."""

    to_b: tuple[int, ...]
    to_a: tuple[int, ...]


def meet_tokens(a: Side, b: Side, edits: Sequence[Edit], pairs: Sequence[Edit]) -> Meeting:
    """The tokens that are the same on both sides, and those that are the same in another form."""
    to_b, to_a = [-1] * len(a.tokens), [-1] * len(b.tokens)
    i = j = 0
    places = sorted((*edits, *pairs), key=lambda edit: (edit.a_start, edit.b_start))
    known = set(pairs)
    for edit in (*places, Edit(len(a.tokens), len(a.tokens), len(b.tokens), len(b.tokens))):
        for step in range(min(edit.a_start - i, edit.b_start - j)):
            to_b[i + step], to_a[j + step] = j + step, i + step
        if edit in known:
            for k in range(edit.a_start, edit.a_end):
                to_b[k] = min(edit.b_start + k - edit.a_start, edit.b_end - 1)
            for k in range(edit.b_start, edit.b_end):
                to_a[k] = min(edit.a_start + k - edit.b_start, edit.a_end - 1)
        i, j = edit.a_end, edit.b_end
    return Meeting(tuple(to_b), tuple(to_a))


def find_mark_changes(
    a: Side, b: Side, meeting: Meeting, pairs: Sequence[Edit]
) -> list[tuple[Edit, ChangeKind]]:
    """Where the same words stand inside quotation marks on one side only: marks lost, or a quotation cut."""
    forms = {index for pair in pairs for index in range(pair.a_start, pair.a_end)}
    found: list[tuple[Edit, ChangeKind]] = []
    for run in _find_runs(a, b, meeting.to_b):
        found.extend(_judge_run(a, b, _leave_forms(run, forms), meeting))
    mirrored = Meeting(meeting.to_a, meeting.to_b)
    forms = {index for pair in pairs for index in range(pair.b_start, pair.b_end)}
    for run in _find_runs(b, a, meeting.to_a):
        judged = _judge_run(b, a, _leave_forms(run, forms), mirrored)
        found.extend((edit.flipped, kind) for edit, kind in judged)
    return found


def _find_runs(side: Side, other: Side, to_other: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of tokens quoted here whose partners are not; what has no partner is passed over inside a run."""
    runs: list[tuple[int, int]] = []
    start = end = -1
    for index, partner in enumerate(to_other):
        if not side.tokens[index].is_word:
            continue
        if side.quoted[index] and partner >= 0 and not other.quoted[partner]:
            if start >= 0 and _is_one_quotation(side, end - 1, index):
                end = index + 1
                continue
            if start >= 0:
                runs.append((start, end))
            start, end = index, index + 1
        elif partner >= 0 and start >= 0:
            runs.append((start, end))
            start = -1
    return [*runs, (start, end)] if start >= 0 else runs


def _leave_forms(run: tuple[int, int], forms: set[int]) -> tuple[int, int]:
    """A run without the words at its ends that are a change of style for themselves."""
    start, end = run
    while end > start and end - 1 in forms:
        end -= 1
    while start < end and start in forms:
        start += 1
    return start, end


def _is_one_quotation(side: Side, first: int, second: int) -> bool:
    return all(side.quoted[first : second + 1]) and side.homes[first] == side.homes[second]


def _judge_run(
    side: Side, other: Side, run: tuple[int, int], meeting: Meeting
) -> list[tuple[Edit, ChangeKind]]:
    """What a run of words quoted here and not there is, as an edit from ``side`` to ``other``."""
    start, end = run
    while start < end and meeting.to_b[end - 1] < 0:
        end -= 1
    if start == end:
        return []
    low, high = meeting.to_b[start], meeting.to_b[end - 1] + 1
    if other.has_stray_mark or high <= low or other.homes[low] != other.homes[high - 1]:
        return []
    begins, ends = _find_bounds(side, start)
    shared = [
        index
        for index in range(begins, ends)
        if side.tokens[index].is_word and meeting.to_b[index] >= 0 and not start <= index < end
    ]
    if not any(other.quoted[meeting.to_b[index]] for index in shared):
        if begins < start or end < ends:
            # What else was quoted here is gone or reworded there: that is a change of its own.
            return [(Edit(start, end, low, high), ChangeKind.QUOTE_MARKS)]
        marked = Edit(start - _has_mark(side, start - 1), end + _closing_marks(side, end), low, high)
        return [(marked, ChangeKind.QUOTE_MARKS)]
    # The other's quotation ends sooner or begins later; the nearest word that both quote shows where.
    before, behind = start - 1, end
    while before >= begins and not side.tokens[before].is_word:
        before -= 1
    if before >= begins and meeting.to_b[before] >= 0 and other.quoted[meeting.to_b[before]]:
        return [(Edit(before, end, meeting.to_b[before], high), ChangeKind.QUOTE_CUT)]
    while behind < ends and not side.tokens[behind].is_word:
        behind += 1
    if behind < ends and meeting.to_b[behind] >= 0 and other.quoted[meeting.to_b[behind]]:
        return [(Edit(start, behind + 1, low, meeting.to_b[behind] + 1), ChangeKind.QUOTE_CUT)]
    return [(Edit(start, end, low, high), ChangeKind.QUOTE_CUT)]


def _find_bounds(side: Side, index: int) -> tuple[int, int]:
    """The run of quoted tokens around a token, within its unit."""
    start, end = index, index + 1
    while start > 0 and side.quoted[start - 1] and not side.is_unit_start(start) and index - start < _LOOK:
        start -= 1
    while end < len(side.tokens) and side.quoted[end] and not side.is_unit_start(end) and end - index < _LOOK:
        end += 1
    return start, end


def _has_mark(side: Side, index: int) -> bool:
    return 0 <= index < len(side.tokens) and side.is_quote_mark(index)


def _closing_marks(side: Side, index: int) -> int:
    """How many tokens the closing mark takes, with a comma or stop that stands before it."""
    if _has_mark(side, index):
        return 1
    return 0


def find_quote_change(difference: Difference) -> Verdict | None:
    """Other words inside a quotation that both sides have, or a run that one of them leaves out at its end.

    Where one side has no word, its neighbour inside the quotation is shown with it: "this one", "this".
    """
    if not difference.in_quotation or not (difference.a_keys or difference.b_keys):
        return None
    if difference.a_keys and difference.b_keys:
        return Verdict(ChangeKind.QUOTE_ALTERED)
    gloss = difference.a_tokens or difference.b_tokens
    if gloss[0].form in ("[", "(") and gloss[-1].form in ("]", ")"):
        return None  # an editor's explanation, not the speaker's words
    before, behind = _find_neighbour(difference, -1), _find_neighbour(difference, 1)
    if before is None and behind is None:
        return None
    kind = ChangeKind.QUOTE_ALTERED if before and behind else ChangeKind.QUOTE_CUT
    edit = difference.edit
    if before:
        return Verdict(kind, edit=Edit(before[0], edit.a_end, before[1], edit.b_end))
    assert behind is not None
    return Verdict(kind, edit=Edit(edit.a_start, behind[0] + 1, edit.b_start, behind[1] + 1))


def _find_neighbour(difference: Difference, step: int) -> tuple[int, int] | None:
    """The nearest word before or behind that both sides have inside the quotation, in the same unit."""
    a, b, edit = difference.a, difference.b, difference.edit
    i, j = (edit.a_start - 1, edit.b_start - 1) if step < 0 else (edit.a_end, edit.b_end)
    home_a = a.homes[min(max(edit.a_start, 0), len(a.homes) - 1)]
    while 0 <= i < len(a.tokens) and not a.tokens[i].is_word and not a.is_quote_mark(i):
        i += step
    while 0 <= j < len(b.tokens) and not b.tokens[j].is_word and not b.is_quote_mark(j):
        j += step
    if not (0 <= i < len(a.tokens) and 0 <= j < len(b.tokens)):
        return None
    if not (a.quoted[i] and b.quoted[j] and a.tokens[i].is_word and b.tokens[j].is_word):
        return None
    if a.tokens[i].key != b.tokens[j].key or (a.homes[i] != home_a and edit.a_start < edit.a_end):
        return None
    return i, j
