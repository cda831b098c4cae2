"""The table of house style, and which sources are copies."""

from __future__ import annotations

import pytest

from tests.fixture_file import Case, load_cases
from tests.story import make_source
from variance.compare import compare_sources
from variance.house_settings import HouseSettings, HouseVariety
from variance.text.parsed import ParsedSource, parse_source
from variance.vocabulary import ChangeKind
from variance.weigh.house_style import tabulate_style
from variance.weigh.lineage import trace_lineage


def parse_lines(name: str, text: str) -> ParsedSource:
    return parse_source(make_source(name, text.splitlines()))


@pytest.mark.parametrize("case", load_cases("weigh/house_style.md"), ids=str)
def test_conventions(case: Case) -> None:
    sources = [parse_lines(name, case.parts[f"input {name}"]) for name in ("a", "b")]
    lines = []
    for convention in tabulate_style(sources).conventions:
        forms = " · ".join(
            f"{form.form} {form.counts.get('a', 0)} {form.counts.get('b', 0)}" for form in convention.forms
        )
        lines.append(f"{convention.kind} | {convention.concept} | {forms}")
    assert "\n".join(lines) == case.expected


def test_the_order_of_the_sources_does_not_count() -> None:
    sources = [
        parse_lines("a", "They left Kyiv and Kyiv left them.\nThe colour is grey."),
        parse_lines("b", "They left Kiev.\nThe color is gray."),
        parse_lines("c", "It is a co-operation."),
        parse_lines("d", "It is a cooperation."),
    ]
    assert tabulate_style(sources) == tabulate_style(sources[::-1])


@pytest.mark.parametrize("case", load_cases("weigh/house_forms.md"), ids=str)
def test_departures(case: Case) -> None:
    named = [form.strip() for form in case.parts["input settings"].split(",")]
    varieties = [HouseVariety(form) for form in named if form in list(HouseVariety)]
    forms = tuple(form for form in named if form not in list(HouseVariety))
    house = HouseSettings(varieties[0] if varieties else None, forms)
    style = tabulate_style([parse_lines(name, case.parts[f"input {name}"]) for name in ("a", "b")], house)
    lines = []
    for convention in style.conventions:
        if convention.house is not None:
            others = [form for form in convention.forms if form.form != convention.house]
            counts = [sum(form.counts.get(name, 0) for form in others) for name in ("a", "b")]
            lines.append(f"{convention.concept} | {convention.house} | {counts[0]} {counts[1]}")
    lines += [f"{one.source} | {one.variety} | {one.departures}" for one in style.profiles]
    assert "\n".join(lines) == case.expected


def test_what_a_source_mixes_is_in_its_profile() -> None:
    sources = [
        parse_lines("a", "They left Kyiv and came to Kiev. The United Nations (UN) met; the UN rose."),
        parse_lines("b", "They left Kyiv."),
    ]
    assert [profile.mixed for profile in tabulate_style(sources).profiles] == [("Kyiv",), ()]


def test_settings_reach_every_stage_of_a_comparison() -> None:
    sources = [
        make_source("a", ["Rescue teams reached the flooded mine near Kyjiw on Tuesday."]),
        make_source("b", ["Rescue teams reached the flooded mine near Kyiv on Tuesday."]),
    ]
    plain = compare_sources(sources)
    house = HouseSettings(None, ("Kyiv",), (("places", ("Kyiv, Kyjiw",)),))
    extended = compare_sources(sources, house=house)
    kinds = [
        [c.kind for p in story.pairs for r in p.alignments for c in r.changes] for story in (plain, extended)
    ]
    assert kinds == [[ChangeKind.NAME], [ChangeKind.NAME_FORM]]
    assert [c.house for c in extended.house_style.conventions] == ["Kyiv"]
    assert extended.settings == {"style": {"forms": ["Kyiv"]}, "lexicon": {"places": ["Kyiv, Kyjiw"]}}
    assert compare_sources(sources) == plain


WIRE = "The president said on Monday that the bridge over the river would be closed.\nNobody was hurt."
OWN = "A bridge is shut.\nThe mayor spoke of a year without it, and of nobody hurt when it cracked open."


def test_copies_are_one_group() -> None:
    sources = [parse_lines("one", WIRE), parse_lines("own", OWN), parse_lines("two", "Bridge shut\n" + WIRE)]
    lineage = trace_lineage(sources)
    assert lineage.groups == (("one", "two"), ("own",))
    assert lineage.shares[0][2] == 1.0
    assert lineage.shares[2][0] == pytest.approx(17 / 19, abs=1e-4)
    assert lineage.shares[0][1] == 0.0


def test_shares_know_an_empty_text() -> None:
    lineage = trace_lineage([parse_lines("one", WIRE), parse_lines("dots", "...")])
    assert lineage.shares == ((1.0, 0.0), (0.0, 1.0))
    assert lineage.groups == (("one",), ("dots",))
