"""Properties of the whole comparison: nothing is lost, sides and order do not matter, ids are texts' own."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.seeds import compare_seeds, read_seed
from variance.compare import compare_sources, read_source
from variance.errors import EmptySourceError, UsageError
from variance.interchange import dump_comparison, load_comparison
from variance.model import Comparison, Pair, Source
from variance.vocabulary import AlignmentKind

NAMES = ["Putin", "Kim Jong Un", "the minister", "South Korea", "Mr Miller", "Seoul"]
VERBS = ["said", "warned", "denied", "told reporters", "would not rule out"]
OBJECTS = [
    "“a very big mistake”",
    "three missiles",
    "the 12 soldiers",
    "sending arms",
    "no deal on Friday",
    "50 per cent",
]
SENTENCE = st.builds(
    "{} {} {} at {}.".format,
    st.sampled_from(NAMES),
    st.sampled_from(VERBS),
    st.sampled_from(OBJECTS),
    st.sampled_from(NAMES),
)
ARTICLE = st.lists(SENTENCE, min_size=1, max_size=7).map("\n".join)
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str, name: str) -> Source:
    return read_source(f"{name}.txt", data=text.encode())


def compare_texts(*texts: str, base: str | None = None) -> Comparison:
    return compare_sources([read(text, f"s{number}") for number, text in enumerate(texts)], base=base)


def check_conservation(comparison: Comparison) -> None:
    sources = {source.id: source for source in comparison.sources}
    for source in sources.values():
        end = 0
        for unit in source.units:
            assert source.text[unit.start : unit.end] == unit.text
            assert unit.start >= end
            end = unit.end
    for pair in comparison.pairs:
        check_pair(pair, sources[pair.a], sources[pair.b])


def check_pair(pair: Pair, a: Source, b: Source) -> None:
    aligned_a = {unit for row in pair.alignments for unit in row.a}
    aligned_b = {unit for row in pair.alignments for unit in row.b}
    rest_a = [*pair.omitted, *pair.truncated, *pair.repeated.a]
    rest_b = [*pair.added, *pair.truncated_b, *pair.repeated.b]
    for source, aligned, rest in ((a, aligned_a, rest_a), (b, aligned_b, rest_b)):
        assert len(rest) == len(set(rest))
        assert not aligned & set(rest)
        assert aligned | set(rest) == {unit.id for unit in source.told_units}
    for row in pair.alignments:
        for change in row.changes:
            assert change.a.unit in row.a
            assert change.b.unit in row.b
            for source, span in ((a, change.a), (b, change.b)):
                assert source.text[span.start : span.end] == span.text
                unit = source.units[span.unit]
                assert unit.start <= span.start <= span.end <= unit.end


def view_pair(pair: Pair, *, flip: bool) -> object:
    """A pair in a form that does not depend on which side is which."""
    rows = []
    for row in pair.alignments:
        # Changes stand in the order of side a, which is the other side here.
        spans = [((c.b, c.a) if flip else (c.a, c.b)) for c in row.changes]
        changes = sorted(
            swap_kinds((c.kind, c.severity, *sides)) for c, sides in zip(row.changes, spans, strict=True)
        )
        rows.append(
            (
                row.b if flip else row.a,
                row.a if flip else row.b,
                row.kind,
                row.moved,
                round(row.score, 9),
                changes,
            )
        )
    left, right = (
        (pair.added, pair.truncated_b, pair.repeated.b),
        (pair.omitted, pair.truncated, pair.repeated.a),
    )
    return sorted(rows, key=repr), *((left, right) if flip else (right, left))


def swap_kinds(view: object) -> str:
    """A deletion seen from the other side is an insertion."""
    return (
        repr(view)
        .replace("TRIMMED", "·")
        .replace("EXPANDED", "·")
        .replace("trimmed", "·")
        .replace("expanded", "·")
    )


class TestConservation:
    def test_seeds(self) -> None:
        check_conservation(compare_seeds())

    @QUICK
    @given(st.lists(ARTICLE, min_size=2, max_size=3))
    def test_articles(self, texts: list[str]) -> None:
        check_conservation(compare_texts(*texts))


class TestIdentity:
    @pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
    def test_a_source_against_itself_differs_in_nothing(self, number: str) -> None:
        comparison = compare_sources([read_seed(number), read_seed(number)])
        (pair,) = comparison.pairs
        assert {row.kind for row in pair.alignments} == {AlignmentKind.IDENTICAL}
        assert not [change for row in pair.alignments for change in row.changes]
        assert not pair.omitted
        assert not pair.added
        assert pair.similarity == pytest.approx(1.0)
        assert "byte for byte" in " ".join(note.reason for note in comparison.notes)


class TestSwap:
    @pytest.mark.parametrize(("a", "b"), list(combinations(["000", "001", "002", "003", "004"], 2)))
    def test_seeds(self, a: str, b: str) -> None:
        (there,) = compare_sources([read_seed(a), read_seed(b)]).pairs
        (back,) = compare_sources([read_seed(b), read_seed(a)]).pairs
        assert swap_kinds(view_pair(there, flip=False)) == swap_kinds(view_pair(back, flip=True))

    @QUICK
    @given(ARTICLE, ARTICLE)
    def test_articles(self, one: str, two: str) -> None:
        (there,) = compare_texts(one, two).pairs
        (back,) = compare_texts(two, one).pairs
        assert swap_kinds(view_pair(there, flip=False)) == swap_kinds(view_pair(back, flip=True))


class TestOrder:
    def test_statements_and_their_ids_do_not_follow_the_order_of_the_seeds(self) -> None:
        there = compare_seeds()
        back = compare_seeds("004", "002", "000", "003", "001")
        assert {(s.id, repr(sorted(s.cells.items()))) for s in there.statements} == {
            (s.id, repr(sorted(s.cells.items()))) for s in back.statements
        }

    def test_findings_about_all_sources_keep_their_ids_with_any_base(self) -> None:
        there = compare_seeds()
        back = compare_seeds("004", "002", "000", "003", "001", base=read_seed("003").id)
        grave = [{f.id for f in c.findings if f.severity.rank < 2} for c in (there, back)]
        assert grave[0] == grave[1]

    def test_a_finding_keeps_its_id_when_an_unrelated_sentence_changes(self) -> None:
        ours = "The mayor said: “We will close 12 schools in March.”\nIt rained all day in the capital.\n"
        theirs = "The mayor said: “We will close 14 schools in March.”\nIt rained all day in the capital.\n"
        before = compare_texts(ours, theirs)
        after = compare_texts(
            ours, theirs + "Nobody from the opposition was available for comment last night.\n"
        )
        ids = {finding.id for finding in before.findings}
        assert ids
        assert ids <= {finding.id for finding in after.findings}


class TestReport:
    def test_seeds_read_back_equal(self) -> None:
        comparison = compare_seeds()
        assert load_comparison(dump_comparison(comparison)) == comparison

    def test_every_citation_slices_its_source(self) -> None:
        comparison = compare_seeds()
        for finding in comparison.findings:
            assert finding.evidence, finding.title
            for cited in finding.evidence:
                source = comparison.get_source(cited.source)
                assert source.text[cited.start : cited.end] == cited.text
                unit = source.units[cited.unit]
                # A quotation may run on over the sentences behind the one it opens in.
                assert unit.start <= cited.start < unit.end

    def test_ids_are_unique(self) -> None:
        comparison = compare_seeds()
        for ids in (
            [finding.id for finding in comparison.findings],
            [statement.id for statement in comparison.statements],
            *([row.id for row in pair.alignments] for pair in comparison.pairs),
        ):
            assert len(ids) == len(set(ids))


class TestInput:
    def test_one_source_is_too_few(self) -> None:
        with pytest.raises(UsageError, match="at least two"):
            compare_sources([read_seed("000")])

    def test_unknown_base_lists_the_known(self) -> None:
        with pytest.raises(UsageError, match="000, 001"):
            compare_sources([read_seed("000"), read_seed("001")], base="nothing")

    @pytest.mark.parametrize("text", ["", "\n \n", "Advertisement\n"])
    def test_nothing_to_compare(self, text: str) -> None:
        with pytest.raises(EmptySourceError, match=r"a\.txt"):
            read(text, "a")

    def test_two_of_one_name_are_told_apart(self) -> None:
        comparison = compare_sources([read("A cat sat.", "a"), read("A dog sat.", "a")])
        assert [source.id for source in comparison.sources] == ["a", "a~2"]
        assert len({source.label for source in comparison.sources}) == 2
