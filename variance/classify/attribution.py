"""Who says it, and with which verb of reporting."""

from __future__ import annotations

from collections.abc import Sequence

from variance.classify.difference import Difference, Verdict
from variance.classify.grammar import PRONOUNS, count_content
from variance.classify.sides import Side, look_once
from variance.lexicon.tables import load_report_verbs
from variance.text.attribution import Attribution, AttributionForm
from variance.text.reporting import load_verb_forms
from variance.text.speakers import is_sure_speaker
from variance.text.worddiff import Edit, join_edits
from variance.vocabulary import ChangeKind, Severity

# "Reportedly" and "is believed to" name nobody: they are a matter of certainty.
_UNNAMED = (AttributionForm.ADVERB, AttributionForm.PASSIVE)
# Longer attributions hold an apposition ("Ana Roe, who has lived in Leeds since the war, said"), whose words
# differ for themselves.
_NEAR = 8
_AUTHORS = frozenset({"i", "we"})  # who speaks in the article's own voice
_ASIDE_MARKS = frozenset((",", '"', "'", "\u2014"))
# Words beside an attribution that still belong to it: "on Friday", "in a statement".
_MOST_BESIDE = 4


def find_attribution(difference: Difference) -> Verdict | None:
    """Another speaker or verb of reporting, or an attribution that only one side gives.

    Another verb of the same class (said, told reporters) and a pronoun for a name are mild. A
    statement outside quotation marks that loses its attribution altogether is a matter of substance.
    """
    a = list_touched(difference.a, difference.edit.a_start, difference.edit.a_end)
    b = list_touched(difference.b, difference.edit.b_start, difference.edit.b_end)
    if not a and not b:
        return None
    if difference.is_one_sided:
        return _judge_lost(difference, a or b)
    if not a or not b:
        return _judge_verb(difference, a or b)
    one, two = a[0], b[0]
    speaks = _covers_speaker(difference.a, one, difference.edit.a_start, difference.edit.a_end)
    answers = _covers_speaker(difference.b, two, difference.edit.b_start, difference.edit.b_end)
    has_verbs = _covers_verb(one, difference.edit.a_start, difference.edit.a_end) and _covers_verb(
        two, difference.edit.b_start, difference.edit.b_end
    )
    if speaks and answers and _read_speaker(difference.a, one) != _read_speaker(difference.b, two):
        is_mild = any(_is_pronoun(side, x) for side, x in ((difference.a, one), (difference.b, two)))
        return Verdict(ChangeKind.ATTRIBUTION, Severity.WORDING if is_mild else None)
    if has_verbs and one.lemma != two.lemma:
        return Verdict(ChangeKind.ATTRIBUTION, Severity.WORDING if one.verb_class == two.verb_class else None)
    return None


def _judge_verb(difference: Difference, found: list[Attribution]) -> Verdict | None:
    """A verb of reporting against words that begin with one, where only the first was known to report."""
    edit = difference.edit
    is_base = bool(list_touched(difference.a, edit.a_start, edit.a_end))
    start, end = (edit.a_start, edit.a_end) if is_base else (edit.b_start, edit.b_end)
    verbs = [x for x in found if x.verb_start == start and x.verb_end <= end]
    other = (difference.b_keys if is_base else difference.a_keys)[0]
    answer = load_verb_forms().get(other)
    if not verbs or answer is None or answer.lemma == verbs[0].lemma:
        return None
    is_mild = load_report_verbs().get(answer.lemma) == verbs[0].verb_class
    return Verdict(ChangeKind.ATTRIBUTION, Severity.WORDING if is_mild else None)


@look_once
def list_named(side: Side) -> list[Attribution]:
    """The attributions of a side that name who speaks."""
    return [found for found in side.attributions if found.form not in _UNNAMED]


def list_touched(side: Side, start: int, end: int) -> list[Attribution]:
    """The attributions whose verb or speaker the tokens ``start`` to ``end`` hold."""
    return [found for found in side.list_attributions(start, end) if found.form not in _UNNAMED]


def join_in_attribution(a: Side, b: Side, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, those on both shores of a speaker made one: "according to X", "X said"."""

    def are_one(last: Edit, edit: Edit) -> bool:
        if not (_is_inside(a, last.a_end, edit.a_start) and _is_inside(b, last.b_end, edit.b_start)):
            return False
        verbs_a = list_touched(a, last.a_start, edit.a_end)
        verbs_b = list_touched(b, last.b_start, edit.b_end)
        return bool(verbs_a and verbs_b) and verbs_a[0].lemma != verbs_b[0].lemma

    return join_edits(edits, are_one)


def _is_inside(side: Side, start: int, end: int) -> bool:
    """Whether the tokens between two edits belong to one attribution."""
    # The gap is the speaker or part of it, so an edit beside it holds the verb or the speaker's end.
    near = list_touched(side, max(0, start - _NEAR), min(len(side.tokens), end + _NEAR))
    return any(
        found.start <= start and end <= found.end and found.end - found.start <= _NEAR for found in near
    )


def _judge_lost(difference: Difference, found: list[Attribution]) -> Verdict | None:
    """An attribution that only one side gives."""
    edit = difference.edit
    is_base = bool(difference.a_keys)
    side, start, end = (
        (difference.a, edit.a_start, edit.a_end) if is_base else (difference.b, edit.b_start, edit.b_end)
    )
    whole = [x for x in found if _covers_verb(x, start, end)]
    if not whole:
        return None
    inside = {index for x in whole for index in range(x.start, x.end)}
    beside = [side.tokens[index].key for index in range(start, end) if index not in inside]
    # Before its statement an attribution stands alone; with more words it is a clause that came or went.
    most = _MOST_BESIDE if all(is_aside(side, x) for x in whole) else 0
    if count_content(key for key in beside if key.isalnum()) > most:
        return None
    other = difference.b if is_base else difference.a
    is_quoted = any(side.quoted) or any(other.quoted)
    is_sure = all(
        is_sure_speaker(side.tokens, x.speaker_start, x.speaker_end)
        and not set(_read_speaker(side, x)) & _AUTHORS
        for x in whole
    )
    is_bare = is_sure and not other.attributions and not is_quoted
    return Verdict(ChangeKind.ATTRIBUTION, Severity.SUBSTANCE if is_bare else None)


def is_aside(side: Side, found: Attribution) -> bool:
    """Whether an attribution is set off from its statement: ", he said on Friday", "according to him"."""
    if found.form is AttributionForm.ACCORDING:
        return True
    return found.start > 0 and side.tokens[found.start - 1].form in _ASIDE_MARKS


def _covers_verb(found: Attribution, start: int, end: int) -> bool:
    return start <= found.verb_start and found.verb_start < end


def _covers_speaker(side: Side, found: Attribution, start: int, end: int) -> bool:
    """Whether a range holds the last word of the speaker, which says who it is."""
    last = found.speaker_end - 1
    while last > found.speaker_start and not side.tokens[last].is_word:
        last -= 1
    return found.speaker_start < found.speaker_end and start <= last < end


def _read_speaker(side: Side, found: Attribution) -> tuple[str, ...]:
    return tuple(t.key for t in side.tokens[found.speaker_start : found.speaker_end] if t.is_word)


def _is_pronoun(side: Side, found: Attribution) -> bool:
    words = _read_speaker(side, found)
    return len(words) == 1 and words[0] in PRONOUNS
