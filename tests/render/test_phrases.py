from __future__ import annotations

from dataclasses import replace

import pytest

from tests.story import make_story
from variance.model import Citation, Reading
from variance.render import phrases
from variance.vocabulary import FindingKind


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0 %"), (0.004, "< 1 %"), (0.29, "29 %"), (0.999, "99 %"), (1.0, "100 %")]
)
def test_only_all_is_a_hundred_and_only_nothing_is_none(share: float, shown: str) -> None:
    assert phrases.show_percent(share) == shown


def test_counts_and_lists_in_words() -> None:
    assert phrases.count_noun(1, "finding") == "1 finding"
    assert phrases.count_noun(1200, "story", "stories") == "1,200 stories"
    assert phrases.count_kind(FindingKind.DATE_TIME, 2) == "2 dates or times"
    assert [phrases.spell_number(number) for number in (0, 5, 12, 13)] == ["no", "five", "twelve", "13"]
    assert phrases.join_words(["A", "B", "C"]) == "A, B and C"
    assert phrases.join_words(["A"]) == "A"


def test_every_kind_of_finding_has_its_words() -> None:
    assert all(phrases.count_kind(kind, 2) != phrases.count_kind(kind, 1)[2:] for kind in FindingKind)


@pytest.mark.parametrize(
    ("title", "certain", "shown"),
    [
        ("Lund: “not sail once more …” · “sail …”", True, "Lund: “not sail once more …” · “sail …”"),
        ("Lund’s words: ‘… sail again …’ (Nordwire, copy) · ‘not … before’ (Post)", True, "Lund’s words"),
        ("Lund, A against B: ‘not sail again…’", True, "Lund, A against B"),
        ("Which words: ‘… again …’ (A) or ‘not sail …’ (B) or 2 more?", False, "Which words?"),
        ("Lund: …", True, "Lund: …"),
        ("Lund’s words differ: “not sail again before” · “not sail before”", True, "Lund’s words differ"),
        ("Same words: ‘not sail again before’ (A) or ‘not sail before’ (B)?", False, "Same words?"),
        ("Evening Post says: no sailing", True, "Evening Post says: no sailing"),
        ("Lund: ‘not sail again before’ (A) · ‘not sail before’ (B)", True, "Lund: quotation altered"),
        ("Ada Lund: ‘not sail again before’ · ‘not sail before’", True, "Ada Lund: quotation altered"),
        ("Lund quoted: ‘not sail again before’ · ‘not sail before’", True, "Lund: quotation altered"),
        ("Quoted: ‘not sail again before’ · ‘not sail before’", True, "Quotation altered"),
        ("Another wording", False, "Question: Another wording"),
    ],
)  # fmt: skip
def test_a_title_does_not_repeat_the_readings(title: str, certain: bool, shown: str) -> None:
    finding = replace(make_story().findings[0], title=title, certain=certain)
    assert phrases.ask_or_say(finding) == shown


def test_a_title_with_one_reading_stays_whole() -> None:
    finding = replace(
        make_story().findings[0], title="Only A: not sail", readings=(Reading("not sail", ("wire",)),)
    )
    assert phrases.ask_or_say(finding) == "Only A: not sail"


def test_places_are_a_letter_and_lines() -> None:
    letters = {"wire": "A", "post": "B"}
    cited = [
        Citation(source, 0, 0, 1, line, 1, "x")
        for source, line in [("post", 20), ("wire", 4), ("post", 3), ("post", 20)]
    ]
    assert phrases.locate_citations(cited, letters) == "A:4 B:3,20"
    assert phrases.locate_citations([replace(cited[0], line=None)], letters) == "B"


def test_a_title_of_one_word_is_the_kind() -> None:
    finding = replace(
        make_story().findings[0],
        title="When: ‘not sail again before’ · ‘not sail before’",
        kind=FindingKind.DATE_TIME,
    )
    assert phrases.ask_or_say(finding) == "Date or time"
