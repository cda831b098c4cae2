"""What the report must say about the five real articles."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.seeds import compare_seeds, find_alignments, find_unit, get_pair, list_changes, read_seed
from variance.model import StyleForm
from variance.vocabulary import ChangeKind, FindingKind, QuotationRelation, Severity

NUMBERS = ("000", "001", "002", "003", "004")
GRAVE = (Severity.SUBSTANCE, Severity.ATTRIBUTION)


def list_forms(concept_word: str) -> list[StyleForm]:
    for convention in compare_seeds().house_style.conventions:
        forms = {form.form for form in convention.forms}
        if concept_word in forms:
            return list(convention.forms)
    raise AssertionError(f"no convention lists {concept_word!r}")


def count_form(form: str, number: str) -> int:
    return next(f.counts.get(read_seed(number).id, 0) for f in list_forms(form) if f.form == form)


class TestHouseStyle:
    def test_kyiv_and_kiev_are_counted_over_whole_texts(self) -> None:
        assert [count_form("Kiev", n) for n in NUMBERS] == [0, 0, 0, 0, 2]
        assert [count_form("Kyiv", n) for n in NUMBERS] == [2, 3, 2, 0, 0]

    def test_kim_jong_un_is_hyphenated_in_two(self) -> None:
        assert [count_form("Kim Jong-un", n) for n in NUMBERS] == [1, 0, 0, 1, 0]
        assert [count_form("Kim Jong Un", n) for n in NUMBERS] == [0, 1, 0, 0, 1]

    @pytest.mark.parametrize(
        ("form", "other"),
        [
            ("destabilise", "destabilize"),
            ("co-operation", "cooperation"),
            ("defence", "defense"),
            ("US", "United States"),
        ],
    )
    def test_spelling_conventions_are_listed(self, form: str, other: str) -> None:
        assert {form, other} <= {f.form for f in list_forms(form)}

    def test_north_korea_is_written_in_three_ways(self) -> None:
        assert {"NKorea", "N.Korea", "North Korea"} <= {f.form for f in list_forms("NKorea")}

    def test_conventions_are_never_findings_of_substance(self) -> None:
        style = {
            "destabilise",
            "destabilize",
            "co-operation",
            "cooperation",
            "defence",
            "defense",
            "nkorea",
            "n.korea",
        }
        for finding in compare_seeds().findings:
            if finding.severity in GRAVE:
                assert not {reading.text.casefold() for reading in finding.readings} & style
        for a, b in combinations(NUMBERS, 2):
            for change in list_changes(a, b):
                if {change.a.text.casefold(), change.b.text.casefold()} <= style:
                    assert change.severity is Severity.STYLE, change


class TestQuotations:
    @pytest.mark.parametrize("wire", ["000", "001", "002"])
    def test_this_one_out_is_altered(self, wire: str) -> None:
        (row,) = find_alignments(wire, "I do not rule this one out", "003", "I do not rule this out")
        assert ChangeKind.QUOTE_ALTERED in {change.kind for change in row.changes}

    @pytest.mark.parametrize("wire", ["000", "001", "002"])
    def test_very_big_mistake_is_cut_by_one_and_altered_by_another(self, wire: str) -> None:
        (cut,) = find_alignments(wire, "very big mistake", "003", "big mistake")
        assert ChangeKind.QUOTE_CUT in {change.kind for change in cut.changes}
        assert ChangeKind.QUOTE_ALTERED not in {change.kind for change in cut.changes}
        (altered,) = find_alignments(wire, "very big mistake", "004", "a big mistake")
        assert ChangeKind.QUOTE_ALTERED in {change.kind for change in altered.changes}

    @pytest.mark.parametrize("wire", ["000", "001", "002"])
    def test_guardian_closes_the_quotation_early(self, wire: str) -> None:
        (row,) = find_alignments(wire, "Those who send these", "003", "Those who send these")
        kinds = {change.kind for change in row.changes}
        assert ChangeKind.QUOTE_CUT in kinds
        assert ChangeKind.QUOTE_ALTERED not in kinds
        assert any("DPRK" in change.a.text and "North Korea" in change.b.text for change in row.changes)

    @pytest.mark.parametrize("wire", ["000", "001", "002", "003"])
    def test_the_whole_quotation_is_another_translation_in_004(self, wire: str) -> None:
        halves = ("Those who supply these", "I said, also in Pyongyang")
        rows = [row for half in halves for row in find_alignments(wire, "Those who send these", "004", half)]
        assert any(change.kind is ChangeKind.QUOTE_ALTERED for row in rows for change in row.changes)
        other = read_seed("004").id
        relations = {
            partner.relation
            for quotation in compare_seeds().quotations
            if quotation.source == read_seed(wire).id and quotation.text.startswith("Those who send")
            for partner in quotation.partners
            if partner.source == other
        }
        assert QuotationRelation.TRANSLATION in relations

    def test_straight_against_curly_leaves_no_mark(self) -> None:
        for change in list_changes("000", "001"):
            assert change.kind is not ChangeKind.QUOTE_STYLE
            assert change.a.text.strip("“”‘’\"'") != change.b.text.strip("“”‘’\"'") or not change.a.text


class TestLeftOutAndAdded:
    @pytest.mark.parametrize("copy", ["001", "002"])
    def test_border_block_is_missing_from_the_other_copies(self, copy: str) -> None:
        first = find_unit("000", "The Russian President’s warning came").id
        last = find_unit("000", "Similar incidents").id
        assert last - first == 4
        assert set(range(first, last + 1)) <= set(get_pair("000", copy).omitted)

    @pytest.mark.parametrize("words", ["sanctions aimed at", "G7", "Podolyak", "Joe Biden", "Xi Jinping"])
    def test_001_adds(self, words: str) -> None:
        assert find_unit("001", words).id in get_pair("000", "001").added

    def test_002_is_truncated_and_omits_nothing_behind(self) -> None:
        pair = get_pair("000", "002")
        last = find_unit("000", "main arms supplier").id
        told = {unit.id for unit in read_seed("000").told_units}
        assert set(pair.truncated) == {unit for unit in told if unit > last}
        assert all(unit < last for unit in pair.omitted)
        assert [f.kind for f in compare_seeds().findings].count(FindingKind.TRUNCATED) == 1

    @pytest.mark.parametrize(
        "words",
        [
            "Antony Blinken",
            "Blinken said the US would consider",
            "Stoltenberg",
            "Peskov said",
            "balloons carrying",
            "BBC",
            "Uk Yang",
            "Kritenbrink",
        ],
    )
    def test_003_adds(self, words: str) -> None:
        assert find_unit("003", words).id in get_pair("000", "003").added

    @pytest.mark.parametrize("words", ["John Kirby", "Hayashi", "various options"])
    def test_004_adds(self, words: str) -> None:
        assert find_unit("004", words).id in get_pair("000", "004").added

    def test_second_headline_and_caption_are_repeats(self) -> None:
        source = read_seed("001")
        doubled = [u.id for k, u in enumerate(source.units) if u.text in {v.text for v in source.units[:k]}]
        assert len(doubled) == 2
        assert set(doubled) <= set(get_pair("000", "001").repeated.b)
        for unit in doubled:
            assert unit not in get_pair("000", "001").added


class TestNotPaired:
    @pytest.mark.parametrize(
        ("a", "a_words", "b", "b_words"),
        [
            ("003", "various measures", "004", "various options"),
            ("000", "grave concern", "003", "serious threat"),
        ],
    )
    def test_alike_but_not_the_same(self, a: str, a_words: str, b: str, b_words: str) -> None:
        assert not find_alignments(a, a_words, b, b_words)

    def test_agency_line_meets_no_desk_signature(self) -> None:
        agency, desk = read_seed("000").units[-1], find_unit("001", "burs-pdw/mlm/sst")
        assert (agency.text, agency.role.is_told, desk.role.is_told) == ("AFP", False, False)


class TestFindings:
    """What an editor is told of the five, and what they are spared."""

    def test_wire_copies_differ_in_nothing_of_substance(self) -> None:
        wire = compare_seeds("000", "001", "002")
        assert [finding.title for finding in wire.findings if finding.severity is Severity.SUBSTANCE] == []
        assert [finding.title for finding in wire.findings if finding.severity is Severity.ATTRIBUTION] == [
            "Named as: ‘Putin said’ (000) · ‘The Russian president said’ (001, 002)"
        ]

    @pytest.mark.parametrize(
        ("kind", "certain", "readings"),
        [
            (
                FindingKind.QUOTE_ALTERED,
                True,
                {
                    "This would be a very big mistake": "000 001 002",
                    "big mistake": "003",
                    "a big mistake": "004",
                },
            ),
            (
                FindingKind.QUOTE_ALTERED,
                True,
                {"I do not rule this one out": "000 001 002", "I do not rule this out": "003"},
            ),
            (FindingKind.CONFLICT, False, {"Thursday": "000 004", "Friday": "003"}),
            (FindingKind.CONFLICT, False, {"on Thursday": "000 001 002", "On Friday": "003"}),
            (FindingKind.ATTRIBUTION, False, {"a senior official": "000 001 002", "Chang Ho-jin": "003 004"}),
            (FindingKind.QUOTE_CUT, True, {"full support and solidarity": "001", "full support": "004"}),
        ],
    )
    def test_told_once_with_all_witnesses(
        self, kind: FindingKind, certain: bool, readings: dict[str, str]
    ) -> None:
        labels = {read_seed(number).id: number for number in NUMBERS}
        told = [
            {
                reading.text: " ".join(labels[source] for source in reading.sources)
                for reading in finding.readings
            }
            for finding in compare_seeds().findings
            if finding.kind is kind and finding.certain is certain
        ]
        assert told.count(readings) == 1

    @pytest.mark.parametrize(
        ("certain", "words"),
        [
            (True, "of course, and potentially"),
            (True, "unlikely to please"),
            (False, "Those who supply these"),
        ],
    )
    def test_longer_quotations_that_differ(self, certain: bool, words: str) -> None:
        told = [
            finding
            for finding in compare_seeds().findings
            if finding.kind is FindingKind.QUOTE_ALTERED and any(words in r.text for r in finding.readings)
        ]
        assert [finding.certain for finding in told] == [certain]

    def test_nothing_else_is_grave(self) -> None:
        grave = [finding for finding in compare_seeds().findings if finding.severity in GRAVE]
        assert len(grave) == 9, [finding.title for finding in grave]

    def test_titles_fit_and_name_who_has_what(self) -> None:
        for finding in compare_seeds().findings:
            assert len(finding.title) <= 90 and not finding.title.endswith(".")
            assert any(number in finding.title for number in NUMBERS), finding.title

    def test_days_that_only_dates_make_comparable_are_noted(self) -> None:
        notes = [note.reason for note in compare_seeds().notes if note.stage == "weigh"]
        assert any("“Tuesday this week” with “June 18” (004)" in reason for reason in notes)
