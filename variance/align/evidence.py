"""Evidence: what speaks for two units saying the same thing, as named measures that a person can check.

``FEATURES`` lists them with their meaning. A report shows the reasons they add up to, with their shares of
the score and the words they rest on (``describe_reason``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from enum import StrEnum

from variance.align.likeness import find_alike, find_shared
from variance.align.sequences import find_run
from variance.align.story import Story, Told
from variance.frozen import NamedTuple


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


# What follows from the words of two units alone.
WORD_FEATURES = (
    Feature(
        "shared words", "weight of the words both have, of all words that either has", Reason.SHARED_WORDS
    ),
    Feature("words of the shorter", "weight of the shared words, of the shorter unit's", Reason.SHARED_WORDS),
    Feature(
        "words of one meaning", "weight of near-synonyms in common, beyond shared words", Reason.NEAR_SYNONYMS
    ),
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
    Feature("subject", "both name the same first", Reason.SUBJECT),
    Feature("same speaker", "weight of the best word that both name their speakers by", Reason.SUBJECT),
    Feature("other names", "weight of the names that only one of them has, of all names", Reason.NAMES, -1),
    Feature("length", "how much longer one is than the other", Reason.LENGTH, -1),
)
# What follows from where they stand, too.
PLACE_FEATURES = (
    Feature(
        "words told once", "weight of shared words that no other unit of either has", Reason.SHARED_WORDS
    ),
    Feature(
        "words found together",
        "weight of shared words beyond the most any other unit has",
        Reason.SHARED_WORDS,
    ),
    Feature("share found together", "the same, as a share of the shorter unit's weight", Reason.SHARED_WORDS),
    Feature("headlines", "both are headlines with two words in common", Reason.HEADLINES),
    Feature("joined neighbour", "what a neighbour of one adds: a sentence told in two", Reason.SPLIT),
)
FEATURES = (*WORD_FEATURES, *PLACE_FEATURES)
_SHOWN = 6


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
        run = _show_run(x, x.words.quoted_bigrams & y.words.quoted_bigrams)
        quoted = (x.words.quoted & y.content) | (y.words.quoted & x.content)
        return run or _show_words(x, quoted, weights)
    if reason in (Reason.WORDS_IN_ORDER, Reason.SPLIT):
        return _show_run(x, x.bigrams & y.bigrams)
    if reason is Reason.SUBJECT:
        named = x.words.speakers & y.words.speakers
        if x.words.subject is not None and x.words.subject == y.words.subject:
            named |= {x.words.subject}
        return _show_words(x, named, weights)
    return ""


def _show_words(x: Told, keys: Collection[str], weights: Mapping[str, float]) -> str:
    """The heaviest words, in the order in which x has them."""
    heaviest = set(sorted(keys, key=lambda key: (-weights[key], key))[:_SHOWN])
    shown: list[str] = []
    for key in x.keys:
        if key in heaviest and x.words.surface[key] not in shown:
            shown.append(x.words.surface[key])
    return ", ".join(shown)


def _show_run(x: Told, shared: Set[tuple[str, str]]) -> str:
    """The heaviest run as it stands in x's text."""
    run = find_run(x, shared)
    if not run.weight:
        return ""
    unit, tokens = x.words.parsed.unit, x.words.parsed.tokens
    first, last = tokens[x.words.places[run.start]], tokens[x.words.places[run.end - 1]]
    return unit.text[first.start - unit.start : last.end - unit.start]
