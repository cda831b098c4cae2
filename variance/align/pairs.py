"""Pairs: which units of two sources say the same thing, and what is left on either side."""

from __future__ import annotations

import difflib
import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from variance.model import Alignment, AlignmentKind, Evidence, Note, Pair, Repeats
from variance.text.ids import IdRegister
from variance.text.parsed import ParsedSource, ParsedUnit

_LIMIT = 40  # a word in more units than this says nothing about any of them


def align_sources(
    sources: Sequence[ParsedSource], pairs: Sequence[tuple[int, int]]
) -> tuple[tuple[Pair, ...], tuple[Note, ...]]:
    """The pairs asked for, by their sources' indices, with alignments, omissions, additions and repeats."""
    told = [[unit for unit in parsed.units if unit.unit.role.is_told] for parsed in sources]
    weights = _weigh_words(told)
    return tuple(_align_pair(sources[a], told[a], sources[b], told[b], weights) for a, b in pairs), ()


def _weigh_words(told: Sequence[Sequence[ParsedUnit]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for units in told:
        for unit in units:
            counts.update({token.key for token in unit.words})
    total = sum(len(units) for units in told) + 1
    return {key: math.log(total / count) for key, count in counts.items()}


def _align_pair(
    a: ParsedSource,
    units_a: Sequence[ParsedUnit],
    b: ParsedSource,
    units_b: Sequence[ParsedUnit],
    weights: dict[str, float],
) -> Pair:
    keys_a = [[token.key for token in unit.words] for unit in units_a]
    keys_b = [[token.key for token in unit.words] for unit in units_b]
    index: dict[str, list[int]] = defaultdict(list)
    for j, keys in enumerate(keys_b):
        for key in sorted(set(keys)):
            index[key].append(j)
    scored = []
    size_b = [sum(weights[key] for key in sorted(set(keys))) for keys in keys_b]
    for i, keys in enumerate(keys_a):
        own = sorted(set(keys))
        size = sum(weights[key] for key in own)
        shared: dict[int, float] = defaultdict(float)
        for key in own:
            if len(index[key]) <= _LIMIT:
                for j in index[key]:
                    shared[j] += weights[key]
        best = sorted(shared, key=lambda j: (-shared[j] / (size + size_b[j] - shared[j]), j))[:8]
        for j in best:
            jaccard = shared[j] / max(0.1, size + size_b[j] - shared[j])
            ratio = difflib.SequenceMatcher(None, keys_a[i][:200], keys_b[j][:200], autojunk=False).ratio()
            score = 0.5 * (jaccard + ratio)
            if score > 0.25:
                scored.append((-score, abs(i - j), i, j))
    scored.sort()
    used_a: set[int] = set()
    used_b: set[int] = set()
    links = []
    for minus, _, i, j in scored:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            links.append((i, j, -minus))
    links.sort()
    return _make_pair(a, units_a, b, units_b, links)


def _make_pair(
    a: ParsedSource,
    units_a: Sequence[ParsedUnit],
    b: ParsedSource,
    units_b: Sequence[ParsedUnit],
    links: Sequence[tuple[int, int, float]],
) -> Pair:
    register = IdRegister()
    alignments = []
    last = -1
    for i, j, score in links:
        x, y = units_a[i], units_b[j]
        texts = sorted((x.unit.text, y.unit.text))
        alignments.append(
            Alignment(
                register.claim("a", texts),
                (x.unit.id,),
                (y.unit.id,),
                _find_kind(x, y, score),
                round(score, 4),
                j < last,
                (Evidence("shared words", round(score, 4), ""),),
            )
        )
        last = max(last, j)
    rest_a, repeats_a = _part_repeats(units_a, {i for i, _, _ in links})
    rest_b, repeats_b = _part_repeats(units_b, {j for _, j, _ in links})
    copied = 2 * len(links) > min(len(units_a), len(units_b))
    cut_a = cut_b = len(units_a) + len(units_b) + 10**9
    if links and copied and b.source.truncated_at is not None:
        cut_a = max(units_a[i].unit.id for i, _, _ in links)
    if links and copied and a.source.truncated_at is not None:
        cut_b = max(units_b[j].unit.id for _, j, _ in links)
    weight = sum(len(units_a[i].words) + len(units_b[j].words) for i, j, _ in links)
    return Pair(
        a.source.id,
        b.source.id,
        round(weight / max(1, sum(len(u.words) for u in (*units_a, *units_b))), 4),
        tuple(alignments),
        tuple(u for u in rest_a if u <= cut_a),
        tuple(u for u in rest_b if u <= cut_b),
        Repeats(repeats_a, repeats_b),
        tuple(u for u in rest_a if u > cut_a),
        tuple(u for u in rest_b if u > cut_b),
    )


def _find_kind(x: ParsedUnit, y: ParsedUnit, score: float) -> AlignmentKind:
    forms = [[token.form for token in unit.tokens] for unit in (x, y)]
    for side in forms:
        while side and side[-1] in (".", '"', "'"):
            side.pop()
    if forms[0] == forms[1]:
        return AlignmentKind.IDENTICAL
    if score > 0.5:
        return AlignmentKind.REWORDED
    return AlignmentKind.PARAPHRASE if score > 0.35 else AlignmentKind.PARTIAL


def _part_repeats(units: Sequence[ParsedUnit], linked: set[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The ids of the unlinked units: those that say something of their own, and those that repeat."""
    told = {tuple(token.key for token in units[i].words) for i in sorted(linked)}
    own, repeats = [], []
    for i, unit in enumerate(units):
        if i in linked:
            continue
        keys = tuple(token.key for token in unit.words)
        if keys in told:
            repeats.append(unit.unit.id)
        else:
            own.append(unit.unit.id)
            told.add(keys)
    return tuple(own), tuple(repeats)
