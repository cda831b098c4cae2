"""Evidence: what speaks for two units saying the same thing, as named measures that a person can check.

``FEATURES`` lists them with their meaning. A report shows the reasons they add up to, with their shares of
the score and the words they rest on (``describe_reason``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from typing import NamedTuple

from variance.align.story import ORDER_LIMIT, Story, Telling, Told


class Reason(StrEnum):
    """What features have in common, as a report names it: one reason stands for several measures."""

    SHARED_WORDS = "shared words"
    NEAR_SYNONYMS = "near-synonyms"
    QUOTED_WORDS = "quoted words"
    WORDS_IN_ORDER = "words in order"
    SAME_WORDS = "same words"
    HEADLINES = "headlines"
    SUBJECT = "subject and speaker"
    SPLIT = "split sentence"
    NAMES = "names"
    LENGTH = "length"
    LEAD = "lead over others"
    NEIGHBOURS = "neighbours"
    ORDER = "place in the telling"
    THIRD_SOURCE = "third source"


class Feature(NamedTuple):
    """A measure by its name, what it measures, and the reason it belongs to.

    ``sign`` is 1 where more of it can only speak for a match, -1 where only against, 0 where both can be;
    the fit keeps to it, so that no weight says the opposite of what its name promises.
    """

    name: str
    meaning: str
    reason: Reason
    sign: int = 1


FEATURES = (
    Feature(
        "shared words", "weight of the words both have, of all words that either has", Reason.SHARED_WORDS
    ),
    Feature("words of the shorter", "weight of the shared words, of the shorter unit's", Reason.SHARED_WORDS),
    Feature(
        "words of one meaning", "weight of near-synonyms in common, beyond shared words", Reason.NEAR_SYNONYMS
    ),
    Feature(
        "words told once", "weight of shared words that no other unit of either has", Reason.SHARED_WORDS
    ),
    Feature(
        "words found together",
        "weight of shared words beyond the most any other unit has",
        Reason.SHARED_WORDS,
    ),
    Feature("share found together", "the same, as a share of the shorter unit's weight", Reason.SHARED_WORDS),
    Feature("quoted words", "share of one unit's quoted words that the other has", Reason.QUOTED_WORDS),
    Feature("quotation", "weight of the longest run of words that both quote", Reason.QUOTED_WORDS),
    Feature(
        "phrases", "neighbouring words in common, with small words, of the shorter", Reason.WORDS_IN_ORDER
    ),
    Feature(
        "words in order", "longest common sequence, with small words, of the shorter", Reason.WORDS_IN_ORDER
    ),
    Feature("longest run", "weight of the longest run of words in common", Reason.WORDS_IN_ORDER),
    Feature("same words", "both have the same words in the same order", Reason.SAME_WORDS),
    Feature("headlines", "both are headlines with two words in common", Reason.HEADLINES),
    Feature("subject", "both name the same first", Reason.SUBJECT),
    Feature("same speaker", "weight of the best word that both name their speakers by", Reason.SUBJECT),
    Feature("other names", "weight of the names that only one of them has, of all names", Reason.NAMES, -1),
    Feature("joined neighbour", "what a neighbour of one adds: a sentence told in two", Reason.SPLIT),
    Feature("length", "how much longer one is than the other", Reason.LENGTH, -1),
)
_SHOWN = 6
_FEWEST_WORDS = 6  # a sequence of fewer words is measured as if it had so many: "he said" in order is little
_FEWEST_BIGRAMS = 4
_FEWEST_QUOTED = 2  # one quoted word alone is no quotation
_ALIKE = 0.6  # a near-synonym counts for so much of a shared word
_SMALL_WORD = 0.08  # the weight of a function word inside a run
_WIDE = 40  # a word in more units than this sets nothing apart


class PairView(NamedTuple):
    """Two sources of a story side by side, as all measures need them."""

    story: Story
    a: Telling
    b: Telling


def measure_pair(view: PairView, i: int, j: int) -> tuple[float, ...]:
    """The value of every feature for two units, in the order of ``FEATURES``."""
    weights = view.story.weights
    x, y = view.a.units[i], view.b.units[j]
    inter = find_shared(view.story, x, y)
    values = [weights[key] for key in inter]
    both = math.fsum(values)
    alike = find_alike(x, y)
    alike_values = [_ALIKE * weights[sense] for sense in alike]
    keys, key_values = [*inter, *alike], [*values, *alike_values]
    alone = _measure_together(view, keys, key_values, i, j)
    shorter = max(1.0, min(x.weight, y.weight))
    union = x.weight + y.weight - both
    return (
        both / union if union > 0 else 0.0,
        both / shorter,
        math.log1p(math.fsum(alike_values)),
        math.log1p(_measure_once(view, keys, key_values)),
        math.log1p(alone),
        alone / shorter,
        max(_measure_quoted(x, y, weights), _measure_quoted(y, x, weights)),
        math.log1p(_find_run(x, y, weights, x.words.quoted_bigrams & y.words.quoted_bigrams)[0]),
        len(x.bigrams & y.bigrams) / max(_FEWEST_BIGRAMS, min(len(x.bigrams), len(y.bigrams))),
        measure_order(x, y) / max(_FEWEST_WORDS, min(len(x.keys), len(y.keys), ORDER_LIMIT)),
        math.log1p(_find_run(x, y, weights, x.bigrams & y.bigrams)[0]),
        1.0 if x.keys == y.keys else 0.0,
        1.0 if x.is_headline and y.is_headline and len(keys) > 1 else 0.0,
        1.0 if x.words.subject is not None and x.words.subject == y.words.subject else 0.0,
        max([weights[key] for key in x.words.speakers & y.words.speakers], default=0.0),
        _measure_other_names(x, y, weights),
        max(_measure_joined(x, y, view.b, weights), _measure_joined(y, x, view.a, weights)),
        abs(math.log((len(x.keys) + 1) / (len(y.keys) + 1))),
    )


def describe_reason(reason: Reason, story: Story, x: Told, y: Told) -> str:
    """The words that a reason rests on, as x writes them; empty where it rests on none."""
    weights = story.weights
    if reason is Reason.SHARED_WORDS:
        return _show_words(x, find_shared(story, x, y), weights)
    if reason is Reason.NEAR_SYNONYMS:
        pairs = [
            f"{x.words.surface[min(x.senses[sense])]} / {y.words.surface[min(y.senses[sense])]}"
            for sense in find_alike(x, y)
        ]
        return ", ".join(pairs[:_SHOWN])
    if reason is Reason.QUOTED_WORDS:
        run = _show_run(x, y, weights, x.words.quoted_bigrams & y.words.quoted_bigrams)
        quoted = (x.words.quoted & y.content) | (y.words.quoted & x.content)
        return run or _show_words(x, sorted(quoted), weights)
    if reason in (Reason.WORDS_IN_ORDER, Reason.SPLIT):
        return _show_run(x, y, weights, x.bigrams & y.bigrams)
    if reason is Reason.SUBJECT:
        named = x.words.speakers & y.words.speakers
        if x.words.subject is not None and x.words.subject == y.words.subject:
            named |= {x.words.subject}
        return _show_words(x, sorted(named), weights)
    return ""


def find_shared(story: Story, x: Told, y: Told) -> list[str]:
    """The telling words in common, of a name's bound parts only the heaviest, without who speaks in both."""
    shared = (x.content & y.content) - (x.words.only_speakers & y.words.only_speakers)
    weights, bound = story.weights, story.bound
    heaviest: dict[str, tuple[float, str]] = {}
    for key in shared:
        name = bound.get(key, key)
        heaviest[name] = max(heaviest.get(name, (0.0, "")), (weights[key], key))
    return sorted(key for _, key in heaviest.values())


def find_alike(x: Told, y: Told) -> list[str]:
    """The groups of near-synonyms that both have a word of, but no word in common."""
    return sorted(
        sense for sense in x.senses.keys() & y.senses.keys() if x.senses[sense].isdisjoint(y.senses[sense])
    )


def _sum(weights: Mapping[str, float], keys: Set[str]) -> float:
    return math.fsum([weights[key] for key in keys])


def _measure_other_names(x: Told, y: Told, weights: Mapping[str, float]) -> float:
    """The share of the weight of all names of the two that only one of them has."""
    names = x.words.names | y.words.names
    shared = (x.words.names & y.content) | (y.words.names & x.content)
    return 1.0 - _sum(weights, shared) / _sum(weights, names) if names else 0.0


def _measure_once(view: PairView, keys: list[str], values: list[float]) -> float:
    a, b = view.a.postings, view.b.postings
    return math.fsum(
        [value for key, value in zip(keys, values, strict=True) if len(a[key]) == 1 and len(b[key]) == 1]
    )


def _measure_together(view: PairView, keys: list[str], values: list[float], i: int, j: int) -> float:
    """The shared weight beyond what another unit has of those words, on the side where that is less."""
    both = found = math.fsum(values)
    for postings, own in ((view.b.postings, j), (view.a.postings, i)):
        others: dict[int, float] = defaultdict(float)
        for key, value in zip(keys, values, strict=True):
            places = postings[key]
            if len(places) <= _WIDE:
                for place in places:
                    others[place] += value
        others.pop(own, None)
        if others:
            found = min(found, both - max(others.values()))
    return max(0.0, found)


def _measure_quoted(x: Told, y: Told, weights: Mapping[str, float]) -> float:
    if len(x.words.quoted) < _FEWEST_QUOTED:
        return 0.0
    common = x.words.quoted & y.content
    return _sum(weights, common) / max(1.0, _sum(weights, x.words.quoted)) if common else 0.0


def measure_order(x: Told, y: Told) -> int:
    """The length of the longest common sequence of words of two units."""
    return _measure_sequence(x.masks, min(len(x.keys), ORDER_LIMIT), y.keys)


def measure_run(story: Story, x: Told, y: Told) -> float:
    """The weight of the heaviest run of words in common."""
    return _find_run(x, y, story.weights, x.bigrams & y.bigrams)[0]


def measure_sequence(x: Sequence[str], y: Sequence[str]) -> int:
    """The length of the longest common subsequence of the first words of two sequences."""
    masks: dict[str, int] = {}
    for at, key in enumerate(x[:ORDER_LIMIT]):
        masks[key] = masks.get(key, 0) | 1 << at
    return _measure_sequence(masks, min(len(x), ORDER_LIMIT), y)


def _measure_sequence(masks: Mapping[str, int], width: int, other: Sequence[str]) -> int:
    return width - _match_rows(masks, width, other).bit_count()


def _match_rows(masks: Mapping[str, int], width: int, other: Sequence[str]) -> int:
    """A bit a place of one sequence, a step a word of the other; a zero is a word in common (Hyyrö 2004)."""
    full = (1 << width) - 1
    row = full
    for key in other[:ORDER_LIMIT]:
        mask = masks.get(key)
        if mask is not None:
            matched = row & mask
            if matched:
                row = ((row + matched) | (row - matched)) & full
    return row


def measure_rest(whole: Told, part: Told, rest: Told, *, is_first: bool) -> float:
    """How closely ``part`` gives in order what ``rest``, its neighbour, leaves of ``whole``.

    The whole is cut where the two together match it best; the share is of the longer of the part and its
    piece. ``is_first`` says that the part stands before the rest.
    """
    width = min(len(whole.keys), ORDER_LIMIT)
    ahead, behind = (part, rest) if is_first else (rest, part)
    forth = _list_prefix_matches(whole.keys[:width], ahead.keys)
    back = _list_prefix_matches(whole.keys[:width][::-1], behind.keys[::-1])[::-1]
    cut = max(range(width + 1), key=lambda at: (forth[at] + back[at], -at))
    matched, length = (forth[cut], cut) if is_first else (back[cut], width - cut)
    return matched / max(_FEWEST_WORDS, length, len(part.keys))


def _list_prefix_matches(whole: Sequence[str], other: Sequence[str]) -> list[int]:
    """The longest common subsequence of every prefix of one sequence with the other."""
    masks: dict[str, int] = {}
    for at, key in enumerate(whole):
        masks[key] = masks.get(key, 0) | 1 << at
    row = _match_rows(masks, len(whole), other)
    found = [0]
    for at in range(len(whole)):
        found.append(found[-1] + (not row >> at & 1))
    return found


def _find_run(
    x: Told, y: Told, weights: Mapping[str, float], shared: Set[tuple[str, str]]
) -> tuple[float, int, int]:
    """(weight, start, end) of the heaviest run of x's words whose neighbours are neighbours in y, too."""
    best, best_start, best_end = 0.0, 0, 0
    if not shared:
        return best, best_start, best_end
    weight, start = 0.0, 0
    last = ""
    for at, key in enumerate(x.keys[:ORDER_LIMIT]):
        value = weights[key] if key in x.content else _SMALL_WORD
        if (last, key) in shared:
            weight += value
            if weight > best:
                best, best_start, best_end = weight, start, at + 1
        else:
            weight, start = value, at
        last = key
    return best, best_start, best_end


def _measure_joined(x: Told, y: Told, side: Telling, weights: Mapping[str, float]) -> float:
    """What y and one of its neighbours have of x together, beyond the better of the two, of x's weight."""
    best = 0.0
    own = x.meanings & y.meanings
    for place in (y.place - 1, y.place + 1):
        if 0 <= place < len(side.units):
            theirs = x.meanings & side.units[place].meanings
            if theirs:
                best = max(best, min(_sum(weights, theirs - own), _sum(weights, own - theirs)))
    return best / max(1.0, x.weight)


def _show_words(x: Told, keys: Sequence[str], weights: Mapping[str, float]) -> str:
    """The heaviest words, in the order in which x has them."""
    heaviest = set(sorted(keys, key=lambda key: (-weights[key], key))[:_SHOWN])
    shown: list[str] = []
    for key in x.keys:
        if key in heaviest and x.words.surface[key] not in shown:
            shown.append(x.words.surface[key])
    return ", ".join(shown)


def _show_run(x: Told, y: Told, weights: Mapping[str, float], shared: Set[tuple[str, str]]) -> str:
    """The heaviest run as it stands in x's text."""
    _, start, end = _find_run(x, y, weights, shared)
    if end <= start:
        return ""
    unit, tokens = x.words.parsed.unit, x.words.parsed.tokens
    first, last = tokens[x.words.places[start]], tokens[x.words.places[end - 1]]
    return unit.text[first.start - unit.start : last.end - unit.start]
