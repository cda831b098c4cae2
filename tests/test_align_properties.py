"""What holds for any texts: every unit is accounted for once, and no order of sources or sides matters."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.alignment_sets import make_source
from variance.align.leftovers import RepeatFinder
from variance.align.pairs import align_sources, turn_pair
from variance.align.sequences import FEWEST_WORDS, measure_order, measure_rest, measure_sequence
from variance.align.statements import build_statements
from variance.align.story import read_story
from variance.model import Pair, Statement
from variance.text.parsed import ParsedSource, parse_source
from variance.vocabulary import Role

QUICK = settings(max_examples=60, deadline=None)
# Sentences out of few words meet often; so pairs have splits, repeats and ties.
_STOCK = (
    "the ferry Aurora ran off Bergen said Captain Holm “we will sail” 214 not US a number of in the region"
)
WORD = st.sampled_from(_STOCK.split())
LINE = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
ODD_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=20)
ROLE = st.sampled_from([Role.SENTENCE, Role.SENTENCE, Role.SENTENCE, Role.HEADLINE, Role.BOILERPLATE])
TEXT = st.tuples(st.lists(st.tuples(st.one_of(LINE, LINE, LINE, ODD_LINE), ROLE), max_size=7), st.booleans())
TEXTS = st.lists(TEXT, min_size=2, max_size=4)


def read_texts(texts: Sequence[tuple[list[tuple[str, Role]], bool]]) -> list[ParsedSource]:
    return [
        parse_source(make_source(name, units, truncated=cut))
        for name, (units, cut) in zip("abcd", texts, strict=False)
    ]


def align_all(sources: Sequence[ParsedSource]) -> tuple[tuple[Pair, ...], tuple[Statement, ...]]:
    pairs, _ = align_sources(sources, list(itertools.combinations(range(len(sources)), 2)))
    return pairs, build_statements(sources, pairs)


@QUICK
@given(TEXTS)
def test_every_told_unit_is_in_a_row_or_in_one_list(texts: list[tuple[list[tuple[str, Role]], bool]]) -> None:
    sources = read_texts(texts)
    told = {s.source.id: [unit.id for unit in s.source.told_units] for s in sources}
    for pair in align_all(sources)[0]:
        for name, rows, lists in (
            (pair.a, [r.a for r in pair.alignments], (pair.omitted, pair.repeated.a, pair.truncated)),
            (pair.b, [r.b for r in pair.alignments], (pair.added, pair.repeated.b, pair.truncated_b)),
        ):
            aligned = {unit for row in rows for unit in row}
            listed = [unit for units in lists for unit in units]
            assert sorted([*aligned, *listed]) == told[name]
        assert 0.0 <= pair.similarity <= 1.0
        assert len({row.id for row in pair.alignments}) == len(pair.alignments)


@QUICK
@given(TEXTS)
def test_every_told_unit_is_in_one_statement(texts: list[tuple[list[tuple[str, Role]], bool]]) -> None:
    sources = read_texts(texts)
    _, statements = align_all(sources)
    found = Counter((name, unit) for row in statements for name, units in row.cells.items() for unit in units)
    assert found == Counter((s.source.id, unit.id) for s in sources for unit in s.source.told_units)
    assert len({row.id for row in statements}) == len(statements)


@QUICK
@given(TEXTS, st.randoms(use_true_random=False))
def test_no_order_matters(texts: list[tuple[list[tuple[str, Role]], bool]], shuffle: random.Random) -> None:
    sources = read_texts(texts)
    turned = list(sources)
    shuffle.shuffle(turned)
    if len({source.source.text for source in sources}) < len(sources):
        return  # equal texts can stand for each other
    pairs, statements = align_all(sources)
    back, others = align_all(turned)
    found = {(pair.a, pair.b): pair for pair in back}
    for pair in pairs:
        assert found.get((pair.a, pair.b)) == pair or turn_pair(found[pair.b, pair.a]) == pair
    assert {(row.id, tuple(sorted(row.cells.items()))) for row in statements} == {
        (row.id, tuple(sorted(row.cells.items()))) for row in others
    }


@QUICK
@given(TEXT)
def test_a_text_against_itself_is_identical(text: tuple[list[tuple[str, Role]], bool]) -> None:
    units = [(line, role) for line, role in text[0] if any(c.isalpha() for c in line)]
    one, two = (parse_source(make_source(name, units)) for name in "ab")
    (pair,), _ = align_sources([one, two], [(0, 1)])
    for row in pair.alignments:
        assert row.a == row.b


@QUICK
@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_the_longest_common_sequence_is_the_textbook_one(x: list[str], y: list[str]) -> None:
    table = [[0] * (len(y) + 1) for _ in range(len(x) + 1)]
    for i, j in itertools.product(range(len(x)), range(len(y))):
        table[i + 1][j + 1] = table[i][j] + 1 if x[i] == y[j] else max(table[i][j + 1], table[i + 1][j])
    assert measure_sequence(x, y) == table[-1][-1]


@QUICK
@given(a=LINE, b=LINE, c=LINE, is_first=st.booleans())
def test_what_a_neighbour_leaves_is_found_at_the_best_cut(a: str, b: str, c: str, *, is_first: bool) -> None:
    source = parse_source(make_source("a", [(line, Role.SENTENCE) for line in (a, b, c)]))
    whole, part, rest = read_story([source]).tellings[0].units
    ahead, behind = (part, rest) if is_first else (rest, part)
    cuts = [
        (measure_sequence(whole.keys[:at], ahead.keys), measure_sequence(whole.keys[at:], behind.keys), at)
        for at in range(len(whole.keys) + 1)
    ]
    forth, back, cut = max(cuts, key=lambda one: (one[0] + one[1], -one[2]))
    matched, length = (forth, cut) if is_first else (back, len(whole.keys) - cut)
    share = matched / max(FEWEST_WORDS, length, len(part.keys))
    assert measure_rest(whole, part, rest, is_first=is_first) == share


@QUICK
@given(st.lists(LINE, min_size=2, max_size=4))
def test_copies_within_a_text_are_repeats_and_repeats_are_nearly_copies(lines: list[str]) -> None:
    source = parse_source(make_source("a", [(line, Role.SENTENCE) for line in lines]))
    units = read_story([source]).tellings[0].units
    finder = RepeatFinder(units)
    for linked in ({0}, {unit.place for unit in units[:-1]}, set[int]()):
        for place in finder.find_repeats(linked, set()):
            assert place not in linked
            others = [unit for unit in units if unit.place != place]
            assert any(measure_order(units[place], other) >= 0.9 * len(other.keys) for other in others)
        if not linked:
            first = {unit.keys: unit.place for unit in reversed(units)}
            copies = {unit.place for unit in units if unit.content and first[unit.keys] != unit.place}
            assert copies <= finder.find_repeats(linked, set())
