"""What is lost at one place and added at another: the two sides of one change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variance.classify.attribution import find_attribution
from variance.classify.difference import Difference, Judgement, Verdict
from variance.classify.sources import Source, judge_sources, list_sources, pair_sources, show_source
from variance.classify.values import find_value
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind

# Kinds of which one that goes here and another that comes there are one change.
_LOOSE = (ChangeKind.ATTRIBUTION, ChangeKind.DATE_TIME)


def pair_loose(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements, with a source or date that is lost and one that is added elsewhere made one."""
    found = list(judgements)
    for kind in _LOOSE:
        loose = _list_loose(found, kind)
        lost = [one for one in loose if one.difference.a_keys]
        added = [one for one in loose if one.difference.b_keys]
        if len(lost) != 1 or len(added) != 1:
            continue
        gone, come = lost[0], added[0]
        edit = Edit(gone.edit.a_start, gone.edit.a_end, come.edit.b_start, come.edit.b_end)
        both = Difference(gone.difference.a, gone.difference.b, edit, is_moved=True)
        verdict = (find_attribution if kind is ChangeKind.ATTRIBUTION else find_value)(both)
        if verdict is None or both.a_keys == both.b_keys:
            verdict = Verdict(ChangeKind.ORDER)
        found = [one for one in found if one is not gone and one is not come]
        found.append(Judgement(both, verdict))
    return found


def answer_sources(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements, with a source that seems lost laid against the other side's of the same statement.

    "…," she wrote, is not lost where the other begins: Ana Roe took to the radio and wrote: "…".
    """
    found = list(judgements)
    loose = _list_loose(found, ChangeKind.ATTRIBUTION)
    if not loose:
        return found
    a, b = loose[0].difference.a, loose[0].difference.b
    for one, two in pair_sources(list_sources(a), list_sources(b)):
        met = [judgement for judgement in loose if _holds(judgement, one, two)]
        if not met:
            continue
        edit = Edit(*show_source(one, two), *show_source(two, one))
        severity = judge_sources(one, two)
        verdict = Verdict(ChangeKind.ATTRIBUTION, severity) if severity else Verdict(ChangeKind.ORDER)
        found = [judgement for judgement in found if judgement not in met]
        found.append(Judgement(Difference(a, b, edit, is_moved=True), verdict))
    return found


def _list_loose(judgements: Sequence[Judgement], kind: ChangeKind) -> list[Judgement]:
    return [one for one in judgements if one.verdict.kind is kind and one.difference.is_one_sided]


def _holds(judgement: Judgement, one: Source, two: Source) -> bool:
    """Whether the words that only one side has hold a verb of one of two sources."""
    edit = judgement.edit
    return any(edit.a_start <= verb < edit.a_end for verb in one.verbs) or any(
        edit.b_start <= verb < edit.b_end for verb in two.verbs
    )
