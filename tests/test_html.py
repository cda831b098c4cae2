from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise

import pytest

from tests.html_page import Page
from tests.seeds import compare_seeds
from tests.story import make_finding, make_repeating_story, make_source, make_story
from variance.model import (
    Comparison,
    HouseStyle,
    Lineage,
    Metadata,
    Note,
    Pair,
    Reading,
    Source,
    Statement,
    Tool,
)
from variance.render import RenderOptions, render_report
from variance.render.html import SCRIPTS, STYLES, render
from variance.render.html_findings import brief_finding, drop_names, list_absent_kinds
from variance.render.html_story import Story
from variance.render.html_text import Html, keep_own, mark_added, mark_lemma, mark_removed, place_removed
from variance.render.views import letter_sources, order_readings
from variance.vocabulary import FindingKind, Severity

HOSTILE = (
    "</script><script>alert(1)</script><style>*{display:none}</style>\"><img src=x onerror=alert(1)> ' "
    "{{7*7}} {% raw %} <!-- --> &lt;b&gt; javascript:alert(1) \u202eback\u202c\u200b \x07 \ud800 ]]> \u2028"
)


def make_pageless_story(sources: Sequence[Source]) -> Comparison:
    """Sources that share nothing: every sentence is a statement of its own."""
    pairs = tuple(
        Pair(
            one.id,
            two.id,
            0.0,
            (),
            tuple(unit.id for unit in one.told_units),
            tuple(unit.id for unit in two.told_units),
        )
        for number, one in enumerate(sources)
        for two in sources[number + 1 :]
    )
    statements = tuple(
        Statement(f"s-{source.id}-{unit.id}", {source.id: (unit.id,)})
        for source in sources
        for unit in source.told_units
    )
    count = len(sources)
    similarity = tuple(tuple(1.0 if i == j else 0.0 for j in range(count)) for i in range(count))
    lineage = Lineage(tuple((source.id,) for source in sources), similarity)
    return Comparison(
        "Nothing in common",
        sources[0].id,
        Tool("variance", "0.1.0"),
        tuple(sources),
        pairs,
        similarity,
        statements,
        (),
        lineage=lineage,
    )


def make_hostile_story() -> Comparison:
    """The ferry with hostile words wherever words of somebody else can stand, unit texts included."""
    story = make_story()
    sources = []
    for source in story.sources:
        grown = make_source(
            source.id, [(unit.role, HOSTILE, f"{HOSTILE} {unit.text} {HOSTILE}") for unit in source.units]
        )
        sources.append(
            replace(
                grown,
                label=HOSTILE,
                path=HOSTILE,
                language='en"><script>',
                metadata=Metadata(outlet=HOSTILE, author=HOSTILE, date=HOSTILE),
                truncated_at=source.truncated_at and grown.units[-1].end,
            )
        )
    by_id = {source.id: source for source in sources}
    findings = tuple(
        replace(
            make_finding(
                finding.id,
                finding.kind,
                finding.severity,
                HOSTILE,
                *(
                    (
                        reading.text,
                        [
                            (by_id[one.source], one.unit)
                            for one in finding.evidence
                            if one.text == reading.text
                        ],
                    )
                    for reading in finding.readings
                ),
            ),
            id=f'{finding.id}"><script>',
            waiver=finding.waiver and HOSTILE,
            status=finding.status,
        )
        for finding in story.findings
    )
    pairs = tuple(
        replace(pair, alignments=tuple(replace(row, changes=()) for row in pair.alignments))
        for pair in story.pairs
    )
    convention = story.house_style.conventions[0]
    forms = tuple(replace(form, form=HOSTILE + form.form) for form in convention.forms)
    return replace(
        story,
        title=HOSTILE,
        sources=tuple(sources),
        findings=findings,
        pairs=pairs,
        house_style=HouseStyle((replace(convention, concept=HOSTILE, forms=forms),)),
        settings={"ignore": HOSTILE},
        tool=Tool("variance", HOSTILE),
        notes=(Note("read", HOSTILE, "copy"), Note("read", HOSTILE)),
    )


def make_long_source(name: str) -> Source:
    return make_source(name, [f"{name} {'x' * 400}", *(f"{name} says {number}." for number in range(30))])


STORIES = {
    "ferry": make_story(),
    "repeats": make_repeating_story(),
    "hostile": make_hostile_story(),
    "nothing in common": make_pageless_story([make_long_source("one"), make_long_source("two")]),
    "twelve": make_pageless_story([make_source(f"s{number}", ["It rained."]) for number in range(12)]),
    "thirty": make_pageless_story([make_source(f"s{number}", ["It rained."]) for number in range(30)]),
    "one": make_pageless_story([make_long_source("alone")]),
    "empty": make_pageless_story([make_source("full", ["A line."]), make_source("empty", [])]),
    "no pairs": replace(make_story(), pairs=make_story().pairs[:1], lineage=Lineage()),
}
OPTIONS = {
    "plain": RenderOptions(),
    "grave": RenderOptions(min_severity=Severity.SUBSTANCE),
}


@pytest.fixture(params=[(name, how) for name in STORIES for how in OPTIONS], ids="/".join)
def page(request: pytest.FixtureRequest) -> Page:
    name, how = request.param
    return Page(render(STORIES[name], OPTIONS[how]))


def test_the_page_is_well_formed(page: Page) -> None:
    assert page.errors == []
    assert len(page.ids) == len(set(page.ids))
    assert not any(" " in one or '"' in one for one in page.ids)


def test_links_stay_inside_the_page_and_arrive(page: Page) -> None:
    targets = [element.attributes["href"] for element in page.elements if "href" in element.attributes]
    assert all(target.startswith("#") for target in targets)
    assert {target[1:] for target in targets} <= set(page.ids)


def test_labels_point_at_what_is_there(page: Page) -> None:
    named = [value for one in page.elements if (value := one.attributes.get("aria-labelledby"))]
    assert named
    assert set(named) <= set(page.ids)


def test_nothing_acts_and_nothing_is_fetched(page: Page) -> None:
    tags = {element.tag for element in page.elements}
    assert not tags & {
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
        "audio",
        "video",
        "foreignobject",
    }
    assert len(page.find("style")) == 1
    for element in page.elements:
        assert not any(name.startswith("on") or name in ("style", "src") for name in element.attributes)
    assert "url(" not in page.raw["style"] and "@import" not in page.raw["style"]


def test_the_policy_allows_this_style_and_script_only(page: Page) -> None:
    policy = page.find("meta", http_equiv="Content-Security-Policy") or [
        one for one in page.find("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy[0].attributes["content"].split(";"))
    assert rules["default-src"] == "'none'"
    for name in ("style", "script"):
        if name in page.raw:
            digest = b64encode(sha256(page.raw[name].encode()).digest()).decode()
            assert rules[f"{name}-src"] == f"'sha256-{digest}'"
        else:
            assert f"{name}-src" not in rules


def test_headings_descend_one_by_one(page: Page) -> None:
    levels = [int(element.tag[1]) for element in page.elements if re.fullmatch("h[1-6]", element.tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_language_and_skip_link(page: Page) -> None:
    assert page.find("html")[0].attributes["lang"] == "en"
    assert {"main", "nav", "footer"} <= {element.tag for element in page.elements}
    first = next(element for element in page.elements if element.tag == "a")
    assert first.attributes["href"] == "#check"


def test_tables_have_captions_and_scopes(page: Page) -> None:
    captions = [element for element in page.find("caption") if element.around[-1] == "table"]
    assert len(captions) == len(page.find("table"))
    assert all("scope" in element.attributes for element in page.find("th"))


def test_pictures_say_what_they_show_or_are_hidden(page: Page) -> None:
    for picture in page.find("svg"):
        attributes = picture.attributes
        assert attributes.get("aria-hidden") == "true" or (
            attributes.get("role") == "img" and attributes["aria-label"]
        )


@pytest.mark.parametrize("name", STORIES)
def test_every_unit_is_in_the_page_once_as_a_place(name: str) -> None:
    story = STORIES[name]
    page = Page(render(story, RenderOptions()))
    units = sum(len(source.units) for source in story.sources)
    assert len([one for one in page.ids if re.fullmatch(r"u-[A-Z]+\d+", one)]) == units


@pytest.mark.parametrize("name", STORIES)
def test_every_finding_has_its_place(name: str) -> None:
    story = STORIES[name]
    ids = set(Page(render(story, RenderOptions())).ids)
    escaped = {finding.id for finding in story.findings if '"' not in finding.id}
    assert escaped <= ids


def test_hostile_words_read_as_themselves() -> None:
    page = Page(render(STORIES["hostile"], RenderOptions()))
    assert "</script><script>alert(1)</script>" in page.text
    assert "{{7*7}}" in page.text
    assert "&lt;b&gt;" in page.text
    assert not re.search("[\u202a-\u202e\u200b\x07]", page.html)
    assert "U+202E" in page.text
    page.html.encode("utf-8")
    assert {one.attributes["lang"] for one in page.elements if "lang" in one.attributes} == {
        "en",
        'en"><script>',
    }


def test_the_first_screen_says_what_to_check() -> None:
    text = Page(render(make_story(), RenderOptions())).text
    assert "Three versions of one story" in text
    assert "2 differences of substance" in text
    assert "1 question" in text
    assert "A and C are one text; B is worded on its own" in text


def test_the_words_at_issue_are_marked_and_said() -> None:
    html = render(make_story(), RenderOptions())
    card = html[html.index('id="q-sail"') : html.index('id="n-people"')]
    assert "<mark><i>at issue: </i>again</mark>" in card
    assert '<del class="substance"><i>removed: </i>again</del>' in card
    assert "In another form in" not in card


def test_nothing_is_claimed_of_what_was_not_compared() -> None:
    text = Page(render(STORIES["nothing in common"], RenderOptions())).text
    assert "no statement in common" in text
    assert "not found" not in text and "No difference" not in text


def test_a_kind_is_not_found_only_where_no_change_has_it() -> None:
    text = Page(render(make_story(), RenderOptions())).text
    absent = text[text.index("and not found:") :].split(".")[0]
    assert "negation" in absent
    assert "number" not in absent and "date" not in absent and "quotation" not in absent


def test_who_lacks_a_passage_is_said() -> None:
    html = render(make_story(), RenderOptions())
    tickets = html[html.index('id="w-head"') :]
    assert "Nordwire" in tickets
    number = Page(html[html.index('id="n-people"') : html.index('id="d-day"')]).text
    assert "Not in" not in number


def test_a_waived_finding_keeps_its_place_and_says_why() -> None:
    page = Page(render(make_story(), RenderOptions()))
    assert "Waived: The police spoke for the coast guard" in page.text
    card = page.find("article", id="a-said")[0]
    assert "waived" in card.attributes["class"].split()


def test_what_was_set_aside_is_folded_with_its_rule() -> None:
    page = Page(render(make_story(), RenderOptions()))
    assert "Share | Subscribe" in page.text and "site furniture" in page.text
    assert "The text breaks off here" in page.text


def test_another_base_turns_the_report_around() -> None:
    html = render(make_story(), RenderOptions(base="post"))
    page = Page(html)
    assert page.errors == []
    card = html[html.index('id="q-sail"') : html.index('id="n-people"')]
    assert '<ins class="substance"><i>added: </i>again</ins>' in card


def test_a_style_difference_is_dotted_and_never_struck() -> None:
    html = render(make_story(), RenderOptions())
    assert 'title="spelling; A writes harbour">harbor</span>' in html
    assert '<del class="style"' not in html and '<ins class="style"' not in html


def test_glyphs_alone_make_no_mark() -> None:
    one = make_source("one", ["“It’s over,” he said."])
    two = make_source("two", ['"It\'s over," he said.'])
    finding = make_finding(
        "f",
        FindingKind.WORDING,
        Severity.WORDING,
        "Same",
        ("“It’s over,”", [(one, 0)]),
        ('"It\'s over,"', [(two, 0)]),
    )
    story = replace(make_pageless_story([one, two]), findings=(finding,))
    assert "<del" not in Page(render(story, RenderOptions())).html.split("colophon")[0]


def test_a_reading_without_evidence_is_shown_as_it_is() -> None:
    story = make_story()
    bare = replace(story.findings[0], evidence=(), readings=(Reading("a", ("wire",)), Reading("b", ())))
    page = Page(render(replace(story, findings=(bare,)), RenderOptions()))
    assert page.errors == []


def test_the_page_is_the_same_every_time_and_everywhere() -> None:
    script = (
        "import sys; from tests.story import make_story; from variance.render import render_report; "
        "sys.stdout.buffer.write(render_report(make_story(), 'html').encode())"
    )
    there = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert there.stdout.decode() == render_report(make_story(), "html")


def test_nothing_heavy_is_loaded_before_a_page_is_asked_for() -> None:
    script = "import json, sys; import variance.render.html; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
    )
    assert "jinja2" not in loaded


def test_the_data_are_inert_and_cannot_end_their_element() -> None:
    for name, story in STORIES.items():
        page = Page(render(story, RenderOptions()))
        if len(story.sources) > 1:
            data = json.loads(page.raw["data"])
            assert [*data["letters"]] == [*letter_sources(story).values()], name
            assert "<!--" not in page.raw["data"] and "</" not in page.raw["data"]
        else:
            assert "data" not in page.raw


def test_another_base_travels_where_all_pairs_are_known() -> None:
    def list_bases(name: str) -> list[str]:
        return sorted(json.loads(Page(render(STORIES[name], RenderOptions())).raw["data"])["views"])

    assert list_bases("ferry") == ["A", "B", "C"]
    assert len(list_bases("twelve")) == 12
    assert list_bases("thirty") == list_bases("no pairs") == []


def test_marks_of_one_side_leave_its_own_words_only() -> None:
    added, removed = mark_added("two", Severity.SUBSTANCE), mark_removed("one", Severity.SUBSTANCE)
    marked = Html(f"It was {removed} {added} men{place_removed(removed, 'men', '.')}.")
    assert keep_own(marked, as_lemma=False) == f"It was {added} men."
    assert keep_own(marked, as_lemma=True) == f"It was {mark_lemma('two')} men."


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Putin: ‘a’ (Nordwire, copy) · ‘b’ (Evening Post)", "Putin: ‘a’ · ‘b’"),
        ("Words differ (Nordwire · Evening Post): ‘a’", "Words differ: ‘a’"),
        ("Number: ‘1’ (Nordwire and 7 more)", "Number: ‘1’"),
        ("The words (missiles) and (Nordwire, missiles)", "The words (missiles) and (Nordwire, missiles)"),
    ],
)
def test_titles_lose_the_names_whose_letters_stand_beside(title: str, expected: str) -> None:
    assert drop_names(Story(make_story(), RenderOptions()), title) == expected


@pytest.mark.parametrize(
    ("one", "two", "kept"),
    [
        ("on Thursday", "on Friday", {"number", "name"}),
        ("43 people", "forty people", {"date or time", "name"}),
        ("3 May", "4 May", {"name"}),
        ("Smith", "Jones", set()),
    ],
)
def test_a_conflict_takes_only_its_own_kinds_from_what_was_not_found(
    one: str, two: str, kept: set[str]
) -> None:
    texts = make_source("one", [one]), make_source("two", [two])
    readings = [(source.units[0].text, [(source, 0)]) for source in texts]
    finding = make_finding("f", FindingKind.CONFLICT, Severity.SUBSTANCE, "Which", *readings)
    story = Story(replace(make_story(), pairs=make_story().pairs[:1], findings=(finding,)), RenderOptions())
    bare = [replace(row, changes=()) for row in story.comparison.pairs[0].alignments]
    pair = replace(story.comparison.pairs[0], alignments=tuple(bare))
    absent = list_absent_kinds(Story(replace(story.comparison, pairs=(pair,)), RenderOptions()))
    assert {"number", "date or time", "name"} & set(absent) == kept


def test_wording_is_not_called_to_be_checked_first() -> None:
    story = make_story()
    reworded = make_finding(
        "w-two",
        FindingKind.WORDING,
        Severity.WORDING,
        "Wording differs",
        ("taken off", [(story.sources[0], 1)]),
        ("taken off, police", [(story.sources[1], 1)]),
    )
    head = render(replace(story, findings=(*story.findings, reworded)), RenderOptions()).split('id="glance"')[
        0
    ]
    check, wording = head.split("Worded differently")
    assert "q-sail" in check and "w-two" not in check
    assert "w-two" in wording


def read_templates(suffix: str) -> dict[str, str]:
    folder = files("variance.render") / "templates"
    return {
        one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(suffix)
    }


def test_every_name_in_the_scripts_is_used() -> None:
    script = "\n".join(read_templates(".js").values())
    names = re.findall(r"^\s*(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
    assert [name for name in names if len(re.findall(rf"\b{name}\b", script)) < 2] == []
    top = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
    assert len(top) == len(set(top))


def test_every_script_and_style_is_joined() -> None:
    assert set(SCRIPTS) == set(read_templates(".js"))
    assert set(STYLES) <= set(read_templates(".css"))


def test_the_seeds_stay_within_the_size_of_a_mail_attachment() -> None:
    assert len(render(compare_seeds(), RenderOptions()).encode()) < 400_000


def test_a_word_a_hundred_thousand_times_is_no_burden() -> None:
    words = "word " * 100_000
    one, two = make_source("one", [words]), make_source("two", [words + "end"])
    finding = make_finding(
        "f",
        FindingKind.QUOTE_ALTERED,
        Severity.SUBSTANCE,
        "t",
        (words.strip(), [(one, 0)]),
        ("end", [(two, 0)]),
    )
    page = Page(render(replace(make_pageless_story([one, two]), findings=(finding,)), RenderOptions()))
    assert page.errors == []


def test_no_words_of_a_reading_are_struck_that_its_source_has() -> None:
    """A reading that was cut for the head is marked by what the source says, not by what the cut left."""
    comparison = compare_seeds()
    story = Story(comparison, RenderOptions())
    checked = 0
    for ranked in story.findings:
        if ranked.finding.kind is not FindingKind.QUOTE_ALTERED:
            continue
        brief = brief_finding(story, ranked)
        holders = [reading.sources for reading in order_readings(ranked.finding, story.base)]
        for sources, shown in zip(holders, str(brief.readings).split('<span class="rd">')[1:], strict=False):
            said = " ".join(one.text for one in ranked.finding.evidence if one.source in sources).casefold()
            for struck in re.findall(r"<del[^>]*><i>removed: </i>(.*?)</del>", shown):
                words = struck.rstrip("…").casefold()
                if len(words.split()) > 2:
                    assert words not in said
                    checked += 1
    assert checked
