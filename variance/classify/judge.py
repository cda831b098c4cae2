"""The rules in their order, and what becomes of a difference by them."""

from __future__ import annotations

from collections.abc import Iterable

from variance.classify.attribution import find_attribution
from variance.classify.certainty import find_certainty
from variance.classify.difference import Difference, Judgement, Rule, Verdict
from variance.classify.labels import find_label
from variance.classify.loose import answer_sources, pair_loose
from variance.classify.marks import find_punctuation, find_quote_style
from variance.classify.names import find_name
from variance.classify.negation import find_negation
from variance.classify.quotes import find_quote_change
from variance.classify.sides import Side
from variance.classify.style import (
    find_abbreviation,
    find_capitalisation,
    find_hidden_characters,
    find_hyphenation,
    find_name_form,
    find_spelling_variant,
)
from variance.classify.tense import find_tense
from variance.classify.values import find_value, find_value_form
from variance.classify.wording import find_expanded, find_order, find_trimmed, find_word_choice
from variance.model import Change
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind

# A difference of form is of one kind, the first that fits.
FORM_RULES: tuple[tuple[str, Rule], ...] = (
    ("hidden characters", find_hidden_characters),
    ("capitalisation", find_capitalisation),
    ("hyphenation", find_hyphenation),
    ("value form", find_value_form),
    ("abbreviation", find_abbreviation),
    ("name form", find_name_form),
    ("quote style", find_quote_style),
    ("punctuation", find_punctuation),
    ("spelling", find_spelling_variant),
)
# Any number of these may fit; the gravest kind is the change's, the others stand in ``also``.
RULES: tuple[tuple[str, Rule], ...] = (
    ("quotation", find_quote_change),
    ("value", find_value),
    ("negation", find_negation),
    ("name", find_name),
    ("certainty", find_certainty),
    ("attribution", find_attribution),
    ("label", find_label),
    ("tense", find_tense),
    ("order", find_order),
    ("trimmed", find_trimmed),
    ("expanded", find_expanded),
    ("word choice", find_word_choice),
)
# The kinds that say only that words differ: where another fits, it says more.
_REST = frozenset({ChangeKind.WORD_CHOICE, ChangeKind.TRIMMED, ChangeKind.EXPANDED})
_RANK = {kind: rank for rank, kind in enumerate(ChangeKind)}
# Kinds whose range is exact: its marks belong to it.
_WHOLE = frozenset(
    {
        ChangeKind.PUNCTUATION,
        ChangeKind.QUOTE_STYLE,
        ChangeKind.QUOTE_MARKS,
        ChangeKind.ABBREVIATION,
        ChangeKind.NAME_FORM,
        ChangeKind.VALUE_FORM,
    }
)
_EDGE_MARKS = frozenset((",", ".", ";", ":", "\u2014", "..."))


def judge_difference(difference: Difference, kind: ChangeKind | None = None) -> Judgement:
    """What a difference is: ``kind`` if given, else by the first rule of form, else the gravest that fits."""
    if kind is not None:
        return Judgement(difference, Verdict(kind))
    for _, rule in FORM_RULES if not difference.is_moved else ():
        verdict = rule(difference)
        if verdict is not None:
            return Judgement(difference, verdict)
    verdicts = [verdict for _, rule in RULES if (verdict := rule(difference)) is not None]
    if any(verdict.kind not in _REST for verdict in verdicts):
        verdicts = [verdict for verdict in verdicts if verdict.kind not in _REST]
    verdicts.sort(key=lambda verdict: _RANK[verdict.kind])
    also = tuple(dict.fromkeys(v.kind for v in verdicts[1:] if v.kind is not verdicts[0].kind))
    return Judgement(difference, verdicts[0], also)


def join_changes(judgements: Iterable[Judgement]) -> list[Change]:
    """The changes that judgements make, those whose ranges came to overlap as one of the graver kind."""
    return [_make_change(judgement) for judgement in join_judgements(judgements)]


def join_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements in order, those whose ranges came to overlap as one of the graver kind."""
    joined: list[Judgement] = []
    for judgement in sorted(answer_sources(pair_loose(judgements)), key=_place):
        last = joined[-1] if joined else None
        if last is not None and _overlap(last, judgement):
            joined[-1] = _merge(last, judgement)
        else:
            joined.append(judgement)
    return joined


def _place(judgement: Judgement) -> tuple[int, int, int, int]:
    edit = judgement.edit
    return edit.a_start, edit.b_start, edit.a_end, edit.b_end


def _overlap(first: Judgement, second: Judgement) -> bool:
    """Whether two ranges share a token on a side; places that moved are apart by nature."""
    if first.difference.is_moved or second.difference.is_moved:
        return False
    one, two = first.edit, second.edit
    return two.a_start < one.a_end or two.b_start < one.b_end


def _merge(first: Judgement, second: Judgement) -> Judgement:
    one, two = first.edit, second.edit
    edit = Edit(
        min(one.a_start, two.a_start),
        max(one.a_end, two.a_end),
        min(one.b_start, two.b_start),
        max(one.b_end, two.b_end),
    )
    whole = judge_difference(Difference(first.difference.a, first.difference.b, edit))
    candidates = sorted((first, second, whole), key=lambda judgement: _RANK[judgement.verdict.kind])
    graver = next((found for found in candidates if found.verdict.kind not in _REST), whole)
    also = {found.verdict.kind for found in (first, second)} | {*first.also, *second.also}
    also -= _REST | {graver.verdict.kind}
    verdict = Verdict(graver.verdict.kind, graver.verdict.severity, edit)
    return Judgement(graver.difference, verdict, tuple(sorted(also, key=_RANK.__getitem__)))


def show_edit(judgement: Judgement) -> Edit:
    """The range of a judgement without the marks at its ends, where they are none of it."""
    difference, edit = judgement.difference, judgement.edit
    if judgement.verdict.kind in _WHOLE:
        return edit
    return Edit(
        *_strip_marks(difference.a, edit.a_start, edit.a_end),
        *_strip_marks(difference.b, edit.b_start, edit.b_end),
    )


def _make_change(judgement: Judgement) -> Change:
    difference, verdict, edit = judgement.difference, judgement.verdict, show_edit(judgement)
    kind = verdict.kind
    return Change(
        kind=kind,
        severity=verdict.severity or kind.default_severity,
        a=difference.a.make_span(edit.a_start, edit.a_end),
        b=difference.b.make_span(edit.b_start, edit.b_end),
        also=judgement.also,
        in_quotation=difference.in_quotation,
    )


def _strip_marks(side: Side, start: int, end: int) -> tuple[int, int]:
    """A range without the commas, stops and lone quotation marks at its ends; empty if it holds no word."""
    while start < end and _is_edge(side, start):
        start += 1
    while end > start and _is_edge(side, end - 1):
        end -= 1
    return start, end


def _is_edge(side: Side, index: int) -> bool:
    return side.tokens[index].form in _EDGE_MARKS or side.is_quote_mark(index)
