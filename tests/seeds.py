"""The five seed articles, read and compared once for all tests, and short ways to ask about them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from variance.compare import compare_sources, read_source
from variance.model import Alignment, Change, Comparison, Pair, Source, Unit

SEEDS = Path(__file__).parents[1] / "seeds"


@cache
def read_seed(number: str) -> Source:
    """The seed article whose file name begins with these three digits."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return read_source(path)


@cache
def compare_seeds(*numbers: str, base: str | None = None) -> Comparison:
    """The comparison of some seeds, all five if none is named."""
    return compare_sources(
        [read_seed(number) for number in numbers or ("000", "001", "002", "003", "004")], base=base
    )


def get_pair(a: str, b: str) -> Pair:
    """The pair of two seeds out of the comparison of all five."""
    pair = compare_seeds().get_pair(read_seed(a).id, read_seed(b).id)
    assert pair is not None
    return pair


def find_unit(number: str, words: str) -> Unit:
    """The first unit of a seed that holds these words."""
    return next(unit for unit in read_seed(number).units if words in unit.text)


def find_alignments(a: str, a_words: str, b: str, b_words: str) -> list[Alignment]:
    """The alignments of two seeds that hold a unit with these words on either side."""
    one, two = find_unit(a, a_words).id, find_unit(b, b_words).id
    return [row for row in get_pair(a, b).alignments if one in row.a and two in row.b]


def list_changes(a: str, b: str) -> Iterator[Change]:
    """Every change between two seeds."""
    for row in get_pair(a, b).alignments:
        yield from row.changes
