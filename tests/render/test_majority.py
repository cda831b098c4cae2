"""What most sources have, what only the base tells, how each source writes: as the plain reports say it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.story import make_finding, make_source, make_story
from variance.compare import compare_sources
from variance.house_settings import HouseSettings, HouseVariety
from variance.model import Comparison, HouseStyle, Lineage, Source, Tool
from variance.render import RenderOptions, render_report
from variance.render.majority import find_majority
from variance.vocabulary import FindingKind, Severity


def gather(*sources: Source, groups: tuple[tuple[str, ...], ...] = ()) -> Comparison:
    return Comparison(
        title="Rain",
        base=sources[0].id,
        tool=Tool("variance", "0"),
        sources=sources,
        pairs=(),
        similarity=(),
        statements=(),
        findings=(),
        lineage=Lineage(groups),
    )


FIVE = tuple(
    make_source(name, [f"It rained for {days} days."]) for name, days in zip("abcde", "33345", strict=True)
)


@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        (("abc", "d", "e"), ("abc", 5, False)),
        (("d", "abc"), ("abc", 4, False)),
        (("ab", "d", "e"), None),
        (("a", "d"), None),
        (("ab", "d"), ("ab", 3, True)),
        (("abc",), None),
    ],
)
def test_what_more_than_half_have(holders: tuple[str, ...], expected: tuple[str, int, bool] | None) -> None:
    comparison = gather(*FIVE, groups=(("a", "b"), ("c",), ("d",), ("e",)))
    sources = {source.id: source for source in FIVE}
    readings = [(sources[own[0]].text.split()[3], [(sources[name], 0) for name in own]) for own in holders]
    finding = make_finding("n", FindingKind.NUMBER, Severity.SUBSTANCE, "Days", *readings)
    majority = find_majority(comparison, finding)
    found = majority and ("".join(majority.reading.sources), majority.total, majority.is_one_text)
    assert found == expected


def test_copies_of_one_text_are_called_so() -> None:
    text = render_report(make_story(), "text", RenderOptions())
    assert "most: AC (2 of 3, one text)" in text
    rows = render_report(make_story(), "csv", RenderOptions()).splitlines()
    assert "AC 43 (one text)" in rows[2]


def test_what_only_the_base_tells_is_a_list() -> None:
    for base, line in (("wire", None), ("post", "B:6 Tickets are refunded, @sealine wrote on its page")):
        text = render_report(make_story(), "text", RenderOptions(base=base))
        assert ("ONLY IN" in text) is (line is not None)
        assert line is None or line in text
    markdown = render_report(make_story(), "md", RenderOptions(base="post"))
    assert "<b>Only in B</b>: 1 sentence that no other source carries" in markdown


def test_profiles_and_departures_are_told() -> None:
    sources = [
        make_source("a", ["The defence of the harbour failed near Kiev.", "The armour held at Kyiv."]),
        make_source("b", ["The defense of the harbor failed near Kiev.", "The armor held at Kyiv."]),
    ]
    house = HouseSettings(HouseVariety.BRITISH, ("Kyiv",))
    comparison = compare_sources(sources, house=house)
    text = " ".join(render_report(comparison, "text", RenderOptions()).split())
    assert "A: British spelling; not of one mind on Kiev; 1 departure from the house’s forms" in text
    assert "B: American spelling; not of one mind on Kiev; 4 departures from the house’s forms" in text
    markdown = render_report(comparison, "md", RenderOptions())
    assert "in bold what is not the house’s form" in markdown
    assert "<b>defense 1</b>" in markdown and "<b>defence 1</b>" not in markdown
    html = render_report(comparison, "html", RenderOptions())
    assert 'data-house="Kyiv"' in html and "departures from the house" in html
    plain = replace(comparison, house_style=HouseStyle())
    assert "departure" not in render_report(plain, "text", RenderOptions())
