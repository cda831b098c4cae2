"""From a pair's alignments to their changes: what differs inside each, with its kind and its exact place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variance.classify.difference import Difference, Rule, Verdict
from variance.classify.edits import find_edits
from variance.classify.marks import find_punctuation, find_quote_style
from variance.classify.sides import Side, join_units
from variance.classify.style import (
    find_abbreviation,
    find_capitalisation,
    find_hidden_characters,
    find_hyphenation,
    find_name_form,
    find_spelling_variant,
)
from variance.classify.wording import find_expanded, find_order, find_trimmed, find_word_choice
from variance.model import Alignment, AlignmentKind, Change, ChangeKind, Pair, Severity
from variance.text.parsed import ParsedSource
from variance.text.worddiff import Edit

# A difference of form is of one kind, the first that fits.
FORM_RULES: tuple[tuple[str, Rule], ...] = (
    ("hidden characters", find_hidden_characters),
    ("capitalisation", find_capitalisation),
    ("hyphenation", find_hyphenation),
    ("abbreviation", find_abbreviation),
    ("name form", find_name_form),
    ("quote style", find_quote_style),
    ("punctuation", find_punctuation),
    ("spelling", find_spelling_variant),
)
# Any number of these may fit; the gravest kind is the change's, the others stand in ``also``.
RULES: tuple[tuple[str, Rule], ...] = (
    ("order", find_order),
    ("trimmed", find_trimmed),
    ("expanded", find_expanded),
    ("word choice", find_word_choice),
)
_MIRRORED = {ChangeKind.TRIMMED: ChangeKind.EXPANDED, ChangeKind.EXPANDED: ChangeKind.TRIMMED}


def classify_pair(pair: Pair, a: ParsedSource, b: ParsedSource) -> Pair:
    """The pair with the changes of every alignment, and the kinds that follow from them.

    The answer for (b, a) is the same seen from the other side.
    """
    return replace(pair, alignments=tuple(classify_alignment(row, a, b) for row in pair.alignments))


def classify_alignment(alignment: Alignment, a: ParsedSource, b: ParsedSource) -> Alignment:
    """The alignment with its changes; of a copied one the kind says how much they matter."""
    side_a, side_b = join_units(a, alignment.a), join_units(b, alignment.b)
    changes = find_changes(side_a, side_b, is_copied=alignment.kind.is_copied)
    kind = _judge_kind(changes) if alignment.kind.is_copied else alignment.kind
    return replace(alignment, kind=kind, changes=changes)


def find_changes(a: Side, b: Side, *, is_copied: bool) -> tuple[Change, ...]:
    """The changes between two sides, in the order of their places."""
    # The sides are put in one order first, so that the answer never depends on which is the base.
    if _sort_key(b) < _sort_key(a):
        return tuple(sorted(map(mirror_change, _find_in_order(b, a, is_copied=is_copied)), key=_place))
    return tuple(sorted(_find_in_order(a, b, is_copied=is_copied), key=_place))


def _find_in_order(a: Side, b: Side, *, is_copied: bool) -> list[Change]:
    if not is_copied:
        return []
    edits, pairs = find_edits(a, b)
    differences = [Difference(a, b, pair, is_form=True) for pair in pairs]
    differences += [Difference(a, b, edit) for edit in edits]
    return [change for d in differences if (change := judge_difference(d)) is not None]


def judge_difference(difference: Difference) -> Change | None:
    """The change that a difference is, by the first rule of form or else the gravest of all that fit."""
    for _, rule in FORM_RULES:
        verdict = rule(difference)
        if verdict is not None:
            return _make_change(difference, verdict, ())
    order = list(ChangeKind)
    verdicts = [verdict for _, rule in RULES if (verdict := rule(difference)) is not None]
    verdicts.sort(key=lambda verdict: order.index(verdict.kind))
    if not verdicts:
        return None
    also = tuple(dict.fromkeys(v.kind for v in verdicts[1:] if v.kind is not verdicts[0].kind))
    return _make_change(difference, verdicts[0], also)


def _make_change(difference: Difference, verdict: Verdict, also: tuple[ChangeKind, ...]) -> Change:
    edit = verdict.edit or difference.edit
    edit = Edit(
        *_strip_marks(difference.a, edit.a_start, edit.a_end),
        *_strip_marks(difference.b, edit.b_start, edit.b_end),
    )
    return Change(
        kind=verdict.kind,
        severity=verdict.severity or verdict.kind.default_severity,
        a=difference.a.make_span(edit.a_start, edit.a_end),
        b=difference.b.make_span(edit.b_start, edit.b_end),
        also=also,
        in_quotation=difference.in_quotation,
    )


def _strip_marks(side: Side, start: int, end: int) -> tuple[int, int]:
    """A range without the commas and stops at its ends, where words are left."""
    if not any(token.is_word for token in side.tokens[start:end]):
        return start, end
    while side.tokens[start].form in _EDGE_MARKS:
        start += 1
    while side.tokens[end - 1].form in _EDGE_MARKS:
        end -= 1
    return start, end


_EDGE_MARKS = frozenset((",", ".", ";", ":", "\u2014", "..."))


def mirror_change(change: Change) -> Change:
    """A change seen from the other side."""
    return replace(
        change,
        kind=_MIRRORED.get(change.kind, change.kind),
        also=tuple(_MIRRORED.get(kind, kind) for kind in change.also),
        a=change.b,
        b=change.a,
    )


def _judge_kind(changes: Sequence[Change]) -> AlignmentKind:
    """Identical without changes, variant where all are style or typography, else reworded."""
    if not changes:
        return AlignmentKind.IDENTICAL
    if all(change.severity.rank >= Severity.STYLE.rank for change in changes):
        return AlignmentKind.VARIANT
    return AlignmentKind.REWORDED


def _sort_key(side: Side) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(token.key for token in side.tokens), tuple(token.text for token in side.tokens)


def _place(change: Change) -> tuple[int, int, int, int]:
    return change.a.start, change.b.start, change.a.end, change.b.end
