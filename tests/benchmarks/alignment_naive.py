"""The simple methods that alignment is measured against: best matches by difflib and by weighted Jaccard."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Callable, Sequence

from tests.benchmarks.alignment_sets import Link
from variance.model import Source
from variance.text.parsed import ParsedSource, parse_source

# The best of 0.05, 0.10, … 0.60 on the seeds and three stories that the weights are fitted on.
RATIO_THRESHOLD = 0.25
JACCARD_THRESHOLD = 0.15

Similarity = Callable[[list[str], list[str]], float]


def match_ratio(sources: Sequence[Source], a: int, b: int, threshold: float = RATIO_THRESHOLD) -> set[Link]:
    """Links by difflib's ratio of words: each unit of a with its best match in b."""

    def measure(x: list[str], y: list[str]) -> float:
        return difflib.SequenceMatcher(None, x, y, autojunk=False).ratio()

    return _match(sources, a, b, measure, threshold, either_side=False)


def match_jaccard(
    sources: Sequence[Source], a: int, b: int, threshold: float = JACCARD_THRESHOLD
) -> set[Link]:
    """Links by shared words weighted by their rarity in the story: best matches of units of either side."""
    told = [unit for source in sources for unit in parse_source(source).units if unit.unit.role.is_told]
    counts = Counter(key for unit in told for key in {token.key for token in unit.words})
    weights = {key: math.log((len(told) + 1) / count) for key, count in counts.items()}

    def measure(x: list[str], y: list[str]) -> float:
        whole = math.fsum(weights[key] for key in {*x, *y})
        return math.fsum(weights[key] for key in {*x} & {*y}) / whole if whole else 0.0

    return _match(sources, a, b, measure, threshold, either_side=True)


def _match(
    sources: Sequence[Source], a: int, b: int, measure: Similarity, threshold: float, *, either_side: bool
) -> set[Link]:
    ours, theirs = _read_words(parse_source(sources[a])), _read_words(parse_source(sources[b]))
    scores = {(i, j): measure(x, y) for i, x in ours.items() for j, y in theirs.items()}
    best: set[Link] = set()
    for i in ours:
        if theirs:
            best.add(max(((i, j) for j in theirs), key=lambda link: (scores[link], -link[1])))
    for j in theirs if either_side and ours else ():
        best.add(max(((i, j) for i in ours), key=lambda link: (scores[link], -link[0])))
    return {link for link in best if scores[link] >= threshold}


def _read_words(parsed: ParsedSource) -> dict[int, list[str]]:
    return {
        unit.unit.id: [token.key for token in unit.words] for unit in parsed.units if unit.unit.role.is_told
    }
