"""Order and sides: the best path against all paths tried one by one; context read from either side."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.align_cases import read_lines
from tests.fixture_file import load_cases
from variance.align.context import read_context
from variance.align.order import find_path
from variance.align.scoring import look_first
from variance.align.story import read_story
from variance.align.weights import load_weights
from variance.text.parsed import ParsedSource

Place = tuple[int, int]


def measure_path(path: Sequence[Place], gains: Mapping[Place, float], price: float) -> float:
    stays = sum(one[0] == two[0] or one[1] == two[1] for one, two in itertools.pairwise(path))
    return sum(gains[place] for place in path) - price * stays


def list_paths(places: Sequence[Place]) -> list[tuple[Place, ...]]:
    return [
        path
        for length in range(len(places) + 1)
        for path in itertools.combinations(sorted(places), length)
        if all(one[1] <= two[1] for one, two in itertools.pairwise(path))
    ]


@pytest.mark.parametrize(
    ("gains", "path"),
    [
        ({}, []),
        ({(0, 0): 1.0, (1, 1): 1.0}, [(0, 0), (1, 1)]),
        # Of two that cross the better one stays.
        ({(0, 1): 1.0, (1, 0): 2.0}, [(1, 0)]),
        # A sentence told in two: the second half has to be worth the price.
        ({(0, 0): 3.0, (0, 1): 1.5}, [(0, 0), (0, 1)]),
        ({(0, 0): 3.0, (0, 1): 0.5}, [(0, 0)]),
        ({(0, 0): 3.0, (1, 0): 1.5, (2, 2): 1.0}, [(0, 0), (1, 0), (2, 2)]),
        # Three small gains in order outweigh a large one across them.
        ({(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0, (3, 0): 2.5}, [(0, 1), (1, 2), (2, 3)]),
    ],
)
def test_path(gains: dict[Place, float], path: list[Place]) -> None:
    assert find_path(gains, 1.0) == path


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 40).map(lambda n: n / 8), max_size=9
    ),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_no_path_gains_more(gains: dict[Place, float], price: float) -> None:
    path = find_path(gains, price)
    assert tuple(path) in list_paths(list(gains))
    best = max(measure_path(other, gains, price) for other in list_paths(list(gains)))
    assert measure_path(path, gains, price) == pytest.approx(best)


def test_long_tellings_are_walked_in_the_time_of_sorting() -> None:
    gains = {(i, (i * 7919) % 20_000): 1.0 for i in range(20_000)}
    path = find_path(gains, 1.0)
    assert len(path) > 100
    assert path == sorted(path)


def measure_contexts(sources: Sequence[ParsedSource]) -> dict[tuple[Place, Place], tuple[float, ...]]:
    pairs = list(itertools.combinations(range(len(sources)), 2))
    scored = {key: look.score(load_weights()) for key, look in look_first(read_story(sources), pairs).items()}
    return {
        (key, place): context.measure(place)
        for key, context in read_context(scored).items()
        for place in scored[key].scores
        if place not in scored[key].twins
    }


def test_context_is_the_same_from_either_side() -> None:
    texts = [
        case.parts[side]
        for case in load_cases("align/rows.md")
        if case.title.startswith("Told in")
        for side in ("input a", "input b")
    ]
    sources = [read_lines(name, text) for name, text in zip("abc", texts[:2] + texts[3:], strict=True)]
    forth, back = measure_contexts(sources), measure_contexts(sources[::-1])
    assert forth
    for ((a, b), (i, j)), values in forth.items():
        assert back[(2 - b, 2 - a), (j, i)] == pytest.approx(values)
