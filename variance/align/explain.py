"""Why a unit was aligned as it was, or was not: its candidates with each feature's part in their scores."""

from __future__ import annotations

from collections.abc import Sequence

from variance.align.context import to_chance
from variance.align.evidence import describe_reason
from variance.align.pairs import score_pairs
from variance.align.scoring import split_score
from variance.frozen import NamedTuple
from variance.text.parsed import ParsedSource

_BORNE_OUT = ("borne out", "it completes a sentence told in two, or stands where the order of both has it")


class Part(NamedTuple):
    """One feature's part in a score, in log odds: above 0 it speaks for the match, below against it."""

    feature: str
    meaning: str
    amount: float
    text: str


class ExplainedCandidate(NamedTuple):
    """A unit of the other source that was looked at; the weightiest parts of its score stand first.

    ``score`` is 0 to 1; ``threshold`` the score from which a candidate is linked as a rule. Units with the
    very same words are paired without a score and have no parts.
    """

    unit: int
    text: str
    score: float
    threshold: float
    is_linked: bool
    parts: tuple[Part, ...]


class Explanation(NamedTuple):
    """A unit and everything in the other source that was looked at for it, best first."""

    source: str
    unit: int
    text: str
    other: str
    candidates: tuple[ExplainedCandidate, ...]


def explain_unit(sources: Sequence[ParsedSource], a: int, b: int, unit: int) -> Explanation:
    """The candidates of one unit of source a in source b, best first, with each feature's part.

    ``a`` and ``b`` are indices into ``sources``; further sources are taken for third sources, as in a
    comparison. Raises KeyError if the unit does not tell the story or is not there.
    """
    aligned = score_pairs(sources, [(a, b)] if len(sources) == 2 else _list_pairs(len(sources)))
    rank = {index: place for place, index in enumerate(aligned.order)}
    is_turned = rank[a] > rank[b]
    look = aligned.looks[(rank[b], rank[a]) if is_turned else (rank[a], rank[b])]
    view = look.first.view
    ours, theirs = (view.b, view.a) if is_turned else (view.a, view.b)
    told = {one.id: one for one in ours.units}[unit]
    links = look.choose_links(aligned.weights.threshold)
    found = []
    for place in look.own:
        if place[1 if is_turned else 0] != told.place:
            continue
        other = theirs.units[place[0 if is_turned else 1]]
        parts = [
            Part(
                feature.name,
                feature.meaning,
                amount,
                describe_reason(feature.reason, view.story, told, other),
            )
            for feature, amount in split_score(aligned.weights, look, place)
        ]
        score = links.get(place, look.scores[place])
        if score > look.scores[place]:
            parts.append(Part(*_BORNE_OUT, score - look.scores[place], ""))
        parts.sort(key=lambda part: (-abs(part.amount), part.feature))
        threshold = to_chance(aligned.weights.threshold)
        found.append(
            ExplainedCandidate(
                other.id, other.text, to_chance(score), threshold, place in links, tuple(parts)
            )
        )
    found.sort(key=lambda candidate: (-candidate.score, candidate.unit))
    return Explanation(ours.source.source.id, told.id, told.text, theirs.source.source.id, tuple(found))


def _list_pairs(count: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(count) for b in range(a + 1, count)]
