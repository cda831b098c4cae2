"""Lineage: which sources are copies of one text, by the words they share in verbatim runs."""

from __future__ import annotations

from collections.abc import Sequence

from variance.model import Lineage
from variance.text.parsed import ParsedSource

# A run of five words is rarely written twice by chance; it is the unit of the METER corpus's studies of
# reused newspaper copy and of most detectors of reuse.
RUN_LENGTH = 5
# Of the shorter text. Measured on the five seeds and on nine pairs of independent reports of three other
# stories: copies of one wire text share 0.72 and more, independent texts at most 0.44 (a short one that is
# mostly quotation), the others at most 0.23.
SAME_TEXT = 0.5


def trace_lineage(sources: Sequence[ParsedSource]) -> Lineage:
    """The shares of words in shared runs for every two sources, and the groups of copies.

    A group is closed under "the shorter of two shares half its words with the other". Linear in the
    words for each pair: runs are looked up in a set.
    """
    words = [_list_words(source) for source in sources]
    runs = _number_runs(words)
    known = [frozenset(own) for own in runs]
    shares = tuple(
        tuple(
            1.0 if one == two else _measure_share(len(words[one]), runs[one], known[two])
            for two in range(len(sources))
        )
        for one in range(len(sources))
    )
    return Lineage(_group_copies(sources, words, shares), shares)


def _list_words(source: ParsedSource) -> list[str]:
    told = [unit.tokens for unit in source.units if unit.unit.role.is_told]
    return [token.key for tokens in told for token in tokens if token.is_word]


def _number_runs(words: Sequence[Sequence[str]]) -> list[list[int]]:
    """The runs of words that begin at each place of each source, under one number each."""
    numbers: dict[tuple[str, ...], int] = {}
    return [
        [
            numbers.setdefault(run, len(numbers))
            for run in zip(*(own[step:] for step in range(RUN_LENGTH)), strict=False)
        ]
        for own in words
    ]


def _measure_share(words: int, runs: Sequence[int], known: frozenset[int]) -> float:
    """The share of a source's words that stand in a run of the other source."""
    shared = covered_to = 0
    for at, run in enumerate(runs):
        if run in known:
            shared += at + RUN_LENGTH - max(at, covered_to)
            covered_to = at + RUN_LENGTH
    return round(shared / words, 4) if words else 0.0


def _group_copies(
    sources: Sequence[ParsedSource], words: Sequence[Sequence[str]], shares: Sequence[Sequence[float]]
) -> tuple[tuple[str, ...], ...]:
    """Single linkage over the sources, groups and members in the order given."""
    leader = list(range(len(sources)))
    for one in range(len(sources)):
        for two in range(one + 1, len(sources)):
            shorter = (one, two) if len(words[one]) <= len(words[two]) else (two, one)
            if shares[shorter[0]][shorter[1]] >= SAME_TEXT:
                low, high = sorted((leader[one], leader[two]))
                leader = [low if own == high else own for own in leader]
    groups: dict[int, list[str]] = {}
    for place, source in enumerate(sources):
        groups.setdefault(leader[place], []).append(source.source.id)
    return tuple(tuple(members) for members in groups.values())
