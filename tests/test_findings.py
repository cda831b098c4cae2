"""Findings: one a fact, ranked, with ids that hang on texts only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from tests.fixture_file import Case, load_cases
from tests.story import Line, change_words, make_source
from variance.classify.changes import classify_pair
from variance.model import Alignment, Change, Finding, Pair, Reading, Repeats, Source, Span, Statement
from variance.text.parsed import parse_source
from variance.vocabulary import AlignmentKind, ChangeKind, FindingKind, Role, Severity
from variance.weigh.findings import weigh_findings
from variance.weigh.ledger import build_ledger
from variance.weigh.titles import write_title

Row = tuple[Sequence[int], Sequence[int], AlignmentKind, Sequence[Change]]
BASE_KINDS = (FindingKind.OMISSION, FindingKind.ADDITION, FindingKind.MOVED)


def make_pair(a: Source, b: Source, *rows: Row, repeated: Repeats | None = None) -> Pair:
    alignments = tuple(
        Alignment(f"a-{number}", tuple(own), tuple(other), kind, 0.9, changes=tuple(changes))
        for number, (own, other, kind, changes) in enumerate(rows)
    )
    repeats = repeated or Repeats()
    told = [{u for row in rows for u in row[side]} for side in (0, 1)]
    return Pair(
        a.id,
        b.id,
        0.5,
        alignments,
        omitted=tuple(u.id for u in a.told_units if u.id not in told[0] and u.id not in repeats.a),
        added=tuple(u.id for u in b.told_units if u.id not in told[1] and u.id not in repeats.b),
        repeated=repeats,
    )


def swap_pair(pair: Pair) -> Pair:
    alignments = tuple(
        replace(row, a=row.b, b=row.a, changes=tuple(replace(c, a=c.b, b=c.a) for c in row.changes))
        for row in pair.alignments
    )
    return replace(
        pair,
        a=pair.b,
        b=pair.a,
        alignments=alignments,
        omitted=pair.added,
        added=pair.omitted,
        repeated=Repeats(pair.repeated.b, pair.repeated.a),
        truncated=pair.truncated_b,
        truncated_b=pair.truncated,
    )


def weigh(
    sources: Sequence[Source],
    pairs: Sequence[Pair],
    statements: Sequence[Statement] = (),
    *,
    base: str | None = None,
) -> tuple[Finding, ...]:
    parsed = [parse_source(source) for source in sources]
    return weigh_findings(parsed, base or sources[0].id, pairs, statements, build_ledger(parsed, pairs))


def list_readings(finding: Finding) -> list[tuple[str, tuple[str, ...]]]:
    return [(reading.text, reading.sources) for reading in finding.readings]


def of_kind(findings: Sequence[Finding], kind: FindingKind) -> list[Finding]:
    return [finding for finding in findings if finding.kind is kind]


class Bridge:
    """Three reports on a bridge: two copies that say seven where the first says four."""

    def __init__(self) -> None:
        words = "The bridge collapsed and killed {} workers, police said."
        self.a = make_source("a", [words.format("four"), "It was old.", "Nobody knew why."], label="Courier")
        self.b = make_source("b", [words.format("seven"), "It was very old."], label="Herald")
        self.c = make_source("c", [words.format("seven"), "It was old.", "A ship waited."], label="Post")
        same, copied = AlignmentKind.IDENTICAL, AlignmentKind.REWORDED
        number = ChangeKind.NUMBER
        ab = change_words(number, (self.a, 0, "four", ""), (self.b, 0, "seven", ""))
        ac = change_words(number, (self.a, 0, "four", ""), (self.c, 0, "seven", ""))
        very = change_words(ChangeKind.EXPANDED, (self.a, 1, "", "was "), (self.b, 1, "very ", ""))
        very_c = change_words(ChangeKind.TRIMMED, (self.b, 1, "very ", ""), (self.c, 1, "", "was "))
        self.pairs = (
            make_pair(self.a, self.b, ([0], [0], copied, [ab]), ([1], [1], copied, [very])),
            make_pair(self.a, self.c, ([0], [0], copied, [ac]), ([1], [1], same, [])),
            make_pair(self.b, self.c, ([0], [0], same, []), ([1], [1], copied, [very_c])),
        )
        self.statements = (
            Statement("s-0", {"a": (0,), "b": (0,), "c": (0,)}),
            Statement("s-1", {"a": (1,), "b": (1,), "c": (1,)}),
            Statement("s-2", {"a": (2,)}),
            Statement("s-3", {"c": (2,)}),
        )
        self.sources = (self.a, self.b, self.c)

    def weigh(self, order: Sequence[int] = (0, 1, 2), base: str | None = None) -> tuple[Finding, ...]:
        sources = [self.sources[place] for place in order]
        places = {source.id: place for place, source in enumerate(sources)}
        pairs = [pair if places[pair.a] < places[pair.b] else swap_pair(pair) for pair in self.pairs]
        return weigh(sources, pairs, self.statements, base=base)


def test_what_two_copies_share_is_one_finding() -> None:
    (finding,) = of_kind(Bridge().weigh(), FindingKind.NUMBER)
    assert list_readings(finding) == [
        ("and killed four workers", ("a",)),
        ("and killed seven workers", ("b", "c")),
    ]
    assert finding.title == (
        "Number: ‘and killed four workers’ (Courier) · ‘and killed seven workers’ (Herald, Post)"
    )
    assert finding.severity is Severity.SUBSTANCE and finding.certain
    assert [(c.source, c.text, c.line, c.column) for c in finding.evidence] == [
        ("a", "four", 1, 33),
        ("b", "seven", 1, 33),
        ("c", "seven", 1, 33),
    ]


def test_the_rest_of_a_reworded_sentence_is_one_finding() -> None:
    (finding,) = of_kind(Bridge().weigh(), FindingKind.WORDING)
    assert list_readings(finding) == [("It was old", ("a", "c")), ("It was very old", ("b",))]


def test_left_out_and_added_are_seen_from_the_base() -> None:
    findings = Bridge().weigh()
    (omission,), (addition,) = (of_kind(findings, kind) for kind in BASE_KINDS[:2])
    assert omission.title == "Only in Courier: ‘Nobody knew why.’"
    assert addition.title == "Only in Post: ‘A ship waited.’"
    from_post = Bridge().weigh(base="c")
    assert [f.title for f in of_kind(from_post, FindingKind.OMISSION)] == ["Only in Post: ‘A ship waited.’"]
    assert [f.title for f in of_kind(from_post, FindingKind.ADDITION)] == [
        "Only in Courier: ‘Nobody knew why.’"
    ]


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize("base", ["a", "b", "c"])
def test_ids_know_no_order_and_no_base(order: tuple[int, ...], base: str) -> None:
    def collect(findings: Sequence[Finding]) -> dict[str, object]:
        return {
            f.id: (f.kind, {(r.text, frozenset(r.sources)) for r in f.readings})
            for f in findings
            if f.kind not in BASE_KINDS
        }

    assert collect(Bridge().weigh(order, base)) == collect(Bridge().weigh())


def test_another_sentence_changes_no_id() -> None:
    story = Bridge()
    before = {f.id for f in of_kind(story.weigh(), FindingKind.NUMBER)}
    extra = make_source("a", [u.text for u in story.a.units] + ["It rained."], label="Courier")
    assert {
        f.id for f in of_kind(weigh([extra, *story.sources[1:]], story.pairs), FindingKind.NUMBER)
    } == before


def test_names_of_the_files_change_no_id() -> None:
    story = Bridge()
    renamed = [replace(source, id=f"x{source.id}", label=f"x{source.label}") for source in story.sources]
    pairs = [replace(pair, a=f"x{pair.a}", b=f"x{pair.b}") for pair in story.pairs]
    rows = [Statement(s.id, {f"x{k}": v for k, v in s.cells.items()}) for s in story.statements]
    assert [f.id for f in weigh(renamed, pairs, rows)] == [f.id for f in story.weigh()]


def compare_two(
    own: Sequence[Line], other: Sequence[Line], kind: AlignmentKind = AlignmentKind.REWORDED
) -> tuple[Finding, ...]:
    a, b = make_source("a", own), make_source("b", other)
    rows: list[Row] = [([n], [n], kind, []) for n in range(min(len(own), len(other)))]
    return weigh([a, b], [make_pair(a, b, *rows)])


def test_a_quotation_in_three_ways_is_one_finding() -> None:
    a = make_source("a", ["“This would be a very big mistake,” he said."])
    b = make_source("b", ["It would be a “big mistake”."])
    c = make_source("c", ["It would be “a big mistake”."])
    row: Row = ([0], [0], AlignmentKind.PARAPHRASE, [])
    findings = weigh([a, b, c], [make_pair(a, b, row), make_pair(a, c, row), make_pair(b, c, row)])
    (finding,) = findings
    assert finding.kind is FindingKind.QUOTE_ALTERED and finding.certain
    assert [r.text for r in finding.readings] == [
        "This would be a very big mistake",
        "big mistake",
        "a big mistake",
    ]
    assert finding.title == (
        "Quoted: ‘This would be a very big mistake’ (a) · ‘big mistake’ (b) · ‘a big mistake’ (c)"
    )


def test_changes_of_an_utterance_in_the_ledger_are_told_once() -> None:
    a = make_source("a", ["“We shall never leave the island,” he said."])
    b = make_source("b", ["“We shall not leave the island,” he said."])
    change = replace(
        change_words(ChangeKind.QUOTE_ALTERED, (a, 0, "never", ""), (b, 0, "not", "")), in_quotation=True
    )
    (finding,) = weigh([a, b], [make_pair(a, b, ([0], [0], AlignmentKind.REWORDED, [change]))])
    assert [r.text for r in finding.readings] == [
        "We shall never leave the island",
        "We shall not leave the island",
    ]


def test_another_translation_is_a_question_behind_what_is_altered() -> None:
    own = (
        "“Those who send these think they are not fighting us, but we said that we then reserve the right"
        " to supply weapons to other regions.”"
    )
    other = (
        "“Those who supply these believe they are not at war with us, and we reserve the right to supply"
        " weapons to other parts.”"
    )
    findings = compare_two(
        [own, "“We shall never leave the island,” he said."],
        [other, "“We shall not leave the island,” he said."],
    )
    assert [(f.kind, f.certain) for f in findings] == [
        (FindingKind.QUOTE_ALTERED, True),
        (FindingKind.QUOTE_ALTERED, False),
    ]
    assert findings[1].title.endswith("?") and not findings[0].title.endswith("?")


def test_a_cut_that_loses_small_words_is_no_finding() -> None:
    assert compare_two(["“It is deeply worrying,” he said."], ["He called it “deeply worrying”."]) == ()


def test_marks_gained_are_a_finding_of_attribution() -> None:
    (finding,) = compare_two(["Soldiers “briefly crossed” it."], ["Soldiers briefly crossed it."])
    assert (finding.kind, finding.severity) == (FindingKind.QUOTE_MARKS, Severity.ATTRIBUTION)
    assert list_readings(finding) == [("“briefly crossed”", ("a",)), ("briefly crossed", ("b",))]


@pytest.mark.parametrize("kind", [k for k in ChangeKind if k.default_severity.rank >= Severity.STYLE.rank])
def test_house_style_is_never_a_finding(kind: ChangeKind) -> None:
    a, b = make_source("a", ["They left Kyiv."]), make_source("b", ["They left Kiev."])
    change = change_words(kind, (a, 0, "Kyiv", ""), (b, 0, "Kiev", ""))
    assert weigh([a, b], [make_pair(a, b, ([0], [0], AlignmentKind.VARIANT, [change]))]) == ()


def test_a_missing_word_is_shown_with_its_neighbours() -> None:
    a, b = make_source("a", ["He has ruled it out."]), make_source("b", ["He has not ruled it out."])
    change = change_words(ChangeKind.NEGATION, (a, 0, "", "has "), (b, 0, "not ", ""))
    (finding,) = weigh([a, b], [make_pair(a, b, ([0], [0], AlignmentKind.REWORDED, [change]))])
    assert [r.text for r in finding.readings] == ["He has ruled it", "He has not ruled it"]


def test_values_of_loosely_aligned_rows_are_a_question() -> None:
    a = make_source("a", ["Four died when the bridge fell in a storm."])
    b = make_source("b", ["The dead of the bridge that fell in the storm are seven."])
    change = change_words(ChangeKind.NUMBER, (a, 0, "Four", ""), (b, 0, "seven", ""))
    (finding,) = weigh([a, b], [make_pair(a, b, ([0], [0], AlignmentKind.PARTIAL, [change]))])
    assert (finding.kind, finding.certain) == (FindingKind.CONFLICT, False)
    assert finding.title == "‘bridge … storm’, how many: ‘Four’ (a) or ‘seven’ (b)?"


def test_vague_times_contradict_nothing() -> None:
    a, b = make_source("a", ["It fell on Monday."]), make_source("b", ["Days after, it was found fallen."])
    change = change_words(ChangeKind.DATE_TIME, (a, 0, "on Monday", ""), (b, 0, "Days after", ""))
    assert weigh([a, b], [make_pair(a, b, ([0], [0], AlignmentKind.PARTIAL, [change]))]) == ()


def test_the_same_habit_twice_is_one_finding() -> None:
    a = make_source("a", ["It is over, he said.", "He will go home, she said."])
    b = make_source("b", ["It is over, he claimed.", "He will go home, she claimed."])
    rows = [
        (
            [n],
            [n],
            AlignmentKind.REWORDED,
            [change_words(ChangeKind.ATTRIBUTION, (a, n, "said", ""), (b, n, "claimed", ""))],
        )
        for n in range(2)
    ]
    (finding,) = weigh([a, b], [make_pair(a, b, *rows)])
    assert len(finding.evidence) == 4


def test_one_finding_a_source_that_breaks_off() -> None:
    a = make_source("a", ["One two three.", "Four five six.", "Seven eight."])
    b = make_source("b", ["One two three.", "Four five"], cut=True)
    pair = make_pair(a, b, ([0], [0], AlignmentKind.IDENTICAL, []), ([1], [1], AlignmentKind.REWORDED, []))
    (finding,) = weigh([a, b], [replace(pair, omitted=(), truncated=(2,))])
    assert finding.kind is FindingKind.TRUNCATED
    assert finding.title == "b breaks off at ‘… Four five’; a goes on for 1 sentence"


def test_repeats_are_told_once_a_unit() -> None:
    a = make_source("a", ["One two three."])
    caption = (Role.CAPTION, "doubled line", "A bridge")
    b = make_source("b", [caption, caption, "One two three."])
    pair = make_pair(a, b, ([0], [2], AlignmentKind.IDENTICAL, []), repeated=Repeats((), (1,)))
    findings = weigh([a, b], [replace(pair, added=())])
    assert [(f.kind, f.title, len(f.evidence)) for f in findings] == [
        (FindingKind.REPEAT, "Told twice in b: ‘A bridge’", 2)
    ]


def test_graver_comes_first_then_what_is_certain_then_what_many_tell() -> None:
    findings = Bridge().weigh()
    assert [f.severity.rank for f in findings] == sorted(f.severity.rank for f in findings)
    assert [f.kind for f in findings] == [
        FindingKind.NUMBER,
        FindingKind.WORDING,
        FindingKind.OMISSION,
        FindingKind.ADDITION,
    ]


TOLD_OF_WORDS = [
    kind for kind in FindingKind if kind not in (*BASE_KINDS, FindingKind.TRUNCATED, FindingKind.REPEAT)
]


@pytest.mark.parametrize("case", load_cases("weigh/findings.md"), ids=str)
@pytest.mark.parametrize("is_swapped", [False, True], ids=["", "swapped"])
def test_what_is_told_and_how(case: Case, is_swapped: bool) -> None:
    lines = [case.parts[f"input {name}"].splitlines() for name in "ab"]
    a, b = (make_source(name, [x for x in own if x != "-"]) for name, own in zip("ab", lines, strict=True))
    rows = [
        tuple(sum(line != "-" for line in own[:n]) for own in lines)
        for n, pair_of_lines in enumerate(zip(*lines, strict=True))
        if "-" not in pair_of_lines
    ]
    kind = AlignmentKind(case.parts.get("alignment", "reworded"))
    aligned: list[Row] = [([one], [two], kind, []) for one, two in rows]
    pair = make_pair(a, b, *aligned)
    pair = swap_pair(pair) if is_swapped else pair
    sources = [b, a] if is_swapped else [a, b]
    parsed = [parse_source(source) for source in sources]
    findings = weigh(sources, [classify_pair(pair, *parsed)], base="a")
    # That words of two sentences differ besides is told too, and is the subject of cases of its own.
    kinds = [k for k in TOLD_OF_WORDS if k is not FindingKind.WORDING or k in case.expected]
    told = [f"{f.kind} | {f.title}" for f in findings if f.kind in kinds]
    assert told == case.expected.splitlines()
    assert all(f.certain is not f.title.endswith("?") for f in findings)


@pytest.mark.parametrize("case", load_cases("weigh/conflicts.md"), ids=str)
def test_days_in_conflict(case: Case) -> None:
    findings = compare_two([case.parts["input a"]], [case.parts["input b"]], AlignmentKind.PARTIAL)
    assert all(not f.certain and f.kind is FindingKind.CONFLICT for f in findings)
    assert [" · ".join(r.text for r in f.readings) for f in findings] == (
        [case.expected] if case.expected else []
    )


@pytest.mark.parametrize("case", load_cases("weigh/name_spellings.md"), ids=str)
def test_names_spelt_otherwise(case: Case) -> None:
    a, b = (make_source(name, case.parts[f"input {name}"].splitlines()) for name in "ab")
    for sources in ([a, b], [b, a]):
        found = of_kind(weigh(sources, [], base="a"), FindingKind.NAME)
        assert [" · ".join(r.text for r in f.readings) for f in found] == (
            [case.expected] if case.expected else []
        )
        assert all(not f.certain and f.severity is Severity.SUBSTANCE for f in found)


LONG = "the quick brown fox jumps over the lazy dog and runs into the dark wood behind the old mill"


@pytest.mark.parametrize("certain", [True, False])
@pytest.mark.parametrize("kind", [k for k in FindingKind if k not in BASE_KINDS][:13], ids=str)
@pytest.mark.parametrize(
    "texts",
    [
        ("four", "seven"),
        (LONG, LONG.replace("lazy", "sleepy")),
        (LONG, LONG[4:], LONG[10:], "no fox"),
        (LONG + " " + LONG, "x" * 200),
        ("", "not"),
    ],
    ids=["short", "long", "many", "very long", "nothing"],
)
def test_titles_are_short_and_end_without_a_stop(
    kind: FindingKind, texts: Sequence[str], certain: bool
) -> None:
    readings = [Reading(text, (f"s{number}", f"t{number}")) for number, text in enumerate(texts)]
    title = write_title(kind, readings, lambda one: f"The {one} Gazette", certain=certain)
    assert 10 < len(title) <= 90 and not title.endswith(".")
    assert "s0 Gazette" in title


def test_a_thousand_changes_in_one_sentence_are_no_square() -> None:
    words = 600
    a = make_source("a", [" ".join(f"“a{n}” was" for n in range(words))])
    b = make_source("b", [" ".join(f"“b{n}” was" for n in range(words))])
    changes = []
    at = 0
    for n in range(words):
        size = len(f"a{n}")
        span = Span(0, at + 1, at + 1 + size, f"a{n}")
        changes.append(Change(ChangeKind.WORD_CHOICE, Severity.WORDING, span, replace(span, text=f"b{n}")))
        at += size + len("“” was ")
    (finding,) = weigh([a, b], [make_pair(a, b, ([0], [0], AlignmentKind.REWORDED, changes))])
    assert len(finding.evidence) == 2
    assert all(len(reading.text.split()) <= 24 for reading in finding.readings)


def test_words_behind_the_cut_are_no_wording() -> None:
    a = make_source("a", ["One two three.", "Four five six seven."])
    b = make_source("b", ["One two three.", "Four five"], cut=True)
    change = change_words(ChangeKind.TRIMMED, (a, 1, " six seven", ""), (b, 1, "", "five"))
    pair = make_pair(
        a, b, ([0], [0], AlignmentKind.IDENTICAL, []), ([1], [1], AlignmentKind.REWORDED, [change])
    )
    assert [f.kind for f in weigh([a, b], [pair])] == [FindingKind.TRUNCATED]
    whole = replace(b, truncated_at=None)
    assert [f.kind for f in weigh([a, whole], [pair])] == [FindingKind.WORDING]


@pytest.mark.parametrize(
    ("kind", "alignment", "count"),
    [
        (ChangeKind.ATTRIBUTION, AlignmentKind.REWORDED, 1),
        (ChangeKind.ATTRIBUTION, AlignmentKind.PARAPHRASE, 0),
        (ChangeKind.ATTRIBUTION, AlignmentKind.PARTIAL, 0),
        (ChangeKind.WORD_CHOICE, AlignmentKind.REWORDED, 1),
        (ChangeKind.WORD_CHOICE, AlignmentKind.PARAPHRASE, 0),
        (ChangeKind.CERTAINTY, AlignmentKind.PARTIAL, 1),
    ],
)
def test_what_counts_in_loosely_aligned_rows(kind: ChangeKind, alignment: AlignmentKind, count: int) -> None:
    a, b = make_source("a", ["It is over, he said."]), make_source("b", ["It is over, he claimed."])
    change = change_words(kind, (a, 0, "said", ""), (b, 0, "claimed", ""))
    assert len(weigh([a, b], [make_pair(a, b, ([0], [0], alignment, [change]))])) == count
