"""Values and attributions of two independent sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from variance.classify.attribution import is_aside, list_named
from variance.classify.figures import is_vague
from variance.classify.finds import Find
from variance.classify.grammar import PREPOSITIONS, PRONOUNS
from variance.classify.sides import Side
from variance.model import AlignmentKind, ChangeKind, Severity
from variance.text.attribution import Attribution, AttributionForm
from variance.text.stems import stem_word
from variance.text.valuecompare import compare_values
from variance.text.valuekinds import Value
from variance.text.wordlists import FUNCTION_WORDS

# So far behind a verb of reporting a date says when it was said, not when it happened.
_SAID_WITHIN = 3
# Each is laid against each; a sentence names one or two.
_MOST_SOURCES = 20
_MOST_VALUES = 100
_LONGEST_SHOWN = 8
_TIME_PREPOSITIONS = PREPOSITIONS & {"on", "in", "at", "since", "until", "by", "from", "before", "after"}


def find_figure_changes(a: Side, b: Side, kind: AlignmentKind) -> Iterator[Find]:
    """Dates and numbers that disagree, and dates that only one side gives (mild)."""
    dates_a = [value for value in a.values if value.kind.is_temporal][:_MOST_VALUES]
    dates_b = [value for value in b.values if value.kind.is_temporal][:_MOST_VALUES]
    for is_said in (False, True):
        yield from _compare_dates(
            a,
            b,
            [value for value in dates_a if _is_said(a, value) is is_said],
            [value for value in dates_b if _is_said(b, value) is is_said],
        )
    yield from _compare_counts(a, b)


def _compare_dates(a: Side, b: Side, own: Sequence[Value], other: Sequence[Value]) -> Iterator[Find]:
    keys_a, keys_b = {value.key for value in own}, {value.key for value in other}
    left = [value for value in own if value.key not in keys_b]
    right = [value for value in other if value.key not in keys_a]
    is_single = len(left) == len(right) == 1
    for value in left:
        partner = next((v for v in right if v.kind is value.kind), right[0] if right else None)
        if partner is None:
            if is_vague(value):
                continue  # "in recent months" against nothing tells a reader nothing
            yield Find(ChangeKind.DATE_TIME, _with_preposition(a, value), _empty(b), Severity.WORDING)
            continue
        right.remove(partner)
        agrees = compare_values(value, partner)
        if agrees:
            continue
        # Of several dates nobody can tell which answers which; one against one of a kind disagrees.
        is_sure = is_single and agrees is False
        yield Find(
            ChangeKind.DATE_TIME,
            _with_preposition(a, value),
            _with_preposition(b, partner),
            None if is_sure else Severity.WORDING,
        )
    for value in right:
        if is_vague(value):
            continue
        yield Find(ChangeKind.DATE_TIME, _empty(a), _with_preposition(b, value), Severity.WORDING)


def _compare_counts(a: Side, b: Side) -> Iterator[Find]:
    """Numbers of the same thing that exclude each other; numbers of different things are no difference."""
    for value in a.values[:_MOST_VALUES]:
        if value.kind.is_temporal or not value.counted:
            continue
        answers = [v for v in b.values[:_MOST_VALUES] if v.kind is value.kind and v.counted == value.counted]
        if len(answers) == 1 and compare_values(value, answers[0]) is False:
            yield Find(ChangeKind.NUMBER, (value.start, value.end), (answers[0].start, answers[0].end))


def _is_said(side: Side, value: Value) -> bool:
    """Whether a date belongs to a verb of reporting: "officials said on Friday"."""
    return any(
        found.verb_end <= value.start <= max(found.end, found.verb_end) + _SAID_WITHIN - 1
        and all(token.is_word for token in side.tokens[found.verb_end : value.start])
        for found in list_named(side)
    )


def _with_preposition(side: Side, value: Value) -> tuple[int, int]:
    start = value.start
    if start > 0 and not side.is_unit_start(start) and side.tokens[start - 1].key in _TIME_PREPOSITIONS:
        start -= 1
    return start, value.end


def _empty(side: Side) -> tuple[int, int]:
    return len(side.tokens), len(side.tokens)


def find_attribution_changes(a: Side, b: Side, kind: AlignmentKind) -> Iterator[Find]:
    """Statements with another speaker or verb of reporting, or with a source on one side only."""
    own, other = list_sources(a)[:_MOST_SOURCES], list_sources(b)[:_MOST_SOURCES]
    pairs = _pair_sources(a, b, own, other)
    for one, two in pairs:
        is_same = _read_speaker(a, one) == _read_speaker(b, two)
        if is_same and one.verb_class == two.verb_class:
            continue
        is_mild = _is_pronoun(a, one) or _is_pronoun(b, two)
        severity = Severity.WORDING if is_mild else None
        yield Find(ChangeKind.ATTRIBUTION, _show_source(one), _show_source(two), severity)
    # A source without an answer is mild: the shared fact may be another part of the sentence. Where others
    # answer each other, only an aside ("according to him") is told, since it speaks for the whole sentence.
    met_a, met_b = [one for one, _ in pairs], [two for _, two in pairs]
    for one in own:
        if one not in met_a and (not pairs or is_aside(a, one)):
            yield Find(ChangeKind.ATTRIBUTION, _show_source(one), _empty(b), Severity.WORDING)
    for two in other:
        if two not in met_b and (not pairs or is_aside(b, two)):
            yield Find(ChangeKind.ATTRIBUTION, _empty(a), _show_source(two), Severity.WORDING)


def _show_source(one: Attribution) -> tuple[int, int]:
    """The range of an attribution; of one with much between speaker and verb, the speaker alone."""
    if one.end - one.start <= _LONGEST_SHOWN or one.speaker_start == one.speaker_end:
        return one.start, one.end
    return one.speaker_start, one.speaker_end


def _pair_sources(
    a: Side, b: Side, own: Sequence[Attribution], other: Sequence[Attribution]
) -> list[tuple[Attribution, Attribution]]:
    """The attributions that answer each other: of the same speaker, or of what shares most words."""
    content_a = {id(one): _read_content(a, one, own) for one in own}
    content_b = {id(two): _read_content(b, two, other) for two in other}
    rated = []
    for i, one in enumerate(own):
        for j, two in enumerate(other):
            shared = _count_shared(content_a[id(one)], content_b[id(two)])
            is_same = _read_speaker(a, one) == _read_speaker(b, two)
            if shared or is_same:
                rated.append((-is_same, -shared, i, j))
    pairs: list[tuple[Attribution, Attribution]] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for _, _, i, j in sorted(rated):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((own[i], other[j]))
    return sorted(pairs, key=lambda pair: (pair[0].start, pair[1].start))


def _count_shared(own: Mapping[str, bool], other: Mapping[str, bool]) -> int:
    """How many stems two statements share; one that both quote counts for three."""
    return sum(3 if own[stem] and other[stem] else 1 for stem in own.keys() & other.keys())


def _read_content(side: Side, one: Attribution, all_found: Sequence[Attribution]) -> Mapping[str, bool]:
    """The stems of what is attributed: up to the next attribution, or what stands before an aside."""
    starts = [found.start for found in all_found if found.start > one.start]
    end = min(starts, default=len(side.tokens))
    ends = [found.end for found in all_found if found.end <= one.start]
    # An aside behind its statement ("…, he said.") has next to nothing behind it.
    words = _list_stems(side, one.end, end)
    return words if len(words) > 1 else words | _list_stems(side, max(ends, default=0), one.start)


def _list_stems(side: Side, start: int, end: int) -> dict[str, bool]:
    """The stems of the telling words of a range, and whether each is quoted."""
    stems: dict[str, bool] = {}
    for index, token in enumerate(side.tokens[start:end], start):
        if token.is_word and token.key not in FUNCTION_WORDS:
            stem = stem_word(token.key)
            stems[stem] = stems.get(stem, False) or side.quoted[index]
    return stems


def list_sources(side: Side) -> list[Attribution]:
    """The attributions of a side, one for each speaker; hearsay ("reportedly") is a source of its own."""
    found: dict[tuple[str, ...], Attribution] = {}
    for one in side.attributions:
        if one.form is not AttributionForm.PASSIVE:
            found.setdefault(_read_speaker(side, one) or (one.lemma,), one)
    return list(found.values())


def _read_speaker(side: Side, found: Attribution) -> tuple[str, ...]:
    return tuple(t.key for t in side.tokens[found.speaker_start : found.speaker_end] if t.is_word)


def _is_pronoun(side: Side, found: Attribution) -> bool:
    words = _read_speaker(side, found)
    return len(words) == 1 and words[0] in PRONOUNS
